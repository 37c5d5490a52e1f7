"""The Maps page as a visitor uses it, without a browser: every `run()` of the app is one tick of a computation."""

import re

import numpy as np
import pytest

from app.maps.request import THIS_RUN
from app.widgets.number_field import number_text
from app.words.numbers import count
from tests.app.server.test_computation import watch_to_the_end
from tests.helpers import visitor
from tests.helpers.decoding import decode
from tests.helpers.transcript import assert_reads
from tests.helpers.visitor import assert_fine, button, drawn_key, link_of, look_at, press, run_of, unfold
from xorcore import Config, Dataset, train
from xorcore.classics.map_presets import MAP_PRESETS

PAGE = "app/pages/maps.py"
OWN = {"map": THIS_RUN, "cells": "32", "map_epochs": "60"}


def opened(**link):
    return visitor.opened(PAGE, **link)


def completed(**link):
    app = opened(**link)
    complete(app)
    return app


def complete(app):
    watch_to_the_end(shown(app).computation)
    app.run()
    assert_fine(app)
    assert any(c.value.startswith("**Complete**") for c in app.caption)


def shown(app):
    return app.session_state["maps"].shown


def message(app):
    return decode(next(c.proto.bytes for c in app.get("bidi_component") if b'"outcomes"' in c.proto.bytes[:5000]))


def set_to(app, kind, key, value):
    value = number_text(value) if kind == "text_input" else value
    next(w for w in app.get(kind) if w.key == key).set_value(value).run()
    assert_fine(app)


def test_the_page_opens_with_its_question_and_a_map_that_answers_it():
    """Where is the edge of training? No click."""
    app = opened()
    assert app.header[0].value == "Where does training work, and where is its edge?"
    complete(app)
    (answer,) = (m.value for m in app.markdown if m.value.startswith("**Its edge.**"))
    assert re.search(r"at momentum 0, learning rate 0\.5179 to 2\d\.", answer)  # chaos above: it depends on the machine
    assert app.radio(key="map_network").value == next(iter(MAP_PRESETS))
    assert button(app, "Cancel").disabled
    assert button(app, "Back").disabled


def test_all_visitors_are_shown_the_same_computation_which_none_of_them_can_cancel():
    first, second = opened(), opened()
    assert shown(first).computation is shown(second).computation
    assert button(first, "Cancel").disabled
    press(first, "Compute")
    assert not shown(second).computation.cancelled


def test_compute_gives_a_complete_map():
    app = opened()
    set_to(app, "selectbox", "map_cells", 32)
    set_to(app, "text_input", "map_epochs", 100)
    press(app, "Compute")
    complete(app)
    header, sections = message(app)
    assert header["cells"] == 32
    assert (sections["states"] > 0).all()
    assert button(app, "Cancel").disabled


@pytest.mark.parametrize("name", MAP_PRESETS)
def test_every_preset_opens_from_its_link(name):
    app = completed(map=name, cells="32", map_epochs="30")
    header, _ = message(app)
    assert header["x"]["low"] == MAP_PRESETS[name].x.low
    assert link_of(app) == {"map": name, "cells": "32", "map_epochs": "30"}


@pytest.mark.parametrize(("x", "y"), [("learning_rate", "momentum"), ("init_scale", "l2"), ("w1[0,0]", "b3[0]"),
                                      ("learning_rate[1]", "learning_rate[3]"), ("learning_rate[2]", "w2[3,3]")])
@pytest.mark.parametrize("colour", ["epochs", "loss", "sohl_dickstein"])
def test_the_run_can_be_mapped_along_every_kind_of_axis(x, y, colour):
    app = completed(**OWN, x_axis=x, y_axis=y, colour=colour)
    assert message(app)[0]["x"]["label"]


def test_a_map_of_hours_is_refused_and_the_map_stays():
    app = completed(**OWN)
    before = shown(app)
    set_to(app, "selectbox", "map_cells", 512)
    set_to(app, "text_input", "map_epochs", 1_000_000)
    press(app, "Compute")
    watch_to_the_end(shown(app).computation)  # on a slow machine the refusal comes later than the page
    app.run()
    assert "at most 10 minutes are allowed" in app.warning[0].value
    assert app.session_state["maps"].refusals.keys() == {"compute"}
    assert shown(app) is before


@pytest.mark.parametrize(("key", "value", "says"), [
    ("map_x_low", -1.0, "“From” must be > 0 and at most 1\u202f000, got -1; it stays 0.01."),
    ("map_x_low", 500, "“From” must be below “To”, got 500 and 100; “From” stays 0.01."),
    ("map_x_high", 0.001, "“From” must be below “To”, got 0.01 and 0.001; “To” stays 100."),
    ("map_y_high", 1e6, "“To” must be > 0 and at most 100, got 1000000; it stays 10."),
    ("map_x_high", 1e5, "“To” must be > 0 and at most 1\u202f000, got 100000; it stays 100."),
    ("map_x_high", 0.010000000000000002, "narrower than float64"),
])
def test_a_range_of_no_use_is_refused_at_its_field_when_it_is_typed(key, value, says):
    app = opened(**OWN)
    chosen = app.session_state["maps"].choices
    set_to(app, "text_input", key, value)
    (warning,) = app.warning
    assert says in warning.value
    assert app.session_state["maps"].refusals.keys() == {key[4]}
    assert app.session_state["maps"].choices == chosen


def test_the_ends_of_both_axes_say_which_axis_they_are_of():
    app = opened()
    assert [app.text_input(key=f"map_{side}_{end}").label for side in "xy" for end in ("low", "high")] == [
        "From (across)", "To (across)", "From (upwards)", "To (upwards)"]


def test_a_number_field_that_is_left_without_a_number_says_so_until_a_number_comes():
    app = opened()
    set_to(app, "text_input", "map_x_low", None)
    assert [warning.value for warning in app.warning] == ["“From” must be a number; it stays 0.01."]
    assert app.text_input(key="map_x_low").value == "0.01"
    set_to(app, "text_input", "map_x_low", 0.1)
    assert not app.warning


def test_a_cancelled_map_keeps_what_it_has():
    app = opened(map="Sohl-Dickstein: two learning rates", cells="64")
    press(app, "Cancel")
    watch_to_the_end(shown(app).computation)
    app.run()
    assert any(c.value.startswith("**Cancelled**") for c in app.caption)


def test_the_page_says_when_the_map_is_not_what_is_chosen():
    app = completed(**OWN)
    set_to(app, "text_input", "map_epochs", 70)
    assert any("press Compute" in c.value for c in app.caption)


def test_a_map_of_the_run_is_as_chosen_after_a_reset_and_is_not_once_its_points_are_others():
    app = completed(**OWN, dataset="own", points="0,0,0;0,1,1;1,0,1;1,1,0")
    config, points = run_of(app).present_config, run_of(app).dataset
    for targets, says in ((points.targets, False), (1 - points.targets, True)):
        look_at(app, config, Dataset(points.inputs, targets))
        assert any("press Compute" in c.value for c in app.caption) == says


def test_a_cell_opens_on_train_as_the_very_run():
    app = completed(**{**OWN, "map_epochs": "500"}, x_from="0.5", x_to="2.0")  # beyond, rounding decides
    picture = shown(app).picture
    row, column = map(int, np.unravel_index(np.where(picture.states == 1, picture.values, np.inf).argmin(), (32, 32)))
    app.session_state["maps"].cell = (row, column)
    app.run()
    assert any(f"solved after {count(int(picture.values[row, column]))} epochs" in m.value for m in app.markdown)
    unfold(app, "map_table")
    assert_reads(app, "maps")
    press(app, "Open on Train")
    config = run_of(app).config
    assert config.learning_rate == picture.x.values(32)[column]
    assert config.init_scale == picture.y.values(32)[row]
    assert len([*train(config)]) - 1 == picture.values[row, column]


@pytest.mark.parametrize("link", [{"map": next(iter(MAP_PRESETS))}, {**OWN, "x_axis": "w1[0,0]"},
                                  {**OWN, "x_axis": "b2[0]", "y_axis": "w1[1,0]"}])
def test_a_cell_with_start_weights_of_its_own_opens_on_train_as_the_very_run(link):
    app = completed(**{**link, "cells": "32", "map_epochs": "50", "colour": "loss"})
    picture = shown(app).picture
    app.session_state["maps"].cell = (3, 4)
    app.run()
    press(app, "Open on Train")
    run = run_of(app)
    *_, last = run.trainer
    assert last.loss == pytest.approx(picture.values[3, 4], rel=1e-9)


def test_a_layer_with_a_learning_rate_of_its_own_cannot_be_opened_on_train():
    app = completed(**{**OWN, "x_axis": "learning_rate[1]", "cells": "32"})
    app.session_state["maps"].cell = (3, 4)
    app.run()
    assert_fine(app)
    assert not [b for b in app.button if b.label == "Open on Train"]
    unfold(app, "map_table")
    assert_reads(app, "maps of layers")
    assert any("cannot start this cell" in c.value for c in app.caption)


def test_the_link_follows_what_is_chosen():
    app = completed(**OWN)
    set_to(app, "selectbox", "map_colour", "loss")
    set_to(app, "text_input", "map_x_low", 0.1)
    assert app.query_params["colour"] == "loss"
    assert app.query_params["x_from"] == "0.1"


def test_nonsense_in_the_link_is_refused_by_the_sentence():
    app = opened(map="x", cells="1", x_axis="w9[0,0]", map_epochs="60", y_from="nan")
    assert app.session_state["maps"].refusals.keys() == {"network", "x", "y", "cells"}
    assert len(app.warning) == 4


@pytest.mark.parametrize(("axes", "config", "instead", "says"), [
    ({"x_axis": "w3[3,0]"}, Config(hidden=()), ("learning_rate", "init_scale"), "x is learning rate."),
    ({"x_axis": "w3[3,0]", "y_axis": "learning_rate"}, Config(hidden=()), ("momentum", "learning_rate"), "x is momentum."),
    ({"y_axis": "momentum"}, Config(optimizer="adam"), ("learning_rate", "init_scale"), "y is scale of start weights."),
])
def test_a_run_without_what_an_axis_varied_gets_another_axis_and_a_sentence(axes, config, instead, says):
    app = completed(**OWN, **axes)
    look_at(app, config)
    assert (app.selectbox(key=drawn_key(app, "map_x")).value, app.selectbox(key=drawn_key(app, "map_y")).value) == instead
    assert app.warning[0].value.endswith(f"for an axis by now; {says}")


def test_a_cell_is_zoomed_into_without_a_drag():
    app = completed(**OWN)
    app.session_state["maps"].cell = (16, 30)
    app.run()
    whole = shown(app).picture.x
    press(app, "Zoom in")
    complete(app)
    part = shown(app).picture.x
    assert whole.low < part.low < part.high == whole.high
    row, column = app.session_state["maps"].cell  # the same settings are picked, as nearly as there are cells
    assert row == 16 and abs(np.log(part.values(32)[column] / whole.values(32)[30])) < np.log(whole.high / whole.low) / 32
    press(app, "Back")
    assert shown(app).picture.x == whole


def test_behind_the_picture_stands_a_table():
    app = completed(**OWN)
    assert not app.dataframe  # it is made when it is asked for
    unfold(app, "map_table")
    (table,) = app.dataframe
    assert list(table.value.columns) == ["scale of start weights", "solved", "learning rate from", "learning rate to"]
    assert len(table.value) == 32

"""What is chosen for a map, and what is refused: no page is drawn and nothing is computed."""

from types import SimpleNamespace

import pytest

from app.maps import session as maps
from app.maps.request import THIS_RUN, first_choices
from app.maps.session import ENDS, EXAMPLE, MapsState, Window
from app.maps.work import TooLong
from tests.helpers.maps_tab import CHOSEN, CONFIG, DATASET, Work
from xorcore import Config, Dataset
from xorcore.classics import MAP_PRESETS
from xorcore.many import Axis

STATE = maps.state


def test_a_choice_takes_the_place_of_what_was_refused_and_computes_nothing(tab):
    maps.choose(epochs=77)
    assert (tab.state.choices.epochs, tab.state.refusals, tab.begun) == (77, {}, [])


def test_a_refusal_stands_at_its_field_alone(tab):
    maps.refuse("y", "Not so.")
    assert (tab.state.refusals, tab.state.choices) == ({"y": "Not so."}, CHOSEN)


@pytest.mark.parametrize("name", [*MAP_PRESETS, THIS_RUN])
def test_another_network_brings_its_first_choices_and_keeps_the_cells(tab, name):
    maps.choose_network(name)
    assert tab.state.choices == first_choices(name, CONFIG, cells=32)


def test_an_axis_goes_where_it_was_let_and_stays_where_that_is_of_no_use(tab):
    maps.choose_axis("y", Axis("l2", 0, 0.5), "high")
    assert (tab.state.choices.y, tab.state.choices.x) == (Axis("l2", 0, 0.5), CHOSEN.x)
    for typed, end in ENDS.items():
        maps.choose_axis("x", Axis("learning_rate", 5, 2), typed)
        kept = {"low": 0.01, "high": 100}[typed]
        assert tab.state.refusals == {"x": f"“From” must be below “To”, got 5 and 2; “{end}” stays {kept}."}
    assert tab.state.choices.x == CHOSEN.x


@pytest.mark.parametrize(("changed", "is_chosen"), [
    ({}, True), ({"epochs": 77}, False), ({"cells": 64}, False), ({"colour": "loss"}, False),
    ({"x": Axis("learning_rate", 0.02, 100)}, False), ({"y": Axis("init_scale", 0.1, 9)}, False),
    ({"x": Axis("learning_rate", 1, 1)}, False)])
def test_the_map_is_as_chosen_until_something_else_is(tab, changed, is_chosen):
    maps.choose(**changed)
    assert maps.is_as_chosen() is is_chosen


def test_the_map_of_other_points_or_settings_of_the_run_is_not_as_chosen(tab):
    tab.run.dataset = Dataset(DATASET.inputs, 1 - DATASET.targets)
    assert not maps.is_as_chosen()
    tab.run.dataset, tab.run.present_config = DATASET, Config(momentum=0.25)
    assert not maps.is_as_chosen()


def test_a_new_map_takes_the_place_of_the_one_before_and_is_kept_for_the_visitor(tab):
    before = tab.state.shown
    maps.choose(epochs=77)
    tab.state.windows = [before]
    maps.compute()
    assert (tab.state.shown.choices.epochs, tab.state.shown.request.config.epochs) == (77, 77)
    assert (tab.state.shown.computation, tab.state.shown.is_example, tab.state.before) == (tab.next, False, before)
    assert (tab.state.cell, tab.state.refusals, tab.state.windows) == (None, {}, [])
    assert tab.kept == [("ada", "maps", tab.state.shown)] and tab.next.waited == [3.0]


@pytest.mark.parametrize("error", [TooLong("It would take hours")])
def test_a_map_that_is_refused_at_once_leaves_all_as_it_is(tab, error):
    before, tab.next = tab.state.shown, Work(error=error)
    tab.state.windows = [before]
    maps.compute()
    assert tab.state.refusals == {"compute": "It would take hours."}
    assert (tab.state.shown, tab.state.windows, tab.state.cell, tab.kept) == (before, [before], (1, 2), [])


def test_a_map_that_fails_otherwise_is_shown_with_what_failed(tab):
    tab.next = Work(error=ZeroDivisionError("of no use"))
    maps.compute()
    assert tab.state.shown.computation is tab.next


def test_numbers_of_no_use_begin_nothing(tab):
    tab.state.choices = maps.replace(CHOSEN, x=Axis("learning_rate", 1, 1))
    maps.compute()
    assert tab.begun == [] and tab.state.refusals == {"compute": "“From” must be below “To”, got 1 and 1."}


@pytest.mark.parametrize(("error", "taken_back"), [
    (TooLong("It would take hours"), True), (None, False), (ValueError("x"), False)])
def test_a_map_that_is_refused_later_gives_its_place_back(tab, monkeypatch, error, taken_back):
    before = tab.state.shown
    maps.compute()
    late = tab.state.shown
    late.computation.error = error
    maps.take_back()
    assert tab.state.shown is (before if taken_back else late)
    assert tab.state.refusals == ({"compute": "It would take hours."} if taken_back else {})
    assert tab.behind == [1] * taken_back


def test_where_there_was_no_map_before_the_example_takes_its_place(tab, monkeypatch):
    monkeypatch.setattr(maps, "_example", lambda: "the example")
    tab.state.shown.computation.error = TooLong("It would take hours")
    maps.take_back()
    assert tab.state.shown == "the example"


def test_the_example_is_the_first_preset_computed_once_for_all(tab, monkeypatch):
    work = Work()
    monkeypatch.setattr(maps, "shared", lambda page, pictures: work if page == "maps" else None)
    example = maps._example()
    assert (example.choices, example.computation, example.is_example) == (first_choices(EXAMPLE, CONFIG), work, True)
    assert example.request.cells == 64 and work.waited == [3.0]


@pytest.mark.parametrize(("row", "column", "cell"), [
    (0, 0, (0, 0)), (31, 31, (31, 31)), (32, 0, None), (0, 32, None), (-1, 0, None), (0, -1, None)])
def test_a_cell_outside_of_the_map_is_no_cell(tab, row, column, cell):
    maps.pick(row, column)
    assert tab.state.cell == cell


def test_what_the_run_no_longer_has_is_replaced_by_what_the_other_axis_does_not_vary(tab):
    tab.state.refusals = {}
    tab.state.choices = maps.replace(CHOSEN, x=Axis("w3[3,0]", -1, 1), y=Axis("learning_rate", 0.01, 100))
    tab.run.present_config = Config(hidden=())
    assert (maps.choices().x.name, maps.choices().y.name) == ("momentum", "learning_rate")
    assert tab.state.refusals == {
        "x": "The run on the Train page has no start weight w3[3,0] for an axis by now; x is momentum."}


def test_the_address_says_what_is_chosen_beside_the_run(tab, monkeypatch):
    said = []
    monkeypatch.setattr(maps, "st", SimpleNamespace(query_params=SimpleNamespace(from_dict=said.append)))
    monkeypatch.setattr(maps.session, "link", lambda: {"seed": "3"})
    maps.choose(epochs=77)
    maps.write_link()
    assert said == [{"seed": "3", "map": THIS_RUN, "cells": "32", "map_epochs": "77"}]


class Opened:
    """A tab that opens with this link."""

    def __init__(self, monkeypatch, tab, texts, refused=(), kept=None):
        self.link = SimpleNamespace(texts=texts, refused=list(refused))
        self.taken, tab.state = [], MapsState(first_choices(EXAMPLE, CONFIG))
        monkeypatch.setattr(maps.kept_results, "kept",
                            lambda visitor, page: {("ada", "maps"): kept}[visitor, page])
        monkeypatch.setattr(maps.computation, "take", self.taken.append)
        monkeypatch.setattr(maps, "_example", lambda: "the example")
        maps._open(tab.state, self.link)


def kept_map(cancelled=False):
    return Window(CHOSEN, None, SimpleNamespace(cancelled=cancelled, newest=None))


@pytest.mark.parametrize(("texts", "shown"), [
    ({}, "the example"), ({"map": EXAMPLE}, "the example"), ({"map": EXAMPLE, "cells": "32"}, "computed"),
    ({"map": THIS_RUN}, "computed")])
def test_a_link_is_computed_where_it_is_not_the_example(monkeypatch, tab, texts, shown):
    Opened(monkeypatch, tab, texts)
    assert (tab.state.shown == shown) if shown == "the example" else tab.state.shown.computation is tab.next
    assert tab.state.refusals == {}


@pytest.mark.parametrize(("texts", "cancelled", "is_taken"), [
    ({}, False, True), ({}, True, False), ({"map": THIS_RUN, "cells": "32"}, False, True),
    ({"map": THIS_RUN}, False, False)])
def test_what_was_computed_before_is_shown_where_the_link_says_nothing_else(monkeypatch, tab, texts, cancelled, is_taken):
    kept = kept_map(cancelled)
    opened = Opened(monkeypatch, tab, texts, kept=kept)
    assert (tab.state.shown is kept) == is_taken and opened.taken == [kept.computation] * is_taken
    assert (tab.state.choices == CHOSEN) == is_taken or texts


def test_all_that_a_link_gets_wrong_is_said(monkeypatch, tab):
    Opened(monkeypatch, tab, {"cells": "33"}, refused=["Twice.", "Not known."])
    assert tab.state.refusals.keys() == {"link", "cells"} and tab.state.refusals["link"] == "Twice. Not known."


def test_a_tab_opens_once_with_its_link_and_keeps_its_state(monkeypatch, tab):
    opened, session = [], {}
    monkeypatch.setattr(maps, "st", SimpleNamespace(session_state=session))
    monkeypatch.setattr(maps, "PageLink", lambda keys: keys)
    monkeypatch.setattr(maps, "_open", lambda state, link: opened.append((state.choices, link)))
    assert STATE() is STATE() is session["maps"]
    assert opened == [(first_choices(EXAMPLE, CONFIG), maps.LINK_KEYS)]

"""What is chosen for a map, what is refused, and the windows: no page is drawn and nothing is computed."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.maps import session as maps
from app.maps.axes import place_of
from app.maps.request import THIS_RUN, first_choices, network_of, request
from app.maps.session import ENDS, EXAMPLE, MOST_WINDOWS, MapsState, Window
from app.maps.work import TooLong
from xorcore import Config, Dataset, train
from xorcore.classics import MAP_PRESETS
from xorcore.many import Axis

CONFIG = Config()
DATASET = train(CONFIG).dataset
STATE = maps.state
CHOSEN = first_choices(THIS_RUN, CONFIG, cells=32)


class Work:
    """A computation that has given this picture, or failed."""

    def __init__(self, complete=True, error=None):
        self.newest = SimpleNamespace(complete=complete)
        self.error, self.waited = error, []

    def wait_for_first(self, seconds):
        self.waited.append(seconds)


@pytest.fixture
def tab(monkeypatch):
    """The state of a tab with a map of the run; what was done is noted."""
    run = SimpleNamespace(present_config=CONFIG, dataset=DATASET)
    tab = SimpleNamespace(run=run, begun=[], kept=[], behind=[], stopped=[], next=Work())
    window = Window(CHOSEN, request(CHOSEN, network_of(CHOSEN, CONFIG, DATASET)), Work())
    tab.state = MapsState(CHOSEN, shown=window, cell=(1, 2), refusals={"x": "Said before."})

    def start(pictures):
        tab.begun.append(pictures)
        return tab.next

    monkeypatch.setattr(maps, "state", lambda: tab.state)
    monkeypatch.setattr(maps.session, "current", lambda: run)
    monkeypatch.setattr(maps.session, "visitor", lambda: "ada")
    monkeypatch.setattr(maps.session, "page_is_behind", lambda: tab.behind.append(1))
    monkeypatch.setattr(maps.computation, "start", start)
    monkeypatch.setattr(maps.computation, "stop", lambda: tab.stopped.append(1))
    monkeypatch.setattr(maps.kept_results, "keep", lambda *kept: tab.kept.append(kept))
    return tab


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


def test_a_part_of_the_map_is_computed_with_its_own_choices_and_the_whole_is_a_window_to_go_back_to(tab):
    whole = tab.state.shown
    maps.choose(epochs=77)  # chosen since, but not of this map
    maps.zoom((0.25, 0.5, 0.5, 1.0))
    part = tab.state.shown
    assert tab.state.windows == [whole] and tab.behind == [1]
    assert part.request[3:] == whole.request[3:] and part.choices.epochs == CHOSEN.epochs
    for side, places in (("x", [0.25, 0.5]), ("y", [0.5, 31.5 / 32])):  # the last value is half a cell from the edge
        axis = getattr(part.request, side)
        assert place_of(getattr(whole.request, side), 32, np.array([axis.low, axis.high])) == pytest.approx(places)
        assert axis == getattr(part.choices, side) == getattr(tab.state.choices, side)


def test_a_part_that_is_too_narrow_is_refused_at_the_map(tab):
    whole = tab.state.shown
    maps.zoom((0.5, 0.5 + 1e-16, 0.0, 1.0))
    assert tab.state.refusals.keys() == {"map"} and tab.state.refusals["map"].endswith(".")
    assert (tab.state.shown, tab.state.windows, tab.begun) == (whole, [], [])


def test_a_part_that_would_take_too_long_is_refused_at_the_map(tab):
    whole, tab.next = tab.state.shown, Work(error=TooLong("It would take hours"))
    maps.zoom((0.25, 0.5, 0.5, 1.0))
    assert (tab.state.refusals, tab.state.shown, tab.state.windows) == ({"map": "It would take hours."}, whole, [])


def test_the_last_30_windows_are_kept(tab):
    first = tab.state.shown
    for _ in range(MOST_WINDOWS):
        maps.zoom((0.0, 1.0, 0.0, 1.0))
    assert len(tab.state.windows) == MOST_WINDOWS == 30 and tab.state.windows[0] is first
    maps.zoom((0.0, 1.0, 0.0, 1.0))
    assert len(tab.state.windows) == 30 and tab.state.windows[0] is not first


@pytest.mark.parametrize(("cell", "picked", "x", "y"), [
    ((16, 16), (16, 16), (8.5, 24.5), (8.5, 24.5)), ((0, 31), (1, 30), (23.5, 32), (0, 8.5)),
    ((31, 0), (30, 1), (0, 8.5), (23.5, 32))])
def test_around_a_cell_the_map_is_half_as_wide_and_high_and_its_settings_stay_picked(tab, monkeypatch, cell, picked, x, y):
    asked, zoom = [], maps.zoom
    monkeypatch.setattr(maps, "zoom", lambda places: asked.append(places) or zoom(places))
    tab.state.cell = cell
    maps.zoom_to_cell()
    (places,) = asked
    assert [32 * place for place in places] == [*x, *y]
    assert tab.state.cell == picked


def test_around_a_cell_that_is_refused_the_cell_stays(tab):
    tab.next = Work(error=TooLong("It would take hours"))
    maps.zoom_to_cell()
    assert tab.state.cell == (1, 2)


@pytest.mark.parametrize(("complete", "begun"), [(True, 0), (False, 1), (None, 1)])
def test_back_shows_the_window_before_and_computes_anew_what_was_left_too_early(tab, complete, begun):
    whole = tab.state.shown
    whole.computation.newest = None if complete is None else SimpleNamespace(complete=complete)
    maps.zoom((0.25, 0.5, 0.5, 1.0))
    tab.behind.clear()
    tab.begun.clear()
    tab.state.cell, tab.state.refusals = (3, 4), {"map": "Not so."}
    maps.back()
    assert (tab.state.shown.choices, tab.state.choices) == (whole.choices, whole.choices)
    assert (tab.state.shown is whole, len(tab.begun)) == (not begun, begun)
    assert (tab.state.windows, tab.state.cell, tab.state.refusals) == ([], None, {})
    assert tab.stopped == tab.behind == [1]


def test_without_a_window_before_there_is_no_way_back(tab):
    whole = tab.state.shown
    maps.back()
    assert (tab.state.shown, tab.state.cell, tab.stopped) == (whole, (1, 2), [])


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


def test_a_window_that_cannot_be_computed_anew_says_so_at_the_map(tab):
    tab.state.shown.computation.newest = None
    maps.zoom((0.25, 0.5, 0.5, 1.0))
    tab.next = Work(error=TooLong("It would take hours"))
    maps.back()
    assert tab.state.refusals == {"map": "It would take hours."}

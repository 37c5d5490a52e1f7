"""The windows of a map: parts of it, and the way back. No page is drawn and nothing is computed."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.maps import session as maps
from app.maps import windows
from app.maps.axes import place_of
from app.maps.windows import MOST_WINDOWS
from app.maps.work import TooLong
from tests.helpers.maps_tab import CHOSEN, Work


def test_a_part_of_the_map_is_computed_with_its_own_choices_and_the_whole_is_a_window_to_go_back_to(tab):
    whole = tab.state.shown
    maps.choose(epochs=77)  # chosen since, but not of this map
    windows.zoom((0.25, 0.5, 0.5, 1.0))
    part = tab.state.shown
    assert tab.state.windows == [whole] and tab.behind == [1]
    assert part.request[3:] == whole.request[3:] and part.choices.epochs == CHOSEN.epochs
    for side, places in (("x", [0.25, 0.5]), ("y", [0.5, 31.5 / 32])):  # the last value is half a cell from the edge
        axis = getattr(part.request, side)
        assert place_of(getattr(whole.request, side), 32, np.array([axis.low, axis.high])) == pytest.approx(places)
        assert axis == getattr(part.choices, side) == getattr(tab.state.choices, side)


def test_a_part_that_is_too_narrow_is_refused_at_the_map(tab):
    whole = tab.state.shown
    windows.zoom((0.5, 0.5 + 1e-16, 0.0, 1.0))
    assert tab.state.refusals.keys() == {"map"} and tab.state.refusals["map"].endswith(".")
    assert (tab.state.shown, tab.state.windows, tab.begun) == (whole, [], [])


def test_a_part_that_would_take_too_long_is_refused_at_the_map(tab):
    whole, tab.next = tab.state.shown, Work(error=TooLong("It would take hours"))
    windows.zoom((0.25, 0.5, 0.5, 1.0))
    assert (tab.state.refusals, tab.state.shown, tab.state.windows) == ({"map": "It would take hours."}, whole, [])


def test_the_last_30_windows_are_kept(tab):
    first = tab.state.shown
    for _ in range(MOST_WINDOWS):
        windows.zoom((0.0, 1.0, 0.0, 1.0))
    assert len(tab.state.windows) == MOST_WINDOWS == 30 and tab.state.windows[0] is first
    windows.zoom((0.0, 1.0, 0.0, 1.0))
    assert len(tab.state.windows) == 30 and tab.state.windows[0] is not first


@pytest.mark.parametrize(("cell", "picked", "x", "y"), [
    ((16, 16), (16, 16), (8.5, 24.5), (8.5, 24.5)), ((0, 31), (1, 30), (23.5, 32), (0, 8.5)),
    ((31, 0), (30, 1), (0, 8.5), (23.5, 32))])
def test_around_a_cell_the_map_is_half_as_wide_and_high_and_its_settings_stay_picked(tab, monkeypatch, cell, picked, x, y):
    asked, zoom = [], windows.zoom
    monkeypatch.setattr(windows, "zoom", lambda places: asked.append(places) or zoom(places))
    tab.state.cell = cell
    windows.zoom_to_cell()
    (places,) = asked
    assert [32 * place for place in places] == [*x, *y]
    assert tab.state.cell == picked


def test_around_a_cell_that_is_refused_the_cell_stays(tab):
    tab.next = Work(error=TooLong("It would take hours"))
    windows.zoom_to_cell()
    assert tab.state.cell == (1, 2)


@pytest.mark.parametrize(("complete", "begun"), [(True, 0), (False, 1), (None, 1)])
def test_back_shows_the_window_before_and_computes_anew_what_was_left_too_early(tab, complete, begun):
    whole = tab.state.shown
    whole.computation.newest = None if complete is None else SimpleNamespace(complete=complete)
    windows.zoom((0.25, 0.5, 0.5, 1.0))
    tab.behind.clear()
    tab.begun.clear()
    tab.state.cell, tab.state.refusals = (3, 4), {"map": "Not so."}
    windows.back()
    assert (tab.state.shown.choices, tab.state.choices) == (whole.choices, whole.choices)
    assert (tab.state.shown is whole, len(tab.begun)) == (not begun, begun)
    assert (tab.state.windows, tab.state.cell, tab.state.refusals) == ([], None, {})
    assert tab.stopped == tab.behind == [1]


def test_without_a_window_before_there_is_no_way_back(tab):
    whole = tab.state.shown
    windows.back()
    assert (tab.state.shown, tab.state.cell, tab.stopped) == (whole, (1, 2), [])


def test_a_window_that_cannot_be_computed_anew_says_so_at_the_map(tab):
    tab.state.shown.computation.newest = None
    windows.zoom((0.25, 0.5, 0.5, 1.0))
    tab.next = Work(error=TooLong("It would take hours"))
    windows.back()
    assert tab.state.refusals == {"map": "It would take hours."}

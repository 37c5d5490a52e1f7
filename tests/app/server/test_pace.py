"""How many epochs of a run are due."""

from math import inf

import pytest

from app.server.pace import FRAME_SECONDS, MOST_SECONDS, OPENING, SPEEDS, Pace


def begun(speed):
    pace = Pace()
    pace.begin(100.0, speed)
    return pace


def trained(pace, now, drawn=True):
    """Train all that is due. Returns how much that was."""
    due = pace.due(now, drawn)
    pace.trained(due)
    return due


@pytest.mark.parametrize("epochs", [1, 10, 100])
def test_by_frames_so_many_epochs_are_trained_for_each_frame_that_was_drawn(epochs):
    pace = begun(str(epochs))
    assert trained(pace, 100) == epochs
    assert trained(pace, 101, drawn=False) == 0
    assert trained(pace, 102) == epochs


def test_by_frames_a_screen_that_is_too_quick_waits():
    pace = begun("10")
    trained(pace, 100)
    assert pace.due(100 + 0.9 * FRAME_SECONDS, True) == 0
    assert pace.due(100 + 1.1 * FRAME_SECONDS, True) == 10


def test_a_frame_is_due_when_all_its_epochs_are_trained():
    pace = begun("10")
    assert pace.due(100, True) == 10
    pace.trained(7)
    assert not pace.frame_is_due
    assert pace.due(100, False) == 3
    pace.trained(3)
    assert pace.frame_is_due


def test_by_seconds_the_clock_decides_whether_or_not_it_is_drawn():
    pace = begun("4000")
    trained(pace, 100)
    assert sum(trained(pace, 100 + 0.01 * i, drawn=False) for i in range(1, 101)) == pytest.approx(4000, abs=1)


def test_what_was_held_up_is_made_good_for_a_moment_only():
    pace = begun("4000")
    assert pace.due(200, True) == 4000 * MOST_SECONDS


def test_full_speed_has_no_limit():
    pace = begun("full")
    assert trained(pace, 100, drawn=False) == inf
    assert pace.frame_is_due


def test_another_speed_holds_at_once():
    pace = begun("full")
    trained(pace, 100)
    pace.begin(100, "1")
    assert pace.due(100, True) == 1


def test_the_lab_takes_6_to_10_seconds_at_the_opening_speed():
    epochs, unit = SPEEDS[OPENING][:2]
    assert unit == "second"
    assert 6 <= 30_000 / epochs <= 10

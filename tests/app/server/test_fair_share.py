"""Visitors share one processor: the more networks play, the less each asks for."""

import pytest

from app.server import fair_share

TICK_MS, FRAME_MS = 8, 5  # what a tick and each of its frames cost the server, see tests/benchmarks/live_load.py


def demand(playing):
    """Of all of them together, in processors."""
    share = fair_share.share_of(playing)
    return playing * (TICK_MS + share.frames * (FRAME_MS + share.milliseconds)) / (1000 * share.interval)


def test_one_alone_takes_what_there_is_and_leaves_no_gap_between_its_ticks():
    assert 1 < demand(1) < 1.2


@pytest.mark.parametrize("playing", range(2, 60))
def test_demand_stays_below_what_one_processor_gives(playing):
    assert demand(playing) < 1.01


@pytest.mark.parametrize("playing", range(1, 6))
def test_up_to_five_runs_are_asked_for_more_than_four_frames_a_second(playing):
    share = fair_share.share_of(playing)
    assert share.frames / share.interval > 4


@pytest.mark.parametrize("playing", [10, 40])
def test_a_run_that_ticks_as_it_is_told_always_counts(monkeypatch, playing):
    now = [0.0]
    monkeypatch.setattr(fair_share.time, "monotonic", lambda: now[0])
    for _ in range(3):
        for number in range(playing):
            share = fair_share.share(number)
            now[0] += share.interval / playing
    assert share == fair_share.share_of(playing)


def test_runs_that_stop_or_fall_silent_no_longer_count(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(fair_share.time, "monotonic", lambda: now[0])
    alone = fair_share.share(1)
    assert fair_share.share(2).interval > alone.interval
    fair_share.stop(1)
    assert fair_share.share(2) == alone
    fair_share.share(1)
    now[0] = 10
    assert fair_share.share(2) == alone

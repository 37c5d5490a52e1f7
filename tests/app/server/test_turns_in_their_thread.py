"""The thread of the turns meets other threads, rests, and outlives what fails."""

import threading
from types import SimpleNamespace

import pytest

from app.run import transport
from app.server import turns
from tests.helpers.watching import looking, playing
from xorcore import Config


def test_a_run_that_is_in_use_is_answered_when_it_is_free(rounds):
    viewer, held, done = looking(), threading.Event(), threading.Event()

    def use():
        with viewer.live.run.lock:
            held.set()
            done.wait(10)

    thread = threading.Thread(target=use)
    thread.start()
    held.wait(10)
    rounds.answer(viewer.live)
    assert rounds.turn() == (0, True)
    assert not viewer.frames
    done.set()
    thread.join()
    rounds.turn()
    assert len(viewer.frames) == 1


def test_the_thread_outlives_a_round_that_fails(rounds, monkeypatch, caplog):
    viewer, ended = playing(Config(epochs=20)), threading.Event()
    outcomes = iter([RuntimeError])

    def viewers():
        for error in outcomes:
            raise error
        if not viewer.live.playing:
            ended.set()
        return [viewer]

    monkeypatch.setattr(turns, "all_viewers", viewers)
    rounds.start()
    assert rounds._thread.daemon  # it keeps no process from ending
    assert ended.wait(10)
    rounds.stop()
    assert viewer.live.run.ended == "finished"
    assert [record.getMessage() for record in caplog.records] == ["a round of training failed"]
    assert not rounds.running


def test_the_thread_ends_also_if_it_is_stopped_just_before_it_has_nothing_to_do(rounds):
    class StoppedOnItsWay(threading.Event):
        """Somebody stops the turns when the thread has seen that it is to go on, and before it looks for work."""

        def clear(self):
            if rounds._thread is thread:
                rounds._thread = None
                self.set()
            super().clear()

    rounds._wake = StoppedOnItsWay()
    thread = rounds._thread = threading.Thread(target=rounds._loop, daemon=True)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()


@pytest.mark.parametrize(("outcome", "waits"), [((5, True), []), ((0, True), [turns.WAIT_SECONDS]), ((0, False), [None])])
def test_the_thread_waits_where_it_trained_nothing_and_for_a_wake_up_where_nothing_is_to_do(rounds, outcome, waits):
    waited = []
    rounds._wake = SimpleNamespace(clear=lambda: None, wait=waited.append)
    rounds._thread = threading.current_thread()

    def turn():
        rounds._thread = None  # it ends after this round
        return outcome

    rounds.turn = turn
    rounds._loop()
    assert waited == waits


@pytest.mark.parametrize(("crowd", "moments"), [(1, 1), (3, 3), (5, 5), (50, 5)])
def test_the_thread_rests_after_each_longest_slice_and_longer_with_the_crowd(rounds, monkeypatch, crowd, moments):
    rests = []
    monkeypatch.setattr(turns, "time", SimpleNamespace(sleep=rests.append))
    for _ in range(10):
        rounds._rest(turns.LONGEST_SLICE / 2, crowd)
    assert rests == [turns.REST_SECONDS * moments] * 5


def test_to_pause_and_to_go_back_while_a_slice_is_trained_is_never_undone(rounds):
    """The slice that is at work ends first; the one after it is not begun."""
    viewer = playing()
    rounds.start()
    try:
        for _ in range(50):
            transport.play(viewer)
            transport.show(viewer, 1)
            assert (viewer.live.playing, viewer.live.run.shown.number) == (False, min(1, viewer.live.run.last.number))
    finally:
        rounds.stop()
    assert not viewer.live.playing

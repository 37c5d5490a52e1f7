import threading
import time

from app.server import computation
from app.server.computation import Computation


def watch_to_the_end(work):
    """As a page does that stays open."""
    while work.running:
        work.join(0.1)
    work.join()


def endless():
    number = 0
    while True:
        number += 1
        time.sleep(0.005)
        yield number


def test_the_newest_result_is_kept():
    work = Computation(iter_of([1, 2, 3]))
    work.join(5)
    assert (work.newest, work.running, work.cancelled, work.error) == (3, False, False, None)


def test_cancel_is_seen_at_once_and_ends_the_thread():
    work = Computation(endless())
    assert work.running
    work.cancel()
    assert not work.running and work.cancelled
    work.join(5)
    assert not work._thread.is_alive()
    kept = work.newest
    time.sleep(0.02)
    assert work.newest == kept


def test_cancel_closes_the_iterator():
    closed = threading.Event()

    def results():
        try:
            yield from endless()
        finally:
            closed.set()

    work = Computation(results())
    work.cancel()
    assert closed.wait(5) or not work._thread.is_alive()


def test_what_nobody_looks_at_waits_until_somebody_does(monkeypatch):
    monkeypatch.setattr(computation, "UNSEEN_SECONDS", 0.2)
    work = Computation(endless())
    time.sleep(0.6)
    waiting, seconds = work.newest, work.seconds
    time.sleep(0.3)
    assert work.newest == waiting
    assert work.running
    while work.newest == waiting:
        time.sleep(0.01)
    work.cancel()
    work.join(5)
    assert work.seconds < seconds + 0.5


def test_what_nobody_looks_at_for_long_ends(monkeypatch):
    monkeypatch.setattr(computation, "UNSEEN_SECONDS", 0.01)
    monkeypatch.setattr(computation, "ABANDONED_SECONDS", 0.05)
    work = Computation(endless())
    work.join(5)
    assert not work._thread.is_alive()
    assert work.cancelled


def test_an_error_is_kept_for_the_page():
    def results():
        yield 1
        raise ValueError("no")

    work = Computation(results())
    work.join(5)
    assert str(work.error) == "no"
    assert work.newest == 1


def test_a_cancelled_end_stays_an_end():
    work = Computation(iter_of([1]))
    work.join(5)
    work.cancel()
    assert not work.cancelled
    assert work.seconds == work.seconds


def iter_of(values):
    yield from values


class Half:
    progress = 0.5


def test_the_seconds_left_follow_from_when_the_newest_result_came():
    def results():
        time.sleep(0.2)
        yield Half
        time.sleep(0.05)
        yield Half  # the same result again says nothing new
        time.sleep(0.2)

    work = Computation(results())
    assert work.seconds_left == float("inf")
    work.wait_for_first(5)
    came = work.seconds  # or a moment later
    assert 0 < work.seconds_left <= came
    time.sleep(0.1)
    assert work.seconds_left <= came - 0.1
    work.join(5)
    assert not work.running


def test_waiting_for_an_end_that_does_not_come_ends_by_itself():
    work = Computation(endless())
    work.join(0.01)
    assert work.running
    work.cancel()
    work.join(5)
    assert not work.running

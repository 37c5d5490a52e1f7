import threading
import time

from app import computation
from app.computation import Computation


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


def test_what_nobody_looks_at_ends(monkeypatch):
    monkeypatch.setattr(computation, "UNSEEN_SECONDS", 0.05)
    work = Computation(endless())
    work.join(5)
    assert not work._thread.is_alive()
    assert work.cancelled


def test_what_is_looked_at_goes_on(monkeypatch):
    monkeypatch.setattr(computation, "UNSEEN_SECONDS", 1.0)
    work = Computation(endless())
    for _ in range(30):
        time.sleep(0.05)
        assert work.running
    work.cancel()


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

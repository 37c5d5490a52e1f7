"""A computation under a clock of its own: nothing here sleeps."""

import threading

from app.server.computation import ABANDONED_SECONDS, UNSEEN_SECONDS, Clock, Computation


def watch_to_the_end(work):
    """As a page does that stays open."""
    while work.running:
        work.join(0.1)
    work.join()


class FakeClock(Clock):
    """Its time passes where somebody waits for it; `on_wait` is called then with the time."""

    def __init__(self, on_wait=lambda now: None):
        self.time, self.on_wait = 0.0, on_wait

    def now(self):
        return self.time

    def wait(self, event, seconds):
        self.time += seconds
        self.on_wait(self.time)
        return event.is_set()


class Half:
    progress = 0.5


def iter_of(values):
    yield from values


def ended(work):
    work.join(5)
    assert not work._thread.is_alive()
    return work


def test_the_newest_result_is_kept():
    work = ended(Computation(iter_of([1, 2, 3])))
    assert (work.newest, work.running, work.cancelled, work.error) == (3, False, False, None)


def test_cancel_is_seen_at_once_and_takes_no_further_result():
    first, may_go_on = threading.Event(), threading.Event()

    def results():
        yield 1
        first.set()
        may_go_on.wait(5)
        yield 2

    work = Computation(results())
    assert first.wait(5) and work.running
    work.cancel()
    assert not work.running and work.cancelled
    may_go_on.set()
    assert ended(work).newest == 1


def test_cancelled_before_the_first_result_it_has_none():
    may_go_on = threading.Event()

    def results():
        may_go_on.wait(5)
        yield 1

    work = Computation(results())
    work.cancel()
    may_go_on.set()
    assert (ended(work).newest, work.cancelled, work.error) == (None, True, None)


def test_cancel_closes_the_iterator():
    closed, first = threading.Event(), threading.Event()

    def results():
        try:
            while True:
                yield first.set()
        finally:
            closed.set()

    endless = results()  # held here too: what nobody holds any more is closed without being told
    work = Computation(endless)
    assert first.wait(5)
    work.cancel()
    ended(work)
    assert closed.is_set()


def test_an_error_closes_the_iterator_too():
    class Failing:
        closed = False

        def __iter__(self):
            raise ValueError("no")

        def close(self):
            self.closed = True

    failing = Failing()
    work = ended(Computation(failing))
    assert (failing.closed, str(work.error)) == (True, "no")


def unseen_for(seconds, clock):
    """Results, the first of which takes so long."""
    def results():
        clock.time += seconds
        yield 1
        yield 2
    return results()


def test_what_nobody_looks_at_waits_until_somebody_does_and_the_waiting_takes_no_time():
    waited = []

    def look(now):
        waited.append(work.newest)
        if now > 50:
            assert work.running

    clock = FakeClock()
    started = threading.Event()

    def results():
        started.wait(5)
        yield from unseen_for(UNSEEN_SECONDS + 1, clock)

    work = Computation(results(), clock)
    clock.on_wait = look
    started.set()
    assert ended(work).newest == 2
    assert waited.count(1) > 400
    assert UNSEEN_SECONDS + 1 <= work.seconds < UNSEEN_SECONDS + 1.1


def test_what_nobody_looks_at_for_long_ends():
    clock = FakeClock()
    work = ended(Computation(unseen_for(UNSEEN_SECONDS + 1, clock), clock))
    assert (work.newest, work.cancelled) == (1, True)
    assert ABANDONED_SECONDS < clock.time < ABANDONED_SECONDS + 1


def test_what_is_looked_at_does_not_wait():
    clock = FakeClock()
    work = ended(Computation(unseen_for(UNSEEN_SECONDS - 0.1, clock), clock))
    assert (work.newest, work.cancelled) == (2, False)


def test_an_error_is_kept_for_the_page():
    def results():
        yield 1
        raise ValueError("no")

    work = ended(Computation(results()))
    assert str(work.error) == "no"
    assert work.newest == 1


def test_a_cancelled_end_stays_an_end():
    work = ended(Computation(iter_of([1])))
    work.cancel()
    assert not work.cancelled


def test_the_seconds_left_follow_from_when_the_newest_result_came():
    clock, came, may_end = FakeClock(), threading.Event(), threading.Event()

    def results():
        clock.time += 1
        yield Half
        clock.time += 0.25
        yield Half  # the same result again says nothing new
        came.set()
        may_end.wait(5)

    work = Computation(results(), clock)
    assert came.wait(5)
    passed = clock.time - 1
    assert abs(work.seconds_left - (1 - passed)) < 0.02  # but for the pauses for the page
    clock.time += 0.5
    assert abs(work.seconds_left - (0.5 - passed)) < 0.02
    clock.time += 10
    assert work.seconds_left == 0
    may_end.set()
    assert not ended(work).running


def test_before_the_first_result_nobody_knows_how_long_it_takes():
    may_go_on = threading.Event()
    work = Computation(iter_after(may_go_on))
    assert work.seconds_left == float("inf")
    may_go_on.set()
    ended(work)


def iter_after(event):
    event.wait(5)
    yield 1

"""A page that watches a computation: it draws each look, waits for an end that is near, and follows it."""

from types import SimpleNamespace

import pytest

from app.server import computation


def test_waiting_for_an_end_takes_in_clicks_and_gives_up_in_time(monkeypatch):
    class Endless:
        running, joined = True, 0

        def join(self, seconds):
            Endless.joined += seconds

    class Session(dict):
        asked = 0

        def __contains__(self, key):
            self.asked += 1
            return False

    session = Session()
    monkeypatch.setattr(computation.st, "session_state", session)
    computation._await_end(Endless())
    assert abs(Endless.joined - computation.AWAIT_SECONDS) < computation.LISTEN_SECONDS
    assert session.asked == round(computation.AWAIT_SECONDS / computation.LISTEN_SECONDS)


class Watched:
    """Ends where somebody waits for it."""

    def __init__(self, seconds_left):
        self.running, self.seconds_left, self.waited = True, seconds_left, False

    def join(self, seconds):
        self.running, self.waited = False, True


def looked_at(monkeypatch, **streamlit):
    """The looks that the page will take, without Streamlit's timer."""
    looks = []
    fragment = {"fragment": lambda run_every: lambda look: looks.append(look) or look}
    monkeypatch.setattr(computation, "st", SimpleNamespace(session_state={}, **fragment, **streamlit))
    return looks


@pytest.mark.parametrize(("seconds_left", "waits"), [(0, True), (0.7, True), (0.9, False), (float("inf"), False)])
def test_a_look_waits_for_an_end_that_is_near(monkeypatch, seconds_left, waits):
    looks, drawn = looked_at(monkeypatch), []
    work = Watched(seconds_left)
    computation.watch(work, drawn.append)
    assert not work.waited  # the first picture comes at once
    look, = looks
    look()
    assert (work.waited, drawn) == (waits, [True, not waits])


def test_after_the_end_was_drawn_the_page_follows(monkeypatch):
    drawn, reruns = [], []
    looks, work = looked_at(monkeypatch, rerun=lambda: reruns.append(1)), Watched(seconds_left=10)
    computation.watch(work, drawn.append)
    work.running = False
    looks[0]()
    assert (drawn, reruns) == ([True, False], [])
    looks[0]()
    assert reruns == [1]


def test_waiting_for_an_end_ends_with_it(monkeypatch):
    class Near:
        joined = 0

        def join(self, seconds):
            self.joined += 1

        @property
        def running(self):
            return self.joined < 3

    monkeypatch.setattr(computation.st, "session_state", {})
    near = Near()
    computation._await_end(near)
    assert near.joined == 3


def test_a_new_computation_of_a_tab_begins_when_the_one_before_has_ended(monkeypatch):
    class Session(dict):
        __getattr__, __setattr__ = dict.__getitem__, dict.__setitem__

    class Before:
        done = []

        def cancel(self):
            self.done.append("cancelled")

        def join(self, seconds):
            self.done.append("ended")

    session = Session(computation=Before())
    monkeypatch.setattr(computation, "st", SimpleNamespace(session_state=session))
    new = computation.start(result for result in (1, 2))
    assert (session.computation, Before.done) == (new, ["cancelled", "ended"])
    new.join()
    assert new.newest == 2


@pytest.mark.parametrize(("running", "interval"), [(True, computation.INTERVAL), (False, None)])
def test_what_runs_is_looked_at_again_and_again_and_what_has_ended_once(monkeypatch, running, interval):
    intervals, work = [], Watched(10)
    work.running = running
    monkeypatch.setattr(computation, "st", SimpleNamespace(
        fragment=lambda run_every: intervals.append(run_every) or (lambda look: look)))
    computation.watch(work, lambda _: None)
    assert intervals == [interval]

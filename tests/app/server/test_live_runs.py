"""A run that the server keeps opens for its own visitor, and for nobody else."""

import gc
import threading

import pytest

from app.server import live_runs
from app.server.live_runs import find, forget, keep, open_run
from app.server.run import new_run
from xorcore import Config


def trained(visitor, epochs=1):
    live = open_run(new_run(Config()), visitor)
    live.run.train_for(0, epochs)
    return live


def test_a_run_is_found_by_its_visitor_only():
    live = open_run(new_run(Config()), "me")
    assert find(live.identity, "me") is live
    assert find(live.identity, "you") is None
    assert find(live.identity, "") is None
    assert find("guessed", "me") is None


def test_a_run_that_comes_back_keeps_its_identity():
    assert find(open_run(new_run(Config()), "me", "kept").identity, "me").identity == "kept"


def test_what_nobody_holds_is_kept_if_it_was_trained_and_else_forgotten():
    identities = {}
    for name, live in (("untrained", open_run(new_run(Config()), "me")), ("trained", trained("me"))):
        keep(live)
        identities[name] = live.identity
    del live
    gc.collect()
    assert find(identities["trained"], "me").run.last.number == 1
    assert find(identities["untrained"], "me") is None


def test_of_very_many_the_last_are_kept(monkeypatch):
    monkeypatch.setattr(live_runs, "MOST_KEPT", 2)
    identities = []
    for _ in range(3):
        keep(live := trained("me"))
        identities.append(live.identity)
    del live
    gc.collect()
    assert [find(identity, "me") is not None for identity in identities] == [False, True, True]


def test_what_is_kept_again_stays_longer_than_what_was_kept_before(monkeypatch):
    monkeypatch.setattr(live_runs, "MOST_KEPT", 2)
    first, second, third = (trained("me") for _ in range(3))
    for live in (first, second, first, third):
        keep(live)
    assert list(live_runs._kept) == [first.identity, third.identity]


def test_a_run_that_another_thread_uses_is_not_trained_until_it_is_free():
    live, held, done = trained("me"), threading.Event(), threading.Event()
    live.run.playing = True
    live.pace.begin(0, "full")

    def use():
        with live.run.lock:
            held.set()
            done.wait(10)

    thread = threading.Thread(target=use)
    thread.start()
    held.wait(10)
    assert (live.train(0), live.run.last.number) == (0, 1)
    done.set()
    thread.join()
    assert (live.train(0), live.run.last.number) == (1, 2)


def test_a_run_that_does_not_play_is_not_trained():
    live = trained("me")
    assert (live.train(1), live.run.last.number) == (0, 1)


def test_a_run_that_is_deleted_is_found_no_more():
    keep(live := trained("me"))
    forget(live)
    assert find(live.identity, "me") is None


@pytest.mark.parametrize("action", [lambda live: live.run.train_for(0, 1), lambda live: live.run.show(0),
                                    lambda live: live.run.change(momentum=0.1), lambda live: live.run.end_at(50, None),
                                    lambda live: live.pace.begin(0, "1"), lambda live: setattr(live.run, "playing", True)],
                         ids=["training", "the timeline", "a change", "the end", "the speed", "playing"])
def test_whatever_is_done_to_a_run_changes_its_mark(action):
    live = trained("me", 3)
    before = live.mark
    assert live.mark == before
    action(live)
    assert live.mark != before


def test_only_the_visitor_s_own_playing_runs_are_counted():
    runs = [trained(visitor) for visitor in ("me", "me", "you", "me")]
    for live in runs[:3]:
        live.run.playing = True
    assert [live_runs.playing_of(visitor) for visitor in ("me", "you", "nobody")] == [2, 1, 0]

"""Which runs go when there are too many, too large or too old ones."""

import time

import pytest

from app.server import tables
from app.server.store import Store
from app.server.tables import Limits
from tests.helpers.kept_training import ADA, BOB, Training

pytestmark = pytest.mark.usefixtures("short_pieces")


@pytest.mark.parametrize("limits", [
    Limits(runs=2), Limits(visitor_bytes=15_000), Limits(all_bytes=15_000),
], ids=["number", "size", "size of all"])
def test_beyond_the_limits_the_oldest_runs_go(limits):
    opened = Store(None, limits)
    for number in range(4):
        opened.save(ADA, f"run {number}", Training(epochs=5).saved(), {})
        size = opened.usage(ADA)[1] / opened.usage(ADA)[0]
    assert 5000 < size < 7500
    assert [entry.id for entry in opened.entries(ADA, 0, 9)] == ["run 3", "run 2"]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_as_many_runs_are_kept_as_the_limit_says(most):
    opened = Store(None, Limits(runs=most))
    for number in range(5):
        opened.save(ADA, f"run {number}", Training(epochs=1).saved(), {})
        assert opened.usage(ADA)[0] == min(number + 1, most)


def test_runs_that_just_fit_are_kept():
    opened = Store(None)
    for number in range(3):
        opened.save(ADA, f"run {number}", Training(epochs=5).saved(), {})
    opened.limits = Limits(visitor_bytes=opened.usage(ADA)[1])
    opened.save(ADA, "run 2", Training(epochs=5).saved(), {})
    assert opened.usage(ADA)[0] == 3


@pytest.mark.parametrize("saves", [1, 2, 3])
def test_a_run_takes_the_room_of_its_last_two_states_and_its_losses(kept, saves):
    run = Training(epochs=5).saved()
    for _ in range(saves):
        kept.save(ADA, "run", run, {})
    states, = kept._connection.execute("SELECT sum(length(content)) FROM states").fetchone()
    assert kept.usage(ADA) == (1, states + run.losses.nbytes + run.test_losses.nbytes)


def test_untrained_runs_are_not_counted(kept):
    kept.save(ADA, "untrained", Training().saved(), {})
    assert kept.usage(ADA) == (0, 0)


def test_runs_that_were_not_used_for_long_go(monkeypatch):
    opened, now = Store(None, Limits(seconds=100)), time.time()
    for seconds in (0, 50, 120):
        monkeypatch.setattr(tables.time, "time", lambda: now + seconds)  # noqa: B023
        opened.save(ADA, f"run {seconds}", Training(epochs=5).saved(), {})
    assert [entry.id for entry in opened.entries(ADA, 0, 9)] == ["run 120", "run 50"]


def test_untrained_runs_of_those_who_never_came_back_go_after_a_day(monkeypatch):
    opened, now = Store(None), time.time()
    opened.save(ADA, "untrained", Training().saved(), {})
    opened.save(ADA, "trained", Training(epochs=1).saved(), {})
    opened.save(BOB, "untrained too", Training().saved(), {})
    monkeypatch.setattr(tables.time, "time", lambda: now + 2 * tables.DAY)
    opened.save("c" * 43, "new", Training(epochs=1).saved(), {})
    assert opened.newest(BOB) == "" and opened.newest(ADA) == "trained"


def test_of_untrained_runs_only_the_newest_is_kept(kept):
    kept.save(ADA, "trained", Training(epochs=1).saved(), {})
    for identity in ("first", "second"):
        kept.save(ADA, identity, Training().saved(), {})
    assert kept.newest(ADA) == "second" and kept.load(ADA, "first") is None
    assert kept.load(ADA, "second").run.epoch == 0
    assert [entry.id for entry in kept.entries(ADA, 0, 9)] == ["trained"]


@pytest.mark.parametrize(("epochs", "pieces"), [(14, 0), (15, 1), (16, 1), (31, 2)])
def test_every_16_losses_are_a_row_of_their_own_that_is_written_once(kept, epochs, pieces):
    run = Training(epochs=epochs)
    for more in (0, 16):
        run.go_on(more)
        kept.save(ADA, "run", run.saved(), {})
        rows = kept._connection.execute("SELECT rowid, piece FROM losses ORDER BY rowid").fetchall()
        assert [piece for _, piece in rows] == list(range(pieces + more // 16))
    assert kept.load(ADA, "run").run.losses.tolist() == run.saved().losses.tolist()


def test_of_the_named_runs_those_of_the_visitor_are_theirs_and_without_names_all(kept):
    for visitor, identity in ((ADA, "one"), (ADA, "two"), (BOB, "three")):
        kept.save(visitor, identity, Training(epochs=1).saved(), {})
    named = [["one", "three", "nobody's"], ["two"], [], None]
    ada = kept._connection.execute("SELECT visitor FROM runs WHERE id = 'one'").fetchone()[0]
    assert [tables.owned(kept._connection, ada, each) for each in named] == [["one"], ["two"], [], ["one", "two"]]

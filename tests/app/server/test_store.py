"""The store gives every visitor their own runs back, bit for bit, and says what it cannot keep."""

import shutil
import sqlite3
import time

import pytest

from app.server import database, store, tables
from app.server.store import Store
from app.server.tables import Limits
from tests.helpers.same_bits import same
from xorcore import Config, History, train
from xorcore.files import RunFileError, saved_run, write_run

ADA, BOB = "a" * 43, "b" * 43
CONFIG = Config(dataset="circle", samples=10, test_share=0.2, hidden=(3,), epochs=300)


class Training:
    """A run and its history."""

    def __init__(self, config=CONFIG, epochs=0):
        self.trainer = train(config)
        self.history = History(self.trainer)
        self.go_on(epochs + 1)

    def go_on(self, epochs):
        for _ in range(epochs):
            next(self.trainer)
            self.history.record()
        return self

    def saved(self):
        return saved_run(self.trainer, self.history)


@pytest.fixture(autouse=True)
def _short_pieces_and_tidying_at_once(monkeypatch):
    monkeypatch.setattr(tables, "PIECE", 16)
    monkeypatch.setattr(store, "NEW_RUNS", 0)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture(params=["file", "memory"])
def kept(request, folder):
    opened = Store(folder if request.param == "file" else None)
    yield opened
    opened.close()


def reopened(opened: Store) -> Store:
    opened.close()
    return Store(opened.folder)


def test_a_run_comes_back_to_the_bit_at_every_save(kept):
    training = Training()
    for epochs in (0, 5, 10, 1, 16, 40, 3):
        training.go_on(epochs)
        assert kept.save(ADA, "run", training.saved(), {"playing": True})
        back = kept.load(ADA, "run")
        assert write_run(back.run) == write_run(training.saved())
        assert back.summary["playing"] and not back.note


def test_a_run_goes_on_after_a_restart_with_the_same_bits(folder):
    opened = Store(folder)
    opened.save(ADA, "run", Training(epochs=50).saved(), {})
    trainer, history = reopened(opened).load(ADA, "run").run.opened()
    for _ in trainer:
        history.record()
    assert same(trainer.state(), Training(epochs=300).trainer.state())
    assert same(history.state_at(7), Training(epochs=7).trainer.state())


def test_nobody_else_s_run_is_given_named_drawn_deleted_or_overwritten(kept):
    kept.save(ADA, "run", Training(epochs=5).saved(), {})
    assert kept.load(BOB, "run") is None
    assert kept.entries(BOB) == [] and kept.usage(BOB) == (0, 0)
    kept.rename(BOB, "run", "mine")
    kept.draw(BOB, "run", b"x")
    kept.delete(BOB, ["run"])
    kept.delete(BOB)
    with pytest.raises(ValueError, match="somebody else's"):
        kept.save(BOB, "run", Training(epochs=9).saved(), {})
    entry, = kept.entries(ADA)
    assert (entry.summary["name"], entry.picture) == ("", None)
    assert kept.load(ADA, "run").run.epoch == 5


def test_the_cookie_s_secret_is_not_in_the_file(folder):
    opened = Store(folder)
    opened.save(ADA, "run", Training(epochs=5).saved(), {})
    opened.close()
    assert not any(ADA.encode() in file.read_bytes() for file in folder.iterdir())


def test_a_file_that_is_found_damaged_while_the_server_runs_is_set_aside_and_the_save_is_made(folder, monkeypatch):
    opened, right, failures = Store(folder), database.in_transaction, iter([database.Damaged])
    opened.save(ADA, "before", Training(epochs=1).saved(), {})

    def damaged_once(*arguments):
        for failure in failures:
            raise failure
        return right(*arguments)

    monkeypatch.setattr(database, "in_transaction", damaged_once)
    assert opened.save(ADA, "after", Training(epochs=2).saved(), {})
    assert (opened.note, opened.problem) == (database.DAMAGED, "")
    assert [opened.load(ADA, run).run.epoch for run in ("before", "after")] == [1, 2]
    assert len(list(folder.glob("runs-damaged-*.sqlite"))) == 1
    opened.close()


def test_runs_are_listed_those_saved_last_first_and_page_by_page(kept):
    for number in range(5):
        kept.save(ADA, f"run {number}", Training(epochs=1).saved(), {"number": number})
    assert [entry.summary["number"] for entry in kept.entries(ADA, 0, 2)] == [4, 3]
    assert [entry.id for entry in kept.entries(ADA, 3, 9)] == ["run 1", "run 0"]
    assert kept.usage(ADA)[0] == 5


def test_a_name_and_a_picture_stay_when_the_run_is_saved_again(kept):
    training = Training(epochs=1)
    kept.save(ADA, "run", training.saved(), {})
    kept.rename(ADA, "run", "Übung 3")
    kept.draw(ADA, "run", b"picture")
    kept.save(ADA, "run", training.go_on(3).saved(), {})
    entry, = kept.entries(ADA)
    assert (entry.summary["name"], entry.picture, entry.epoch) == ("Übung 3", b"picture", 4)


def test_deleted_runs_are_gone_from_the_file_too(folder):
    opened = Store(folder)
    for identity in ("one", "two", "three"):
        opened.save(ADA, identity, Training(epochs=40).saved(), {})
    assert opened.delete(ADA, ["two"])
    assert [entry.id for entry in opened.entries(ADA, 0, 9)] == ["three", "one"]
    assert opened.delete(ADA)
    assert not any(b"circle" in file.read_bytes() for file in folder.iterdir())
    opened.close()
    file = sqlite3.connect(folder / database.FILE)
    assert [file.execute(f"SELECT count(*) FROM {table}").fetchone() for table in database.TABLES] == [(0,)] * 3
    file.close()


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


def test_a_store_in_memory_holds_less(folder):
    assert Store(None).limits.all_bytes < Store(folder).limits.all_bytes


def test_of_untrained_runs_only_the_newest_is_kept(kept):
    kept.save(ADA, "trained", Training(epochs=1).saved(), {})
    for identity in ("first", "second"):
        kept.save(ADA, identity, Training().saved(), {})
    assert kept.newest(ADA) == "second" and kept.load(ADA, "first") is None
    assert kept.load(ADA, "second").run.epoch == 0
    assert [entry.id for entry in kept.entries(ADA, 0, 9)] == ["trained"]


def test_a_store_that_is_turned_off_says_so(folder):
    assert Store(None).problem == "The store is turned off; runs are kept only until this server stops."
    assert Store(folder).problem == ""


def test_a_second_server_does_not_touch_the_file(folder, monkeypatch):
    monkeypatch.setattr(database, "OWNER_SECONDS", 0.01)
    first, second = Store(folder), Store(folder)
    assert "another server uses it" in second.problem
    second.save(ADA, "run", Training(epochs=1).saved(), {})
    assert first.usage(ADA) == (0, 0) and second.usage(ADA)[0] == 1
    first.close()
    assert Store(folder).problem == ""


def test_a_folder_that_cannot_be_made_leaves_the_store_in_memory(folder):
    folder.write_text("a file")
    opened = Store(folder)
    assert opened.problem.startswith(f"The store in {folder} is not used, for ") and opened.problem.endswith("stops.")
    assert opened.save(ADA, "run", Training(epochs=1).saved(), {}) and opened.load(ADA, "run")


def test_a_folder_that_may_not_be_written_leaves_the_store_in_memory(folder, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")
    monkeypatch.setattr(database.os, "open", refused)
    opened = Store(folder)
    assert "for it may not be written; runs are kept only until this server stops." in opened.problem
    assert opened.save(ADA, "run", Training(epochs=1).saved(), {})


def test_without_sqlite_nothing_is_kept_and_nothing_fails(folder, monkeypatch):
    monkeypatch.setattr(database, "sqlite3", None)
    opened = Store(folder)
    assert opened.problem == "Runs are not kept, for this Python has no sqlite3."
    assert not opened.save(ADA, "run", Training(epochs=1).saved(), {})
    assert opened.load(ADA, "run") is None and opened.entries(ADA) == [] and opened.usage(ADA) == (0, 0)


def test_a_full_disk_is_said_until_there_is_room_again(folder):
    opened = Store(folder)
    training = Training(epochs=5)
    opened.save(ADA, "run", training.saved(), {})
    pages, = opened._connection.execute("PRAGMA page_count").fetchone()
    opened._connection.execute(f"PRAGMA max_page_count = {pages}")
    assert not opened.save(ADA, "run", training.go_on(200).saved(), {})
    assert opened.problem == "Runs are not kept at the moment; the store's file failed: the disk is full."
    assert opened.load(ADA, "run").run.epoch == 5
    opened._connection.execute("PRAGMA max_page_count = 100000")
    assert opened.save(ADA, "run", training.saved(), {}) and opened.problem == ""
    assert write_run(opened.load(ADA, "run").run) == write_run(training.saved())


def test_a_file_that_another_program_has_locked_is_said(folder, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.01)
    opened = Store(folder)
    other = sqlite3.connect(folder / database.FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert not opened.save(ADA, "run", Training(epochs=1).saved(), {})
    assert "another program has locked it" in opened.problem
    other.execute("ROLLBACK")
    other.close()
    assert opened.save(ADA, "run", Training(epochs=1).saved(), {}) and not opened.problem


def test_a_newer_program_s_file_is_left_alone(folder):
    opened = Store(folder)
    opened.save(ADA, "run", Training(epochs=1).saved(), {})
    opened._connection.execute("PRAGMA user_version = 2")
    opened = reopened(opened)
    assert "version 2 of a newer program" in opened.problem
    opened.close()
    assert sqlite3.connect(folder / database.FILE).execute("PRAGMA user_version").fetchone() == (2,)


SMALL = Config(hidden=(), epochs=9)
EARLIER, NEWEST = 2, 5
NAMES = ("one", "two")


@pytest.fixture
def small_file(folder, monkeypatch):
    """A store's file with two small runs, each saved twice."""
    monkeypatch.setattr(tables, "PIECE", 4)
    opened = Store(folder)
    for identity in NAMES:
        training = Training(SMALL, EARLIER)
        opened.save(ADA, identity, training.saved(), {})
        opened.save(ADA, identity, training.go_on(NEWEST - EARLIER).saved(), {})
    opened.close()
    return folder / database.FILE


SAVED = {epochs: write_run(Training(SMALL, epochs).saved()) for epochs in (EARLIER, NEWEST)}


def whole_or_said(opened: Store, identity: str) -> bool:
    """Whether a run is as it was saved, or what became of it is said."""
    try:
        back = opened.load(ADA, identity)
    except RunFileError as error:
        return str(error).endswith(".")
    if back is None:
        return bool(opened.note)
    return write_run(back.run) == SAVED[back.run.epoch] and (back.run.epoch == NEWEST or bool(back.note))


STRIDE = 97 * 8  # 97 passes as well, and takes half a minute


def test_a_flipped_byte_leaves_each_run_whole_or_is_said(small_file):
    content = small_file.read_bytes()
    for place in range(0, len(content), STRIDE):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        small_file.write_bytes(damaged)
        opened = Store(small_file.parent)
        assert all(whole_or_said(opened, identity) for identity in NAMES), place
        assert opened.note or opened.problem or len(opened.entries(ADA, 0, 9)) == len(NAMES), place
        opened.close()
        for left in small_file.parent.glob("*"):
            left.unlink()


@pytest.mark.parametrize("damage", [
    lambda content: bytes(byte ^ 0xFF if place % 97 == 0 else byte for place, byte in enumerate(content)),
    lambda content: b"no database at all" * 100,
    lambda content: content[: len(content) // 2],
    lambda content: content[:3000],
], ids=["every 97th byte", "something else", "half of it", "less than a page"])
def test_a_damaged_file_is_set_aside_and_a_new_one_works(small_file, damage):
    damaged = damage(small_file.read_bytes())
    small_file.write_bytes(damaged)
    opened = Store(small_file.parent)
    assert opened.save(ADA, "new", Training(epochs=3).saved(), {}) and opened.load(ADA, "new").run.epoch == 3
    assert opened.note == database.DAMAGED and not opened.problem
    assert [file.read_bytes() for file in small_file.parent.glob("runs-damaged-*.sqlite")] == [damaged]
    assert all(whole_or_said(opened, identity) for identity in NAMES)


def test_a_damaged_newest_state_falls_back_to_the_one_before(small_file):
    opened = Store(small_file.parent)
    opened._connection.execute("UPDATE states SET content = zeroblob(100) WHERE run = 'one' AND generation = 1")
    back = opened.load(ADA, "one")
    assert back.run.epoch == EARLIER and f"it goes on from epoch {EARLIER}" in back.note
    opened._connection.execute("UPDATE states SET content = zeroblob(100) WHERE run = 'one'")
    with pytest.raises(RunFileError):
        opened.load(ADA, "one")


def test_another_table_s_file_is_set_aside(folder):
    folder.mkdir()
    other = sqlite3.connect(folder / database.FILE)
    other.execute("CREATE TABLE runs (id)")
    other.close()
    opened = Store(folder)
    assert opened.note == database.DAMAGED and opened.save(ADA, "run", Training(epochs=1).saved(), {})


def test_a_network_folder_gets_a_rollback_journal(folder, monkeypatch):
    monkeypatch.setattr(database, "is_on_network", lambda _: True)
    opened = Store(folder)
    assert opened._connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
    assert opened.save(ADA, "run", Training(epochs=1).saved(), {})


def test_a_copy_made_while_the_server_runs_is_whole(folder, tmp_path):
    opened = Store(folder)
    opened.save(ADA, "run", Training(epochs=30).saved(), {})
    with sqlite3.connect(folder / database.FILE) as source, sqlite3.connect(tmp_path / "copy.sqlite") as copy:
        source.backup(copy)
    (tmp_path / "other").mkdir()
    shutil.move(tmp_path / "copy.sqlite", tmp_path / "other" / database.FILE)
    assert Store(tmp_path / "other").load(ADA, "run").run.epoch == 30
    assert store.FOR_A_WHILE not in opened.problem

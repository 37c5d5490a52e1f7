"""A store's file that is locked, newer, damaged or another's: what can be read is kept, and what became of it is said."""

import os
import shutil
import sqlite3

import pytest

from app.server import database, store, tables
from app.server.store import Store
from tests.helpers.kept_training import ADA, Training, reopened
from xorcore import Config
from xorcore.files import RunFileError, write_run

pytestmark = pytest.mark.usefixtures("short_pieces")


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


def test_a_second_server_does_not_touch_the_file(folder, monkeypatch):
    monkeypatch.setattr(database, "OWNER_SECONDS", 0.01)
    first, second = Store(folder), Store(folder)
    assert "another server uses it" in second.problem
    second.save(ADA, "run", Training(epochs=1).saved(), {})
    assert first.usage(ADA) == (0, 0) and second.usage(ADA)[0] == 1
    first.close()
    assert Store(folder).problem == ""


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


def test_of_a_damaged_list_the_runs_that_are_as_they_were_written_are_taken_over(small_file):
    damaged = sqlite3.connect(small_file)
    damaged.execute("UPDATE runs SET epoch = 99 WHERE id = 'one'")
    damaged.commit()
    damaged.close()
    opened = Store(small_file.parent)
    assert opened.note == database.DAMAGED
    assert [entry.id for entry in opened.entries(ADA, 0, 9)] == ["two"]
    opened.close()


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter there")
def test_nobody_else_on_the_machine_may_read_the_runs(folder):
    opened = Store(folder)
    assert opened._renew()
    made = [folder, *folder.glob("*.sqlite*")]
    assert len(made) >= 3
    assert {file.name: file.stat().st_mode & 0o077 for file in made} == dict.fromkeys((file.name for file in made), 0)
    opened.close()


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


def test_another_program_is_waited_for_one_second_and_another_server_that_may_be_about_to_end_for_five(folder):
    lock = database.own(folder)
    file, _ = database.in_file(folder)
    assert [each.execute("PRAGMA busy_timeout").fetchone() for each in (lock, file)] == [(5000,), (1000,)]
    lock.close()
    file.close()

"""The store gives every visitor their own runs back, bit for bit, and says what it cannot keep."""

import pytest

from app.server import database
from app.server.store import Store
from tests.helpers.kept_training import ADA, BOB, Training, reopened
from tests.helpers.same_bits import same
from xorcore.files import write_run

pytestmark = pytest.mark.usefixtures("short_pieces")


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


@pytest.mark.parametrize("identities", [["run"], None])
def test_of_a_deleted_run_nothing_stays_and_all_of_the_others(kept, identities):
    kept.save(ADA, "run", Training(epochs=40).saved(), {})
    kept.save(BOB, "another", Training(epochs=40).saved(), {})
    assert kept.delete(ADA, identities)
    for rows, column in (("runs", "id"), ("states", "run"), ("losses", "run")):
        assert {run for run, in kept._connection.execute(f"SELECT {column} FROM {rows}")} == {"another"}


def test_the_cookie_s_secret_is_not_in_the_file(folder):
    opened = Store(folder)
    opened.save(ADA, "run", Training(epochs=5).saved(), {})
    opened.close()
    assert not any(ADA.encode() in file.read_bytes() for file in folder.iterdir())


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


def test_a_store_in_memory_holds_less(folder):
    assert Store(None).limits.all_bytes < Store(folder).limits.all_bytes


def test_a_store_that_is_turned_off_says_so(folder):
    off, on = Store(None), Store(folder)
    assert off.problem == "The store is turned off; runs are kept only until this server stops."
    assert on.problem == "" and not off.fails and not on.fails


def test_the_newest_run_is_found_trained_or_not_and_nobody_else_s(kept):
    assert kept.newest(ADA) == ""
    kept.save(ADA, "trained", Training(epochs=5).saved(), {})
    kept.save(ADA, "untrained", Training(epochs=0).saved(), {})
    kept.save(BOB, "another", Training(epochs=5).saved(), {})
    assert kept.newest(ADA) == "untrained"
    assert [entry.id for entry in kept.entries(ADA, count=9)] == ["trained"]


def test_a_folder_is_made_with_those_above_it_and_used_again(tmp_path):
    for runs in (0, 1):
        opened = Store(tmp_path / "of" / "mine")
        assert (opened.problem, opened.usage(ADA)[0]) == ("", runs)
        opened.save(ADA, "run", Training(epochs=1).saved(), {})
        opened.close()


def test_a_folder_that_cannot_be_made_leaves_the_store_in_memory(folder):
    folder.write_text("a file")
    opened = Store(folder)
    assert opened.problem.startswith(f"The store in {folder} is not used, for ") and opened.problem.endswith("stops.")
    assert opened.fails
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

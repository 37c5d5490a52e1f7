"""The keeper saves live runs as they are, and brings them back as they were."""

import time
from dataclasses import replace

import pytest

from app.server import live_runs
from app.server.keeper import Keeper
from app.server.pace import OPENING
from app.server.run import new_run
from app.server.store import Store
from tests.helpers.same_bits import same
from xorcore import Change, Config, Dataset, train
from xorcore.files import RunFileError, read_run, write_run

ADA, BOB = "a" * 43, "b" * 43
CONFIG = Config(epochs=200)


@pytest.fixture
def keeper(tmp_path):
    made = Keeper(Store(tmp_path))
    yield made
    made.stop()


def live_run(visitor=ADA, epochs=0, **start):
    live = live_runs.open_run(new_run(CONFIG, **start), visitor)
    if epochs:
        live.run.train_for(60_000, epochs)
    return live


def after_a_crash(keeper: Keeper) -> Keeper:
    """Another server, with nothing of the first but its store."""
    for live in live_runs.all_runs():
        live_runs.forget(live)
    return Keeper(keeper.store)


def test_a_run_is_back_where_it_was_and_goes_on_with_the_same_bits(keeper):
    live = live_run(epochs=70, changes=(Change(30, "momentum", 0.9), Change(90, "learning_rate", 0.3)))
    live.run.show(20)
    live.pace.speed = "100"
    keeper.save_changed()
    back, note = after_a_crash(keeper).find(ADA, live.identity)
    assert (back.run.last.number, back.run.shown.number, back.pace.speed, note) == (70, 20, "100", "")
    for run in (live.run, back.run):
        run.train_for(60_000, 1000)
    assert same(back.run.trainer.state(), live.run.trainer.state()) and back.run.ended == "finished"


def test_with_a_run_is_kept_what_the_list_says_of_it_and_how_it_stood(keeper):
    live = live_run(epochs=70, changes=(Change(30, "momentum", 0.9), Change(90, "learning_rate", 0.3)))
    live.run.show(20)
    keeper.save_changed()
    assert keeper.store.entry(ADA, live.identity).summary == {
        "settings": replace(CONFIG, momentum=0.9).to_link(), "changes": 1, "loss": live.run.last.loss, "ended": "",
        "diverged": "", "playing": False, "shown": 20, "speed": OPENING, "name": "", "saves": 0}


@pytest.mark.parametrize(("note", "again"), [("", 0), ("Not the newest state.", 1)])
def test_a_run_that_came_back_is_saved_again_only_where_it_is_not_as_it_was_saved(keeper, monkeypatch, note, again):
    live = live_run(epochs=5)
    keeper.save_changed()
    back, load = after_a_crash(keeper), keeper.store.load
    monkeypatch.setattr(keeper.store, "load", lambda *names: load(*names)._replace(note=note))
    opened, said = back.find(ADA, live.identity)
    saved = []
    monkeypatch.setattr(back, "save", saved.append)
    back.save_changed()
    assert (saved, said) == ([opened] * again, note)


@pytest.mark.parametrize("playing", [True, False])
def test_a_run_that_played_plays_again(keeper, playing):
    live = live_run(epochs=5)
    live.run.playing = playing
    keeper.save_changed()
    assert after_a_crash(keeper).find(ADA, live.identity)[0].playing is playing


def test_a_run_that_has_ended_does_not_play_again(keeper):
    live = live_run(epochs=CONFIG.epochs)
    live.run.playing = True
    keeper.save(live)
    assert after_a_crash(keeper).find(ADA, live.identity)[0].playing is False


def test_own_points_and_start_weights_come_back(keeper):
    start = next(train(Config(seed=9))).parameters
    data = Dataset([[0, 0], [0, 1], [1, 1]], [0, 1, 0.5])
    live = live_runs.open_run(new_run(Config(dataset="own", epochs=9), data, parameters=start), ADA)
    live.run.train_for(60_000, 3)
    keeper.save_changed()
    run = after_a_crash(keeper).find(ADA, live.identity)[0].run
    assert same(run.dataset.inputs, data.inputs) and run.parameters is not None
    assert same(run.history.epoch_at(0).vector, live.run.history.epoch_at(0).vector)


def test_a_run_that_lives_is_not_opened_twice(keeper):
    live = live_run(epochs=5)
    keeper.save_changed()
    assert keeper.find(ADA, live.identity)[0] is live
    again = after_a_crash(keeper)
    back = again.find(ADA, live.identity)[0]
    assert back is not live and again.find(ADA, live.identity)[0] is back


def test_a_stranger_finds_nothing(keeper):
    live = live_run(epochs=5)
    keeper.save_changed()
    assert keeper.find(BOB, live.identity) == (None, "")
    assert after_a_crash(keeper).find(BOB, live.identity) == (None, "")
    assert keeper.store.newest(BOB) == ""


def test_what_has_not_changed_is_not_saved_again(keeper, monkeypatch):
    live = live_run(epochs=5)
    keeper.save_changed()
    saved = []
    monkeypatch.setattr(keeper, "save", saved.append)
    keeper.save_changed()
    assert saved == []
    live.run.show(2)
    keeper.save_changed()
    assert saved == [live]


def test_a_playing_run_is_saved_at_most_so_often_and_a_standing_one_at_once(keeper, monkeypatch):
    live = live_run(epochs=5)
    live.run.playing = True
    keeper.save_changed()
    live.run.train_for(60_000, 5)
    saved = []
    monkeypatch.setattr(keeper, "save", saved.append)
    keeper.save_changed(playing_seconds=1000)
    assert saved == []
    keeper.save_changed(playing_seconds=0)
    live.run.playing = False
    keeper.save_changed(playing_seconds=1000)
    assert saved == [live, live]


def test_one_visitor_s_runs_are_saved_without_the_others(keeper):
    mine, other = live_run(ADA, epochs=5), live_run(BOB, epochs=5)
    keeper.save_changed(visitor=ADA)
    assert keeper.store.newest(ADA) == mine.identity and keeper.store.newest(BOB) == ""
    keeper.save_changed()
    assert keeper.store.newest(BOB) == other.identity


def test_the_thread_saves_and_the_end_saves_the_rest(tmp_path):
    keeper, live = Keeper(Store(tmp_path)), live_run(epochs=5)
    keeper.start()
    while not keeper.store.entries(ADA):
        time.sleep(0.01)
    live.run.train_for(60_000, 7)
    keeper.stop()
    assert Store(tmp_path).load(ADA, live.identity).run.epoch == 12


def test_a_run_that_the_store_did_not_take_is_saved_at_the_next_look(keeper, monkeypatch):
    live = live_run(epochs=5)
    with monkeypatch.context() as full:
        full.setattr(keeper.store, "save", lambda *_: False)
        keeper.save_changed()
    keeper.save_changed()
    assert keeper.store.newest(ADA) == live.identity


def test_one_run_that_fails_does_not_keep_the_others_from_being_saved(keeper, monkeypatch, caplog):
    broken, live = live_run(epochs=5), live_run(epochs=6)
    monkeypatch.setattr(broken.run.trainer, "state", lambda: 1 / 0)
    keeper.save_changed()
    keeper.save_changed()
    assert [entry.id for entry in keeper.store.entries(ADA, 0, 9)] == [live.identity]
    assert [record.message for record in caplog.records] == ["a run could not be saved"]
    live_runs.forget(broken)


def test_a_deleted_run_is_found_no_more_and_not_saved_again(keeper):
    live, other = live_run(epochs=5), live_run(epochs=6)
    keeper.save_changed()
    assert keeper.delete(ADA, [live.identity])
    live.run.train_for(60_000, 7)
    keeper.save_changed()
    assert not keeper.save(live)
    assert keeper.find(ADA, live.identity) == (None, "")
    assert [entry.id for entry in keeper.store.entries(ADA, 0, 9)] == [other.identity]
    assert keeper.delete(ADA) and keeper.store.usage(ADA) == (0, 0)


def test_the_visitor_s_other_runs_live_on_when_one_is_deleted(keeper):
    live, other = live_run(epochs=5), live_run(epochs=6)
    keeper.delete(ADA, [live.identity])
    assert live_runs.find(other.identity, ADA) is other


def test_a_run_of_a_file_becomes_the_visitor_s(keeper):
    live = live_run(epochs=40)
    keeper.save(live)
    saved = keeper.store.load(ADA, live.identity).run
    added = keeper.add(BOB, read_run(write_run(saved)))
    assert added.identity != live.identity and keeper.store.newest(BOB) == added.identity
    assert same(added.run.trainer.state(), live.run.trainer.state())


def test_a_damaged_run_is_said(keeper):
    live = live_run(epochs=5)
    keeper.save_changed()
    keeper.store._connection.execute("UPDATE states SET content = zeroblob(9)")
    with pytest.raises(RunFileError):
        after_a_crash(keeper).find(ADA, live.identity)

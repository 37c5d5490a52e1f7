"""One tab's live view, as the server knows it."""

import gc
import threading

import pytest

from app.server import live_runs
from app.server import viewer as viewers
from app.server.commands import Command
from app.train.live_view import message
from tests.helpers.decoding import decode, messages_of
from tests.helpers.watching import headers, looking


@pytest.fixture
def waiting(monkeypatch):
    """A script of a viewer without a socket, that waits for its first picture: the viewer and the script's thread."""
    monkeypatch.setattr(viewers, "FIRST_SECONDS", 60.0)
    viewer = looking()
    viewer.connect(None)
    script = threading.Thread(target=viewer.await_first_picture, daemon=True)
    script.start()
    return viewer, script


def test_a_script_waits_for_the_first_picture_until_the_browser_opens_the_socket(waiting):
    viewer, script = waiting
    assert script.is_alive()
    viewer.connect(viewer.frames.append)
    script.join(10)
    assert not script.is_alive()


def test_a_script_waits_no_longer_where_no_picture_comes(monkeypatch):
    monkeypatch.setattr(viewers, "FIRST_SECONDS", 0.01)
    viewer = looking()
    viewer.connect(None)
    viewer.await_first_picture()


def test_a_script_that_draws_a_page_again_does_not_wait(monkeypatch):
    monkeypatch.setattr(viewers, "FIRST_SECONDS", None)  # for ever
    looking().await_first_picture()


def test_a_script_does_not_wait_where_a_timer_brings_the_frames(monkeypatch):
    monkeypatch.setattr(viewers, "FIRST_SECONDS", None)
    viewer = looking()
    viewer.connect(None)
    viewer.tick()
    viewer.await_first_picture()


def test_a_run_is_kept_when_its_tab_is_closed():
    viewer = looking()
    live = viewer.live
    live.run.train_for(1e9, 5)
    identity, visitor = live.identity, live.visitor
    viewer.connect(None)
    del viewer, live
    gc.collect()
    assert live_runs.find(identity, visitor).run.last.number == 5


def test_an_untrained_run_goes_with_its_tab():
    viewer = looking()
    identity, visitor = viewer.live.identity, viewer.live.visitor
    viewer.connect(None)
    del viewer
    gc.collect()
    assert live_runs.find(identity, visitor) is None


@pytest.mark.parametrize("missing", ["wanted", "deliver", "picture"])
def test_nothing_is_sent_before_there_are_a_page_a_socket_and_a_browser_that_waits(missing):
    viewer = looking()
    setattr(viewer, missing, None)
    assert viewer.send() and viewer.frames == []
    setattr(viewer, missing, getattr(looking(), missing) if missing != "deliver" else viewer.frames.append)
    assert viewer.send() and len(viewer.frames) == 1
    assert viewer.send() and len(viewer.frames) == 1  # not twice


def switching(viewer, picture):
    """A maker of pictures, while which another thread lets the viewer look at another run; and that thread."""
    thread = threading.Thread(target=viewer.look_at, args=(looking().live,), daemon=True)

    def made(*arguments):
        thread.start()
        thread.join(0.2)  # it ends at once where nothing holds it back; where all is right it ends after the picture
        return picture(*arguments)

    return made, thread


def test_a_run_is_let_go_of_when_another_is_looked_at_while_its_frame_is_made():
    viewer = looking()
    first = viewer.live
    viewer.picture, thread = switching(viewer, viewer.picture)
    assert viewer.send()
    thread.join(10)
    assert viewer.live is not first
    assert in_another_thread(lambda: first.run.lock.acquire(blocking=False))
    assert headers(viewer)[0]["run"] == first.run.number


def test_the_first_message_is_of_one_run_also_where_another_is_looked_at_meanwhile(monkeypatch):
    viewer = looking()
    first = viewer.live
    made, thread = switching(viewer, message.scene)
    monkeypatch.setattr(message, "scene", made)
    frames = [decode(each)[0] for each in messages_of(message.first_message(viewer, by_socket=True))]
    thread.join(10)
    assert viewer.live is not first
    assert {frame["run"] for frame in frames if "run" in frame} == {first.run.number}


def test_no_frame_is_made_while_the_run_or_the_viewer_is_in_other_hands():
    viewer = looking()
    for lock in (viewer.steady, viewer.live.run.lock):
        with lock:
            assert not in_another_thread(viewer.send)
    assert viewer.frames == [] and viewer.send() and len(viewer.frames) == 1


def in_another_thread(action):
    results = []
    thread = threading.Thread(target=lambda: results.append(action()))
    thread.start()
    thread.join(10)
    return results[0]


def command(number, do="step", value=None):
    return Command(number, do, value)


def test_a_command_is_taken_once_and_an_earlier_one_no_more():
    viewer = looking()
    assert [viewer.takes(command(number)) for number in (1, 2, 2, 1, 4, 3)] == [True, True, False, False, True, False]
    assert viewer.heard == 4


def test_a_command_that_fails_is_said_and_counts_as_done(caplog):
    viewer = looking()
    viewer.act, version = lambda *_: 1 / 0, viewer.version
    viewer.do(command(3))
    assert viewer.note.startswith("This could not be done") and caplog.records[0].message == "a command failed"
    assert viewer.done == 3 and viewer.version > version


@pytest.mark.parametrize(("socket", "hidden", "wanted", "silent", "looks"), [
    (False, False, False, viewers.GONE_SECONDS - 0.1, True), (False, False, False, viewers.GONE_SECONDS, False),
    (False, True, True, viewers.GONE_SECONDS, False), (True, False, False, viewers.SILENT_SECONDS - 0.1, True),
    (True, False, False, viewers.SILENT_SECONDS, False), (True, True, False, 1e6, True), (True, False, True, 1e6, True),
])
def test_somebody_looks_in_a_hidden_tab_and_for_a_moment_without_a_word(monkeypatch, socket, hidden, wanted, silent, looks):
    monkeypatch.setattr(viewers.time, "monotonic", lambda: 1000.0)
    viewer = looking()
    viewer.connect(viewer.frames.append if socket else None)
    viewer.heard_from(wanted, hidden)
    monkeypatch.setattr(viewers.time, "monotonic", lambda: 1000.0 + silent)
    assert viewer.looks is looks


@pytest.mark.parametrize(("socket", "timer", "hidden", "draws"), [
    (True, False, False, True), (False, True, False, True), (False, False, False, False), (True, False, True, False)])
def test_frames_are_drawn_by_a_socket_or_a_timer_in_a_tab_that_is_seen(socket, timer, hidden, draws):
    viewer = looking()
    viewer.connect(viewer.frames.append if socket else None)
    if timer:
        viewer.tick()
    viewer.hidden = hidden
    assert viewer.draws is draws


def test_what_was_trained_is_drawn_when_its_frame_was_sent_and_the_next_is_wanted():
    viewer = looking()
    assert not viewer.drawn
    viewer.send()
    assert not viewer.drawn
    viewer.heard_from(wants=True)
    assert viewer.drawn
    viewer.live.run.train_for(1e9, 1)
    assert not viewer.drawn
    viewer.tick()
    assert viewer.drawn


def test_the_run_before_is_kept_where_something_was_trained():
    viewer, first, second = looking(), looking().live, looking().live
    untrained = viewer.live
    viewer.look_at(first)
    assert (viewer.live, viewer.before) == (first, None) and untrained.run.last.number == 0
    first.run.train_for(1e9, 1)
    viewer.look_at(second)
    assert (viewer.live, viewer.before) == (second, first)
    assert first.identity in live_runs._kept


def test_the_page_follows_where_a_run_ends_its_pace_or_its_settings_change_and_not_while_it_plays():
    viewer = looking()
    run, said = viewer.live.run, []

    def now_says_another():
        said.append(viewer.page)
        return len(set(said)) == len(said)

    assert now_says_another()
    run.train_for(1e9, 4)
    assert now_says_another()
    run.show(2)
    assert now_says_another()
    run.change(momentum=0.25)
    assert now_says_another()
    run.end_at(50, None)
    assert now_says_another()
    run.end_at(50, 0.1)
    assert now_says_another()
    viewer.live.pace.speed = "10"
    assert now_says_another()
    run.playing = True
    assert now_says_another()
    run.train_for(1e9, 4)
    assert not now_says_another()


def test_a_new_view_shows_the_weights_over_all_epochs_and_says_nothing():
    viewer = looking()
    assert (viewer.kind, viewer.window, viewer.note, viewer.before) == ("weights", None, "", None)


def test_each_frame_that_is_sent_is_counted_once():
    viewer, before = looking(), viewers.HEALTH.frames
    for _ in range(3):
        viewer.send()
        viewer.heard_from(wants=True)
    assert (len(viewer.frames), viewers.HEALTH.frames - before) == (1, 1)

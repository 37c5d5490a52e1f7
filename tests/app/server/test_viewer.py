"""One tab's live view, as the server knows it."""

import gc
import threading

import pytest

from app.server import live_runs
from app.server import viewer as viewers
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
        thread.join(0.2)
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

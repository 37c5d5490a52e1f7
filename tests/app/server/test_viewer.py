"""One tab's live view, as the server knows it."""

import gc
import threading

import pytest

from app.server import live_runs
from app.server import viewer as viewers
from tests.helpers.watching import looking


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

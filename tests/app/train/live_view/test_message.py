"""What a viewer's browser is sent, first and after that."""

import pytest

from app.server.address import live_path
from app.server.pace import SPEEDS
from app.train.live_view.message import first_message, next_message
from tests.helpers.decoding import decode, messages_of
from tests.helpers.watching import looking


def headers(content):
    return [decode(message)[0] for message in messages_of(content)]


@pytest.fixture
def viewer():
    viewer = looking()
    viewer.kind, viewer.window, viewer.note, viewer.heard, viewer.done = "change", (1, 2), "A note.", 7, 5
    viewer.live.run.train_for(1e9, 3)
    return viewer


@pytest.mark.parametrize("by_socket", [True, False])
def test_the_page_is_told_where_its_frames_come_from_before_the_first_picture(viewer, by_socket):
    page, scene, frame = headers(first_message(viewer, by_socket))
    assert (page["is"], scene["is"], frame["is"]) == ("page", "scene", "frame")
    assert (page["token"], page["path"]) == (viewer.token, live_path(viewer.token) if by_socket else "")
    assert page["mark"] == frame["mark"] == viewer.page
    assert page["speeds"] == [[name, speed.label, speed.title] for name, speed in SPEEDS.items()]


@pytest.mark.parametrize(("sent", "kinds"), [((), ["scene", "frame"]), ((-1,), ["scene", "frame"]), (None, ["frame"])])
def test_the_scene_comes_with_the_first_frame_of_a_run_only(viewer, sent, kinds):
    viewer.sent = (viewer.live.run.number,) if sent is None else sent
    assert [header["is"] for header in headers(next_message(viewer))] == kinds


def test_a_frame_shows_what_its_viewer_looks_at(viewer):
    *_, frame = headers(next_message(viewer))
    assert {name: frame[name] for name in ("kind", "window", "note", "heard", "done", "speed", "mark")} == {
        "kind": "change", "window": [1, 2], "note": "A note.", "heard": 7, "done": 5, "speed": viewer.live.pace.speed,
        "mark": viewer.page}

"""What a viewer's browser is sent: the scene where it is new to it, and the frame of this moment."""

from app.drawing.message import pack
from app.server.address import live_path
from app.server.pace import SPEEDS
from app.server.viewer import Viewer
from app.train.live_view.frame import frame, scene


def next_message(viewer: Viewer) -> bytes:
    """For its socket."""
    run = viewer.live.run
    known = viewer.sent and viewer.sent[0] == run.number
    return (b"" if known else scene(run)) + _frame(viewer)


def first_message(viewer: Viewer, by_socket: bool) -> bytes:
    """With the page: where the frames come from, what the speeds are called, and the first picture.

    by_socket: whether a socket is to be opened for the frames that follow.
    """
    speeds = [[name, speed.label, speed.title] for name, speed in SPEEDS.items()]
    path = live_path(viewer.token) if by_socket else ""
    with viewer.steady, viewer.live.run.lock:
        page = {"is": "page", "token": viewer.token, "path": path, "speeds": speeds, "mark": viewer.page}
        return pack(page, {}) + scene(viewer.live.run) + _frame(viewer)


def _frame(viewer: Viewer) -> bytes:
    return frame(viewer.live.run, viewer.kind, viewer.window, note=viewer.note, heard=viewer.heard,
                 done=viewer.done, speed=viewer.live.pace.speed, mark=viewer.page)

"""A viewer is one browser tab's live view, as the server knows it: the run it looks at, and what it has drawn of it.

The session of the tab holds it; its socket finds it by its token. The table below is shared by the process, on purpose.
"""

import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from weakref import WeakValueDictionary

from app.server.commands import Command
from app.server.health import HEALTH
from app.server.live_runs import LiveRun, if_free, keep

GONE_SECONDS = 3.0  # without a socket: a page that is loaded again is back by then
FIRST_SECONDS = 3.0  # that the rest of a page waits for the first picture
SILENT_SECONDS = 5.0  # for a frame that was sent to be drawn, in a tab that is not hidden

_log = logging.getLogger(__name__)


class Viewer:
    """One live view. `act` does what its buttons ask for."""

    def __init__(self, live: LiveRun, cookie: str, act: Callable[["Viewer", Command], None]):
        self.token = secrets.token_urlsafe(24)
        self.cookie = cookie  # the visitor's, "" where the browser keeps none
        self.live = live
        self.steady = threading.Lock()  # while it is held, the viewer looks at no other run: a picture is one run's
        self.before: LiveRun | None = None  # the run that it looked at before, where something was trained
        self.kind = "weights"  # what the heatmaps show
        self.window: tuple[int, int] | None = None  # the epochs that the loss is zoomed to
        self.note = ""  # what was done last
        self.waiting: deque[Command] = deque()  # that were taken and are not done yet
        self.is_asked = False  # whether something was edited on its page that the script has not done yet
        self.asking = threading.Lock()  # of `is_asked` and what it says
        self.heard = self.done = 0  # numbers of the last command that was taken, and that was done
        self.version = 0  # another one after each command and edit
        self.act = act  # does a command
        self.picture: Callable[[Viewer], bytes] | None = None  # its next message; given by the page that draws it
        self.deliver: Callable[[bytes], None] | None = None  # to its socket, while there is one
        self._is_drawn = threading.Event()  # set while there is a socket: the browser opens it with the first picture
        self.by_timer = False  # whether a timer of the script brings its frames, for want of a socket
        self.cookie_is_gone = False  # whether its browser has sent another cookie since, or none
        self.wanted = False  # whether the browser waits for a frame
        self.hidden = False
        self.sent: tuple = ()  # the `mark` of the frame that was sent last
        self.seen = time.monotonic()  # when it last said something
        with _lock:
            _viewers[self.token] = self

    @property
    def mark(self) -> tuple:
        """What a frame shows; a new frame is due where this has changed."""
        run, pace = self.live.run, self.live.pace
        return (run.number, run.shown.number, run.last.number, run.playing, pace.speed, run.config,
                len(run.trainer.changes), self.version)

    @property
    def page(self) -> str:
        """What the rest of the page shows of it; where this has changed, the page is to follow. One word while it plays."""
        run, speed = self.live.run, self.live.pace.speed
        epochs = "playing" if run.playing else f"{run.shown.number} of {run.last.number}"
        ends = f"{run.config.epochs}, {run.config.stop_at_loss}"
        return f"{run.number}: {epochs}, {len(run.trainer.changes)}, {ends}, {speed}"

    @property
    def drawn(self) -> bool:
        """Whether all that was trained is on its screen."""
        return self.wanted and self.sent[:3] == self.mark[:3]

    @property
    def looks(self) -> bool:
        """Whether somebody looks, so that the run goes on: also in a hidden tab, and a moment after the socket's end."""
        silent = time.monotonic() - self.seen
        if self.deliver is None:
            return silent < GONE_SECONDS
        return self.hidden or self.wanted or silent < SILENT_SECONDS

    @property
    def draws(self) -> bool:
        """Whether it draws frames now."""
        return (self.deliver is not None or self.by_timer) and not self.hidden

    def look_at(self, live: LiveRun) -> None:
        """Another run; the one before is kept."""
        with self.steady:
            keep(self.live)
            if self.live.run.last.number:
                self.before = self.live
            self.live = live

    def changed(self, note: str = "") -> None:
        """Something was done: its note, if any, takes the place of the earlier one."""
        self.note = note
        self.version += 1

    def connect(self, deliver: Callable[[bytes], None] | None) -> None:
        """Its socket opens; with None it ends."""
        self.deliver, self.wanted, self.hidden, self.by_timer, self.sent = deliver, False, False, False, ()
        self.seen = time.monotonic()
        if deliver:
            self.cookie_is_gone = False
            self._is_drawn.set()
        else:
            self._is_drawn.clear()
        keep(self.live)

    def await_first_picture(self) -> None:
        """For a script that has sent it, before it sends more: the browser draws all that it has in one piece."""
        if not self.by_timer:
            self._is_drawn.wait(FIRST_SECONDS)

    def tick(self) -> None:
        """The script's timer draws what there is."""
        self.by_timer, self.sent = True, self.mark
        self.heard_from(wants=True)

    def takes(self, command: Command) -> bool:
        """Whether to do this command: one that was heard before is not done again."""
        is_new = command.number > self.heard
        self.heard = max(self.heard, command.number)
        return is_new

    def do(self, command: Command) -> None:
        """Do it; what fails is logged and said, and the viewer goes on."""
        try:
            self.act(self, command)
        except Exception:
            _log.exception("a command failed")
            self.changed("This could not be done: an error in the server, see its log.")
        self.done = command.number
        self.version += 1

    def heard_from(self, wants: bool, hidden: bool = False) -> None:
        """The browser has drawn what was sent, or is hidden and draws nothing."""
        self.wanted, self.hidden, self.seen = wants, hidden, time.monotonic()

    def send(self) -> bool:
        """Send the frame that is due, if any. Returns False where it must wait, because the run is in use."""
        deliver = self.deliver
        if not (self.wanted and deliver and self.picture) or self.mark == self.sent:
            return True
        with if_free(self.steady) as steady, if_free(self.live.run.lock) as free:
            if not (steady and free):
                return False
            mark, frame = self.mark, self.picture(self)
        if deliver is self.deliver:  # no newer socket
            self.wanted, self.sent = False, mark
            deliver(frame)
            HEALTH.frames += 1
        return True


_viewers: "WeakValueDictionary[str, Viewer]" = WeakValueDictionary()
_lock = threading.Lock()


def find(token: str) -> Viewer | None:
    with _lock:
        return _viewers.get(token)


def all_viewers() -> list[Viewer]:
    with _lock:
        return list(_viewers.values())

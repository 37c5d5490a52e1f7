"""The keeper puts live runs into the store while they live, and brings them back out of it.

A thread of its own looks at them a few times a second: one that stands is saved at once, one that plays about once a
second. It holds a run only for the moment in which it copies it.
"""

import logging
import threading
import time
from weakref import WeakKeyDictionary

from app.server import live_runs
from app.server.data_folder import data_folder
from app.server.live_runs import LiveRun
from app.server.pace import SPEEDS
from app.server.run import reopened
from app.server.store import Store
from xorcore.files import SavedRun, saved_run

LOOK_SECONDS = 0.1
SAVE_SECONDS = 0.6  # at least between two saves of a run that plays; with a look and the writing less than a second

_log = logging.getLogger(__name__)


class Keeper:
    """Of one store. Its methods may be called from any thread."""

    def __init__(self, store: Store):
        self.store = store
        self._saved: WeakKeyDictionary[LiveRun, tuple] = WeakKeyDictionary()  # the `mark` and the time of the last save
        self._lock = threading.RLock()  # no run is saved while it is deleted, none opened twice
        self._end = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._loop, name="keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Save what has changed and let go of the store's file."""
        self._end.set()
        if self._thread:
            self._thread.join()
        self.save_changed(playing_seconds=0)
        self.store.close()

    def _loop(self) -> None:
        while not self._end.wait(LOOK_SECONDS):
            self.save_changed(SAVE_SECONDS)

    def save_changed(self, playing_seconds: float = 0, visitor: str | None = None) -> None:
        """Save each live run that has changed; one that plays only if its last save was so long ago.

        visitor: whose runs, None for everybody's.
        """
        for live in live_runs.all_runs():
            if visitor not in (None, live.visitor):
                continue
            mark, at = self._saved.get(live, (None, 0.0))
            if live.mark != mark and not (live.playing and time.monotonic() - at < playing_seconds):
                try:
                    self.save(live)
                except Exception:  # a fault with one run must not end the saving of the others
                    _log.exception("a run could not be saved")
                    self._saved[live] = live.mark, time.monotonic()

    def save(self, live: LiveRun) -> bool:
        """Returns whether it is in the store now."""
        with live.run.lock:
            mark, saved, summary = live.mark, _saved(live), _summary(live)
        with self._lock:
            if live_runs.find(live.identity, live.visitor) is not live:
                return False  # deleted meanwhile
            done = self.store.save(live.visitor, live.identity, saved, summary)
            self._saved[live] = mark if done else None, time.monotonic()
            return done

    def find(self, visitor: str, identity: str) -> tuple[LiveRun | None, str]:
        """The visitor's run of that identity, live or out of the store, and a sentence where it is not as it was saved.

        Raises RunFileError where it cannot be read.
        """
        with self._lock:
            live = live_runs.find(identity, visitor)
            kept = None if live else self.store.load(visitor, identity)
            if kept is None:
                return live, ""
            live = live_runs.open_run(reopened(kept.run), visitor, identity)
            _go_on(live, kept.summary)
            if not kept.note:
                self._saved[live] = live.mark, time.monotonic()
            return live, kept.note

    def add(self, visitor: str, saved: SavedRun) -> LiveRun:
        """A run from a file becomes one of the visitor's."""
        live = live_runs.open_run(reopened(saved), visitor)
        live_runs.keep(live)
        self.save(live)
        self.store.rename(visitor, live.identity, saved.name)
        return live

    def delete(self, visitor: str, identities: list[str] | None = None) -> bool:
        """Delete these runs of the visitor, or all of them. Returns whether they are gone from the store."""
        with self._lock:
            for live in live_runs.all_runs():
                if live.visitor == visitor and (identities is None or live.identity in identities):
                    live.run.playing = False
                    live_runs.forget(live)
            return self.store.delete(visitor, identities)


def _saved(live: LiveRun) -> SavedRun:
    run = live.run
    return saved_run(run.trainer, run.history, run.parameters is not None)


def _summary(live: LiveRun) -> dict:
    """What the list of runs says of it, and what the live run is beside its training."""
    run = live.run
    return {"settings": run.present_config.to_link(), "changes": len(run.trainer.changes), "loss": run.last.loss,
            "ended": run.ended, "diverged": run.last.diverged, "playing": run.playing, "shown": run.shown.number,
            "speed": live.pace.speed}


def _go_on(live: LiveRun, summary: dict) -> None:
    """At the epoch that was shown, playing if it played."""
    if summary.get("speed") in SPEEDS:
        live.pace.speed = summary["speed"]
    if summary.get("shown", live.run.last.number) < live.run.last.number:
        live.run.show(summary["shown"])
    live.run.playing = bool(summary.get("playing")) and not live.run.ended


_keeper: Keeper | None = None  # of this process, on purpose
_making = threading.Lock()


def keeper() -> Keeper:
    """The keeper of this server; its store is opened when it is first asked for."""
    global _keeper
    with _making:
        if _keeper is None:
            _keeper = Keeper(Store(data_folder()))
        return _keeper

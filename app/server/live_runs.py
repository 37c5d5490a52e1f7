"""A live run is a run that the server keeps, whoever looks at it: it outlives the tab that started it.

The tables below are shared by all sessions of the process, on purpose. A run that some tab holds is found as long as the
tab lives; of those that nobody holds, the last that were trained are kept.
"""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from app.server.pace import Pace
from app.server.run import Run

MOST_KEPT = 100  # that nobody looks at, in this process
MOST_PLAYING = 8  # of one visitor at a time


@dataclass(eq=False)
class LiveRun:
    """A run with its owner. What changes it holds `run.lock`; the trainer's thread lets go of it after each slice."""

    run: Run
    visitor: str  # it opens only for them
    identity: str = field(default_factory=lambda: secrets.token_urlsafe(12))  # in the address, no secret
    pace: Pace = field(default_factory=Pace)

    @property
    def playing(self) -> bool:
        """Whether it is told to play; it trains only while somebody looks at it."""
        return self.run.playing

    @property
    def mark(self) -> tuple:
        """Another one whenever there is something new to keep: compare it with that of the last time."""
        run = self.run
        return run.last.number, run.shown.number, run.config, len(run.trainer.changes), run.playing, self.pace.speed

    def train(self, milliseconds: float, drawn: bool = True) -> int:
        """Train for its pace, at most so long; nothing while another thread uses the run or it does not play.

        drawn: whether what was trained is on the screens. Returns how many epochs.
        """
        with if_free(self.run.lock) as free:
            if not free:
                return 0
            due = self.pace.due(time.monotonic(), drawn) if self.playing else 0
            trained = self.run.train_for(milliseconds, due) if due else 0
            self.pace.trained(trained)
            return trained


@contextmanager
def if_free(lock: threading.Lock) -> Iterator[bool]:
    """Whether no other thread holds the lock; then it is held to the end of the block."""
    free = lock.acquire(blocking=False)
    try:
        yield free
    finally:
        if free:
            lock.release()


_found: "WeakValueDictionary[str, LiveRun]" = WeakValueDictionary()
_kept: "OrderedDict[str, LiveRun]" = OrderedDict()
_lock = threading.Lock()


def open_run(run: Run, visitor: str, identity: str | None = None) -> LiveRun:
    """Put a run under this visitor's name. identity: of a run that was kept elsewhere and comes back."""
    live = LiveRun(run, visitor, identity) if identity else LiveRun(run, visitor)
    with _lock:
        _found[live.identity] = live
    return live


def find(identity: str, visitor: str) -> LiveRun | None:
    """This visitor's run of that identity; None where there is none or it is somebody else's."""
    with _lock:
        live = _found.get(identity)
    return live if live and live.visitor == visitor else None


def all_runs() -> list[LiveRun]:
    """All that are in memory."""
    with _lock:
        return list(_found.values())


def keep(live: LiveRun) -> None:
    """Keep it when its tab is gone, if there is anything to lose; the one that was kept first goes."""
    if live.run.last.number == 0:
        return
    with _lock:
        _kept[live.identity] = live
        _kept.move_to_end(live.identity)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


def forget(live: LiveRun) -> None:
    """Delete it: it is found no more."""
    with _lock:
        _kept.pop(live.identity, None)
        _found.pop(live.identity, None)


def playing_of(visitor: str) -> int:
    """How many runs of this visitor are told to play."""
    return sum(live.playing for live in all_runs() if live.visitor == visitor)

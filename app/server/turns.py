"""One thread trains all runs that are played, in turn, and makes their frames between the slices.

The more play, the shorter the slices: a single run gets nearly the whole processor, fifty get equal parts, and a click is
answered after the slice that is at work. The thread rests for a moment that often that the server's own threads come in,
and for more moments where more play: their pictures have to be sent, and often drawn on the same machine.
"""

import logging
import threading
import time
from collections import deque

from app.server.health import HEALTH
from app.server.live_runs import LiveRun
from app.server.viewer import Viewer, all_viewers

LONGEST_SLICE, SHORTEST_SLICE, ROUND = 4.0, 0.5, 12.0  # milliseconds
REST_SECONDS = 0.0001  # for each run that plays; an actual sleep hands the interpreter lock over
MOST_RESTS = 5  # at once: a tenth of the time at most
WAIT_SECONDS = 0.002  # where all that is due is trained, or a run is in use

_log = logging.getLogger(__name__)


def slice_of(playing: int) -> float:
    """Milliseconds that each of so many runs trains in its turn."""
    return max(SHORTEST_SLICE, min(LONGEST_SLICE, ROUND / max(1, playing)))


class Turns:
    """The trainer's thread. `turn()` is one round of it, for tests and where there are no threads."""

    def __init__(self):
        self._asked: deque[LiveRun] = deque()  # runs whose viewers wait for an answer
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._since_rest = 0.0  # milliseconds trained

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._loop, name="turns", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Wait for the end of the round."""
        thread, self._thread = self._thread, None
        self._wake.set()
        if thread:
            thread.join()

    def wake(self) -> None:
        """There may be something to train or to send. For any thread."""
        self._wake.set()

    def answer(self, live: LiveRun) -> None:
        """Send this run's viewers what has changed, before the next slice. For any thread."""
        self._asked.append(live)
        self._wake.set()

    def _loop(self) -> None:
        while True:
            self._wake.clear()  # first: a stop after it wakes the thread, and one before it is seen
            if self._thread is not threading.current_thread():
                return
            start = time.perf_counter()
            try:
                trained, waiting = self.turn()
            except Exception:  # a fault in one round must not end all training
                _log.exception("a round of training failed")
                trained, waiting = 0, True
            HEALTH.turned(time.perf_counter() - start)
            if not trained:
                self._wake.wait(WAIT_SECONDS if waiting else None)

    def turn(self) -> tuple[int, bool]:
        """Train each run that plays for a slice and send the frames that are due.

        Returns how many epochs were trained, and whether more is to do without a wake-up.
        """
        playing: dict[LiveRun, list[Viewer]] = {}
        for viewer in all_viewers():
            if viewer.live.playing and viewer.looks:
                playing.setdefault(viewer.live, []).append(viewer)
        trained = 0
        for live, viewers in playing.items():
            self._answer_all()
            start = time.perf_counter()
            trained += self._train(live, viewers, slice_of(len(playing)))
            self._rest(1000 * (time.perf_counter() - start), len(playing))
        self._answer_all()
        return trained, bool(playing or self._asked)

    def _train(self, live: LiveRun, viewers: list[Viewer], milliseconds: float) -> int:
        seeing = [viewer for viewer in viewers if viewer.draws]
        try:
            trained = live.train(milliseconds, not seeing or any(viewer.drawn for viewer in seeing))
        except Exception:
            _log.exception("a run failed and was paused")
            live.run.playing, trained = False, 0
        if live.pace.frame_is_due or not live.playing:
            for viewer in viewers:
                _send(viewer)
        return trained

    def _answer_all(self) -> None:
        for _ in range(len(self._asked)):
            live = self._asked.popleft()
            sent = [_send(viewer) for viewer in all_viewers() if viewer.live is live]
            if not all(sent):
                self._asked.append(live)

    def _rest(self, milliseconds: float, playing: int) -> None:
        self._since_rest += milliseconds
        if self._since_rest >= LONGEST_SLICE:
            self._since_rest = 0.0
            time.sleep(REST_SECONDS * min(playing, MOST_RESTS))


def _send(viewer: Viewer) -> bool:
    try:
        return viewer.send()
    except Exception:
        _log.exception("a frame could not be made")
        viewer.sent = viewer.mark  # it is not tried again, and the next one is
        return True


TURNS = Turns()  # of this process

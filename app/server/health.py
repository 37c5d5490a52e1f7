"""How the server is: a line in the log once a minute, while anybody is there. No personal data."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable

SECONDS = 60.0  # between two lines

_log = logging.getLogger(__name__)


class Health:
    """Counts since the last line. The trainer's thread counts, another one reads: a figure may be one off."""

    def __init__(self):
        self.begin()

    def begin(self) -> None:
        self.frames, self.longest_turn, self._since = 0, 0.0, time.monotonic()

    def turned(self, seconds: float) -> None:
        """A round of training all runs that play took so long."""
        self.longest_turn = max(self.longest_turn, seconds)

    def line(self, viewers: Iterable) -> str:
        """What there was since the last line, "" where nobody is there; counts anew. viewers: all `Viewer`s."""
        looking = [viewer for viewer in viewers if viewer.looks]
        visitors = {viewer.live.visitor for viewer in looking}
        playing = {viewer.live.identity for viewer in looking if viewer.live.playing}
        rate = self.frames / max(time.monotonic() - self._since, 1e-9)
        said = (f"health: visitors {len(visitors)}, runs playing {len(playing)}, frames {rate:.1f}/s, "
                f"longest turn {1000 * self.longest_turn:.0f} ms")
        self.begin()
        return said if looking else ""


HEALTH = Health()  # of this process


async def log_health(viewers: Callable[[], Iterable]) -> None:
    """A line a minute, until it is cancelled."""
    while True:
        await asyncio.sleep(SECONDS)
        if line := HEALTH.line(viewers()):
            _log.info(line)

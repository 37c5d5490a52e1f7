"""How fast a run is trained: so many epochs for each frame that is drawn, so many a second, or as fast as it goes."""

from math import inf
from typing import NamedTuple

from app.words.numbers import count

FRAME_SECONDS = 1 / 60  # at least between two frames of a run that is counted by frames; where nobody draws, exactly
MOST_SECONDS = 0.1  # that a run which was held up may make good


class Speed(NamedTuple):
    """epochs: for each `unit`."""

    epochs: float
    unit: str  # "frame", "second" or "" for as fast as it goes
    label: str
    title: str


SPEEDS = {
    "1": Speed(1, "frame", "1 a frame", "1 epoch for each picture"),
    "10": Speed(10, "frame", "10 a frame", "10 epochs for each picture"),
    "100": Speed(100, "frame", "100 a frame", "100 epochs for each picture"),
    "4000": Speed(4000, "second", f"{count(4000)} a second",
                  f"at most {count(4000)} epochs a second: the lab takes 8 seconds"),
    "full": Speed(inf, "", "full speed", "as fast as it goes"),
}
OPENING = "4000"  # a newcomer sees the lab learn


class Pace:
    """How many epochs of a run are due."""

    def __init__(self):
        self.speed = OPENING
        self._owed, self._since = 0.0, 0.0  # epochs, and from when on they are counted (seconds)

    def begin(self, now: float, speed: str | None = None) -> None:
        """Count anew from now on; the first epochs are due at once. speed: one of SPEEDS, None for the present one."""
        self.speed, self._owed, self._since = speed or self.speed, 0.0, now - 2 * FRAME_SECONDS

    def due(self, now: float, drawn: bool) -> float:
        """Epochs that may be trained now (seconds of any clock). drawn: whether the last frame is on a screen."""
        epochs, unit = SPEEDS[self.speed][:2]
        if not unit:
            return inf
        passed = now - self._since
        if unit == "second":
            self._owed = min(self._owed + epochs * passed, epochs * MOST_SECONDS)
            self._since = now
        elif self._owed < 1 and drawn and passed >= FRAME_SECONDS:
            self._owed, self._since = epochs, now
        return int(self._owed)

    def trained(self, epochs: int) -> None:
        """So many of those that were due."""
        self._owed -= epochs

    @property
    def frame_is_due(self) -> bool:
        """Whether all epochs that belong to the next frame are trained."""
        return SPEEDS[self.speed].unit != "frame" or self._owed < 1

"""How often one may ask: evenly, and some at once."""

import time


class RateLimit:
    """At most so many a second, and so many at once."""

    def __init__(self, a_second: float, at_once: float):
        self._rate, self._most = a_second, at_once
        self._left, self._at = at_once, time.monotonic()

    def admits(self, now: float) -> bool:
        self._left = min(self._most, self._left + self._rate * (now - self._at)) - 1
        self._at = now
        return self._left >= 0

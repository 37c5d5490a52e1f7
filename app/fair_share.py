"""All visitors of one server share its processor: the more networks play at once, the less often each is drawn.

Too much demand does not slow Streamlit down evenly, it starves its event loop; so demand is kept below the supply.
The table below is shared by all sessions of the process, on purpose.
"""

import threading
import time
from typing import NamedTuple

PLAYING_SECONDS = 2.0  # a run that has not ticked for this long no longer counts


class Share(NamedTuple):
    """How often one playing run is drawn, and how long it trains each time."""

    interval: float  # seconds between ticks
    milliseconds: float  # of training in each tick


_last_tick: dict[int, float] = {}
_lock = threading.Lock()


def share(run_number: int) -> Share:
    """What the run of this number gets now; asking counts as its tick."""
    now = time.monotonic()
    with _lock:
        _last_tick[run_number] = now
        for number in [n for n, tick in _last_tick.items() if now - tick > PLAYING_SECONDS]:
            del _last_tick[number]
        return share_of(len(_last_tick))


def share_of(playing: int) -> Share:
    """The share of each of so many playing runs."""
    if playing <= 1:
        return Share(0.06, 55.0)  # a little more than there is: the next tick then waits for this one to end
    return Share(max(0.1, 0.046 * playing), 12.0)


def stop(run_number: int) -> None:
    """This run no longer plays."""
    with _lock:
        _last_tick.pop(run_number, None)

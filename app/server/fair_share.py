"""All visitors of one server share its processor: the more networks play at once, the less often each is drawn.

Too much demand does not slow Streamlit down evenly, it starves its event loop; so demand is kept below the supply.
The table below is shared by all sessions of the process, on purpose.
"""

import threading
import time
from typing import NamedTuple

SILENT_SECONDS = 2.0  # a run that has not ticked for this long, or for two intervals, no longer counts
CROWDS = (2, 5, 10, 20, 50, 100)  # a share changes at these only: with each change everybody's page is drawn anew


class Share(NamedTuple):
    """How often one playing run ticks, and what it does in each tick."""

    interval: float  # seconds between ticks
    frames: int  # that one tick brings, to be shown one after the other until the next tick
    milliseconds: float  # of training before each frame


_last_tick: dict[int, float] = {}
_lock = threading.Lock()


def share(run_number: int) -> Share:
    """What the run of this number gets now; asking counts as its tick."""
    now = time.monotonic()
    with _lock:
        _last_tick[run_number] = now
        silent = max(SILENT_SECONDS, 2 * share_of(len(_last_tick)).interval)
        for number in [n for n, tick in _last_tick.items() if now - tick > silent]:
            del _last_tick[number]
        return share_of(len(_last_tick))


def share_of(playing: int) -> Share:
    """The share of each of so many playing runs.

    A tick costs a browser far more than a frame, for Streamlit then draws every element of the page anew.
    """
    if playing <= 1:
        return Share(0.06, 1, 55.0)  # a little more than there is: the next tick then waits for this one to end
    crowd = next((crowd for crowd in CROWDS if playing <= crowd), playing)
    return Share(0.3 + 0.06 * crowd, 4, 8.0)


def stop(run_number: int) -> None:
    """This run no longer plays."""
    with _lock:
        _last_tick.pop(run_number, None)

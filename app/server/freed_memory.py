"""Freed memory goes back to the system, where the C library is glibc; elsewhere nothing is changed.

Streamlit runs every tick in a new thread, and glibc serves threads from many arenas of memory in turn. By default it also
raises, for good, the size from which a block is mapped on its own and goes back when it is freed. Then the pictures' arrays
tear holes into every arena, and the server grows by 15 kB with every frame. With a threshold that is set it raises nothing:
0.9 kB. What sessions held lies between what others hold, and has to be asked for: of 175 MB of 200 sessions, 100.
"""

import asyncio
import ctypes
import sys
from collections.abc import Callable, Collection

M_TRIM_THRESHOLD = -1  # malloc.h
SECONDS = 60.0  # between two looks at whether sessions have ended


def _from_glibc(name: str):
    """A function of it, None where there is no such."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None


def give_back() -> bool:
    """From now on. Whether anything was changed."""
    mallopt = _from_glibc("mallopt")
    return bool(mallopt and mallopt(M_TRIM_THRESHOLD, 128 * 1024))


def trim() -> None:
    """Give back all whole pages that are free."""
    if malloc_trim := _from_glibc("malloc_trim"):
        malloc_trim(0)


async def give_back_of_ended(viewers: Callable[[], Collection]) -> None:
    """Trim once a minute, if there are fewer viewers than before; until it is cancelled."""
    before = 0
    while True:
        await asyncio.sleep(SECONDS)
        now = len(viewers())
        if now < before:
            await asyncio.to_thread(trim)
        before = now

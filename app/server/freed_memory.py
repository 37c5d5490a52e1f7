"""Freed memory goes back to the system, where the C library is glibc; elsewhere nothing is changed.

Streamlit runs every tick in a new thread, and glibc serves threads from many arenas of memory in turn. By default it also
raises, for good, the size from which a block is mapped on its own and goes back when it is freed. Then the pictures' arrays
tear holes into every arena, and the server grows by 15 kB with every frame. With a threshold that is set it raises nothing:
0.9 kB. What sessions held lies between what others hold, and has to be asked for: of the 140 MB of 128 sessions, 130.
"""

import asyncio
import ctypes
import gc
import sys

M_TRIM_THRESHOLD = -1  # malloc.h
SECONDS = 60.0  # between two trims, which take some milliseconds for 100 MB


def _from_glibc(name: str):
    """A function of it, None where there is no such."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None


def give_back() -> bool:
    """From now on. Whether anything was changed."""
    mallopt = _from_glibc("mallopt")
    return bool(mallopt and mallopt(M_TRIM_THRESHOLD, 128 * 1024))


def trim() -> None:
    """Give back all whole pages that are free; an ended session is a ring of references, which has to be found first."""
    gc.collect()
    if malloc_trim := _from_glibc("malloc_trim"):
        malloc_trim(0)


async def trim_every_minute() -> None:
    """Until it is cancelled."""
    while True:
        await asyncio.sleep(SECONDS)
        await asyncio.to_thread(trim)

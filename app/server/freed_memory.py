"""Streamlit runs every tick in a new thread, and glibc serves threads from many arenas of memory in turn.

By default it also raises, for good, the size from which a block is mapped on its own and goes back when it is freed. Then
the pictures' arrays tear holes into every arena, and the server grows by 15 kB with every frame. With a threshold that is
set it raises nothing: 0.9 kB.
"""

import ctypes
import sys

M_TRIM_THRESHOLD = -1  # malloc.h


def give_back() -> bool:
    """From now on. False where the C library is not glibc: then nothing is changed."""
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return bool(mallopt and mallopt(M_TRIM_THRESHOLD, 128 * 1024))

"""The layers 2-3-1 as a student brings them, in files of NumPy."""

import io
import tracemalloc

import numpy as np
import pytest

from xorcore import StudentDataError, read_numbers

SIZES = (2, 3, 1)
RNG = np.random.default_rng(0)
LAYERS = [(RNG.normal(size=(2, 3)), RNG.normal(size=3)), (RNG.normal(size=(3, 1)), RNG.normal(size=1))]
NAMED = {"W1": LAYERS[0][0], "b1": LAYERS[0][1], "W2": LAYERS[1][0], "b2": LAYERS[1][1]}


def npz(*unnamed, **named):
    file = io.BytesIO()
    np.savez_compressed(file, *unnamed, **named)
    return file.getvalue()


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


class Evil:
    """Its unpickling fails the test."""

    def __reduce__(self):
        return (pytest.fail, ("unpickled",))


def assert_refused(content, reason, traced=True):
    """In one sentence. traced: and in little memory."""
    if traced:
        tracemalloc.start()
    try:
        with pytest.raises(StudentDataError, match=reason) as refusal:
            read_numbers(content, SIZES, samples=4)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    message = str(refusal.value)
    assert "\n" not in message and message.endswith(".") and len(message) < 250
    assert peak < 50_000_000

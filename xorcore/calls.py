"""A training step never changes its shapes, so its NumPy calls are listed once and then run every epoch.

Each call is a `functools.partial` of one NumPy function on preallocated arrays. At the size of an XOR network the
arithmetic costs less than looking up names and allocating results; a list of calls does neither.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

Calls = list[Callable[[], object]]


def run(calls: Calls) -> None:
    """Run the calls in their order."""
    for call in calls:
        call()


def constant(value: float, like: np.ndarray) -> np.ndarray:
    """`value` as a 0-d array of the dtype of `like`: half the price of a Python float in a small ufunc call."""
    return np.array(value, dtype=like.dtype)


def copy(source: np.ndarray, target: np.ndarray) -> Callable[[], object]:
    """The call that copies `source` to `target`; as a ufunc it costs half of `np.copyto`."""
    return partial(np.positive, source, target)

"""A training step never changes its shapes, so its NumPy calls are listed once and then run every epoch.

Each call is a `functools.partial` of one NumPy function on preallocated arrays. At the size of an XOR network the
arithmetic costs less than looking up names and allocating results; a list of calls does neither.
"""

from collections.abc import Callable
from contextvars import Context, copy_context
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
    """The call that copies `source` to `target`; a third of the price of a ufunc's call."""
    return partial(target.__setitem__, ..., source)


def quiet_context() -> Context:
    """A context in which NumPy does not warn: what is run in it may overflow on its way to a correct 0 or to a divergence.

    Entering it costs a quarter of `np.errstate`, and the caller's settings stay as they are.
    """
    context = copy_context()
    context.run(partial(np.seterr, over="ignore", invalid="ignore", divide="ignore"))
    return context

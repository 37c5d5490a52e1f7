"""An equation is written once, as a plain function of arrays; what an epoch runs is the list of the NumPy calls in it.

A training step never changes its shapes, so at the size of an XOR network, where arithmetic costs less than looking up
names and making arrays, running the list does neither. `recording` makes it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from functools import partial
from typing import Any

import numpy as np

from xorcore.recording import Calls, Equation, Recording, Symbol


def run(calls: Calls) -> None:
    """Run the calls in their order."""
    for call in calls:
        call()


def recorded(equation: Equation, inputs: Sequence[np.ndarray], outputs: Sequence[np.ndarray]) -> Calls:
    """The calls that do `outputs = equation(*inputs)`, each time for what the inputs hold then.

    equation: any function of arrays that uses operators and NumPy's functions. An output may itself be an input; no other
    input is changed. Raises ValueError where the equation gives another number of arrays than there are outputs.
    """
    arrays, kept, members = [*inputs, *outputs], _kept.get(), None
    shapes = [array.shape for array in arrays]
    if kept is not None:
        members = outputs[0].shape[-1]
        shapes = [(*shape[:-1], min(shape[-1], 2)) if shape else () for shape in shapes]
    numbers: dict[int, int] = {}
    same = tuple(numbers.setdefault(id(array), number) for number, array in enumerate(arrays))
    described = len(inputs), tuple(shapes), tuple(array.dtype for array in arrays), same
    recording = (kept or {}).get((id(equation), *described)) or Recording(equation, *described)
    if kept is not None:
        kept[id(equation), *described] = recording
    return recording.calls(arrays, members)


_kept: ContextVar[dict[tuple[Any, ...], Recording] | None] = ContextVar("recordings", default=None)


@contextmanager
def kept_recordings() -> Iterator[None]:
    """Within, an equation of many networks is recorded once, for two members, and holds for any number of them.

    Recording takes two thirds of the time of a new group of members. Not longer than within, so that an equation
    that reads what its author has changed since is recorded anew.
    """
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def reads(equation: Equation, arguments: int) -> list[bool]:
    """Which of its arguments, by their place, an equation reads."""
    symbols = [Symbol([], (1, 1, 1), np.dtype(float)) for _ in range(arguments)]
    result = equation(*symbols)
    return [symbol.last_read >= 0 or symbol is result for symbol in symbols]


def constant(value: float, like: np.ndarray) -> np.ndarray:
    """`value` as a 0-d array of the dtype of `like`: half the price of a Python float in a small ufunc call."""
    return np.array(value, dtype=like.dtype)


def quiet_context() -> Context:
    """A context in which NumPy does not warn: what is run in it may overflow on its way to a correct 0 or to a divergence.

    Entering it costs a quarter of `np.errstate`, and the caller's settings stay as they are.
    """
    context = copy_context()
    context.run(partial(np.seterr, over="ignore", invalid="ignore", divide="ignore"))
    return context

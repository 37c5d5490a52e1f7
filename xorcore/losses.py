"""A loss function measures how wrong the predictions are; its gradient says which way each output should move.

Both losses start from the same error = a - y at the output, so it is computed once and used for value and gradient.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from xorcore.compiled import Calls, copy


class Loss(NamedTuple):
    """One loss, summed over outputs and samples and multiplied by `scale`, which is 1/n for the mean over n samples.

    `value(z, y, error, scale)` gives a function that returns it as a float, for what the arrays hold at that moment;
    `delta(error, slope, delta)` lists the calls that write delta = dL/dz of the output layer, slope = f'(z).
    z, y, error, slope, delta: (outputs, n). `needs` names the only output activation that the loss is defined for, None
    where any will do.
    """

    value: Callable[..., Callable[[], float]]
    delta: Callable[[np.ndarray, np.ndarray, np.ndarray], Calls]
    needs: str | None


def half_squared_error(z, y, error, scale=1.0) -> Callable[[], float]:
    """L = 1/2 sum (a - y)^2, the lab report's loss and that of Rumelhart, Hinton & Williams (1986)."""
    flat, factor = error.reshape(-1), 0.5 * scale
    square = partial(flat.dot, flat, np.empty((), flat.dtype))  # into an array: a third cheaper than to make a number
    return lambda: factor * float(square())


def half_squared_error_delta(error, slope, delta) -> Calls:
    """dL/dz = (a - y) f'(z)"""
    return [partial(np.multiply, error, slope, delta)]


def cross_entropy(z, y, error, scale=1.0) -> Callable[[], float]:
    """L = -sum [y log a + (1 - y) log(1 - a)] with a = sigmoid(z), computed from z: no logarithm of 0."""
    return lambda: scale * float((np.logaddexp(0, z) - y * z).sum())


def cross_entropy_delta(error, slope, delta) -> Calls:
    """dL/dz = a - y: the slope of the sigmoid cancels."""
    return [copy(error, delta)]


LOSSES = {
    "half_squared_error": Loss(half_squared_error, half_squared_error_delta, None),
    "cross_entropy": Loss(cross_entropy, cross_entropy_delta, "sigmoid"),
}

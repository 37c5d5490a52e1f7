"""A loss function measures how wrong the predictions are; its gradient says which way each output should move.

z and a = f(z) are the output layer's, y the targets, error = a - y; all of the shape (outputs, n), of many networks
(outputs, n, members). A loss is the sum over outputs and samples, the first two axes; its mean over the samples is taken
where it is used.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from xorcore.compiled import inner, reads, total

Array = np.ndarray


class Loss(NamedTuple):
    """One loss: `value(z, y, error)` sums it, `delta(z, y, error, slope)` is dL/dz of each output, slope = f'(z)."""

    value: Callable[..., Any]
    delta: Callable[..., Any]
    formula: str  # as a report writes it
    summand: str  # of its sum, the arithmetic of one output
    delta_formula: str  # of ∂L/∂z; f′ stands for the slope's formula
    output_activation: str | None = None  # the only one that it is defined for; None: any will do

    @property
    def reads_z(self) -> bool:
        return reads(self.value, 3)[0] or reads(self.delta, 4)[0]

    @property
    def reads_slope(self) -> bool:
        """Whether the slope of the output enters its derivative, or cancels."""
        return reads(self.delta, 4)[3]


def half_squared_error(z: Array, y: Array, error: Array) -> Array:
    """L = 1/2 sum (a - y)^2, the lab report's loss and that of Rumelhart, Hinton & Williams (1986)."""
    return 0.5 * inner(error, error)


def half_squared_error_delta(z: Array, y: Array, error: Array, slope: Array) -> Array:
    """dL/dz = (a - y) f'(z)"""
    return error * slope


def cross_entropy(z: Array, y: Array, error: Array) -> Array:
    """L = -sum [y log a + (1 - y) log(1 - a)] with a = sigmoid(z), computed from z: no logarithm of 0."""
    return total(np.logaddexp(0, z) - y * z)


def cross_entropy_delta(z: Array, y: Array, error: Array, slope: Array) -> Array:
    """dL/dz = a - y: the slope of the sigmoid cancels."""
    return error


LOSSES = {
    "half_squared_error": Loss(half_squared_error, half_squared_error_delta, "½·Σ (a − y)²", "(a − y)²", "f′ · (a − y)"),
    "cross_entropy": Loss(
        cross_entropy, cross_entropy_delta, "Σ [ln(1 + e^z) − y·z]", "(ln(1 + e^(z)) − y·z)", "(a − y)", "sigmoid",
    ),
}

"""An activation is a pair: the function a = f(z), and its slope f'(z) written in terms of the output a.

Both are lists of calls on arrays of any shape, so that one network, many networks and a picture's grid share them.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from xorcore.compiled import Calls, constant, copy, run


class Activation(NamedTuple):
    """One activation: `forward(z, a)` lists the calls for a = f(z), `slope(a, s)` those for s = f'(z)."""

    forward: Callable[[np.ndarray, np.ndarray], Calls]
    slope: Callable[[np.ndarray, np.ndarray], Calls]
    low: float  # the range of f, for colour scales; infinite where f is unbounded
    high: float

    def __call__(self, z: np.ndarray) -> np.ndarray:
        """a = f(z), of the shape of z, in a new array."""
        z = np.asarray(z, dtype=float)
        a = np.empty_like(z)
        with np.errstate(over="ignore"):
            run(self.forward(z, a))
        return a


def sigmoid(z, a) -> Calls:
    """a = 1 / (1 + e^-z). Where e^-z overflows, a is exactly 0, which is the nearest float64."""
    one = constant(1, z)
    return [partial(np.negative, z, a), partial(np.exp, a, a), partial(np.add, a, one, a), partial(np.reciprocal, a, a)]


def sigmoid_slope(a, s) -> Calls:
    """f'(z) = a (1 - a)"""
    return [partial(np.subtract, constant(1, a), a, s), partial(np.multiply, a, s, s)]


def tanh(z, a) -> Calls:
    """a = tanh z"""
    return [partial(np.tanh, z, a)]


def tanh_slope(a, s) -> Calls:
    """f'(z) = 1 - a^2"""
    return [partial(np.multiply, a, a, s), partial(np.subtract, constant(1, a), s, s)]


def relu(z, a) -> Calls:
    """a = max(0, z)"""
    return [partial(np.maximum, z, constant(0, z), out=a)]


def relu_slope(a, s) -> Calls:
    """f'(z) = 1 where a > 0, else 0"""
    return [partial(np.sign, a, s)]


def linear(z, a) -> Calls:
    """a = z"""
    return [copy(z, a)]


def linear_slope(a, s) -> Calls:
    """f'(z) = 1"""
    return [partial(s.fill, 1)]


ACTIVATIONS = {
    "sigmoid": Activation(sigmoid, sigmoid_slope, 0, 1),
    "tanh": Activation(tanh, tanh_slope, -1, 1),
    "relu": Activation(relu, relu_slope, 0, np.inf),
    "linear": Activation(linear, linear_slope, -np.inf, np.inf),
}

"""An activation is a pair: the function a = f(z), and its slope f'(z) written in terms of the output a.

Both are plain functions of arrays of any shape, so that one network, many networks and a picture's grid share them.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

Array = np.ndarray


class Activation(NamedTuple):
    """One activation: `function(z)` is a = f(z), `slope(a)` is f'(z)."""

    function: Callable[[Any], Any]
    slope: Callable[[Any], Any]
    formula: str  # of a, as a report writes it
    slope_formula: str  # in terms of a; [ ] is 1 where what it holds is true, else 0
    low: float = -np.inf  # the range of f, for colour scales; infinite where f is unbounded
    high: float = np.inf
    kinks: tuple[float, ...] = ()  # z at which the slope jumps

    def __call__(self, z: ArrayLike) -> np.ndarray:
        """a = f(z), of the shape of z, in a new array."""
        with np.errstate(over="ignore"):
            return np.array(self.function(np.asarray(z, dtype=float)))


def sigmoid(z: Array) -> Array:
    """a = 1 / (1 + e^-z). Where e^-z overflows, a is exactly 0, which is the nearest float64."""
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(a: Array) -> Array:
    """f'(z) = a (1 - a)"""
    return a * (1 - a)


def tanh(z: Array) -> Array:
    """a = tanh z"""
    return np.tanh(z)


def tanh_slope(a: Array) -> Array:
    """f'(z) = 1 - a^2"""
    return 1 - a * a


def relu(z: Array) -> Array:
    """a = max(z, 0)"""
    return np.maximum(z, 0)


def relu_slope(a: Array) -> Array:
    """f'(z) = 1 where a > 0, else 0"""
    return np.sign(a)


def linear(z: Array) -> Array:
    """a = z"""
    return z


def linear_slope(a: Array) -> Array:
    """f'(z) = 1"""
    return np.ones_like(a)


ACTIVATIONS = {
    "sigmoid": Activation(sigmoid, sigmoid_slope, "1/(1 + e^(−z))", "a·(1 − a)", 0, 1),
    "tanh": Activation(tanh, tanh_slope, "tanh(z)", "(1 − a²)", -1, 1),
    "relu": Activation(relu, relu_slope, "max(0, z)", "[a > 0]", low=0, kinks=(0.0,)),
    "linear": Activation(linear, linear_slope, "z", "1"),
}

"""Activations, their slopes and the sums over samples, written a second time, and as they are often wrong."""

from collections.abc import Callable
from typing import Any

import numpy as np

from xorcore.activations import ACTIVATIONS
from xorcore.compiled import einsum
from xorcore.losses import LOSSES

Function = Callable[[Any], Any]


def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-z) in one new array: most of the time goes into it."""
    a = np.negative(z)
    np.exp(a, a)
    a += 1
    return np.divide(1, a, a)


def sigmoid_slope(a: np.ndarray) -> np.ndarray:
    """a (1 - a) in one new array"""
    slope = 1 - a
    slope *= a
    return slope


def summed_over_samples(delta: np.ndarray, shares: np.ndarray | None) -> np.ndarray:
    """The sum over axis 1, of each sample its share (V, n). Of several units einsum adds the same numbers in the same
    order, in a third of the time."""
    if shares is not None:
        return einsum("vn,vnu->vu", shares, delta)
    return einsum("vnu->vu", delta) if delta.shape[2] > 1 else delta.sum(axis=1)


def summed_loss(loss: str, a: np.ndarray, z: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The loss of the registry, over outputs and samples: (V,)."""
    parts = (part.transpose(2, 1, 0) for part in np.broadcast_arrays(z, y, a - y))
    return LOSSES[loss].value(*parts)


FUNCTIONS: dict[str, Function] = {
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "linear": lambda z: z,
}
SLOPES: dict[str, Function] = {  # f'(z) in terms of a = f(z)
    "sigmoid": sigmoid_slope,
    "tanh": lambda a: 1 - a * a,
    "relu": lambda a: np.sign(np.maximum(a, 0)),
    "linear": np.ones_like,
    # As it is also written
    "1 − a": lambda a: 1 - a,
    "a": lambda a: a,
    "1 + a²": lambda a: 1 + a * a,
}


def shares_of_samples(n: int) -> dict[str, np.ndarray]:
    """What each of n samples counts in a sum over them, by how somebody takes the sum."""
    once, place = np.ones(n), np.arange(n)
    return {"sum": once, "one number": once, "mean": once / n, "times n": once * n,
            "first": 1.0 * (place == 0), "last": 1.0 * (place == n - 1)}


def function_of(name: str) -> Function:
    """f, of the registry where it is not written here."""
    return FUNCTIONS.get(name) or ACTIVATIONS[name].function


def slope_of(name: str) -> Function:
    """f'(z) in terms of a, of the registry where it is not written here."""
    return SLOPES.get(name) or ACTIVATIONS[name].slope

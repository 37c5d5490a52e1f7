"""All weights and biases of a network lie in one flat vector; here is where, and what is seen of it.

For each layer W row by row, then b. So b is one more row of W, a snapshot of a network is one copy, and an update rule
works on whole vectors. Of many networks the vectors stand side by side, (parameters, members).
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from xorcore.checked import Vector, checked, real_array

Pair = tuple[np.ndarray, np.ndarray]  # W (fan_in, fan_out), b (fan_out,) of one layer
Parameters = Sequence[Pair]  # [(W, b), ...] per layer
GivenParameters = Sequence[tuple[ArrayLike, ArrayLike]]  # the same as somebody may write them, of lists or arrays


class Place(NamedTuple):
    """Where one layer lies in the flat vector."""

    W: slice
    b: slice
    both: slice
    shape: tuple[int, int]  # (fan_in, fan_out)

    @property
    def counts(self) -> tuple[int, int]:
        """How many numbers W has, and how many b."""
        return self.W.stop - self.W.start, self.b.stop - self.b.start


@cache
def places_of(sizes: tuple[int, ...]) -> tuple[Place, ...]:
    """The place of each layer of a network with these layer sizes, inputs first."""
    places, start = [], 0
    for fan_in, fan_out in zip(sizes, sizes[1:], strict=False):
        middle = start + fan_in * fan_out
        end = middle + fan_out
        places.append(Place(slice(start, middle), slice(middle, end), slice(start, end), (fan_in, fan_out)))
        start = end
    return tuple(places)


layout = checked(places_of)  # the public name, which refuses what are no layer sizes


def parameter_count(sizes: tuple[int, ...]) -> int:
    """Number of weights and biases of a network with these layer sizes."""
    return layout(sizes)[-1].both.stop


@checked
def unflatten(flat: Vector, sizes: tuple[int, ...]) -> Parameters:
    """[(W, b), ...] as views into `flat`: W (fan_in, fan_out), b (fan_out,)."""
    check_count(flat, sizes)
    return views(flat, sizes)


def views(flat: np.ndarray, sizes: tuple[int, ...]) -> Parameters:
    """As `unflatten`, of a vector that is known to fit: a program may ask for the parameters of every epoch."""
    return [(flat[W].reshape(shape), flat[b]) for W, b, _, shape in places_of(sizes)]


def check_count(flat: np.ndarray, sizes: tuple[int, ...]) -> None:
    """Raises ValueError where these are not as many numbers as a network of these layer sizes has."""
    if len(flat) != parameter_count(sizes):
        raise ValueError(f"a network of the layers {sizes} has {parameter_count(sizes)} parameters, got {len(flat)}")


def augmented(flat: np.ndarray, sizes: tuple[int, ...]) -> list[np.ndarray]:
    """Views into `flat`, one per layer: W with b as one more row, (fan_in + 1, fan_out); members stay the last axis."""
    return [flat[place.both].reshape(-1, place.shape[1], *flat.shape[1:]) for place in places_of(sizes)]


def flatten(parameters: GivenParameters) -> np.ndarray:
    """One new float64 vector from [(W, b), ...]. Raises ValueError where a layer is no pair of arrays."""
    return np.concatenate([part.ravel() for layer in pairs(parameters) for part in layer])


def pairs(parameters: GivenParameters) -> Parameters:
    """[(W, b), ...] as float64 arrays. Raises ValueError where a layer is no pair of them."""
    rule = "weights must be [(W, b), ...], a pair of arrays of numbers for each layer"
    try:
        layers = [(real_array(W, rule), real_array(b, rule)) for W, b in parameters]
    except (TypeError, ValueError):
        raise ValueError(rule) from None
    if not layers:
        raise ValueError("a network needs at least one layer (W, b), got none")
    return layers


def sizes_of(parameters: GivenParameters) -> tuple[int, ...]:
    """Layer sizes, inputs first. Raises ValueError where the shapes do not fit each other."""
    sizes: list[int] = []
    for number, (W, b) in enumerate(pairs(parameters), 1):
        if W.ndim != 2 or b.shape != W.shape[1:]:
            raise ValueError(f"layer {number} needs W (fan_in, fan_out) and b (fan_out,), got {W.shape} and {b.shape}")
        if sizes and sizes[-1] != W.shape[0]:
            raise ValueError(f"layer {number} must take the {sizes[-1]} outputs of the layer before, got W {W.shape}")
        sizes = [*(sizes or [W.shape[0]]), W.shape[1]]
    return tuple(sizes)

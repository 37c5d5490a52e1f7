"""How arrays with names fit a network's shapes: W as (inputs, units) or turned, the bias beside it or inside."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from xorcore.parameters import layout

MISSING = -1  # in the place of a number that was not given
INPUTS, UNITS = "W as (inputs, units)", "W as (units, inputs)"


class Arrangement(NamedTuple):
    """places[i]: where parameter i of the flat vector is among the numbers that came, or MISSING."""

    places: np.ndarray
    reading: str  # how the arrays were read, where they can be read in several ways
    said: tuple[str, ...]  # what was found out, in sentences


class Expected(NamedTuple):
    """What the arrays have to be."""

    sizes: tuple[int, ...]
    samples: int | None = None  # to recognise a bias for each of them
    biases_may_miss: bool = False

    @property
    def shapes(self) -> list[tuple[int, int]]:
        return [shape for *_, shape in layout(self.sizes)]


def readings(parts: dict[str, np.ndarray], expected: Expected, only: str | None,
              strict: bool = False) -> Iterator[Arrangement]:
    """Every way in which W1, b1, ... fit the shapes. only: the orientation where it is known. strict: W of two axes, b of
    one."""
    shapes = expected.shapes
    weights = [parts[name] for k in range(1, len(shapes) + 1) if (name := f"W{k}") in parts]
    biases = [parts.get(f"b{k}") for k in range(1, len(shapes) + 1)]
    if len(weights) < len(shapes) or (strict and any(W.ndim != 2 for W in weights)):
        return
    if any(b is not None for b in biases):
        if strict and any(b is not None and b.ndim != 1 for b in biases):
            return
        fitted = [bias_from(b, o, expected) for b, (_, o) in zip(biases, shapes, strict=True)]
        shared = tuple(f"b{k} came as one number and was taken for each of its {len(fit)} units."
                       for k, (b, fit) in enumerate(zip(biases, fitted, strict=True), 1)
                       if b is not None and b.ndim == 0 and fit is not None and len(fit) > 1)
        for each in _oriented(weights, fitted, shapes, only):
            yield each._replace(said=(*each.said, *shared))
        return
    if expected.biases_may_miss:
        yield from _oriented(weights, [np.full(o, MISSING) for _, o in shapes], shapes, only)
    yield from _with_biases_inside(weights, shapes, only)


def _oriented(weights: list[np.ndarray], biases: Sequence[np.ndarray | None], shapes: list[tuple[int, int]],
              only: str | None) -> Iterator[Arrangement]:
    """The arrangement for each orientation that fits all W; where none does, each W turned as its own shape says."""
    given = _all_of(biases)
    if not given:
        return
    fits = {way: [weights_from(W, shape, way) for W, shape in zip(weights, shapes, strict=True)] for way in (INPUTS, UNITS)}
    whole = {way: all_W for way, fitted in fits.items() if only in (None, way) and (all_W := _all_of(fitted))}
    if not whole:
        mixed = {way: [own if own is not None else other for own, other in zip(fits[way], fits[turned], strict=True)]
                 for way, turned in ((INPUTS, UNITS), (UNITS, INPUTS))}
        whole = {way: all_W for way, fitted in mixed.items() if (all_W := _all_of(fitted))}
    for way, all_W in whole.items():
        said = [_what_turned(k, *each) for k, each in enumerate(zip(weights, shapes, all_W, strict=True), 1)]
        places = np.concatenate([np.concatenate([W.ravel(), b]) for W, b in zip(all_W, given, strict=True)])
        yield Arrangement(places, way, tuple(filter(None, said)))


def _all_of(arrays: Sequence[np.ndarray | None]) -> list[np.ndarray]:
    """The arrays, none of them where one does not fit."""
    fitting = [array for array in arrays if array is not None]
    return fitting if len(fitting) == len(arrays) else []


def weights_from(W: np.ndarray, shape: tuple[int, int], way: str) -> np.ndarray | None:
    """(inputs, units) from this array, None where it does not fit."""
    i, o = shape
    if W.ndim == 1 and W.size == i * o:
        W = W.reshape(shape if way is INPUTS else shape[::-1])
    elif W.size == 1 == i * o:
        W = W.reshape(shape)
    if way is INPUTS:
        return W if W.shape == (i, o) else None
    return W.T if W.shape == (o, i) else None


def bias_from(b: np.ndarray | None, o: int, expected: Expected) -> np.ndarray | None:
    """(units,) from this array, None where it does not fit."""
    if b is None:
        return np.full(o, MISSING) if expected.biases_may_miss else None
    if b.ndim == 0:
        return np.full(o, int(b))
    return b.ravel() if b.shape in ((o,), (1, o), (o, 1)) else None


def _with_biases_inside(weights: list[np.ndarray], shapes: list[tuple[int, int]],
                        only: str | None) -> Iterator[Arrangement]:
    """b as the last or the first row of W (inputs, units), or column of W (units, inputs)."""
    for way in (INPUTS, UNITS):
        turned = [W if way is INPUTS else W.T for W in weights]
        turned = [W.reshape(i + 1, o) if W.shape == (i + 1,) and o == 1 else W
                  for W, (i, o) in zip(turned, shapes, strict=True)]
        if only in (None, way) and [W.shape for W in turned] == [(i + 1, o) for i, o in shapes]:
            line = "row" if way is INPUTS else "column"
            turns = () if way is INPUTS else ("Each W came with a row for each unit, and was transposed.",)
            for name, (bias, rest) in {"last": (-1, slice(-1)), "first": (0, slice(1, None))}.items():
                said = (*turns, f"The biases are the {name} {line} of each W.")
                for each in _oriented([W[rest] for W in turned], [W[bias] for W in turned], shapes, INPUTS):
                    yield each._replace(reading=f"{way}, the {name} {line} holds the biases", said=said)


def _what_turned(number: int, W: np.ndarray, shape: tuple[int, int], fitted: np.ndarray) -> str:
    if W.ndim == 2 and 1 not in W.shape and W.tolist() != fitted.tolist() or (W.ndim == 2 and W.shape != shape):
        return f"W{number} came as {W.shape}, a row for each unit, and was transposed."
    return ""

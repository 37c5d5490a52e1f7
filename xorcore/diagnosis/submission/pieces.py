"""Arrays that come in pieces: number by number, as W1[0][1] = 0.2, or unit by unit, each with its weights and its bias."""

import math
import re
from typing import NamedTuple

import numpy as np

from xorcore.diagnosis.submission.orientation import Expected
from xorcore.diagnosis.submission.parameter_labels import Label
from xorcore.diagnosis.submission.student_numbers import StudentDataError

ELEMENT = re.compile(r"(?P<name>.*\w)\s*(?P<place>(\[\s*\d+\s*\])+|[\[(]\s*\d+\s*,\s*\d+\s*[\])])")


class Given(NamedTuple):
    """An array with the places of its numbers among all that came."""

    path: tuple[str | int, ...]
    places: np.ndarray  # of whole numbers, in the array's shape


Labelled = tuple[Given, Label]


def joined(arrays: list[Given]) -> list[Given]:
    """The arrays; the numbers of one name, each with its place in brackets, are one array."""
    elements: dict[str, dict[tuple[int, ...], int]] = {}
    whole: list[Given] = []
    for array in arrays:
        found = ELEMENT.fullmatch(" ".join(map(str, array.path))) if array.places.ndim == 0 else None
        if found:
            place = tuple(int(number) for number in re.findall(r"\d+", found["place"]))
            if place in elements.setdefault(found["name"], {}):
                raise StudentDataError(f"Every number may come once, {found[0]} comes twice; give those of one step.")
            elements[found["name"]][place] = int(array.places)
        else:
            whole.append(array)
    grids = {name: _grid(places) for name, places in elements.items()}
    if not grids or any(grid is None for grid in grids.values()):
        return arrays
    return [*whole, *(Given((name,), grid) for name, grid in grids.items() if grid is not None)]


def _grid(places: dict[tuple[int, ...], int]) -> np.ndarray | None:
    """The array whose numbers these are, counted from 0 or 1; None where one is missing."""
    if len({len(place) for place in places}) > 1:
        return None
    indices = np.array(list(places))
    indices -= min(1, indices.min())
    shape = (indices.max(axis=0) + 1).tolist()
    if math.prod(shape) != len(places):
        return None
    grid = np.empty(shape, int)
    grid[tuple(indices.T)] = list(places.values())
    return grid


def unit_by_unit(named: list[Labelled], expected: Expected) -> dict[str, np.ndarray]:
    """W (units, inputs) and b of each layer by name, where every unit came on its own; empty where they did not."""
    inputs = [i for i, o in expected.shapes for _ in range(o)]
    weights, biases = ([array.places.ravel() for array, label in named if label.kind == kind] for kind in "Wb")
    if len(inputs) == len(expected.shapes) or [W.size for W in weights] != inputs or any(b.size != 1 for b in biases):
        return {}
    parts, first = {}, 0
    for layer, (_, o) in enumerate(expected.shapes, 1):
        parts[f"W{layer}"] = np.array(weights[first : first + o])
        if len(biases) == len(inputs):
            parts[f"b{layer}"] = np.concatenate(biases[first : first + o])
        first += o
    return parts

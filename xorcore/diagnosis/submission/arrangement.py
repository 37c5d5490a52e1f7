"""Which number of a student's arrays is which weight or bias.

Programs store W as (inputs, units) or as (units, inputs), and the bias apart or as a row or column of W; a list of them
goes layer by layer or all W first. The shapes say which it is; where they allow several, all are given.
"""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from xorcore.diagnosis.submission.orientation import INPUTS, UNITS, Arrangement, Expected, bias_from, readings, weights_from
from xorcore.diagnosis.submission.parameter_labels import Label, layers_of, read_label
from xorcore.diagnosis.submission.pieces import Given, Labelled, joined, unit_by_unit
from xorcore.diagnosis.submission.student_numbers import StudentDataError, shapes_in_words
from xorcore.number_notation import shown
from xorcore.parameters import parameter_count

NONE = "no numbers; they are written with the digits 0 to 9, as in 0.25, -0.25 or 1e-3"
BACKWARD = "Read from the last layer to the first."

Order = tuple[tuple[str, ...], dict[str, np.ndarray]]  # what is said of it, and the arrays by their names in it


def arrangements(arrays: list[Given], expected: Expected) -> list[Arrangement]:
    """Every way in which the arrays are a network's parameters, the documented one first. Raises StudentDataError."""
    arrays = joined(arrays)
    named = [(array, label) for array in arrays if (label := read_label(array.path))]
    found = _of_names(named, arrays, expected) if named else _of_order(arrays, expected)
    different: dict[bytes, Arrangement] = {}
    for arrangement in found:
        different.setdefault(arrangement.places.tobytes(), arrangement)
    return list(different.values())


# Arrays with names

def _of_names(named: list[Labelled], arrays: list[Given], expected: Expected) -> list[Arrangement]:
    units = unit_by_unit(named, expected)
    parts = units or _parts(named, expected)
    said: tuple[str, ...] = ("Read unit by unit.",) if units else ()
    if ignored := [str(array.path[0]) for array in arrays if array.path and not read_label(array.path)]:
        names = ", ".join(shown(name) for name in dict.fromkeys(ignored))
        said = (*said, f"Not read: {names}.")
    by_units = bool(units) or any(label.by_units for _, label in named)
    found = list(readings(parts, expected, UNITS if by_units else None))
    if not found:
        raise StudentDataError(next(_reasons_against(parts, expected)))
    return [each._replace(said=(*said, *each.said)) for each in found]


def _parts(named: list[Labelled], expected: Expected) -> dict[str, np.ndarray]:
    """The arrays by their names W1, b1, ..."""
    named = [item for array, label in named for item in _unstacked(array, label, len(expected.shapes))]
    layers = layers_of([label for _, label in named], len(expected.shapes))
    parts: dict[str, np.ndarray] = {}
    names: dict[str, tuple[str, int]] = {}
    for (array, label), layer in zip(named, layers, strict=True):
        name, title = f"{label.kind}{layer + 1}", " ".join(map(str, array.path))
        if not 0 <= layer < len(expected.shapes):
            kind = ", which is a single number" if array.places.ndim == 0 else ""
            raise StudentDataError(f"Expected {shapes_in_words(expected.sizes)}, got the name {shown(title)}{kind}.")
        if name in parts and len(array.path) > names[name][1]:
            continue  # {"W1": …, "published": {"W1": …}}: the outer one
        if name in parts and len(array.path) == names[name][1]:
            other = names[name][0]
            both = f": as {shown(other)} and as {shown(title)}" if other != title else "; give those of one step"
            raise StudentDataError(f"Every name may come once, {name} comes twice{both}.")
        parts[name], names[name] = array.places, (title, len(array.path))
    return parts


def _unstacked(array: Given, label: Label, layers: int) -> Iterator[Labelled]:
    """{"b": [[…], […]]}: the biases of layers of one size are one array; a single number is that of all layers."""
    if label.number is not None or label.place or layers == 1:
        yield array, label
    elif array.places.ndim == 0:
        yield from ((array, label._replace(number=layer)) for layer in range(1, layers + 1))
    elif label.kind == "b" and array.places.ndim == 2 and len(array.places) == layers:
        yield from ((Given(array.path, row), label) for row in array.places)
    else:
        yield array, label


# Arrays without names

def _of_order(arrays: list[Given], expected: Expected) -> list[Arrangement]:
    parts = [array.places for array in arrays if not (array.path and array.places.ndim == 0)]  # "epoch: 5"
    orders = _orders(parts, expected)
    for strict in (True, False):
        for said, named in orders:
            if found := list(readings(named, expected, None, strict)):
                return [each._replace(said=(*said, *each.said)) for each in found]
    found = list(_of_flat(parts, expected) if _is_flat(parts, expected) else _of_rows(parts, expected))
    if found:
        return found
    raise StudentDataError(_why_not_in_order(parts, expected))


def _orders(parts: list[np.ndarray], expected: Expected) -> list[Order]:
    """The documented order; [W1, W2, ..., b1, b2, ...]; [W1, W2, ...] alone. Then those that nobody would guess, where only
    they fit the shapes."""
    layers = range(1, len(expected.shapes) + 1)
    orders = {
        2 * len(layers): {
            "": [f"{letter}{k}" for k in layers for letter in "Wb"],
            "Read as all W, then all b.": [f"{letter}{k}" for letter in "Wb" for k in layers],
            BACKWARD: [f"{letter}{k}" for k in reversed(layers) for letter in "Wb"],
            "Read as b before W in each layer.": [f"{letter}{k}" for k in layers for letter in "bW"],
        },
        len(layers): {"": [f"W{k}" for k in layers], BACKWARD: [f"W{k}" for k in reversed(layers)]},
    }
    return [((said,) if said else (), dict(zip(names, parts, strict=True)))
            for said, names in orders.get(len(parts), {}).items()]


def _is_flat(parts: list[np.ndarray], expected: Expected) -> bool:
    """One row or column of all parameters, or each of them on its own."""
    if sum(part.size for part in parts) != parameter_count(expected.sizes):
        return False
    return all(part.size == 1 for part in parts) or (len(parts) == 1 and max(parts[0].shape) == parts[0].size)


def _of_flat(parts: list[np.ndarray], expected: Expected) -> Iterator[Arrangement]:
    """A flat list, layer by layer or all W first; each W row by row, in both orientations."""
    places = np.concatenate([part.ravel() for part in parts])
    sizes = {name: size for k, (i, o) in enumerate(expected.shapes, 1) for name, size in ((f"W{k}", i * o), (f"b{k}", o))}
    weights_first = sorted(sizes, key=lambda name: name[0] == "b")
    for names, order in ((list(sizes), "layer by layer"), (weights_first, "all W, then all b")):
        cut = np.split(places, np.cumsum([sizes[name] for name in names])[:-1])
        for each in readings(dict(zip(names, cut, strict=True)), expected, None):
            yield each._replace(reading=f"{order}, {each.reading}", said=())


def _of_rows(parts: list[np.ndarray], expected: Expected) -> Iterator[Arrangement]:
    """Rows of W1, then b1 as a row or a column, then those of W2, ..."""
    rows = list(chain.from_iterable(part if part.ndim == 2 else [np.atleast_1d(part)] for part in parts))
    for orientation in (INPUTS, UNITS):
        left = list(rows)
        named: dict[str, np.ndarray | None] = {}
        for layer, (i, o) in enumerate(expected.shapes, 1):
            count, width = (i, o) if orientation is INPUTS else (o, i)
            named[f"W{layer}"], left = _matrix(left, count, width)
            column = o > 1 and len(left) >= o and len(left[0]) == 1
            named[f"b{layer}"], left = _matrix(left, o, 1) if column else _matrix(left, 1, o)
        found = {name: part for name, part in named.items() if part is not None}
        if not left and len(found) == len(named):
            yield from readings(found, expected, orientation)


def _matrix(rows: list[np.ndarray], count: int, width: int) -> tuple[np.ndarray | None, list[np.ndarray]]:
    if len(rows) < count or any(len(row) != width for row in rows[:count]):
        return None, []
    return np.array(rows[:count]), rows[count:]


# Refusals

def _reasons_against(parts: dict[str, np.ndarray], expected: Expected) -> Iterator[str]:
    """Each part that is missing or has another shape, in a sentence."""
    words = shapes_in_words(expected.sizes)
    for layer, shape in enumerate(expected.shapes, 1):
        for name, right in ((f"W{layer}", shape), (f"b{layer}", shape[1:])):
            part = parts.get(name)
            if part is None and not (name[0] == "b" and expected.biases_may_miss):
                yield f"{name} is missing: expected {words}, got {', '.join(sorted(parts))}."
            if part is not None and not _fits(part, name[0], shape, expected):
                yield f"{name} must have the shape {right}, got {part.shape}{_hint(part.shape, right, expected)}."


def _fits(part: np.ndarray, letter: str, shape: tuple[int, int], expected: Expected) -> bool:
    if letter == "b":
        return bias_from(part, shape[1], expected) is not None
    return any(weights_from(part, shape, way) is not None for way in (INPUTS, UNITS))


def _hint(got: tuple[int, ...], right: tuple[int, ...], expected: Expected) -> str:
    if len(right) == 1 and got in ((expected.samples, *right), (*right, expected.samples)):
        return ": one bias for each sample, so its gradient was not summed over the samples"
    if len(right) == 2 and got in ((right[0] + 1, right[1]), (right[1], right[0] + 1)):
        return ": with the biases inside, no array of biases may come beside it"
    return ""


def _why_not_in_order(parts: list[np.ndarray], expected: Expected) -> str:
    orders = _orders(parts, expected)
    words = shapes_in_words(expected.sizes)
    if len(parts) == 2 * len(expected.shapes):
        return next(_reasons_against(orders[0][1], expected))
    if len(parts) == 1 and parts[0].ndim < 2:
        return f"Expected {parameter_count(expected.sizes)} numbers, {words}, got {parts[0].size}."
    if len(parts) > 2 and all(part.ndim == 1 for part in parts):
        rows = sum(i + 1 for i, _ in expected.shapes)
        widths = _some([str(part.size) for part in parts])
        return f"Expected {words}, or {rows} rows, got {len(parts)}, with {widths} numbers."
    shapes = [str(part.shape) if part.ndim else "a number" for part in parts]
    number = f"{len(parts)} arrays" if len(parts) != 1 else "one array"
    return f"Expected {words}, got {f'{number}: {_some(shapes)}' if parts else NONE}."


def _some(texts: list[str]) -> str:
    return ", ".join(texts[:6]) + (f" and {len(texts) - 6} more" if len(texts) > 6 else "")

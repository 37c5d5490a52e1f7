"""Where the values of an axis lie on a map. A cell is a value and its surroundings, up to half-way to the next value.

Places are fractions of the picture, 0 at its left or lower edge and 1 at the other.
"""

import math

import numpy as np

from app.drawing.ticks import ticks as round_values
from app.words.names import setting_name
from xorcore import LIMITS, OPTIMIZERS
from xorcore.book import LARGEST_WEIGHT, Limits, exact, layout
from xorcore.many import LAYER_RATE, SETTINGS, START_WEIGHT, Axis

RANGES = {"learning_rate": (0.01, 100.0), "momentum": (0.0, 0.99), "init_scale": (0.1, 10.0), "l2": (0.0, 0.1)}
LAYER_RANGE, WEIGHT_RANGE = RANGES["learning_rate"], (-20.0, 20.0)
MOST_TICKS = 7
MOST_DIGITS = 17


def axis_names(sizes: tuple[int, ...], optimizer: str, given_start: bool) -> list[str]:
    """All that can vary in such a network: settings, the rate of each layer, each start weight."""
    useless = {"momentum"} if not OPTIMIZERS[optimizer].uses_momentum else set()
    useless |= {"init_scale"} if given_start else set()
    names = [name for name in SETTINGS if name not in useless]
    for layer, (fan_in, fan_out) in enumerate((place.shape for place in layout(sizes)), 1):
        names += [f"learning_rate[{layer}]"] if len(sizes) > 2 else []
        names += [f"w{layer}[{i},{j}]" for i in range(fan_in) for j in range(fan_out)]
        names += [f"b{layer}[{j}]" for j in range(fan_out)]
    return sorted(names, key=lambda name: (name not in SETTINGS, not name.startswith("learning_rate")))


def ends(name: str) -> Limits:
    """What both ends of an axis must be within."""
    if START_WEIGHT.fullmatch(name):
        return Limits(-LARGEST_WEIGHT, LARGEST_WEIGHT)
    return LIMITS[name if name in SETTINGS else "learning_rate"]


def in_words(name: str) -> str:
    """The name of an axis as a label says it."""
    if layer := LAYER_RATE.fullmatch(name):
        return f"learning rate of layer {layer[1]}"
    if name in SETTINGS:
        return setting_name(name)
    return f"start weight {name}" if name.startswith("w") else f"start bias {name}"


def whole_axis(name: str) -> Axis:
    """The axis with the range that one looks at first."""
    return Axis(name, *RANGES.get(name, LAYER_RANGE if LAYER_RATE.fullmatch(name) else WEIGHT_RANGE))


def zoomed(axis: Axis, cells: int, start: float, end: float) -> Axis:
    """The part of an axis between two places, within its ends. Raises ValueError where float64 has no finer values."""
    low, high = (float(np.clip(value, axis.low, axis.high)) for value in value_at(axis, cells, np.array([start, end])))
    part = axis._replace(low=low, high=high)
    check_distinct(part, cells)
    return part


def check_order(axis: Axis) -> None:
    """Raises ValueError where an axis does not go from low to high."""
    if not axis.low < axis.high:
        raise ValueError(f"“From” must be below “To”, got {exact(axis.low)} and {exact(axis.high)}")


def check_distinct(axis: Axis, cells: int) -> None:
    """Raises ValueError where float64 has not so many values between the ends of an axis, or these are in no order."""
    check_order(axis)
    if len(np.unique(axis.values(cells))) < cells:
        raise ValueError(f"The window is narrower than float64 numbers can tell apart: {in_words(axis.name)} {axis.low!r} "
                         f"to {axis.high!r} has no {cells} different values")


def value_at(axis: Axis, cells: int, place: np.ndarray) -> np.ndarray:
    """The value at a place of the picture."""
    low, high = _scaled(axis, np.array([axis.low, axis.high]))
    value = low + (np.asarray(place) * cells - 0.5) / (cells - 1) * (high - low)
    return np.exp(value) if axis.is_log else value


def place_of(axis: Axis, cells: int, value: np.ndarray) -> np.ndarray:
    """The place of a value in the picture."""
    low, high = _scaled(axis, np.array([axis.low, axis.high]))
    return ((_scaled(axis, np.asarray(value)) - low) / (high - low) * (cells - 1) + 0.5) / cells


def digits(axis: Axis, cells: int) -> int:
    """Digits that tell neighbouring cells apart, at least 4."""
    values = axis.values(cells)
    finest = np.diff(values).min() if not axis.is_log else (np.diff(values) / values[1:]).min() * np.abs(values).max()
    return int(np.clip(math.ceil(math.log10(np.abs(values).max() / finest)) + 1, 4, MOST_DIGITS))


def ticks(axis: Axis, cells: int) -> list[tuple[float, str]]:
    """Round values along the axis: (place, label)."""
    found = round_values(axis.low, axis.high, axis.is_log, MOST_TICKS)
    places = place_of(axis, cells, np.array([value for value, _ in found]))
    return [(float(place), label) for place, (_, label) in zip(places, found, strict=True)]


def _scaled(axis: Axis, value: np.ndarray) -> np.ndarray:
    return np.log(value) if axis.is_log else value


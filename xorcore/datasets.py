"""A dataset is points and what the network should answer at each: 0 or 1, or -1 or 1.

The small ones are fixed tables; the others draw `samples` points, which are then blurred by `noise`, the standard
deviation of a normal shift in units of the plane. Formulas of the drawn sets are our own unless noted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from xorcore.checked import real_array

Points = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, eq=False)
class Dataset:
    """Training samples as rows, and optionally test samples that are never trained on.

    inputs (n, inputs), targets (n, outputs); a 1-D targets is taken as one output. Kept as float64 copies.
    Raises ValueError where shapes do not fit or a value is not finite.
    """

    inputs: np.ndarray
    targets: np.ndarray
    test_inputs: np.ndarray
    test_targets: np.ndarray

    def __init__(self, inputs: ArrayLike, targets: ArrayLike, test_inputs: ArrayLike | None = None,
                 test_targets: ArrayLike | None = None) -> None:
        inputs, targets = _table("inputs", inputs), _table("targets", targets)
        test_inputs = _table("test_inputs", inputs[:0] if test_inputs is None else test_inputs)
        test_targets = _table("test_targets", targets[:0] if test_targets is None else test_targets)
        if len(inputs) == 0:
            raise ValueError("a dataset needs at least one training sample, got none")
        for name, x, y in (("", inputs, targets), ("test_", test_inputs, test_targets)):
            if len(x) != len(y):
                raise ValueError(f"{name}inputs and {name}targets must have equally many rows, got {len(x)} and {len(y)}")
        if test_inputs.shape[1] != inputs.shape[1] or test_targets.shape[1] != targets.shape[1]:
            raise ValueError("test samples must have as many inputs and outputs as training samples")
        for name, array in zip(("inputs", "targets", "test_inputs", "test_targets"),
                               (inputs, targets, test_inputs, test_targets), strict=True):
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    @property
    def scale(self) -> tuple[float, float]:
        """The two answers that stand for yes and no: -1 and 1 where a target is negative, else 0 and 1."""
        return (-1.0 if min(self.targets.min(), self.test_targets.min(initial=0)) < 0 else 0.0), 1.0

    def equals(self, other: "Dataset | None") -> bool:
        """Whether it has the same samples, bit for bit, in the same order."""
        return other is not None and all(np.array_equal(mine, vars(other)[name]) for name, mine in vars(self).items())


def _table(name: str, values: ArrayLike) -> np.ndarray:
    array = real_array(values, f"{name} must be a table of numbers with a row per sample")
    if array.ndim == 1:
        array = array[:, None]
    if array.ndim != 2 or array.shape[1] == 0:
        raise ValueError(f"{name} must be a table with a row per sample, got shape {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite numbers, got nan or infinity")
    return array


class Generator(NamedTuple):
    """How a dataset is made: `make(samples, rng)` gives inputs (n, 2) and targets (n,)."""

    make: Callable[[int, np.random.Generator], Points]
    drawn: bool  # as many samples as are asked for, with noise; else a fixed table


def xor(samples: int, rng: np.random.Generator) -> Points:
    """The four patterns in the report's order."""
    return np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float), np.array([0, 1, 1, 0], dtype=float)


def xor_line(samples: int, rng: np.random.Generator) -> Points:
    """The course's easy XOR, 21 points on the two diagonals (NYCU "Deep Learning and Practice", Lab 1)."""
    rows = []
    for i in range(11):
        rows.append((i / 10, i / 10, 0))
        if i != 5:
            rows.append((i / 10, 1 - i / 10, 1))
    table = np.array(rows)
    return table[:, :2], table[:, 2]


def linear(samples: int, rng: np.random.Generator) -> Points:
    """Uniform in the unit square, 0 where x1 > x2, else 1 (NYCU "Deep Learning and Practice", Lab 1)."""
    x = rng.uniform(0, 1, (samples, 2))
    return x, np.where(x[:, 0] > x[:, 1], 0.0, 1.0)


def noisy_xor(samples: int, rng: np.random.Generator) -> Points:
    """Clouds around the four XOR patterns."""
    corners = np.arange(samples) % 4
    x = np.stack([corners // 2, corners % 2], axis=1).astype(float)
    return x, (corners // 2 != corners % 2).astype(float)


def circle(samples: int, rng: np.random.Generator) -> Points:
    """A disc of radius 1/2 inside a ring from 0.7 to 1."""
    y = (np.arange(samples) % 2).astype(float)
    radius = np.where(y == 1, rng.uniform(0, 0.5, samples), rng.uniform(0.7, 1, samples))
    angle = rng.uniform(0, 2 * np.pi, samples)
    return radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1), y


def gauss(samples: int, rng: np.random.Generator) -> Points:
    """Two normal clouds around (-1/2, -1/2) and (1/2, 1/2), standard deviation 0.2 before the noise."""
    y = (np.arange(samples) % 2).astype(float)
    return (y - 0.5)[:, None] + 0.2 * rng.normal(size=(samples, 2)), y


def moons(samples: int, rng: np.random.Generator) -> Points:
    """Two interleaved half circles."""
    y = (np.arange(samples) % 2).astype(float)
    angle = rng.uniform(0, np.pi, samples)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return np.where(y[:, None] == 0, upper, [1, 0.5] - upper) - [0.5, 0.25], y


def spiral(samples: int, rng: np.random.Generator) -> Points:
    """Two spiral arms of one turn."""
    y = (np.arange(samples) % 2).astype(float)
    radius = np.sqrt(rng.uniform(0.01, 1, samples))
    angle = 2 * np.pi * radius + np.pi * y
    return radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1), y


DATASETS = {
    "xor": Generator(xor, False),
    "xor_line": Generator(xor_line, False),
    "linear": Generator(linear, True),
    "noisy_xor": Generator(noisy_xor, True),
    "circle": Generator(circle, True),
    "gauss": Generator(gauss, True),
    "moons": Generator(moons, True),
    "spiral": Generator(spiral, True),
}


def make_dataset(name: str, samples: int, noise: float, test_share: float, rng: np.random.Generator) -> Dataset:
    """The dataset of that name; of a drawn one, a random `test_share` of the samples is kept for testing."""
    make, drawn = DATASETS[name]
    inputs, targets = make(samples, rng)
    if not drawn:
        return Dataset(inputs, targets)
    inputs = inputs + noise * rng.normal(size=inputs.shape)
    order = rng.permutation(samples)
    test, training = np.split(order, [min(round(test_share * samples), samples - 1)])
    return Dataset(inputs[training], targets[training], inputs[test], targets[test])

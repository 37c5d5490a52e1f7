"""Where runs end that do not solve XOR: at the loss of a network that gives several patterns one and the same output.

The best such output is that at which the loss has no slope: with our losses the mean of the targets. With sigmoid outputs
and no L2 term these levels are the same for all networks: two patterns of different targets at 1/2, three at 1/3 or 2/3,
all four at 1/2.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from xorcore.activations import ACTIVATIONS
from xorcore.checked import checked
from xorcore.config import Config
from xorcore.losses import LOSSES

FARTHEST = 50.0  # z of an output; a sigmoid is 1 there
SOLVED_ERROR = 0.1  # of an answer that counts as right

GROUPS: dict[str, list[float]] = {  # the targets of patterns that share one output; the others are answered without error
    "solved": [],
    "two patterns share one output": [0, 1],
    "three patterns share one output": [0, 1, 1],
    "all four patterns share one output": [0, 1, 1, 0],
}


class Level(NamedTuple):
    """A named level, and how far a loss is from it."""

    name: str
    loss: float
    distance: float


@checked
def plateau_losses(config: Config) -> dict[str, float]:
    """Name -> loss of each level of XOR, in the Config's loss and reduction, lowest first; the first is "solved", 0."""
    scale = 1 / 4 if config.reduction == "mean" else 1
    return {name: scale * _least_loss(config, targets) for name, targets in GROUPS.items()}


@checked
def nearest_plateau(config: Config, loss: float) -> Level:
    """The level that is nearest to this loss; `distance` is without sign. Raises ValueError where it is no loss."""
    if not 0 <= loss < np.inf:
        raise ValueError(f"a loss must be a finite number of at least 0, got {loss}")
    return min((Level(name, level, abs(loss - level)) for name, level in plateau_losses(config).items()),
               key=lambda level: level.distance)


@checked
def solved_loss(config: Config) -> float:
    """The loss of one output that is answered with an error of 0.1, to three digits: below it a sample counts as right."""
    z = _crossing(lambda z: float(ACTIVATIONS[config.output_activation](z)) - (1 - SOLVED_ERROR))
    return float(f"{_of_one_output(config, z, [1])[0]:.3g}")


def _least_loss(config: Config, targets: list[float]) -> float:
    """The smallest loss of one output for all these targets."""
    if not targets:
        return 0.0
    return _of_one_output(config, _crossing(lambda z: _of_one_output(config, z, targets)[1]), targets)[0]


def _of_one_output(config: Config, z: float, targets: list[float]) -> tuple[float, float]:
    """The loss of this z at the output for all these targets, summed, and its derivative by z."""
    loss, output, y = LOSSES[config.loss], ACTIVATIONS[config.output_activation], np.array([targets], float)
    same = np.full_like(y, z)
    a = output(same)
    return float(loss.value(same, y, a - y)), float(loss.delta(same, y, a - y, output.slope(a)).sum())


def _crossing(rising: Callable[[float], float]) -> float:
    """Where this function of z comes to 0, by halving."""
    low, high = -FARTHEST, FARTHEST
    while True:
        middle = (low + high) / 2
        value = rising(middle)
        if value == 0 or middle in (low, high):
            return middle
        low, high = (low, middle) if value > 0 else (middle, high)

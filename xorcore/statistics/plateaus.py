"""Where runs end that do not solve XOR: at the loss of a network that gives several patterns one and the same output.

The best such output is the mean of their targets. With sigmoid outputs and no L2 term these levels are the same for all
networks: two patterns of different targets at 1/2, three at 1/3 or 2/3, all four at 1/2.
"""

from typing import NamedTuple

import numpy as np

from xorcore.config import Config

GROUPS = {  # the targets of the patterns that share one output; the others are answered without error
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


def stuck_levels(config: Config) -> dict[str, float]:
    """Name -> loss of each level of XOR, in the Config's loss and reduction, lowest first; the first is "solved", 0."""
    scale = 1 / 4 if config.reduction == "mean" else 1
    return {name: scale * _least_loss(config.loss, np.array(targets)) for name, targets in GROUPS.items()}


def nearest_level(config: Config, loss: float) -> Level:
    """The level that is nearest to this loss; `distance` is without sign."""
    return min((Level(name, level, abs(loss - level)) for name, level in stuck_levels(config).items()),
               key=lambda level: level.distance)


def _least_loss(loss: str, targets: np.ndarray) -> float:
    """The smallest loss of one output for all these targets: that of their mean."""
    if len(targets) == 0:
        return 0.0
    mean = targets.mean()
    if loss == "cross_entropy":
        return float(-(targets * np.log(mean) + (1 - targets) * np.log(1 - mean)).sum())
    return float(0.5 * ((targets - mean) ** 2).sum())

"""The loss landscape that the compared runs cross: a plane through their start and their ends, and their paths on it."""

import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from xorcore import Config, Dataset
from xorcore.many import ParameterPlane, Projection, losses_on, plane_through, project, window

SIDES = (81, 41, 21, 11)  # points along an axis, the first that is affordable
MOST_SECONDS = 4.0
MARGIN = 0.12


class LossSlice(NamedTuple):
    """Losses on a plane: one landscape for each loss function that the runs have, and the path of each run."""

    u: np.ndarray  # coordinates on the plane, in the units of the weights
    v: np.ndarray
    losses: list[np.ndarray]  # (len(v), len(u)), true values of the loss at these points of parameter space
    paths: list[Projection | None]  # None for a run whose path is left out


def loss_slices(configs: Sequence[Config], dataset: Dataset,
                paths: Sequence[np.ndarray | None]) -> Iterator[LossSlice | None]:
    """The slice through the common start and the ends of these paths (points, parameters); None for a path left out.

    configs: one for each landscape. None comes after every row, so that it can be left soon, and at the end the slice;
    nothing comes where no path leaves the start.
    """
    kept = [path for path in paths if path is not None]
    if not any((path[-1] != path[0]).any() for path in kept):
        return
    plane = plane_through(np.array([kept[0][0], *(path[-1] for path in kept)]))
    seen = [None if path is None else project(plane, path) for path in paths]
    u_low, u_high, v_low, v_high = window(_together(seen), MARGIN)
    side = _side(configs[0], dataset, plane, len(configs))
    u, v = np.linspace(u_low, u_high, side), np.linspace(v_low, v_high, side)
    landscapes = [np.empty((side, side)) for _ in configs]
    for config, losses in zip(configs, landscapes, strict=True):
        for row in range(side):
            losses[row] = losses_on(config, dataset, plane, u, v[row : row + 1])
            yield None
    yield LossSlice(u, v, landscapes, seen)


def _together(projections: Sequence[Projection | None]) -> Projection:
    return Projection(*(np.concatenate(parts) for parts in zip(*filter(None, projections), strict=True)))


def _side(config: Config, dataset: Dataset, plane: ParameterPlane, landscapes: int) -> int:
    """As many points as the time allows, from the processor time of a few of them."""
    few, start = np.linspace(0, 1, SIDES[-1]), time.thread_time()
    losses_on(config, dataset, plane, few, few[:1])
    seconds = (time.thread_time() - start) / len(few) * landscapes
    return next((side for side in SIDES if side * side * seconds < MOST_SECONDS), SIDES[-1])

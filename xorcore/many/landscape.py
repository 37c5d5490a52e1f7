"""The loss landscape on a plane through parameter space: what a run's path crosses, drawn in two dimensions.

The plane goes through the first point given and lies as close as a plane can to the others (through all of them where
they are at most three). Every value on it is the loss at that very point of parameter space.
"""

from typing import NamedTuple

import numpy as np

from xorcore.checked import Matrix, Vector, checked
from xorcore.compiled import run
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.many.batched_network import BatchedNetwork
from xorcore.many.chunks import group_width
from xorcore.network import network_sizes
from xorcore.objective import penalty, weight_decay
from xorcore.parameters import parameter_count


class ParameterPlane(NamedTuple):
    """A plane in parameter space: origin + u axes[0] + v axes[1]."""

    origin: np.ndarray  # (parameters,)
    axes: np.ndarray  # (2, parameters), of length 1 and at right angles

    def point(self, u: float, v: float) -> np.ndarray:
        """The parameters at these coordinates."""
        return self.origin + u * self.axes[0] + v * self.axes[1]


class Projection(NamedTuple):
    """Points as seen from right above the plane."""

    u: np.ndarray
    v: np.ndarray
    distance: np.ndarray  # from the plane, in the units of the weights


@checked
def plane_through(points: Matrix) -> ParameterPlane:
    """The plane through points[0] that is nearest to all `points` (k, parameters); k at least 2, in flat layout.

    Its first axis is the direction in which they spread most. Raises ValueError where all points are the same one.
    """
    if not np.isfinite(points).all():
        raise ValueError("points must be finite numbers, got nan or infinity")
    if len(points) == 0 or points.shape[1] < 2:
        raise ValueError(f"points must be (points, parameters), of at least two parameters, got shape {points.shape}")
    spread = points - points[0]
    if not spread.any():
        raise ValueError("a plane needs at least two different points")
    _, sizes, directions = np.linalg.svd(spread, full_matrices=False)
    first = directions[0]
    second = directions[1] if sizes[1] > 1e-9 * sizes[0] else _at_right_angles(first)
    axes = np.array([first, second])
    signs = np.sign((spread @ axes.T).sum(axis=0))
    return ParameterPlane(points[0].copy(), axes * np.where(signs == 0, 1, signs)[:, None])


def _at_right_angles(direction: np.ndarray) -> np.ndarray:
    """Of all parameters' own axes the one that `direction` has least of, made perpendicular to it."""
    other = np.zeros_like(direction)
    other[np.abs(direction).argmin()] = 1
    other -= other.dot(direction) * direction
    return other / np.linalg.norm(other)


@checked
def project(plane: ParameterPlane, points: np.ndarray) -> Projection:
    """Points (k, parameters) of a path on the plane."""
    if points.ndim > 2 or points.shape[-1:] != plane.origin.shape:
        raise ValueError(f"the points must have the plane's {len(plane.origin)} parameters, got shape {points.shape}")
    offset = np.atleast_2d(points) - plane.origin
    u, v = plane.axes @ offset.T
    return Projection(u, v, np.linalg.norm(offset - np.stack([u, v], axis=1) @ plane.axes, axis=1))


@checked
def window(projection: Projection, margin: float = 0.25) -> tuple[float, float, float, float]:
    """(u low, u high, v low, v high) around what is projected; of equal scale along both axes."""
    middle = [(x.max() + x.min()) / 2 for x in (projection.u, projection.v)]
    half = (1 + 2 * margin) / 2 * max(np.ptp(projection.u), np.ptp(projection.v), 1e-6)
    return middle[0] - half, middle[0] + half, middle[1] - half, middle[1] + half


@checked
def losses_on(config: Config, dataset: Dataset, plane: ParameterPlane, u: Vector, v: Vector) -> np.ndarray:
    """The loss over the whole training set, L2 term included, at u x v: (len(v), len(u)), a row for each v."""
    sizes = network_sizes(config, dataset)
    if len(plane.origin) != parameter_count(sizes):
        raise ValueError(f"the plane must have the network's {parameter_count(sizes)} parameters, got {len(plane.origin)}")
    places, width = [(x, y) for y in v for x in u], group_width(config, sizes, len(dataset.inputs), float)
    parts = [
        losses_at(config, dataset, np.stack([plane.point(*place) for place in places[start : start + width]], axis=1))
        for start in range(0, len(places), width)
    ]
    return np.concatenate(parts).reshape(len(v), len(u))


def losses_at(config: Config, dataset: Dataset, flat: np.ndarray) -> np.ndarray:
    """The loss (k,) over the whole training set, L2 term included, of k networks: flat (parameters, k)."""
    sizes = network_sizes(config, dataset)
    decay = weight_decay(config.l2, sizes)
    networks = BatchedNetwork(config, sizes, flat, dataset.inputs.T[:, :, None], dataset.targets.T[:, :, None])
    with np.errstate(over="ignore", invalid="ignore"):
        run(networks.forward)
        return networks.data_losses() + penalty(decay[:, None], flat)

"""A surface is what every neuron of a network answers over a rectangle of the input plane."""

from functools import cached_property, partial

import numpy as np

from xorcore.checked import Vector, checked
from xorcore.compiled import run
from xorcore.config import Config
from xorcore.limits import check_at_least
from xorcore.network import Network
from xorcore.parameters import check_count, parameter_count


class Surface:
    """The grid of `side` x `side` points over `plane` = (x1 low, x1 high, x2 low, x2 high), in float32.

    Call it with the flat parameters: it returns the output over the grid, (side, side) with row 0 at the lowest x2, and
    one thumbnail per layer, (units, t, t) with t = ceil(side / stride): every `stride`-th point of the same grid. Where
    float32 does not hold the numbers, all are float64.
    """

    @checked
    def __init__(self, config: Config, sizes: tuple[int, ...], plane: tuple[float, float, float, float], side: int,
                 stride: int):
        check_at_least("side", side, 1)
        check_at_least("stride", stride, 1)
        self._sizes = sizes
        self._grid = partial(_Grid, config, sizes, plane, side, slice(stride // 2, None, stride))
        self._single = self._grid(np.float32)

    @cached_property
    def _double(self) -> "_Grid":
        return self._grid(np.float64)

    @checked
    def __call__(self, flat: Vector) -> tuple[np.ndarray, list[np.ndarray]]:
        check_count(flat, self._sizes)
        output, thumbnails = self._single(flat)
        finite = all(np.isfinite(each).all() for each in (output, *thumbnails))
        return (output, thumbnails) if finite else self._double(flat)


class _Grid:
    """All points of a surface in one dtype."""

    def __init__(self, config: Config, sizes: tuple[int, ...], plane: tuple[float, float, float, float], side: int,
                 sample: slice, dtype: type):
        self._flat: np.ndarray = np.empty(parameter_count(sizes), dtype)
        self._network = Network(config, sizes, self._flat, side * side)
        x1, x2 = np.meshgrid(np.linspace(*plane[:2], side), np.linspace(*plane[2:], side))
        self._network.inputs[:] = x1.ravel(), x2.ravel()
        self._grids = [layer.a.reshape(-1, side, side) for layer in self._network.layers]
        self._sample = sample

    @np.errstate(over="ignore", invalid="ignore")
    def __call__(self, flat: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
        self._flat[:] = flat
        run(self._network.forward)
        return self._grids[-1][0].copy(), [grid[:, self._sample, self._sample].copy() for grid in self._grids]

"""A map is one training for each cell of a grid: two settings vary along its axes, and all else is the same.

It sharpens: cells are trained coarse to fine, each of them once, so that a picture of the whole is there at once.
"""

import re
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from xorcore.checked import brief, checked
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.limits import LARGEST_WEIGHT, check_at_least, is_real, is_whole
from xorcore.many.chunks import chunk_of_all
from xorcore.many.members import Chunk, start_weights
from xorcore.many.training import Outcome, train_in_chunks
from xorcore.number_notation import exact, grouped
from xorcore.parameters import GivenParameters, layout

SETTINGS = ("learning_rate", "momentum", "init_scale", "l2")
MOST_CELLS = 512  # along an axis
LAYER_RATE = re.compile(r"learning_rate\[(\d+)\]")
START_WEIGHT = re.compile(r"w\d+\[\d+, ?\d+\]|b\d+\[\d+\]")


class Axis(NamedTuple):
    """What varies along an axis, and from where to where.

    name: "learning_rate", "momentum", "init_scale", "l2"; "learning_rate[2]", that of layer 2 alone; or a start weight,
    "w1[0,1]" (layer 1, from input 0 to unit 1) or the bias "b2[0]". Layers count from 1. Learning rates go in equal
    ratios, all else in equal steps.
    """

    name: str
    low: float
    high: float

    @property
    def is_log(self) -> bool:
        return self.name.startswith("learning_rate")

    def values(self, cells: int) -> np.ndarray:
        """(cells,) from low to high, both included."""
        check_at_least("cells", cells, 1)
        return (np.geomspace if self.is_log else np.linspace)(self.low, self.high, cells)


@dataclass(frozen=True, eq=False)
class Map:
    """A map so far. Arrays are (cells, cells): a row for each value of y, lowest first, a column for each of x."""

    x: Axis
    y: Axis
    cells: int
    chunk: Chunk = field(repr=False)
    outcome: Outcome = field(repr=False)

    @property
    def epochs(self) -> np.ndarray:
        """Epochs to solve, -1 where it did not, or not yet."""
        return self._grid(self.outcome.epochs)

    @property
    def loss(self) -> np.ndarray:
        """The loss at the end; nan where not done."""
        return self._grid(np.where(self.outcome.done, self.outcome.loss, np.nan))

    @property
    def diverged(self) -> np.ndarray:
        return self._grid(self.outcome.diverged)

    @property
    def done(self) -> np.ndarray:
        return self._grid(self.outcome.done)

    @property
    def sohl_dickstein(self) -> np.ndarray:
        """Sohl-Dickstein's value (see `trainability.py`); nan where not done."""
        return self._grid(self.outcome.sohl_dickstein)

    def _grid(self, values: np.ndarray) -> np.ndarray:
        grid = np.empty((self.cells, self.cells), values.dtype)
        grid[coarse_to_fine(self.cells)] = values
        return grid

    def sharpened(self, values: np.ndarray) -> np.ndarray:
        """These values (cells, cells) as a picture: a cell that is not done shows the nearest coarser one that is."""
        done, picture = self.done, np.full((self.cells, self.cells), np.nan)
        stride = 1 << (self.cells - 1).bit_length()
        while stride:
            coarser = np.arange(self.cells) // stride * stride
            known = done[np.ix_(coarser, coarser)]
            picture[known] = values[np.ix_(coarser, coarser)][known]
            stride //= 2
        return picture


@checked
def train_map(config: Config, x: Axis, y: Axis, cells: int = 128, parameters: GivenParameters | None = None,
              dataset: Dataset | None = None, *, dtype: type = np.float64, trainability: bool = False,
              executor: Executor | None = None) -> Iterator[Map]:
    """Maps that sharpen, the last one complete; to zoom, give narrower axes.

    parameters: start weights [(W, b), ...] in place of the Config's random ones. trainability: also Sohl-Dickstein's
    value, for which every cell trains all epochs. dataset, dtype and executor are those of `train_many_steps`. Raises
    ConfigError or ValueError where an axis or a setting cannot be used.
    """
    _check(x, y, cells, parameters)
    rows, columns = coarse_to_fine(cells)
    along = {x.name: x.values(cells)[columns], y.name: y.values(cells)[rows]}
    varied = {name: values for name, values in along.items() if name in SETTINGS}
    seeds = np.full(cells**2, config.seed)
    if dataset is None:
        dataset = chunk_of_all(config, None, parameters, None, {}, dtype=dtype).dataset
    chunk = chunk_of_all(config, seeds, parameters, dataset, varied, dtype=dtype, trainability=trainability)
    chunk = _with_layer_rates(_with_start_weights(chunk, along), along)
    return (Map(x, y, cells, chunk, outcome) for outcome in train_in_chunks(chunk, executor))


def coarse_to_fine(cells: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of all cells in the order of their training: every 2^k-th of both first, k falling to 0."""
    index = np.arange(cells)
    level = np.where(index == 0, cells, index & -index)  # the largest power of 2 that divides it
    rows, columns = np.divmod(np.arange(cells**2), cells)
    order = np.argsort(-np.minimum(level[rows], level[columns]), kind="stable")
    return rows[order], columns[order]


def _check(x: Axis, y: Axis, cells: int, parameters: GivenParameters | None) -> None:
    if not is_whole(cells) or not 2 <= cells <= MOST_CELLS:
        raise ValueError(f"a map must have 2 to {MOST_CELLS} cells along an axis, got {brief(cells)}")
    if x.name == y.name:
        raise ValueError(f"the axes of a map must vary different things, got {x.name} twice")
    for name, low, high in (x, y):
        if not (name in SETTINGS or LAYER_RATE.fullmatch(name) or START_WEIGHT.fullmatch(name)):
            choices = ", ".join(SETTINGS)
            raise ValueError(f"an axis must be one of {choices}, learning_rate[2], w1[0,1] or b1[0], got {name}")
        if not (is_real(low) and is_real(high)):
            raise ValueError(f"the ends of an axis must be finite numbers, got {name} {low!r:.20} to {high!r:.20}")
        if not low < high or (name.startswith("learning_rate") and low <= 0):
            rule = "an axis must go from low to high, a learning rate from above 0"
            raise ValueError(f"{rule}, got {name} {exact(low)} to {exact(high)}")
        if START_WEIGHT.fullmatch(name) and max(-low, high) > LARGEST_WEIGHT:
            raise ValueError(f"start weights must be of a size of at most {grouped(LARGEST_WEIGHT)}, "
                             f"got {name} {exact(low)} to {exact(high)}")
        if name == "init_scale" and parameters is not None:
            raise ValueError("init_scale changes nothing where start weights are given")


def _with_layer_rates(chunk: Chunk, along: dict[str, np.ndarray]) -> Chunk:
    """The chunk with the rates of single layers (S, layers)."""
    layers = len(chunk.sizes) - 1
    rates = chunk.varied.get("learning_rate", np.full(len(chunk.seeds), chunk.config.learning_rate))
    rates = np.repeat(rates[:, None], layers, axis=1)
    chosen = {name: match for name in along if (match := LAYER_RATE.fullmatch(name))}
    for name, match in chosen.items():
        layer = int(match[1])
        if not 1 <= layer <= layers:
            raise ValueError(f"the network has layers 1 to {layers}, got {name}")
        for extreme in (along[name].min(), along[name].max()):
            replace(chunk.config, learning_rate=float(extreme))
        rates[:, layer - 1] = along[name]
    return chunk._replace(varied={**chunk.varied, "learning_rate": rates}) if chosen else chunk


def _with_start_weights(chunk: Chunk, along: dict[str, np.ndarray]) -> Chunk:
    """The chunk with the start weights that are named as axes."""
    places = {name: weight_place(name, chunk.sizes) for name in along if START_WEIGHT.fullmatch(name)}
    if not places:
        return chunk
    start = start_weights(chunk) if chunk.start is None else chunk.start.copy()
    for name, place in places.items():
        start[place] = along[name]
    return chunk._replace(start=start)


@checked
def weight_place(name: str, sizes: tuple[int, ...]) -> int:
    """Where "w1[0,1]" or "b2[0]" lies in the flat vector. Raises ValueError where the network has no such weight."""
    layer, *indices = map(int, re.findall(r"\d+", name)) if START_WEIGHT.fullmatch(name) else [0]
    if 1 <= layer < len(sizes):
        place = layout(sizes)[layer - 1]
        fan_in, fan_out = place.shape
        i, j = [fan_in, *indices][-2:]  # b is one more row of W
        if j < fan_out and (len(indices) == 1 or i < fan_in):
            return place.W.start + i * fan_out + j
    raise ValueError(f"the network with layers {sizes} has no {name[:60]}")

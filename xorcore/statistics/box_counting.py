"""The dimension of a set by counting boxes: how many boxes of side s it takes to cover it, as s shrinks.

For a line the number grows like 1/s, for an area like 1/s², and for a fractal by a power in between.
"""

from collections.abc import Sequence

import numpy as np

from xorcore.checked import Matrix, brief, checked
from xorcore.limits import is_whole


@checked
def edge_of(region: Matrix) -> np.ndarray:
    """(n - 1, m - 1) bool: the squares between four neighbouring points of which some, but not all, are in the region
    (n, m). Then a box of any side holds a square of the edge exactly if it has points on both sides."""
    region = np.asarray(region, bool)
    corners: np.ndarray = np.array([region[:-1, :-1], region[:-1, 1:], region[1:, :-1], region[1:, 1:]])
    return np.any(corners, axis=0) & ~np.all(corners, axis=0)


@checked
def box_counts(cells: Matrix, sides: Sequence[int]) -> np.ndarray:
    """(sides,) how many of the boxes of each side, in cells, hold a cell of the set (n, m) of bool. The boxes lie side by
    side from the first row and column. Raises ValueError where a side is no whole number of at least 1."""
    _check_sides(sides)
    return np.array([_boxes(np.asarray(cells, bool), side).sum() for side in sides])


def _check_sides(sides: Sequence[int]) -> None:
    if not isinstance(sides, Sequence) or not all(is_whole(side) and side >= 1 for side in sides):
        raise ValueError(f"the sides of boxes must be whole numbers of at least 1, got {brief(sides)}")


def _boxes(cells: np.ndarray, side: int) -> np.ndarray:
    rows, columns = (np.arange(0, length, side) for length in cells.shape)
    return np.logical_or.reduceat(np.logical_or.reduceat(cells, rows, axis=0), columns, axis=1)


@checked
def box_dimension(cells: Matrix, sides: Sequence[int] = (1, 2, 4, 8, 16)) -> float:
    """The slope of log(number of boxes) over log(1 / side), fitted through all sides, in cells. Best where they divide the
    shape. Raises ValueError for an empty set, or where all sides are one."""
    _check_sides(sides)
    if len(set(sides)) < 2:
        raise ValueError(f"a slope needs boxes of at least two sides, got {brief(sides)}")
    counts = box_counts(cells, sides)
    if not counts.all():
        raise ValueError("an empty set of cells has no dimension")
    return float(-np.polyfit(np.log(sides), np.log(counts), 1)[0])

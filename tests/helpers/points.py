"""Points that people brought, and the four of XOR."""

from pathlib import Path

import numpy as np

CASES = Path(__file__).parents[1] / "data" / "points"
XOR = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]


def rows_of(points):
    return np.column_stack([points.dataset.inputs, points.dataset.targets]).tolist()

"""One cell of a map, trained by itself."""

import re
from dataclasses import replace

import numpy as np

from xorcore import Config
from xorcore.many import Map
from xorcore.many.maps import SETTINGS, coarse_to_fine
from xorcore.parameters import Parameters, unflatten


def settings_of(found: Map, row: int, column: int) -> dict[str, float]:
    """The value of both axes at a cell, by name."""
    x, y = found.x, found.y
    return {x.name: float(x.values(found.cells)[column]), y.name: float(y.values(found.cells)[row])}


def run_of(found: Map, row: int, column: int) -> tuple[Config, Parameters | None]:
    """Config and start weights for `train` to repeat a cell whose layers have one rate; None for the random start."""
    settings = settings_of(found, row, column)
    assert not any(re.fullmatch(r"learning_rate\[\d+\]", name) for name in settings)
    config = replace(found.chunk.config, **{name: value for name, value in settings.items() if name in SETTINGS})
    if found.chunk.start is None:
        return config, None
    rows, columns = coarse_to_fine(found.cells)
    member = np.flatnonzero((rows == row) & (columns == column))[0]
    return config, unflatten(found.chunk.start[:, member].copy(), found.chunk.sizes)

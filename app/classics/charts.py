"""The run of a setup as a curve of its loss, and the same as a table."""

import numpy as np
import pandas as pd

from app.drawing.curves import Curve
from app.drawing.thinning import thinned
from app.words.numbers import count, figure

CURVE_POINTS = 600
TABLE_ROWS = 12


def curve(losses: np.ndarray) -> Curve:
    """What is drawn of the losses of every epoch, from 0 on."""
    return thinned(losses, 0, len(losses) - 1, CURVE_POINTS)


def curve_table(losses: np.ndarray) -> pd.DataFrame:
    """Some epochs, in about equal ratios, and the last one."""
    last = len(losses) - 1
    epochs = np.unique(np.r_[0, np.geomspace(1, max(last, 1), TABLE_ROWS).round().astype(int).clip(max=last)])
    return pd.DataFrame({"epoch": [count(int(epoch)) for epoch in epochs],
                         "loss": [figure(float(losses[epoch])) for epoch in epochs]})

"""The run of a setup as a curve of its loss, and the same as a table."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from app.drawing.curves import curves_figure
from app.drawing.thinning import thinned
from app.words.numbers import count, figure

CURVE_POINTS = 600
TABLE_ROWS = 12


def curve_figure(setup: str, losses: np.ndarray) -> go.Figure:
    """losses: of every epoch, from 0 on."""
    chart = curves_figure([setup], [thinned(losses, 0, len(losses) - 1, CURVE_POINTS)], logarithmic=True)
    return chart.update_layout(showlegend=False)


def curve_table(losses: np.ndarray) -> pd.DataFrame:
    """Some epochs, in about equal ratios, and the last one."""
    last = len(losses) - 1
    epochs = np.unique(np.r_[0, np.geomspace(1, max(last, 1), TABLE_ROWS).round().astype(int).clip(max=last)])
    return pd.DataFrame({"epoch": [count(int(epoch)) for epoch in epochs],
                         "loss": [figure(float(losses[epoch])) for epoch in epochs]})

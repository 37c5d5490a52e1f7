"""Loss over epochs, one line a run; a run keeps its colour and its dashes in all charts."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from app.drawing.palette import DASHES, RUNS
from app.drawing.ticks import log_axis

MARGIN = {"l": 0, "r": 0, "t": 10, "b": 0}


def curves_figure(labels: Sequence[str], curves: Sequence[tuple[np.ndarray, np.ndarray]], logarithmic: bool) -> go.Figure:
    """Labels may be more than curves. The axis ends at the last epoch."""
    traces = [
        go.Scatter(x=epochs, y=losses, name=label, mode="lines", line={"color": colour, "dash": dash, "width": 2.2},
                   hovertemplate="epoch %{x:,d}<br>loss %{y:.4e}")
        for label, (epochs, losses), colour, dash in zip(labels, curves, RUNS, DASHES, strict=False)
    ]
    figure = go.Figure(traces)
    figure.update_layout(height=380, margin=MARGIN, hovermode="closest", separators=".\u202f", xaxis_title="epoch",
                         yaxis_title="loss", showlegend=True,
                         legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0})
    figure.update_xaxes(range=[0, max((int(epochs[-1]) for epochs, _ in curves), default=1)], tickformat=",d")
    ticks = log_axis(np.concatenate([losses for _, losses in curves] or [np.empty(0)])) if logarithmic else {}
    return figure.update_yaxes(type="log" if logarithmic else "linear", **ticks)

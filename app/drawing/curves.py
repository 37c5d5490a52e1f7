"""Loss over epochs, one line a run; a run keeps its colour and its dashes in all charts."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from app.drawing.palette import DASHES, RUNS
from app.drawing.ticks import SEPARATORS, epoch_axis, log_axis

HEIGHT = 380
MARGIN = {"l": 0, "r": 28, "t": 10, "b": 0}


def curves_figure(labels: Sequence[str], curves: Sequence[tuple[np.ndarray, np.ndarray]], logarithmic: bool,
                  until: int = 0) -> go.Figure:
    """Labels may be more than curves. The axis ends at the last epoch; until: where it ends at least."""
    traces = [
        go.Scatter(x=epochs, y=losses, name=label, mode="lines", line={"color": colour, "dash": dash, "width": 2.2},
                   hovertemplate="epoch %{x:,d}<br>loss %{y:.5g}")
        for label, (epochs, losses), colour, dash in zip(labels, curves, RUNS, DASHES, strict=False)
    ]
    figure = go.Figure(traces)
    figure.update_layout(height=HEIGHT, margin=MARGIN, hovermode="closest", separators=SEPARATORS, xaxis_title="epoch",
                         yaxis_title="loss", showlegend=True,
                         legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0})
    figure.update_xaxes(epoch_axis(max((int(epochs[-1]) for epochs, _ in curves), default=1), until))
    ticks = log_axis(np.concatenate([losses for _, losses in curves] or [np.empty(0)])) if logarithmic else {}
    return figure.update_yaxes(type="log" if logarithmic else "linear", showticklabels=len(curves) > 0, **ticks)

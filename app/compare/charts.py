"""The pictures of the Compare page: arrays in, Plotly figures out. A run keeps its colour and its dashes in all."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from app.drawing.palette import DASHES, LOSS_SCALE, ONE, OUTPUT_SCALE, RUNS, ZERO
from app.drawing.ticks import SEPARATORS, ticks
from app.words import numbers
from xorcore import Dataset
from xorcore.many import Projection

SMALLEST = 1e-300  # a loss of 0 has no logarithm
TRACE_POINT = "%{customdata[0]:,d}"


def surface_figure(output: np.ndarray, plane: tuple[float, float, float, float], data: Dataset,
                   height: int) -> go.Figure:
    """The output over the plane of the two inputs, its contour in the middle of the targets, and the training samples."""
    low, high = data.scale  # of the targets
    middle = (low + high) / 2
    x1, x2 = np.linspace(*plane[:2], output.shape[1]), np.linspace(*plane[2:], output.shape[0])
    # A contour of a constant surface has nothing to draw, and Plotly then fills the picture.
    half = [go.Contour(x=x1, y=x2, z=output, contours={"start": middle, "end": middle, "size": 1, "coloring": "none"},
                       line={"color": "#222222", "width": 1.2}, showscale=False, hoverinfo="skip")]
    figure = go.Figure([
        go.Heatmap(x=x1, y=x2, z=np.round(output, 4), zmin=low, zmax=high, colorscale=OUTPUT_SCALE, showscale=False,
                   hovertemplate="x1 %{x}, x2 %{y}<br>output %{z}<extra></extra>", zhoverformat=".4f",
                   xhoverformat=".2f", yhoverformat=".2f"),
        *(half if output.min() < middle < output.max() else []),
        *(_samples(data, one) for one in (False, True)),
    ])
    figure.update_layout(**_layout(height), showlegend=False)
    look = {"constrain": "domain", "showgrid": False, "zeroline": False, "nticks": 4}
    figure.update_xaxes(range=plane[:2], constraintoward="left", **look)
    return figure.update_yaxes(range=plane[2:], scaleanchor="x", **look)


def _samples(data: Dataset, one: bool) -> go.Scatter:
    """Low targets as blue circles, high ones as orange diamonds."""
    at = data.inputs[(data.targets[:, 0] > sum(data.scale) / 2) == one]
    marker = {"symbol": "diamond" if one else "circle", "color": ONE if one else ZERO,
              "size": 9 if len(data.inputs) <= 60 else 5, "line": {"color": "white", "width": 1.2}}
    return go.Scatter(x=at[:, 0], y=at[:, 1], mode="markers", marker=marker, hoverinfo="skip")


def landscape_figure(u: np.ndarray, v: np.ndarray, losses: np.ndarray, labels: Sequence[str],
                     paths: Sequence[Projection | None], epochs: Sequence[np.ndarray],
                     path_losses: Sequence[np.ndarray]) -> go.Figure:
    """The loss (len(v), len(u)) on a plane through parameter space, and on it the paths from the start to the ends.

    Shades are of the logarithm, down to a tenth of the lowest loss of a run; the hover text says the loss itself, of the
    plane, or of the run at that epoch.
    """
    finite = np.where(np.isfinite(losses), losses, np.nan)
    shades = np.log10(np.maximum(finite, SMALLEST))
    lowest = np.log10(max(min(values.min() for values in path_losses) / 10, SMALLEST))
    low, high = max(np.nanmin(shades), lowest), np.nanmax(shades)
    figure = go.Figure(go.Heatmap(
        x=u, y=v, z=shades, customdata=finite, text=_written(finite), colorscale=LOSS_SCALE, zmin=low, zmax=high,
        colorbar={"title": {"text": "loss", "side": "top"}, "thickness": 10, "orientation": "h", "y": -0.16,
                  "yanchor": "top", **_colour_bar(low, high)},
        hovertemplate="loss %{text}<br>u %{x}, v %{y}<extra>on the plane</extra>",
        xhoverformat=".2f", yhoverformat=".2f"))
    shown = [(*run, colour, dash) for *run, colour, dash
             in zip(labels, paths, epochs, path_losses, RUNS, DASHES, strict=False) if run[1] is not None]
    figure.add_traces([_halo(path) for _, path, *_ in shown])
    figure.add_traces([_path(*run) for run in shown])
    if shown:
        start = shown[0][1]
        figure.add_trace(go.Scatter(x=start.u[:1], y=start.v[:1], mode="markers", name="start", hoverinfo="skip",
                                    marker={"symbol": "circle", "size": 11, "color": "white",
                                            "line": {"color": "black", "width": 2}}))
    figure.update_layout(**_layout(540), xaxis_title="u (units of the weights)", yaxis_title="v (units of the weights)",
                         legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}, showlegend=True)
    figure.update_xaxes(range=[u[0], u[-1]], constrain="domain", constraintoward="left", showgrid=False, zeroline=False)
    figure.update_yaxes(range=[v[0], v[-1]], scaleanchor="x", constrain="domain", showgrid=False, zeroline=False)
    return figure


def _written(values: np.ndarray, digits: int = numbers.DIGITS) -> list:
    """As numbers are written everywhere; Plotly's own have another exponent and another minus sign."""
    return np.vectorize(numbers.figure, otypes=[object])(values, digits).tolist()


def _colour_bar(low: float, high: float) -> dict:
    """Ticks of a colour bar of losses whose logarithms go from `low` to `high`."""
    found = ticks(10.0**low, 10.0**high, logarithmic=True) if high > low else []
    return {"tickvals": [np.log10(value) for value, _ in found], "ticktext": [label for _, label in found]}


def _halo(path: Projection) -> go.Scatter:
    """A broad white line under a path: its colour is seen on every shade."""
    return go.Scatter(x=path.u, y=path.v, mode="lines", line={"color": "white", "width": 5.5}, hoverinfo="skip",
                      showlegend=False)


def _path(label: str, path: Projection, epochs: np.ndarray, losses: np.ndarray, colour: str, dash: str) -> go.Scatter:
    sizes = np.where(np.arange(len(epochs)) == len(epochs) - 1, 13, 0)
    return go.Scatter(
        x=path.u, y=path.v, mode="lines+markers", name=label, line={"color": colour, "dash": dash, "width": 2.6},
        marker={"symbol": "x", "size": sizes, "opacity": 1, "color": colour, "line": {"color": "white", "width": 1}},
        customdata=np.stack([epochs, losses, path.distance], axis=1),
        text=[f"{loss}<br>{away}" for loss, away in zip(_written(losses), _written(path.distance, 3), strict=True)],
        hovertemplate=f"epoch {TRACE_POINT}<br>loss of the run %{{text}} away from the plane")


def _layout(height: int) -> dict:
    return {"height": height, "margin": {"l": 0, "r": 0, "t": 10, "b": 0}, "hovermode": "closest", "separators": SEPARATORS}

"""The charts of the Seeds page: statistics of one or more settings in, a Plotly figure out.

One colour for each setting, the same in all charts. A dot is one seed, its `customdata` (number of the setting, seed).
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go

from app.drawing.palette import GREY, RUNS, pale
from app.drawing.ticks import SEPARATORS, log_axis, log_epoch_axis
from app.seeds.statistics import Statistics, has_levels, solved_by
from app.words import numbers
from xorcore.statistics import plateau_losses

HEIGHT = 260
MARGIN = {"l": 0, "r": 24, "t": 10, "b": 0}
LEGEND, LEVELS = 22, 16  # pixels above a chart for what is written there
BINS = 40
BAND_POINTS = 100  # at which the interval around a share is drawn
MOST_DOTS = 1000  # of one setting; more cannot be told apart

Settings = Sequence[Statistics]


def share_solved(settings: Settings) -> go.Figure:
    """The share solved by epoch t, with the 95 % interval; a dot for each solved seed."""
    figure = _figure("epoch", "solved, %", settings, dots=True)
    first = _first(settings)
    for i, stats in enumerate(settings):
        epochs = np.unique(np.geomspace(first, max(first, _limit(stats)), BAND_POINTS).round().astype(int))
        shares = solved_by(stats, epochs)
        _band(figure, i, epochs, [100 * s.low for s in shares], [100 * s.high for s in shares])
        order = np.argsort(np.where(stats.solved, stats.epochs, np.iinfo(int).max), kind="stable")[:stats.solved.sum()]
        ends = 100 * np.arange(1, len(order) + 1) / stats.n
        at = np.maximum(stats.epochs[order], 1)  # where a logarithmic axis begins
        figure.add_scatter(
            x=[1, *at, _limit(stats)], y=[0, *ends, ends[-1] if len(ends) else 0], mode="lines",
            line={"color": RUNS[i], "shape": "hv"}, name=stats.setting.name, hoverinfo="skip",
        )
        _dots(figure, i, at, ends, order, "solved at epoch %{text}", stats.epochs[order], numbers.count)
    figure.update_xaxes(log_epoch_axis(first, max(map(_limit, settings))))
    return figure.update_yaxes(range=[0, 102])


def epochs_to_solve(settings: Settings) -> go.Figure:
    """How many seeds are solved in each stretch of epochs; each is longer than the one before by the same factor."""
    figure = _figure("epochs to solve", "seeds", settings)
    values = [np.maximum(stats.epochs[stats.solved], 1) for stats in settings]
    edges = 10 ** _edges(np.log10(np.concatenate(values)))
    for i, stats in enumerate(settings):
        _bars(figure, i, values[i], edges, stats.setting.name, opacity=1 if len(settings) == 1 else 0.6)
    return figure.update_xaxes(log_epoch_axis(int(edges[0]), int(edges[-1])))


def final_losses(settings: Settings) -> go.Figure:
    """Where the unsolved seeds sit: a histogram of their last loss, a dot on it for each; for XOR with the named levels."""
    figure = _figure("final loss of the unsolved", "seeds", settings, dots=True)
    config = settings[0].setting.config
    levels = {name: level for name, level in plateau_losses(config).items() if level > 0} if has_levels(config) else {}
    edges = _loss_edges(np.concatenate([stats.stuck_losses for stats in settings]), list(levels.values()))
    width = (edges[1] - edges[0]) / len(settings)
    for i, stats in enumerate(settings):
        middles = edges[:-1] + (i + 0.5) * width
        _bars(figure, i, stats.stuck_losses, edges, stats.setting.name, x=middles, width=width, opacity=0.35)
        seeds, places, heights = _stacked(stats, edges)
        _dots(figure, i, middles[places], heights, seeds, "loss %{text}", stats.loss[seeds])
    if not any(len(stats.stuck_losses) for stats in settings):
        figure.update_yaxes(range=[0, 1], dtick=1)  # else its axis would go from −1 to 1
    for name, level in levels.items():
        figure.add_vline(x=level, line={"color": GREY, "dash": "dot", "width": 1}, annotation_position="top",
                         annotation_text=short_name(name), annotation_font_color=GREY)
    return figure.update_layout(margin_t=figure.layout.margin.t + LEVELS, legend_y=1.1) if levels else figure


def _stacked(stats: Statistics, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The unsolved seeds by their loss, the bin of each, and its height on the bar: 1 for the first in its bin."""
    seeds = np.flatnonzero(~stats.solved & ~stats.diverged)
    seeds = seeds[np.argsort(stats.loss[seeds], kind="stable")]
    places = np.clip(np.searchsorted(edges, stats.loss[seeds], side="right") - 1, 0, len(edges) - 2)
    heights = np.arange(len(seeds)) - np.searchsorted(places, places) + 1
    return seeds, places, heights


def loss_curves(settings: Settings) -> go.Figure:
    """The median of all loss curves and the band between their quartiles, from the first epoch on that was kept."""
    figure = _figure("epoch", "loss", settings)
    for i, stats in enumerate(settings):
        epochs, (low, middle, high) = stats.recorded[1:], stats.quartiles[:, 1:]
        _band(figure, i, epochs, low, high)
        figure.add_scatter(x=epochs, y=middle, mode="lines", line={"color": RUNS[i]}, name=stats.setting.name,
                           text=[numbers.figure(loss) for loss in middle],
                           hovertemplate="epoch %{x:,d}: median %{text}<extra></extra>")
    first = min(int(stats.recorded[1]) for stats in settings)
    figure.update_xaxes(log_epoch_axis(first, max(map(_limit, settings))))
    return figure.update_yaxes(type="log", **log_axis(np.concatenate([stats.quartiles.ravel() for stats in settings])))


def short_name(level: str) -> str:
    """How many patterns share one output: "two", "three" or "four"."""
    return level.removeprefix("all ").split()[0]


def nothing_yet() -> go.Figure:
    """The place of a chart before there is anything to show."""
    return go.Figure(layout={"height": HEIGHT, "margin": MARGIN, "xaxis_visible": False, "yaxis_visible": False})


def _figure(x: str, y: str, settings: Settings, dots: bool = False) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=HEIGHT, margin=MARGIN | {"t": MARGIN["t"] + LEGEND * (len(settings) > 1)}, barmode="overlay", bargap=0,
        hovermode="closest", separators=SEPARATORS,
        showlegend=len(settings) > 1, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        dragmode="pan" if dots else False,  # without a mode to drag in, Plotly takes no clicks on dots either
    )
    figure.update_xaxes(title=x, automargin=True)
    return figure.update_yaxes(title=y, automargin=True)


def _band(figure: go.Figure, i: int, x, low, high) -> None:
    figure.add_scatter(x=[*x, *x[::-1]], y=[*low, *high[::-1]], fill="toself", fillcolor=pale(RUNS[i]), mode="none",
                       hoverinfo="skip", showlegend=False)


def _bars(figure: go.Figure, i: int, values: np.ndarray, edges: np.ndarray, name: str, **look) -> None:
    counts, _ = np.histogram(values, edges)
    figure.add_bar(**{"x": (edges[:-1] + edges[1:]) / 2, "width": np.diff(edges)} | look, y=counts, name=name,
                   marker={"color": RUNS[i], "line": {"width": 0}}, customdata=np.stack([edges[:-1], edges[1:]], axis=1),
                   text=[f"{numbers.figure(low, 4)} to {numbers.figure(high, 4)}" for low, high in pairwise(edges)],
                   textposition="none", hovertemplate="%{y} seeds from %{text}<extra></extra>")


def _dots(figure: go.Figure, i: int, x, y, seeds: np.ndarray, words: str, values: np.ndarray,
          written: Callable[[float], str] = numbers.figure) -> None:
    """A dot for each seed; of too many, evenly chosen ones."""
    shown = np.unique(np.linspace(0, len(seeds) - 1, min(len(seeds), MOST_DOTS)).astype(int))
    data = np.stack([np.full(len(seeds), i), seeds, values], axis=1)
    figure.add_scatter(x=x[shown], y=y[shown], mode="markers", marker={"color": RUNS[i], "size": 5},
                       customdata=data[shown].tolist(), text=[written(value) for value in values[shown]], showlegend=False,
                       hovertemplate=f"seed %{{customdata[1]}}<br>{words}<extra></extra>")


def _edges(values: np.ndarray) -> np.ndarray:
    """Of equal bins over all values, with a little room on both sides."""
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    room = 0.02 * (high - low) or 0.05 * (abs(low) or 1.0)
    return np.linspace(low - room, high + room, BINS + 1)


def _loss_edges(losses: np.ndarray, levels: list[float]) -> np.ndarray:
    """Equal bins; where there are levels, with the levels in the middle of their bins."""
    values = np.concatenate([losses, levels])
    if not levels or values.max() > 2 * max(levels):
        return _edges(values)
    width = min(levels) / 30  # 1/120 for the half squared error: 1/4, 1/3 and 1/2 are multiples of it
    return width * (np.arange(np.floor(values.min() / width) - 1, np.ceil(values.max() / width) + 2) + 0.5)


def _first(settings: Settings) -> int:
    """A little before the first seed is solved."""
    epochs = np.concatenate([stats.epochs[stats.solved] for stats in settings])
    return max(1, int(0.8 * epochs.min())) if len(epochs) else 1


def _limit(stats: Statistics) -> int:
    return stats.setting.config.epochs

"""What the Seeds page shows as tables: one behind each picture, and every seed. Settings in, a frame out."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from app.seeds.charts import short_name
from app.seeds.statistics import Statistics, at_levels, solved_by
from app.words.numbers import count, figure, percent, points
from xorcore.statistics import paired_difference, plateau_losses

MOST_ROWS = 25
EPOCH_BINS = 12

Settings = Sequence[Statistics]


def shares(settings: Settings) -> pd.DataFrame:
    """How many of each setting fail, with the interval; and how many more are solved than with the first, seed by seed."""
    return pd.DataFrame([_shares(stats, settings[0]) for stats in settings])


def _shares(stats: Statistics, first: Statistics) -> dict[str, str | int]:
    share, n = stats.share_failed, min(first.n, stats.n)
    row = {"setting": stats.setting.name or "this network", "starts": stats.n, "fail": int((~stats.solved).sum()),
           "share": percent(share.value), "95 % interval": f"{percent(share.low)} to {percent(share.high)}",
           "diverged": int(stats.diverged.sum()), "median epochs to solve": median_epochs(stats)}
    if stats is first:
        return row
    value, low, high = paired_difference(first.solved[:n], stats.solved[:n])
    return row | {"more solved, in points": points(value, "+"),
                  "its 95 % interval": f"{points(low, '+')} to {points(high, '+')}"}


def median_epochs(stats: Statistics) -> str:
    return count(int(np.median(stats.epochs[stats.solved]))) if stats.solved.any() else "none solved"


def solved(settings: Settings) -> pd.DataFrame:
    """The share solved by some epochs, in percent, with its interval."""
    limit = max(stats.setting.config.epochs for stats in settings)
    epochs = np.unique(np.geomspace(1, limit, MOST_ROWS).round().astype(int))
    columns = {"epoch": epochs}
    for stats in settings:
        found = 100 * np.array(solved_by(stats, epochs))
        columns |= {f"{stats.setting.name} {part}, %".strip(): found[:, i]
                    for i, part in enumerate(("solved", "from", "to"))}
    return pd.DataFrame(columns)


def to_solve(settings: Settings) -> pd.DataFrame:
    """How many seeds are solved in each stretch of epochs."""
    limit = max(stats.setting.config.epochs for stats in settings)
    edges = np.unique(np.geomspace(1, limit + 1, EPOCH_BINS + 1).round().astype(int))
    columns = {"from epoch": edges[:-1], "to": edges[1:] - 1}
    for stats in settings:
        epochs = np.maximum(stats.epochs[stats.solved], 1)
        columns[f"{stats.setting.name} seeds".strip()] = np.histogram(epochs, edges)[0] if len(edges) > 1 else []
    return pd.DataFrame(columns)


def losses(settings: Settings) -> pd.DataFrame:
    """The quartiles of the losses at some epochs."""
    rows = np.unique(np.geomspace(1, len(settings[0].recorded), MOST_ROWS).round().astype(int)) - 1
    columns = {"epoch": settings[0].recorded[rows]}
    for stats in settings:
        columns |= {f"{stats.setting.name} {part}".strip(): stats.quartiles[i, rows]
                    for i, part in enumerate(("a quarter below", "median", "three quarters below"))}
    return pd.DataFrame(columns)


def levels(settings: Settings) -> pd.DataFrame:
    """How many unsolved seeds of each setting ended at each level of XOR."""
    known = plateau_losses(settings[0].setting.config)
    rows = [{"setting": stats.setting.name} | {
        f"{short_name(name)} ({figure(known[name], 3)})" if name in known else "elsewhere": n
        for name, n in at_levels(stats).items()} for stats in settings]
    return pd.DataFrame(rows).drop(columns=[] if len(rows) > 1 else "setting")


def seeds(stats: Statistics) -> pd.DataFrame:
    """Every seed, first those that fail."""
    ended = np.select([stats.solved, stats.diverged], ["solved", "diverged"], "unsolved")
    return pd.DataFrame({"seed": np.arange(stats.n), "outcome": ended,
                         "epochs to solve": pd.Series(stats.epochs, dtype="Int64").mask(~stats.solved),
                         "final loss": stats.loss}).iloc[stats.failed_first]

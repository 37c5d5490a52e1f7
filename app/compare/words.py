"""The outcome of a comparison as a table and in one sentence."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from app.compare.comparison import THRESHOLDS, Result
from app.compare.settings import LOSS_FIELDS
from app.words.numbers import count


def table(title: str, labels: Sequence[str], results: Sequence[Result]) -> pd.DataFrame:
    """One row for each run that has ended. title: the name of the setting that differs."""
    columns = {title: labels[: len(results)]}
    for i, level in enumerate(THRESHOLDS):
        columns[f"loss < {level:g} at epoch"] = pd.array([result.reached[i] for result in results], dtype="Int64")
    columns["final loss"] = [result.end.loss for result in results]
    columns["largest error"] = [result.largest_error for result in results]
    columns["norm of the weights"] = [result.norm for result in results]
    columns["how it ended"] = [f"{result.ended} at epoch {count(result.end.number)}" for result in results]
    return pd.DataFrame(columns)


def answer(field: str, labels: Sequence[str], results: Sequence[Result]) -> str:
    """What the setting changes, from this one start."""
    if field in LOSS_FIELDS:
        return by_error(labels, results)
    lowest = next((i for i in reversed(range(len(THRESHOLDS))) if any(r.reached[i] is not None for r in results)), None)
    if lowest is None:
        return f"From this start no run gets the loss below {THRESHOLDS[0]:g}."
    order = sorted(range(len(results)), key=lambda i: _or_never(results[i].reached[lowest]))
    first = _or_never(results[order[0]].reached[lowest])
    parts = [_one(labels[i], results[i].reached[lowest], first) for i in order if results[i].reached[lowest] is not None]
    never = [labels[i] for i in order if results[i].reached[lowest] is None]
    if never:
        longest = max(result.end.number for result in results)
        parts.append(f"not with {', '.join(never)}, in at most {count(longest)} epochs")
    return f"From this start, the loss gets below {THRESHOLDS[lowest]:g} {'; '.join(parts)}."


def _or_never(epoch: int | None) -> float:
    return np.inf if epoch is None else epoch


def _one(label: str, epoch: int, first: float) -> str:
    times = f", {epoch / first:.3g} times as many" if epoch > first > 0 else ""
    return f"with {label} after {count(epoch)} epochs{times}"


def by_error(labels: Sequence[str], results: Sequence[Result]) -> str:
    """Where the runs have different loss functions, only their errors can be compared."""
    order = sorted(range(len(results)), key=lambda i: results[i].largest_error)
    parts = [f"{labels[i]} {results[i].largest_error:.3g}" for i in order]
    return f"Each run has its own loss function, so compare the largest errors at the end: {'; '.join(parts)}."

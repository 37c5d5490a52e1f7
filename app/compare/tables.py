"""A comparison as tables: how its runs ended, and the numbers behind each picture."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from app.compare.comparison import THRESHOLDS, Comparison, Result
from app.compare.loss_slice import LossSlice
from app.words.numbers import count, figure
from xorcore import predict

MOST_ROWS = 25  # of a curve or a path
MOST_SAMPLES = 200
GRID = 11  # points along an axis of the landscape


def outcomes(title: str, labels: Sequence[str], results: Sequence[Result]) -> pd.DataFrame:
    """One row for each run that has ended. title: the name of the setting that differs."""
    columns = {title: labels[: len(results)]}
    for i, level in enumerate(THRESHOLDS):
        columns[f"L < {figure(level)} at epoch"] = pd.array([result.reached[i] for result in results], dtype="Int64")
    columns["final loss"] = [result.end.loss for result in results]
    columns["largest error"] = [result.largest_error for result in results]
    columns["norm of the weights"] = [result.norm for result in results]
    columns["how it ended"] = [f"{result.ended} at epoch {count(result.end.number)}" for result in results]
    return pd.DataFrame(columns)


def losses(labels: Sequence[str], results: Sequence[Result]) -> pd.DataFrame:
    """Of the curves: the loss of each run at some epochs, the last one among them."""
    columns = [pd.Series(result.path_losses, result.path_epochs, name=label)
               for label, result in zip(labels, results, strict=False)]
    table = pd.concat(columns, axis=1).rename_axis("epoch").reset_index()
    return table.iloc[some(len(table))]


def outputs(comparison: Comparison, labels: Sequence[str], results: Sequence[Result]) -> pd.DataFrame:
    """Of the surfaces: what each network answers at the training samples."""
    inputs, targets = comparison.dataset.inputs[:MOST_SAMPLES], comparison.dataset.targets[:MOST_SAMPLES]
    answers = {label: predict(config, result.end.parameters, inputs)[:, 0]
               for label, config, result in zip(labels, comparison.configs, results, strict=False)}
    return pd.DataFrame({"x1": inputs[:, 0], "x2": inputs[:, 1], "target": targets[:, 0], **answers})


def plane(here: LossSlice, which: int) -> pd.DataFrame:
    """Of the landscape: the loss at some points of the plane, a row for each v, a column for each u."""
    rows, columns = some(len(here.v), GRID), some(len(here.u), GRID)
    names = [f"u = {figure(u, 3)}" for u in here.u[columns]]
    found = pd.DataFrame(here.losses[which][np.ix_(rows, columns)], columns=names)
    found.insert(0, "v", here.v[rows])
    return found


def paths(here: LossSlice, labels: Sequence[str], results: Sequence[Result]) -> pd.DataFrame:
    """Of the paths on the landscape: where each run is at some epochs."""
    parts = []
    for label, path, result in zip(labels, here.paths, results, strict=True):
        if path is not None:
            rows = some(len(result.path_epochs))
            parts.append(pd.DataFrame({
                "run": label, "epoch": result.path_epochs[rows], "u": path.u[rows], "v": path.v[rows],
                "away from the plane": path.distance[rows], "loss": result.path_losses[rows]}))
    return pd.concat(parts)


def some(length: int, most: int = MOST_ROWS) -> np.ndarray:
    """At most so many places of so long a list, evenly spread, both ends included."""
    return np.unique(np.linspace(0, length - 1, min(most, length)).round().astype(int))

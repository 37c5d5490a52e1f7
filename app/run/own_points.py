"""Own points: from pasted text, an uploaded file or a typed table to a Dataset, or one sentence that says why not.

Expected are three columns x1, x2, target, with or without a header line; commas, tabs, or semicolons (then with decimal
commas or points) between them.
"""

import csv
import math

import numpy as np

from xorcore import LIMITS, Dataset

MOST_BYTES = 200_000
MOST_POINTS = int(LIMITS["samples"].high)
FARTHEST = 1000.0  # the largest |x1| or |x2|


class PointsError(ValueError):
    """Points that cannot be used; the message is one sentence."""


def read_points(content: bytes | str) -> Dataset:
    """The Dataset of a CSV text. Raises PointsError."""
    if len(content) > MOST_BYTES:
        raise PointsError(f"The text has {len(content) / 1e6:.1f} MB, at most {MOST_BYTES / 1e6} MB are read.")
    text = content if isinstance(content, str) else _decoded(content)
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise PointsError("The text is empty; expected lines of x1, x2, target.")
    separator = next((mark for mark in ";\t" if mark in lines[0]), ",")
    decimal_comma = separator != ","
    rows = []
    for number, cells in enumerate(csv.reader(lines, delimiter=separator), 1):
        if len(cells) != 3:
            found = "1 column" if len(cells) == 1 else f"{len(cells)} columns"
            raise PointsError(f"Line {number} has {found}, expected 3: x1, x2, target.")
        values = [_number(cell.replace(",", ".") if decimal_comma else cell) for cell in cells]
        if number == 1 and values == [None] * 3:
            continue  # a header
        if None in values:
            raise PointsError(f"Line {number}: {_shown(cells[values.index(None)])} is not a number.")
        rows.append(values)
        if len(rows) > MOST_POINTS:
            raise PointsError(f"There are more than {MOST_POINTS} points; at most {MOST_POINTS} can be used.")
    return points_from_rows(rows)


def points_from_rows(rows) -> Dataset:
    """The Dataset of rows (x1, x2, target). Raises PointsError where a number or the whole is of no use."""
    if len(rows) < 2:
        raise PointsError(f"At least 2 points are needed, got {len(rows)}.")
    if len(rows) > MOST_POINTS:
        raise PointsError(f"At most {MOST_POINTS} points can be used, got {len(rows)}.")
    for number, row in enumerate(rows, 1):
        if not all(value is not None and math.isfinite(value) for value in row):
            raise PointsError(f"Point {number} has an empty cell or a number that is not finite.")
        if max(abs(row[0]), abs(row[1])) > FARTHEST:
            raise PointsError(f"Point {number}: x1 and x2 must be between -{FARTHEST:g} and {FARTHEST:g}.")
        if not 0 <= row[2] <= 1:
            raise PointsError(f"Point {number}: the target must be between 0 and 1, got {row[2]:g}.")
    table = np.array(rows, dtype=float)
    if len(set(table[:, 2])) < 2:
        raise PointsError(f"All targets are {table[0, 2]:g}; at least two different ones are needed.")
    return Dataset(table[:, :2], table[:, 2])


def why_not_on_train(dataset: Dataset | None) -> str:
    """Why the Train page, which draws one output over a plane, cannot show these samples, in one sentence; "" where it
    can, also for None, the Config's own samples."""
    if dataset is None:
        return ""
    inputs, outputs = dataset.inputs.shape[1], dataset.targets.shape[1]
    if (inputs, outputs) != (2, 1):
        return (f"The Train page draws networks of two inputs and one output; this one has {_number_of(inputs, 'input')} "
                f"and {_number_of(outputs, 'output')}.")
    try:
        points_from_rows(np.column_stack([dataset.inputs, dataset.targets]).tolist())
    except PointsError as error:
        return f"The Train page cannot take these samples. {error}"
    return ""


def _number_of(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def points_to_text(dataset: Dataset) -> str:
    """The points as CSV lines that `read_points` gives back exactly."""
    rows = np.column_stack([dataset.inputs, dataset.targets]).tolist()
    return "\n".join(",".join(map(repr, row)) for row in rows)


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise PointsError("This is not a text file; expected CSV lines of x1, x2, target.")
    return text


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _shown(cell: str) -> str:
    cell = "".join(c if c.isprintable() else "?" for c in cell.strip())
    return f"“{cell[:20]}{'…' * (len(cell) > 20)}”" if cell else "an empty cell"

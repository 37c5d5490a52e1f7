"""Own points: from pasted text, an uploaded file or a typed table to a Dataset, or one sentence that says why not.

Expected are three columns x1, x2, target, in any form that a small table has (`xorcore.reading`). What was mapped or left
out on the way is told in notes. Where a text can be read as two different sets of points, it is refused.
"""

import math
from typing import NamedTuple

import numpy as np

from app.run.point_columns import PointColumns, called, point_columns
from app.run.targets import Targets, TargetsError, is_words, reach, targets_from_numbers, targets_from_words
from xorcore import LIMITS, Dataset
from xorcore.book import exact, grouped, has_decimal_comma, megabytes, read_number, several, shown
from xorcore.reading import Table, TextError, decoded, possible_tables

MOST_BYTES = 1_000_000
MOST_POINTS = int(LIMITS["samples"].high)
MOST_LINES = 10 * MOST_POINTS  # of a text, those between points and comments too
FARTHEST = 1000.0  # the largest |x1| or |x2|
TRUTH = {"false": "0", "true": "1"}
MISSING = ("", "nan", "na", "n/a", "null", "none", "?")


class PointsError(ValueError):
    """Points that cannot be used; the message is one sentence."""


class Points(NamedTuple):
    """The points, and a sentence for each thing that was mapped or left out to get them."""

    dataset: Dataset
    notes: tuple[str, ...]


def read_points(content: bytes | str, output_activation: str = "sigmoid") -> Points:
    """The points of a text or a file, with targets that this output reaches. Raises PointsError."""
    if len(content) > MOST_BYTES:
        raise PointsError(f"The text has {megabytes(len(content), MOST_BYTES)} MB, "
                          f"at most {exact(MOST_BYTES / 1e6)} MB are read.")
    try:
        text = decoded(content)
        if (lines := text.count("\n")) > MOST_LINES:
            raise PointsError(f"At most {grouped(MOST_POINTS)} points can be used, the text has {grouped(lines)} lines; "
                              "delete some.")
        tables = possible_tables(text)
    except TextError as error:
        raise PointsError(str(error)) from None
    return _one_reading(tables, output_activation)


def _one_reading(tables: list[Table], output_activation: str) -> Points:
    """The points that the tables agree on. Raises PointsError where none, or more than one, can be used."""
    readings, refusals = {}, []
    for table in tables:
        try:
            points = _points_of(table, output_activation)
            readings.setdefault(points_to_text(points.dataset), (table, points))
        except ValueError as refusal:
            refusals.append((len(table.rows[0].cells) != 3 if table.rows else True, str(refusal)))
    if len(readings) > 1:
        ways = " or ".join(f"with {table.between} between columns" for table, _ in readings.values())
        raise PointsError(f"The text can be read in {len(readings)} ways, {ways}; put semicolons between the columns.")
    if not readings:
        raise PointsError(min(refusals, key=lambda refusal: refusal[0])[1])
    return next(iter(readings.values()))[1]


def _points_of(table: Table, output_activation: str) -> Points:
    _check_not_too_many(len(table.rows))
    columns = point_columns(table)
    _check_count(len(columns.rows), "; the first line is read as the names of columns" if any(table.names) else "")
    decimal_comma = any(has_decimal_comma(cell) for row in columns.rows for cell in row.cells)
    inputs = [[_number(columns, place, i, decimal_comma) for i in (0, 1)] for place in range(len(columns.rows))]
    _check_inputs(inputs, columns.names, [f"Line {row.line}" for row in columns.rows])
    targets = _targets(columns, output_activation, decimal_comma)
    notes = [*columns.notes, *_notes_of_cells(table), *([f"Targets: {targets.note}"] if targets.note else [])]
    return Points(Dataset(inputs, targets.values), tuple(notes))


def _notes_of_cells(table: Table) -> list[str]:
    cells = [cell for row in table.rows for cell in row.cells]
    notes = []
    if any(cell.casefold() in TRUTH for cell in cells):
        notes.append("False became 0 and True became 1.")
    if table.between == "commas with spaces" and any(map(has_decimal_comma, cells)):
        notes.append("Commas between digits are read as decimal marks, those before a space as ends of columns.")
    return notes


def _cell(columns: PointColumns, place: int, column: int) -> str:
    cell = columns.rows[place].cells[column]
    if cell.casefold() in MISSING:
        missing = f": {shown(cell)} stands for none" if cell else ""
        raise PointsError(f"{_where(columns, place, column)}: a value is missing{missing}; fill it in or delete the line.")
    return TRUTH.get(cell.casefold(), cell)


def _where(columns: PointColumns, place: int, column: int) -> str:
    return f"Line {columns.rows[place].line}, {called(columns.names[column])}"


def _number(columns: PointColumns, place: int, column: int, decimal_comma: bool) -> float:
    try:
        return read_number(_cell(columns, place, column), decimal_comma)
    except PointsError:
        raise
    except ValueError as error:
        raise PointsError(f"{_where(columns, place, column)}: {error}.") from None


def _targets(columns: PointColumns, output_activation: str, decimal_comma: bool) -> Targets:
    cells = [_cell(columns, place, 2) for place in range(len(columns.rows))]
    try:
        if is_words(cells):
            return targets_from_words(cells)
        return targets_from_numbers([_number(columns, place, 2, decimal_comma) for place in range(len(cells))],
                                    output_activation)
    except TargetsError as error:
        where = called(columns.names[2]) if error.place is None else _where(columns, error.place, 2)
        raise PointsError(f"{where[0].upper()}{where[1:]} {error}") from None


def _check_count(points: int, why: str = "") -> None:
    if points < 2:
        raise PointsError(f"At least 2 points are needed, got {points}{why}.")
    _check_not_too_many(points)


def _check_not_too_many(points: int) -> None:
    if points > MOST_POINTS:
        raise PointsError(f"At most {grouped(MOST_POINTS)} points can be used, got {grouped(points)}; delete some.")


def _check_inputs(inputs: list[list[float]], names: list[str], places: list[str]) -> None:
    """Raises PointsError where one lies too far out; says what to divide each column by."""
    largest = [max(abs(row[i]) for row in inputs) for i in (0, 1)]
    far = [i for i in (0, 1) if largest[i] > FARTHEST]
    if far:
        place = next(at for at, row in enumerate(inputs) if abs(row[far[0]]) > FARTHEST)
        advice = " and ".join(f"{called(names[i])} by {_power_of_ten(largest[i])}" for i in far)
        raise PointsError(f"{places[place]}: {exact(inputs[place][far[0]])} is not between -{grouped(FARTHEST)} and "
                          f"{grouped(FARTHEST)}; divide {advice}.")


def _power_of_ten(size: float) -> str:
    exponent = math.ceil(math.log10(size))
    return f"{10**exponent}" if exponent < 10 else f"1e{exponent}"


def points_from_rows(rows, output_activation: str = "sigmoid") -> Points:
    """The points of rows (x1, x2, target), numbers or None. Raises PointsError where one or the whole is of no use."""
    _check_count(len(rows))
    for number, row in enumerate(rows, 1):
        if not all(value is not None and math.isfinite(value) for value in row):
            raise PointsError(f"Point {number} has an empty cell or a number that is not finite.")
    _check_inputs([row[:2] for row in rows], ["x1", "x2"], [f"Point {i + 1}" for i in range(len(rows))])
    try:
        targets = targets_from_numbers([row[2] for row in rows], output_activation)
    except TargetsError as error:
        where = "The target column" if error.place is None else f"Point {error.place + 1}: the target"
        raise PointsError(f"{where} {error}") from None
    return Points(Dataset([row[:2] for row in rows], targets.values), (f"Targets: {targets.note}",) * bool(targets.note))


def why_not_reached(dataset: Dataset, output_activation: str) -> str:
    """Why this output cannot be trained to these targets, in one sentence without its full stop; "" where it can."""
    low, high = reach(output_activation)
    beyond = [target for target in dataset.targets.ravel() if not low <= target <= high]
    if not beyond:
        return ""
    return f"the target {exact(beyond[0])} is beyond {exact(low)} to {exact(high)}, which {output_activation} is used for"


def why_not_on_train(dataset: Dataset | None, output_activation: str = "sigmoid") -> str:
    """Why the Train page, which draws one output over a plane, cannot show these samples, in one sentence; "" where it
    can, also for None, the Config's own samples."""
    if dataset is None:
        return ""
    inputs, outputs = dataset.inputs.shape[1], dataset.targets.shape[1]
    if (inputs, outputs) != (2, 1):
        return (f"The Train page draws networks of two inputs and one output; this one has {several(inputs, 'input')} "
                f"and {several(outputs, 'output')}.")
    try:
        points_from_rows(np.column_stack([dataset.inputs, dataset.targets]).tolist(), output_activation)
    except PointsError as error:
        return f"The Train page cannot take these samples. {error}"
    beyond = why_not_reached(dataset, output_activation)
    return f"The Train page cannot take these samples: {beyond}." if beyond else ""


def points_to_text(dataset: Dataset) -> str:
    """The points as CSV lines that `read_points` gives back exactly."""
    rows = np.column_stack([dataset.inputs, dataset.targets]).tolist()
    return "\n".join(",".join(map(repr, row)) for row in rows)

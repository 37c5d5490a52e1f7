"""Which columns of a table are x1, x2 and the target: the last is the target where no name and no words say otherwise."""

from typing import NamedTuple

from app.run.targets import USUAL_NUMBERS, is_words
from xorcore.book import is_number, read_number, shown
from xorcore.reading import Row, Table, TextError, columns_in_words

TARGET_NAMES = {"target", "label", "class", "output", "out", "xor", "result", "expected", "desired", "category", "klasse",
                "outcome", "answer", "ziel"}
WEIGHT_NAMES = {"weight", "weights", "w", "sample_weight", "count", "freq", "frequency", "n"}


def called(name: str) -> str:
    """A column in the middle of a sentence."""
    if not name:
        return "the first column"
    return name if name.startswith("column ") else f"column {shown(name)}"


def _begun(name: str) -> str:
    """A column at the beginning of a sentence."""
    return f"{called(name)[0].upper()}{called(name)[1:]}"


class PointColumns(NamedTuple):
    """x1, x2 and target of every row as text, their names, and the lines that they stand in."""

    names: list[str]
    rows: list[Row]
    notes: tuple[str, ...]


def point_columns(table: Table) -> PointColumns:
    """Raises TextError, one sentence, where three columns are not found or which is the target cannot be told."""
    names = table.names or [f"column {i + 1}" for i in range(len(table.rows[0].cells) if table.rows else 0)]
    columns = PointColumns(names, table.rows, table.notes)
    if len(names) > 3:
        columns = _without_index(columns)
    _check_no_weights(columns)
    if len(columns.names) == 4 and _is_one_hot(columns.rows):
        zero, one = _begun(columns.names[2]), called(columns.names[3])
        columns = _picked(columns, [0, 1, 3], f"{zero} and {one} mark the class with a 1; the target is the latter.")
    if len(columns.names) != 3:
        found = f"{columns_in_words(len(columns.names))}{_listed(table.names)}"
        more = "; delete the others" if len(columns.names) > 3 else ""
        raise TextError(f"{_where(table)} has {found}, expected 3: x1, x2, target{more}.")
    return _target_last(columns, bool(table.names))


def _where(table: Table) -> str:
    return f"Line {table.rows[0].line}" if table.rows else "The table"


def _listed(names: list[str]) -> str:
    listed = [shown(name) if name else "no name" for name in names[:6]] + ["…"] * (len(names) > 6)
    return f" ({', '.join(listed)})" if any(names) else ""


def _picked(columns: PointColumns, keep: list[int], note: str) -> PointColumns:
    rows = [Row(line, [cells[i] for i in keep]) for line, cells in columns.rows]
    return PointColumns([columns.names[i] for i in keep], rows, (*columns.notes, note))


def _without_index(columns: PointColumns) -> PointColumns:
    """Without a first column of running numbers or of names of rows."""
    first = [row.cells[0] for row in columns.rows]
    if not first or _are_numbered(columns.names[:3]):
        return columns
    kept = list(range(1, len(columns.names)))
    if _runs(first) and (len(first) > 2 or not columns.names[0]):
        return _picked(columns, kept, f"{_begun(columns.names[0])}, a running number, is left out.")
    if not any(map(is_number, first)) and len(set(first)) == len(first) and all(first):
        return _picked(columns, kept, f"{_begun(columns.names[0])}, a name for each row, is left out.")
    return columns


def _are_numbered(names: list[str]) -> bool:
    """Whether these are names such as x1, x2, x3, so that the first is no index."""
    stems = {name.rstrip("0123456789 _") for name in names}
    return len(stems) == 1 and stems.isdisjoint({"", "column"})


def _runs(cells: list[str]) -> bool:
    return any(cells == [str(i + start) for i in range(len(cells))] for start in (0, 1))


def _check_no_weights(columns: PointColumns) -> None:
    for name in columns.names if len(columns.names) > 3 else []:
        if name.casefold() in WEIGHT_NAMES:
            raise TextError(f"Column {shown(name)}: all points count alike here, weights are not known; delete the column.")


def _is_one_hot(rows: list[Row]) -> bool:
    """Whether the last two columns hold 1 0 and 0 1, so that either says which class it is."""
    pairs = [row.cells[2:] for row in rows]
    if not all(is_number(cell) for pair in pairs for cell in pair):
        return False
    return {tuple(map(read_number, pair)) for pair in pairs} == {(0.0, 1.0), (1.0, 0.0)}


def _target_last(columns: PointColumns, are_named: bool) -> PointColumns:
    """The target as the last column, where its name or its words say that it is another one."""
    told = _named_targets(columns.names) if are_named else []
    if not told and not _seems_a_target(columns.rows, 2):
        told = [i for i in range(2) if _are_labels([row.cells[i] for row in columns.rows])]
    if len(told) == 1 and told != [2]:
        order = [*(i for i in range(3) if i not in told), *told]
        return _picked(columns, order, f"{_begun(columns.names[told[0]])} is the target.")
    if not told and _seems_a_target(columns.rows, 0) and not _seems_a_target(columns.rows, 2):
        raise TextError(f"Which column is the target cannot be told: {called(columns.names[0])} holds two labels, "
                        f"{called(columns.names[2])} other numbers; put the target last.")
    if not told and _could_be_first(columns.rows):
        return columns._replace(notes=(*columns.notes, f"{_begun(columns.names[2])} is the target, though "
                                       f"{called(columns.names[0])} holds two labels; the target is to stand last."))
    return columns


def _named_targets(names: list[str]) -> list[int]:
    """Which columns' names say that they are the target; or that the two others are x1 and x2, or in1 and in2."""
    told = [i for i, name in enumerate(names) if name.casefold() in TARGET_NAMES]
    return told or [i for i in range(3) if _are_numbered(names[:i] + names[i + 1 :]) and not _are_numbered(names)]


def _could_be_first(rows: list[Row]) -> bool:
    """Whether the first column alone holds two labels, and the last more values than two."""
    return (_seems_a_target(rows, 0) and not _seems_a_target(rows, 1) and all(is_number(row.cells[2]) for row in rows)
            and len({read_number(row.cells[2]) for row in rows}) > 2)


def _are_labels(cells: list[str]) -> bool:
    return is_words(cells) and not any(c.isdigit() for cell in cells for c in cell)


def _seems_a_target(rows: list[Row], column: int) -> bool:
    """Whether a column holds words, or two of the numbers that stand for two classes; or, last, one number or
    anything from -1 to 1."""
    cells = [row.cells[column] for row in rows]
    if not all(map(is_number, cells)):
        return column == 2
    values = {read_number(cell) for cell in cells}
    return values in USUAL_NUMBERS or (column == 2 and (len(values) < 2 or all(-1 <= value <= 1 for value in values)))

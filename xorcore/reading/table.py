"""A small table in a text: rows and columns between commas, semicolons, tabs, spaces or pipes, or in brackets.

What surrounds a table is left out: comments, rules of Markdown and LaTeX, rows of empty cells, a separator at the end of
lines, a size line (said in a note). More than one separator can make a table of one text; who knows the columns says which
of them is meant.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from xorcore.checked import checked
from xorcore.number_notation import MINUS, grouped, is_number, shown
from xorcore.reading.encoding import TextError
from xorcore.reading.nested import is_nested, read_nested
from xorcore.reading.rows import Row, rows_of_lists

SEPARATORS = {"tabs": "\t", "semicolons": ";", "pipes": "|", "ampersands": "&", "commas": ",", "commas with spaces": ", ",
              "spaces": " ", "wide spaces": "  "}
LONGEST_LINE = 100_000  # characters; below what Python's csv takes for one cell
# Comments, a line of ARFF or LaTeX, a rule, "(4 rows)"; but not what Excel writes for an error, #N/A and #DIV/0!.
COMMENT = re.compile(r"\s*(#(?!N/A|[A-Z0-9/]+[!?])|[%@]|\\[a-z]|//)|[\s|+:=-]+$|\s*[\[(][0-9]+ rows?\b[^\])]*[\])]\s*$")
ALONE = re.compile(r"\s*\([^\s,;()]*\)")  # (5) is -5 where accounts are kept, and 5 elsewhere
ARROW = re.compile(r"\s*(->|=>|→|⇒|\||:(?=\s))\s*")  # between inputs and target, once a line: 0 1 -> 1
COMMENT_AT_END = re.compile(r"(?<=[\s\])])(#|//).*")
QUOTES = "'`‘’“”„«»"  # beside those that csv takes off; typographic ones come from word processors
NONE_GIVEN = {"?", "NA", "N/A", "#N/A", "null", "NULL", "None"}  # in place of a value; Na can name a column
TRUTH = {"false": 0.0, "true": 1.0}


class Table(NamedTuple):
    """Rows of equally many cells, at least two, and the names of the columns, empty where there are none."""

    names: list[str]
    rows: list[Row]
    between: str  # what stands between columns, a key of SEPARATORS, or "brackets"
    notes: tuple[str, ...]


@checked
def possible_tables(text: str) -> list[Table]:
    """Every table that the text can be. Raises TextError, one sentence, where it is none."""
    if is_nested(text) and not ALONE.match(text):
        names, rows = rows_of_lists(read_nested(text))
        return [_table([Row(1, names), *rows] if names else rows, "brackets", bool(names))]
    lines = list(_lines(text))
    if not lines:
        raise TextError("The text is empty; expected rows of numbers.")
    tables, refusals = [], {}
    for between in _candidates(lines):
        try:
            tables.append(_table(split_rows(lines, between), between))
        except TextError as refusal:
            refusals[between] = refusal
    if not tables:
        raise next(iter(refusals.values()))
    return tables


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Line numbers and lines, without blank ones, comments and rules."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise TextError(f"Line {number} has {grouped(len(line))} characters; at most {grouped(LONGEST_LINE)} are read.")
        if not line.strip() or COMMENT.match(line):
            continue
        line = line.strip(" ")
        if _is_value(line[:1]):
            line = COMMENT_AT_END.sub("", line)
        line = line.removesuffix("\\\\").strip(" ")
        yield number, line[line.startswith("|") : len(line) - line.endswith("|")]


def _candidates(lines: list[tuple[int, str]]) -> list[str]:
    """The separators that the first or the last line has; those that it says itself ("sep=;", as Excel writes) alone."""
    told = re.fullmatch(r"sep=(.)", lines[0][1])
    if told:
        del lines[0]
    seen = told[1] if told else lines[0][1] + lines[-1][1] if lines else ""
    return [between for between, mark in SEPARATORS.items() if mark in seen] or ["spaces"]


def split_rows(lines: list[tuple[int, str]], between: str) -> list[Row]:
    """Numbered lines as rows of cells, quotation marks taken off. Raises TextError."""
    mark = SEPARATORS[between]
    texts = (f"{_for_csv(line, mark)}\n" for _, line in lines)
    reader = csv.reader(texts, delimiter=mark if len(mark) == 1 else "\t", skipinitialspace=True, strict=True)
    rows, begun = [], 0
    try:
        for cells in reader:
            rows.append(Row(lines[begun][0], [cell.strip().strip(QUOTES).strip() for cell in cells]))
            begun = reader.line_num
    except csv.Error:
        raise TextError(f"Line {lines[begun][0]}: a quotation mark is never closed, or more follows behind it.") from None
    return [row for row in rows if any(row.cells)]


def _for_csv(line: str, mark: str) -> str:
    """The line with one character between columns: this mark, or a tab where the mark has two."""
    if mark in ", " and len(ARROW.findall(line)) == 1:
        line = ARROW.sub(mark, line)
    if mark == " ":
        return re.sub(r"\s", " ", line)
    return re.sub(r",\s+" if mark == ", " else r"\s{2,}", "\t", line) if len(mark) == 2 else line


def _table(rows: list[Row], between: str, is_named: bool = False) -> Table:
    notes = []
    if not rows:
        raise TextError("The text has no rows of numbers.")
    rows = _pairs_joined(_without_empty_ends(rows))
    if len(rows) > 2 and _is_before_the_table(rows):
        notes.append(f"Line {rows[0].line}, {shown(' '.join(rows[0].cells))}, is left out: it is shorter than all others.")
        rows = rows[1:]
    header = rows[0] if is_named or _is_header(rows[0].cells) else None
    rows = rows[1:] if header else rows
    _check_widths(header, rows)
    return Table(_names(header, rows), rows, between, tuple(notes))


def _check_widths(header: Row | None, rows: list[Row]) -> None:
    widths = Counter(len(row.cells) for row in rows or filter(None, [header]))
    width, _ = widths.most_common(1)[0]
    unnamed = header is not None and len(header.cells) == width - 1  # R gives the names of rows no name
    for line, cells in rows if header is None or unnamed else [header, *rows]:
        if len(cells) != width:
            raise TextError(f"Line {line} has {columns_in_words(len(cells))}, expected {width} as in the other lines.")
        if width < 2:
            raise TextError(f"Line {line} has 1 column, {shown(cells[0])}; several are needed.")


def _names(header: Row | None, rows: list[Row]) -> list[str]:
    if header is None:
        return []
    return [*[""] * (len(rows[0].cells) - len(header.cells) if rows else 0), *header.cells]


def _pairs_joined(rows: list[Row]) -> list[Row]:
    """Inputs and target in lines of their own, below a line that counts them: "4 2 1", as FANN writes."""
    (line, first), widths = rows[0], [len(row.cells) for row in rows[1:]]
    if first == [str(len(widths)), "2", "1"] and set(widths) == {3}:
        raise TextError(f"Line {line}, “{' '.join(first)}”, can be a point or the size of the table; move or delete it.")
    if first != [str(len(widths) // 2), "2", "1"] or widths != [2, 1] * (len(widths) // 2):
        return rows
    return [Row(line, [*inputs, *target]) for (line, inputs), (_, target) in zip(rows[1::2], rows[2::2], strict=True)]


def _without_empty_ends(rows: list[Row]) -> list[Row]:
    """Without the empty cells that a separator at the end, or at the beginning, of lines makes."""
    least = min(len(row.cells) for row in rows)
    kept = [Row(line, cells[: max([least, *(i for i, cell in enumerate(cells, 1) if cell)])]) for line, cells in rows]
    first = next(i for i in range(least) if i == least - 1 or any(row.cells[i] for row in kept))
    last = least if len({len(row.cells) for row in kept}) > 1 else max(
        i for i in range(1, least + 1) if i == 1 or any(row.cells[i - 1] for row in kept))
    return [Row(line, cells[first:last] if len(cells) == least else cells[first:]) for line, cells in kept]


def _is_before_the_table(rows: list[Row]) -> bool:
    """Whether the first row is shorter than all others, which are equally long, and gives a size or a title."""
    first, widths = rows[0].cells, {len(row.cells) for row in rows[1:]}
    is_size = all(cell.isascii() and cell.isdigit() for cell in first)
    return len(widths) == 1 and len(first) < min(widths) and (is_size or (len(first) == 1 and not _is_value(first[0])))


def _is_header(cells: list[str]) -> bool:
    """Names of columns: none is a number or begins as one; or, as pandas numbers columns, empty, 0, 1, 2."""
    if cells[0] == "" and cells[1:] == [str(i) for i in range(len(cells) - 1)]:
        return True
    return any(cells) and not any(_is_value(cell) for cell in cells)


def _is_value(cell: str) -> bool:
    start, words = cell.translate(MINUS)[:1], (*TRUTH, "nan", "inf", "infinity")
    return start in set("+-.,") or start.isdigit() or cell.lower() in words or cell in NONE_GIVEN or is_number(cell)


@checked
def columns_in_words(n: float) -> str:
    return f"{n} column{'' if n == 1 else 's'}"

"""Lists as the rows of a table: rows in a list, lists side by side (X = ..., y = ...), objects, or line by line."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from xorcore.number_notation import shown
from xorcore.reading.brackets import Node, Word
from xorcore.reading.encoding import TextError
from xorcore.reading.nested import Part

Element = TypeVar("Element")


class Row(NamedTuple):
    """The cells of a row; `line` is where it begins in the text, counted from 1."""

    line: int
    cells: list[str]


def rows_of_lists(parts: list[Part]) -> tuple[list[str], list[Row]]:
    """Names of columns, empty where there are none, and rows. Raises TextError, one sentence."""
    if len(parts) == 1 and isinstance(parts[0].value, dict):
        parts = [Part(name, value) for name, value in parts[0].value.items()]
    if len(parts) == 1:
        value = parts[0].value
        if objects := _all_of(dict, value):
            return _rows_of_objects(objects)
        return [], _rows(_all_of(list, value) or _by_line(value))
    if any(part.name for part in parts) or all(_all_of(list, part.value) for part in parts):
        return _side_by_side(parts)
    values = [part.value for part in parts]
    return [], _rows(values if all(len(list(_words(row))) > 2 for row in values) else _by_line(values))


def _all_of(kind: type[Element], value: Node) -> list[Element]:
    """The elements of a list, where all are of this kind and none is empty; else none."""
    found: list[Element] = [row for row in value if isinstance(row, kind) and row] if isinstance(value, list) else []
    return found if len(found) == len(value) else []


def _rows(rows: Sequence[Node]) -> list[Row]:
    return [_row(list(_words(row))) for row in rows]


def _row(words: list[Word]) -> Row:
    return Row(min((word.line for word in words), default=1), [word.text.strip() for word in words])


def _words(node: Node) -> Iterator[Word]:
    if isinstance(node, Word):
        yield node
    else:
        for each in node.values() if isinstance(node, dict) else node:
            yield from _words(each)


def _by_line(node: Node) -> list[Node]:
    lines: dict[int, list[Node]] = {}
    for word in _words(node):
        lines.setdefault(word.line, []).append(word)
    return [*lines.values()]


def _side_by_side(parts: list[Part]) -> tuple[list[str], list[Row]]:
    """Columns, or blocks of columns, that are given one after the other."""
    blocks = [_block(part.value) for part in parts]
    if len({len(block) for block in blocks}) > 1 or not blocks[0]:
        lengths = [f"{shown(part.name) if part.name else 'a list'} has {len(block)}"
                   for part, block in zip(parts, blocks, strict=True)]
        raise TextError(f"Lists side by side must have equally many rows: {', '.join(lengths[:4])}.")
    names = [name for part, block in zip(parts, blocks, strict=True) for name in _names(part.name, len(block[0]))]
    return names, [_row([word for words in row for word in words]) for row in zip(*blocks, strict=True)]


def _block(value: Node) -> list[list[Word]]:
    rows = list(value.values()) if isinstance(value, dict) else [] if isinstance(value, Word) else value
    return [list(_words(row)) for row in rows]


def _names(name: str, width: int) -> list[str]:
    return [name or "list"] if width == 1 else [f"{name or 'list'} {i + 1}" for i in range(width)]


def _rows_of_objects(objects: list[dict[str, Node]]) -> tuple[list[str], list[Row]]:
    names = list(objects[0])
    if not all(each.keys() == objects[0].keys() for each in objects):
        raise TextError(f"Every object must have the names {', '.join(map(shown, names[:4]))}.")
    return names, [_row([word for name in names for word in _words(each[name])]) for each in objects]

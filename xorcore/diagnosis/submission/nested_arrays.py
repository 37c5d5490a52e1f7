"""The arrays in nested lists and dicts: rows of one length are one array, a list of other things holds several."""

from collections.abc import Iterator
from typing import NamedTuple

from xorcore.diagnosis.submission.parameter_labels import read_label
from xorcore.diagnosis.submission.student_numbers import StudentDataError
from xorcore.number_notation import shown
from xorcore.reading.brackets import Node, Word

Path = tuple[str | int, ...]


class Printed(NamedTuple):
    """One array of two axes at most. path: the names and places on the way to it; empty where it has no name."""

    path: Path
    shape: tuple[int, ...]
    texts: list[str]  # its numbers as they are written, row by row


def arrays_of(path: Path, tree: Node) -> Iterator[Printed]:
    """The arrays of a tree: rows of one length are one, a list of other things is several."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield from arrays_of((*path, name), value)
    elif isinstance(tree, Word):
        if tree.is_number:
            yield Printed(path, (), [tree.text])
        elif not any(isinstance(part, str) for part in path) or read_label(path):  # what else a file tells is not for us
            raise StudentDataError(f"{_title(path)} must hold numbers, got {shown(tree.text)}.")
    elif (row := _row(tree)) is not None:
        yield Printed(path, (len(row),), row)
    elif rows := _rows(tree):
        yield Printed(path, (len(rows), len(rows[0])), [number for row in rows for number in row])
    else:
        yield from _several(path, tree)


def _row(node: Node) -> list[str] | None:
    """The numbers of a list of numbers, None where it is anything else."""
    numbers = [each.text for each in node if isinstance(each, Word) and each.is_number] if isinstance(node, list) else []
    return numbers if isinstance(node, list) and len(numbers) == len(node) else None


def _rows(tree: list[Node]) -> list[list[str]]:
    """The rows of a matrix, none where it is anything else."""
    rows = [row for each in tree if (row := _row(each)) is not None]
    return rows if len(rows) == len(tree) and len(set(map(len, rows))) == 1 else []


def _of_numbers(node: Node) -> bool:
    """Whether nothing but numbers stands in these lists."""
    return all(map(_of_numbers, node)) if isinstance(node, list) else isinstance(node, Word) and node.is_number


def _several(path: Path, tree: list[Node]) -> Iterator[Printed]:
    """The parts of a list, each with its place in the path; a list of one is its part, a (name, value) its value."""
    label = read_label(path)
    if label and label.number is not None and len(tree) > 1 and all(_of_numbers(each) for each in tree):
        raise StudentDataError(f"{_title(path)} must be rows of one length, got rows that differ.")
    match tree:
        case [Word(is_name=True, text=name), value] if not (isinstance(value, Word) and value.is_name):
            yield from arrays_of((*path, name), value)
            return
    for place, each in enumerate(tree):
        yield from arrays_of((*path, place) if len(tree) > 1 else path, each)


def _title(path: Path) -> str:
    names = " ".join(part for part in path if isinstance(part, str))
    return shown(names).strip("“”") if names else "The text"

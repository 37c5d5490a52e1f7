"""Lists in brackets as rows of a table."""

import pytest

from xorcore.reading import TextError, read_nested
from xorcore.reading.rows import rows_of_lists

CELLS = [["1", "2", "3"], ["4", "5", "6"]]


def rows(text):
    names, rows = rows_of_lists(read_nested(text))
    return names, [row.cells for row in rows]


@pytest.mark.parametrize("text", [
    "[[1, 2, 3], [4, 5, 6]]", "[1, 2, 3]\n[4, 5, 6]", "[1 2 3\n4 5 6]", "[1, 2, 3; 4, 5, 6]", "(1, 2), 3\n(4, 5), 6",
    "((1, 2), 3), ((4, 5), 6)", "[[[1, 2], [3]], [[4, 5], [6]]]",
])
def test_rows_in_lists_have_no_names(text):
    assert rows(text) == ([], CELLS)


@pytest.mark.parametrize(("text", "names"), [
    ("X = [[1, 2], [4, 5]]\ny = [3, 6]", ["X 1", "X 2", "y"]), ("a = [1, 4]\nb = [2, 5]\nc = [3, 6]", ["a", "b", "c"]),
    ('{"X": [[1, 2], [4, 5]], "y": [[3], [6]]}', ["X 1", "X 2", "y"]),
    ("[[1, 2], [4, 5]]\n[[3], [6]]", ["list 1", "list 2", "list"]),
    ('[{"a": 1, "b": 2, "c": 3}, {"a": 4, "b": 5, "c": 6}]', ["a", "b", "c"]),
    ('[{"a": 1, "b": 2, "c": 3}, {"c": 6, "a": 4, "b": 5}]', ["a", "b", "c"]),
])
def test_lists_side_by_side_are_columns(text, names):
    assert rows(text) == (names, CELLS)


def test_pairs_of_pairs_are_a_row_for_each_line():
    assert rows("(1, 2), (3, 4)\n(5, 6), (7, 8)") == ([], [["1", "2", "3", "4"], ["5", "6", "7", "8"]])


@pytest.mark.parametrize(("text", "lines"), [
    ("[[1, 2],\n\n [3, 4]]", [1, 3]), ("[[1,\n 2],\n [3,\n 4]]", [1, 3]), ("x = [1,\n 2]\ny = [3,\n 4]", [1, 2]),
    ('[{"a": 1,\n "b": 2},\n {"b": 4,\n "a": 3}]', [1, 3]),
])
def test_a_row_knows_the_line_where_it_begins(text, lines):
    _, found = rows_of_lists(read_nested(text))
    assert [row.line for row in found] == lines


@pytest.mark.parametrize(("text", "why"), [
    ("X = [[1], [2]]\ny = [1]", "“X” has 2, “y” has 1"),
    ("a = []\nb = []", "equally many rows"), ('{"a": 1, "b": [1]}', "“a” has 0"),
    ('[{"a": 1}, {"b": 1}]', "Every object must have the names “a”"),
    ('[{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}, {"a": 1}]', "^Every object must have the names “a”, “b”, “c”, “d”.$"),
    ("a = [1]\nb = [1]\nc = [1]\nd = [1]\ne = []", "rows: “a” has 1, “b” has 1, “c” has 1, “d” has 1.$"),
    ("[[1], [2]]\n[[1]]", "equally many rows: a list has 2, a list has 1.$"),
])
def test_lists_that_do_not_fit_are_refused(text, why):
    with pytest.raises(TextError, match=why):
        rows(text)

"""A text is every table that its separators can make of it; lines keep their numbers."""

import pytest

from xorcore.reading import TextError, possible_tables


def only_table(text):
    (table,) = possible_tables(text)
    return table


def test_rows_keep_the_numbers_of_their_lines():
    table = only_table("# a comment\nx;y\n\n1;2\n;\n3;4\n")
    assert table.names == ["x", "y"]
    assert [(row.line, row.cells) for row in table.rows] == [(4, ["1", "2"]), (6, ["3", "4"])]


def test_a_cell_of_two_lines_counts_as_two():
    assert [row.line for row in only_table('"x\n1",y\n1,2\n3,4').rows] == [3, 4]


@pytest.mark.parametrize(("text", "between"), [
    ("1\t2\n3\t4", "tabs"), ("1;2\n3;4", "semicolons"), ("1|2\n3|4", "pipes"), ("1&2\n3&4", "ampersands"),
    ("1,2\n3,4", "commas"), ("1 2\n3 4", "spaces"), ("[[1, 2], [3, 4]]", "brackets"), ("sep=;\n1;2\n3;4", "semicolons"),
])
def test_what_stands_between_columns_is_known(text, between):
    table = only_table(text)
    assert (table.between, [row.cells for row in table.rows]) == (between, [["1", "2"], ["3", "4"]])


def test_two_separators_make_two_tables():
    tables = possible_tables("0,5, 1,5\n2,5, 3,5")
    assert {table.between: table.rows[0].cells for table in tables} == {
        "commas": ["0", "5", "1", "5"], "commas with spaces": ["0,5", "1,5"], "spaces": ["0,5,", "1,5"]}


@pytest.mark.parametrize(("text", "names"), [
    ("a,b\n1,2", ["a", "b"]), ("1,2\n3,4", []), (",0\n0,5\n1,6", ["", "0"]), ("a\n1,2\n3,4", []),
    ('"a" "b"\n1 0 1\n2 1 0', ["", "a", "b"]),
    ("nan,inf\n1,2", []), ("1_0,2_0\n1,2", []), ("-x,b\n1,2", []), ("true,false\n1,2", []), ("½,b\n1,2", ["½", "b"]),
])
def test_names_are_no_numbers_and_begin_as_none(text, names):
    assert only_table(text).names == names


@pytest.mark.parametrize(("text", "why"), [
    ("", "The text is empty"), ("a\n", "Line 1 has 1 column"), ("1,2\n3", "Line 2 has 1 column, expected 2"),
    ("1,2\n3,4\n5,6,7", "Line 3 has 3 columns, expected 2"),
    ("a,b,c\n1,2\n3,4", "Line 1 has 3 columns"), ("a,b,c,d\n1,2\n3,4", "Line 1 has 4 columns"),
    ('1,2\n"3,4', "Line 2: a quotation mark is never closed"), ("1" * 100_001, "Line 1 has 100\u202f001 characters"),
])
def test_what_is_no_table_is_refused(text, why):
    with pytest.raises(TextError, match=why):
        possible_tables(text)

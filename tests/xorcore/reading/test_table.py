"""A text is every table that its separators can make of it; lines keep their numbers."""

import pytest

from xorcore.reading import TextError, possible_tables
from xorcore.reading.table import columns_in_words


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


def test_a_separator_that_the_text_says_itself_is_the_only_one():
    table = only_table("sep=;\n1,5;2,5\n3,5;4,5")
    assert (table.between, [row.cells for row in table.rows]) == ("semicolons", [["1,5", "2,5"], ["3,5", "4,5"]])


def test_two_separators_make_two_tables():
    tables = possible_tables("0,5, 1,5\n2,5, 3,5")
    assert {table.between: table.rows[0].cells for table in tables} == {
        "commas": ["0", "5", "1", "5"], "commas with spaces": ["0,5", "1,5"], "spaces": ["0,5,", "1,5"]}


@pytest.mark.parametrize(("text", "names"), [
    ("a,b\n1,2", ["a", "b"]), ("1,2\n3,4", []), (",0\n0,5\n1,6", ["", "0"]), ("a\n1,2\n3,4", []),
    ('"a" "b"\n1 0 1\n2 1 0', ["", "a", "b"]),
    ("nan,inf\n1,2", []), ("1_0,2_0\n1,2", []), ("-x,b\n1,2", []), ("true,false\n1,2", []), ("½,b\n1,2", ["½", "b"]),
    ("?,b\n1,2", []), ("NA,b\n1,2", []), ("#N/A,b\n1,2", []), ("null,b\n1,2", []), ("Na,K\n1,2", ["Na", "K"]),
    ('[{"a": 1, "b": 2}, {"a": 3, "b": 4}]', ["a", "b"]), ("[[1, 2], [3, 4]]", []),
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


def rows_of(text, between):
    return next([row.cells for row in table.rows] for table in possible_tables(text) if table.between == between)


@pytest.mark.parametrize(("text", "between", "cells"), [
    ("a  b c  d\n1  2 3  4", "wide spaces", ["1", "2 3", "4"]), ("1\t2 3", "spaces", ["1", "2", "3"]),
    ("1, 2,3\n4, 5,6", "commas with spaces", ["1", "2,3"]), ("0 1 -> 1\n1 1 -> 0", "spaces", ["0", "1", "1"]),
    ("0, 1 => 1\n1, 1 => 0", "commas", ["0", "1", "1"]), ("0 1: 1\n1 1: 0", "spaces", ["0", "1", "1"]),
    ("0 1 | 1\n1 1 | 0", "spaces", ["0", "1", "1"]), ("'1';`2`\n3;4", "semicolons", ["1", "2"]),
    ("“1”;„2“\n3;4", "semicolons", ["1", "2"]), ("‘1’;«2»\n3;4", "semicolons", ["1", "2"]),
    ("(5),0\n1,1", "commas", ["(5)", "0"]), ("(5) 0\n1 1", "spaces", ["(5)", "0"]),
])
def test_cells_are_what_stands_between(text, between, cells):
    assert rows_of(text, between)[0] == cells


@pytest.mark.parametrize("text", [
    "1;2\n3;4;", "1;2;\n3;4;", ";1;2\n;3;4", "|1|2|\n|3|4|", "1&2\\\\\n3&4\\\\", "1;2;;\n3;4;;", ";;1;2;\n;;3;4;",
    "1;2 # one\n3;4 // two", "% note\n1;2\n---\n3;4\n(2 rows)", "@relation x\n1;2\n\\hline\n3;4",
])
def test_what_surrounds_a_table_is_left_out(text):
    assert only_table(text).rows[0].cells == ["1", "2"] and only_table(text).rows[1].cells == ["3", "4"]


@pytest.mark.parametrize(("text", "rows"), [
    ("1;2;;\n3;4;5;", [["1", "2", ""], ["3", "4", "5"]]), ("1;;2\n3;;4", [["1", "", "2"], ["3", "", "4"]]),
    (";1;2\n3;4;5", [["", "1", "2"], ["3", "4", "5"]]), ("#N/A;1\n#DIV/0!;2", [["#N/A", "1"], ["#DIV/0!", "2"]]),
])
def test_an_empty_cell_within_the_table_is_one(text, rows):
    assert [row.cells for row in only_table(text).rows] == rows


@pytest.mark.parametrize(("text", "line", "words"), [
    ("4 2\n0 0 0\n0 1 1\n1 0 1", 1, "“4 2”"), ("Title\n0 0 0\n0 1 1", 1, "“Title”"),
])
def test_a_size_or_a_title_before_the_table_is_left_out_and_said_to_be(text, line, words):
    (table,) = [table for table in possible_tables(text) if table.between == "spaces"]
    assert [row.line for row in table.rows] == list(range(2, 2 + len(table.rows)))
    assert table.notes == (f"Line {line}, {words}, is left out: it is shorter than all others.",)


@pytest.mark.parametrize("text", ["4 2\n0 0 0\n0 1 1 1", "4 2 x\n0 0 0 0\n0 1 1 1", "-1\n0 0 0\n0 1 1", "1 2\n0 0 0"])
def test_another_first_row_is_not_left_out(text):
    with pytest.raises(TextError, match="^Line [123] has [1-4] columns?, expected [234] as in the other lines.$"):
        possible_tables(text)


def test_inputs_and_target_in_lines_of_their_own_are_a_row_as_fann_writes_them():
    (table,) = [table for table in possible_tables("2 2 1\n0 1\n1\n1 1\n0") if table.between == "spaces"]
    assert [(row.line, row.cells) for row in table.rows] == [(2, ["0", "1", "1"]), (4, ["1", "1", "0"])]


@pytest.mark.parametrize("text", ["3 2 1\n0 1\n1\n1 1\n0", "2 2 2\n0 1\n1\n1 1\n0", "2 2 1\n0 1\n1\n1 1"])
def test_other_counts_are_no_file_of_fann(text):
    with pytest.raises(TextError, match="column"):
        possible_tables(text)


def test_a_first_row_that_can_be_a_point_or_the_size_is_asked_about():
    with pytest.raises(TextError, match="^Line 1, “2 2 1”, can be a point or the size of the table; move or delete it.$"):
        possible_tables("2 2 1\n0 0 0\n0 1 1")
    assert len(only_table("3 2 1\n0 0 0\n0 1 1").rows) == 3


@pytest.mark.parametrize(("length", "taken"), [(100_000, True), (100_001, False)])
def test_a_line_of_100_000_characters_is_read_and_no_longer_one(length, taken):
    text = "1;2" + " " * (length - 3) + "\n3;4"
    if taken:
        assert only_table(text).rows[0].cells == ["1", "2"]
    else:
        with pytest.raises(TextError, match="at most 100\u202f000 are read"):
            possible_tables(text)


def test_a_line_of_names_of_one_less_leaves_the_rows_names_without_one():
    table = only_table("a;b\nr1;1;2\nr2;3;4")
    assert table.names == ["", "a", "b"] and table.rows[0].cells == ["r1", "1", "2"]


@pytest.mark.parametrize(("n", "words"), [(0, "0 columns"), (1, "1 column"), (2, "2 columns")])
def test_columns_are_counted_in_words(n, words):
    assert columns_in_words(n) == words

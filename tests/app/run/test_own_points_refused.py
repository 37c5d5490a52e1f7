"""Points that mean two things or none are refused in one sentence that says what to do."""

import pytest

from app.run.own_points import PointsError, read_points
from tests.helpers.points import CASES


@pytest.mark.parametrize(("name", "words"), [
    ("e07_label_first_255.csv", "Which column is the target cannot be told"),
    ("e09_weight_column.csv", "Column “weight”: all points count alike here"),
    ("e21_tab_thousands.tsv", "Line 2, column “income”: “1,234” can mean 1234 or 1.234"),
    ("e22_blank_lines_bad.csv", "Line 5, column “y”: “l” is not a number"),
    ("e23_underscore.csv", "Line 2, column “x1”: “1_0” is not a number: write it without underscores"),
    ("e25_three_classes.csv", "Column “label” has 3 classes (0, 1, 2); one output tells two apart"),
    ("e32_target_large_inputs.csv", "Line 2: 1200 is not between -1\u202f000 and 1\u202f000; divide column “pop” by 10000 "
                                    "and column “income” by 100000."),
])
def test_files_that_mean_two_things_or_none_are_refused_with_what_to_do(name, words):
    with pytest.raises(PointsError) as refusal:
        read_points((CASES / name).read_bytes())
    assert words in str(refusal.value)


BAD = {
    "empty": (b"", "empty"),
    "blank lines": (b"\n \n", "empty"),
    "comments only": (b"# nothing\n% here", "empty"),
    "empty cells only": (b",,\n,,", "no rows of numbers"),
    "an empty list": (b"[]", "no rows of numbers"),
    "one row": (b"0,0,1", "At least 2 points are needed, got 1.$"),
    "header only": (b"x1,x2,target", "got 0; the first line is read as the names of columns"),
    "words alone": (b"yes,no,yes\nno,no,no", "got 1; the first line is read as the names of columns"),
    "one class": (b"0,0,1\n1,1,1", "column 3 holds 1 only; at least two different targets"),
    "one word": (b"0,0,yes\n1,1,Yes", "holds “yes” only; two different labels"),
    "three words": (b"x,y,colour\n0,0,red\n1,1,green\n2,2,blue", r"“colour” has 3 classes \(“red”, “green”, “blue”\)"),
    "26 words": ("\n".join(f"0,{i},w{chr(97 + i)}" for i in range(26)).encode(),
                 "26 classes .“wa”, “wb”, “wc”, “wd”, “we”, …"),
    "-1, 0 and 1": (b"0,0,-1\n1,1,0\n0,1,1", "has 3 classes"),
    "equal column names": (b",".join([b"a"] * 50_000), "50000 columns"),
    "ragged, longer": (b"0,0,1\n1,1,0,7", "Line 2 has 4 columns"),
    "ragged, shorter": (b"0,0,1\n1,1", "Line 2 has 2 columns"),
    "ragged, behind a comment and a blank line": (b"# a\n\n0,0,1\n0,1,0\n\n1,1", "Line 6 has 2 columns, expected 3"),
    "one column": (b"0\n1\n1", "Line 1 has 1 column, “0”"),
    "two columns": (b"a,b\n0,0\n1,1", r"2 columns \(“a”, “b”\), expected 3"),
    "five columns": (b"a,b,c,d,e\n5,4,3,2,1\n1,2,3,4,5", "5 columns .“a”, .*, “e”., expected 3: x1, x2, target; delete"),
    "decimal commas between commas": (b"0,5,1,25,1\n0,25,0,75,0", "5 columns"),
    "NaN": (b"0,0,1\n1,NaN,0", "Line 2, column 2: a value is missing: “NaN” stands for none; fill it in"),
    "NA": (b"0,0,1\n1,1,NA", "Line 2, column 3: a value is missing: “NA”"),
    "an empty cell": (b"0,0,0\n0,,1\n1,0,1", "Line 2, column 2: a value is missing; fill it in or delete the line.$"),
    "no target": (b"0,0,0\n0,1,\n1,0,1", "Line 2, column 3: a value is missing"),
    "Excel's error": (b"0,0,0\n#N/A,1,1\n1,0,1", "Line 2, column 1: “#N/A” is not a number"),
    "Excel's division": (b"0,0,0\n#DIV/0!,1,1\n1,0,1", "Line 2, column 1: “#DIV/0!” is not a number"),
    "MySQL's nothing": (b"0,0,0\n\\N,1,1\n1,0,1", "Line 2"),
    "infinity": (b"0,0,1\n1,-inf,0", "Line 2, column 2: “-inf” is not a number: only finite"),
    "too large a number": (b"0,0,1\n1,1e999,0", "“1e999” is beyond the largest number"),
    "far away": (b"0,0,1\n1,1e6,0",
                 "Line 2: 1000000 is not between -1\u202f000 and 1\u202f000; divide column 2 by 1000000"),
    "just beyond": (b"0,0,1\n1,1000.00000001,0", "Line 2: 1000.00000001 is not between -1\u202f000 and 1\u202f000"),
    "a target just beyond": (b"0,0,1\n1,1,1.00000001\n3,1,0.5", "between 0 and 1, what sigmoid reaches, got 1.00000001"),
    "two close targets": (b"0,0,7.00000001\n1,1,7.00000001", "holds 7.00000001 only"),
    "just too long": (b"0,0,1\n" * 166_667, "The text has 1.000002 MB, at most 1 MB are read"),
    "1 MB of lines": (b"0,0,1\n" * 166_666, "At most 2\u202f000 points can be used, the text has 166\u202f666 lines"),
    "huge": (b"0,0,1\n1,-1e300,0", "divide column 2 by 1e300"),
    "target": (b"0,0,1\n1,1,7\n3,1,3.5", "Line 2, column 3 must be between 0 and 1, what sigmoid reaches, got 7"),
    "target from -1 to 1": (b"0,0,1\n3,1,-1\n1,1,0.5", "got -1; the output activation tanh or linear reaches it"),
    "text in a row": (b"0,0,1\n1,zwei,0", "Line 2, column 2: “zwei” is not a number"),
    "text in the first row": (b"0,l,1\n1,1,0", "Line 1, column 2: “l” is not a number"),
    "a second header": (b"x1,x2,y\n0,0,0\nx1,x2,y\n0,1,1", "Line 3, column “x1”: “x1” is not a number"),
    "thousands in quotation marks": (b'"1,234",2,1\n5,6,0', "can mean 1234 or 1.234"),
    "thousands between semicolons": (b"1,234;2;1\n3,456;4;0", "can mean 1234 or 1.234"),
    "thousands between spaces": (b"1,234 2 1\n3,456 4 0", "can mean 1234 or 1.234"),
    "points for thousands beside decimal commas": (b"0,5;1.234;1\n1;2;0", "can mean 1234 or 1.234"),
    "plain thousands": (b"1,234,567\t2\t1\n9\t4\t0", "without marks between thousands"),
    "both marks": (b"1.234,5\t2\t1\n9\t4\t0", "without marks between thousands"),
    "spaces for thousands": (b"1 234;2;1\n3;4;0", "without marks between thousands"),
    "Swiss thousands": (b"1'234;2;1\n3;4;0", "without marks between thousands"),
    "three inputs, the first counts": (b"x1,x2,x3,y\n0,0,0,0\n1,0,1,1\n2,1,0,1", "4 columns .“x1”, “x2”, “x3”, “y”"),
    "two ways": (b"0,5, 1, 1\n1,5, 0, 0\n2,5, 1, 0", "can be read in 2 ways"),
    "a size or a point": (b"4 2 1\n0 0 0\n0 1 1\n1 0 1\n1 1 0", "Line 1, “4 2 1”, can be a point or the size"),
    "Arabic digits": ("0,0,0\n٣,1,1".encode(), "with the digits 0 to 9"),
    "percent": (b"50%,20%,1\n10%,2%,0", "“50%” is not a number"),
    "words first and a target last": (b"no,3,0\nyes,5,1", "Line 1, column 1: “no” is not a number"),
    "money": ("€5,3,1\n€6,2,0".encode(), "Line 1, column 1: “€5” is not a number"),
    "a date": (b"2024-01-01,3,1\n2024-01-02,2,0", "“2024-01-01” is not a number"),
    "a formula": (b"=1+1,0,1\n0,0,0", "“=1\\+1” is not a number"),
    "a fraction": (b"[[1/2, 0, 1], [0, 1, 0]]", "“1/2” is not a number"),
    "LIBSVM": (b"+1 1:0.5 2:0.3\n-1 1:0.1 2:0.2", "“1:0.5” is not a number"),
    "a program": (b"__import__('os').system('ls')", "1 column"),
    "a call": (b"[np.exp([0, 0, 0])]", "“np.exp” is not computed"),
    "objects of other names": (b'[{"a":0,"b":0,"c":0},{"a":0,"b":0,"d":0}]',
                               "Every object must have the names “a”, “b”, “c”"),
    "lists of other lengths": (b"X = [[0,0],[0,1]]\ny = [0]", "equally many rows: “X” has 2, “y” has 1"),
    "one long list": (b"[0,0,0,0,1,1,1,0,1,1,1,0]", "Line 1 has 12 columns"),
    "numbers left out": (b"[[0 0 0]\n ...\n [1 1 0]]", "Line 2: numbers are left out"),
    "an open bracket": (b"[[0, 0, 0], [0, 1, 1]", "“\\[” is never closed"),
    "5000 brackets": (b"[" * 5000, "nested more than 12 deep"),
    "an open quote": (b'0,0,0\n0,"1,1\n1,0,1', "Line 2: a quotation mark is never closed"),
    "an open quote in the last line": (b'0,0,0\n0,1,"1', "Line 2: a quotation mark is never closed"),
    "text behind a quote": (b'0,0,0\n0,"1"x,1\n1,0,1', "Line 2: a quotation mark"),
    "a cell of 140 000 characters": (b"0,0,0\n0,1," + b"1" * 140_000, "Line 2 has 140\u202f004 characters"),
    "a quoted cell of 140 000 characters": (b'0,0,0\n0,1,"' + b"1" * 140_000 + b'"', "Line 2 has 140\u202f006 characters"),
    "a cell of 90 000 characters": (b"0,0,0\n0,1," + b"1" * 90_000, "it has 90\u202f000 characters, at most 400 are read"),
    "an open quote before 150 000 characters": (b'0,0,0\n"' + b"1.0000,2\n" * 19_000,
                                                "Line 2: a quotation mark is never closed"),
    "150 000 semicolons": (b";" * 150_000, "Line 1 has 150\u202f000 characters"),
    "a million rows": (b"0,0,1\n" * 1_000_000, "6.0 MB"),
    "20 000 rows": (b"0,0,1\n" * 20_000, "At most 2\u202f000 points can be used, got 20\u202f000"),
    "too many points": (b"0,0,1\n" * 2001, "At most 2\u202f000"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file: it is a picture"),
    "Excel": (b"PK\x03\x04abc", "save it as CSV"),
    "control characters": (b"0,0,0\n\x00,1,1", "not a text file"),
    "a page": (b"<table><tr><td>0</td></tr></table>", "1 column"),
}


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD)
def test_points_of_no_use_are_refused_in_one_short_sentence(content, reason):
    with pytest.raises(PointsError, match=f"(?i){reason}") as refusal:
        read_points(content)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 200

"""Points in every form that people bring give the right values, or one sentence that says what to do."""

from pathlib import Path

import numpy as np
import pytest

from app.run.own_points import PointsError, points_from_rows, points_to_text, read_points, why_not_on_train, why_not_reached
from xorcore import Dataset

CASES = Path(__file__).parents[2] / "data" / "points"
XOR = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]
TWO = [[0, 0, 0], [0, 1, 1]]
THREE = [[0, 0, 0], [0, 1, 1], [1, 0, 1]]
DECIMALS = [[0.5, 1.5, 1], [-0.25, 2, 0]]


def rows_of(points):
    return np.column_stack([points.dataset.inputs, points.dataset.targets]).tolist()


@pytest.mark.parametrize("text", [
    "0,0,0\n0,1,1\n1,0,1\n1,1,0",
    "x1,x2,target\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n",
    "x1, x2, y\r\n0, 0, 0\r\n\r\n0, 1, 1\r\n1, 0, 1\r\n1, 1, 0\r\n",
    "0;0;0\n0;1,0;1\n1,0;0;1\n1;1;0",
    "a\tb\tc\n0\t0\t0\n0\t1\t1\n1\t0\t1\n1\t1\t0",
])
@pytest.mark.parametrize("coding", ["", "utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r"])
def test_common_forms_of_csv_give_the_same_points(text, coding, end):
    text = text.replace("\n", end)
    points = read_points(text.encode(coding) if coding else "\ufeff" + text)
    assert rows_of(points) == XOR
    assert points.notes == ()


PLAIN = {  # nothing needs to be said
    "semicolons and decimal commas": ("x1;x2;y\n0,5;1,5;1\n-0,25;2;0", DECIMALS),
    "semicolons and decimal points": ("0.5;1.5;1\n-0.25;2;0", DECIMALS),
    "semicolons and both": ("0,5;1.5;1\n-0.25;2;0", DECIMALS),
    "semicolons, what could be thousands beside a decimal comma": ("1,234;2;1\n3,4;4;0", [[1.234, 2, 1], [3.4, 4, 0]]),
    "tabs and decimal commas": ("0,5\t1,5\t1\n-0,25\t2\t0", DECIMALS),
    "spaces and decimal commas": ("0,5 1,5 1\n-0,25 2 0", DECIMALS),
    "quoted decimal commas": ('"0,5","1,5","1"\n"-0,25","2","0"', DECIMALS),
    "U+2212": ("0.5,1.5,1\n−0.25,2,0", DECIMALS),
    "points without a zero": (".5,1.5,1.\n-.25,2.,0.", DECIMALS),
    "spaces of any width": ("  0   0 0 \n   0  1   1", TWO),
    "pipes": ("0|0|0\n0|1|1", TWO),
    "Markdown": ("| x1 | x2 | y |\n|---:|:--|:-:|\n| 0 | 0 | 0 |\n| 0 | 1 | 1 |\n", TWO),
    "Markdown without outer pipes": ("x1 | x2 | y\n--- | --- | ---\n0 | 0 | 0\n0 | 1 | 1", TWO),
    "a drawn table": ("+----+----+---+\n| x1 | x2 | y |\n+====+====+===+\n|  0 |  0 | 0 |\n|  0 |  1 | 1 |\n+----+",
                      TWO),
    "LaTeX": ("\\hline\n$x_1$ & $x_2$ & y \\\\\n\\midrule\n0 & 0 & 0 \\\\\n0 & 1 & 1 \\\\\n\\bottomrule", TWO),
    "a separator at the end": ("0,0,0,\n0,1,1,\n", TWO),
    "a separator at the end of some lines": ("x1,x2,y\n0,0,0,\n0,1,1,\n", TWO),
    "a separator at the beginning": (",0,0,0\n,0,1,1\n", TWO),
    "empty rows": ("0;0;0\n;;\n0;1;1\n;;\n;;", TWO),
    "Excel's first line": ("sep=;\nx;y;z\n0;0;0\n0;1;1", TWO),
    "comments": ("# XOR\n% of Minsky\n// and Papert\n0 0 0\n0 1 1", TWO),
    "comments at the end": ("0 0 0 # no\n0 1 1 // yes", TWO),
    "ARFF": ("@relation xor\n@attribute x1 numeric\n@data\n0,0,0\n0,1,1", TWO),
    "Octave's file": ("# Created by Octave 9.2\n# name: X\n# type: matrix\n# rows: 2\n# columns: 3\n 0 0 0\n 0 1 1\n\n\n",
                      TWO),
    "MATLAB's display": ("data =\n\n     0     0     0\n     0     1     1\n\n", TWO),
    "MATLAB": ("data = [0 0 0; 0 1 1];  % two", TWO),
    "MATLAB by lines": ("data = [0 0 0\n        0 1 1];", TWO),
    "np.savetxt": ("# x1 x2 y\n0.000e+00 0.000e+00 0.000e+00\n0.000e+00 1.000e+00 1.000e+00\n", TWO),
    "a Python list": ("[[0, 0, 0],\n [0, 1, 1]]", TWO),
    "Python tuples": ("[(0, 0, 0), (0, 1, 1)]", TWO),
    "tuples by lines": ("(0, 0, 0),\n(0, 1, 1),", TWO),
    "lists by lines": ("[0, 0, 0]\n[0, 1, 1]", TWO),
    "pairs of inputs and target": ("[([0, 0], [0]), ([0, 1], [1])]", TWO),
    "pairs by lines": ("(0, 0), 0\n(0, 1), 1", TWO),
    "what NumPy prints": ("[[0. 0. 0.]\n [0. 1. 1.]]", TWO),
    "what NumPy repeats": ("array([[0., 0., 0.],\n       [0., 1., 1.]], dtype=float32)", TWO),
    "inputs and targets": ("X = np.array([[0,0],[0,1],[1,0],[1,1]])\ny = np.array([[0],[1],[1],[0]])", XOR),
    "inputs and flat targets": ("X = [[0,0],[0,1],[1,0],[1,1]]\ny = [0, 1, 1, 0]", XOR),
    "inputs and targets without names": ("[[0 0]\n [0 1]]\n[[0]\n [1]]", TWO),
    "three columns": ("x1 = [0, 0]\nx2 = [0, 1]\ny = [0, 1]", TWO),
    "C": ("{{0, 0, 0}, {0, 1, 1}}", TWO),
    "JSON": ("[[0, 0, 0], [0, 1, 1]]", TWO),
    "JSON of inputs and targets": ('{"inputs": [[0, 0], [0, 1]], "targets": [0, 1]}', TWO),
    "JSON of objects": ('[{"x1": 0, "x2": 0, "y": 0}, {"x1": 0, "x2": 1, "y": 1}]', TWO),
    "JSON of columns": ('{"x1": [0, 0], "x2": [0, 1], "y": [0, 1]}', TWO),
    "JSON of pandas": ('{"x1":{"0":0,"1":0},"x2":{"0":0,"1":1},"y":{"0":0,"1":1}}', TWO),
    "JSON of columns that are numbers": ('{"0": [0, 0], "1": [0, 1], "2": [0, 1]}', TWO),
    "a header of two lines in a cell": ('"x1\n(cm)","x2",y\n0,0,0\n0,1,1', TWO),
    "a header with brackets": ("x1 (cm),x2 [m],y\n0,0,0\n0,1,1", TWO),
    "equal names": ("x,x,y\n0,0,0\n0,1,1", TWO),
    "a truth table": ("x1 x2 | y\n0 0 | 0\n0 1 | 1", TWO),
    "arrows": ("0 0 -> 0\n0 1 -> 1", TWO),
    "arrows and commas": ("0, 0 → 0\n0, 1 → 1", TWO),
    "colons": ("0,0: 0\n0,1: 1", TWO),
    "names of two words": ("input 1   input 2   output\n0   0   0\n0   1   1", TWO),
    "spaces that do not break": ("0\u00a00\u00a00\n0\u00a01\u00a01", TWO),
    "psql": (" x1 | x2 | y \n----+----+---\n  0 |  0 | 0\n  0 |  1 | 1\n(2 rows)\n", TWO),
    "a program's beginning": ("import numpy as np\nfrom math import e\n\nX = np.array([[0, 0], [0, 1]]) # in\ny = [0, 1]\n",
                              TWO),
    "a DataFrame": ("df = pd.DataFrame({'x1': [0, 0], 'x2': [0, 1], 'y': [0, 1]})", TWO),
    "two at once": ("X, y = [[0, 0], [0, 1]], [0, 1]", TWO),
    "a dictionary with a name": ("data = {'X': [[0, 0], [0, 1]], 'y': [0, 1]}", TWO),
    "any targets from 0 to 1": ("0,0,0.1\n0,1,0.9\n1,0,0.5", [[0, 0, 0.1], [0, 1, 0.9], [1, 0, 0.5]]),
    "a small and a large number": ("1e-300,1000,0\n-1e3,0,1", [[1e-300, 1000, 0], [-1000, 0, 1]]),
}


@pytest.mark.parametrize(("text", "rows"), PLAIN.values(), ids=PLAIN)
def test_what_is_plain_is_read_without_a_word(text, rows):
    points = read_points(text)
    assert rows_of(points) == rows
    assert points.notes == ()


TOLD = {  # what was mapped or left out is said
    "no and yes": ("0,0,no\n0,1,yes", TWO, "“no” became 0 and “yes” became 1"),
    "any case": ("0,0,No\n0,1,YES\n1,0,yes\n1,1,NO", XOR, "“No” became 0 and “YES” became 1"),
    "words in the order of the alphabet": ("0,0,apple\n0,1,pear", TWO, "“apple” became 0 and “pear” became 1"),
    "known words against the alphabet": ("0,0,Positive\n0,1,negative", [[0, 0, 1], [0, 1, 0]], "“negative” became 0"),
    "signs": ("0,0,-\n0,1,+", TWO, "“-” became 0 and “+” became 1"),
    "Ja and Nein": ("0;0;Nein\n0;1;Ja", TWO, "“Nein” became 0"),
    "true and false": ("0,0,FALSE\n0,1,TRUE", TWO, "False became 0 and True became 1"),
    "true and false everywhere": ("False,False,False\nFalse,True,True", TWO, "False became 0 and True became 1"),
    "-1 and 1": ("0,0,-1\n0,1,1", TWO,
                 "-1 became 0 and 1 became 1, since sigmoid answers from 0 to 1; with the output activation"),
    "1 and 2": ("0,0,1\n0,1,2", TWO, "1 became 0 and 2 became 1"),
    "0 and 255": ("0,0,0\n0,1,255\n0.5,1,255", [[0, 0, 0], [0, 1, 1], [0.5, 1, 1]], "0 became 0 and 255 became 1"),
    "a running number from 1": ("n,x1,x2,y\n1,0,0,0\n2,0,1,1\n3,1,0,1", THREE, "Column “n”, a running number, is left out"),
    "a running number from 0": ("0 0 0 0\n1 0 1 1\n2 1 0 1", THREE, "Column 1, a running number, is left out"),
    "pandas": (",x1,x2,y\n0,0,0,0\n1,0,1,1", TWO, "The first column, a running number"),
    "pandas without names": (",0,1,2\n0,0,0,0\n1,0,1,1", TWO, "The first column, a running number"),
    "what pandas prints": ("    x1   x2  y\n0  0.0  0.0  0\n1  0.0  1.0  1", TWO, "The first column, a running number"),
    "what pandas prints of many": ("    x1   x2  y\n0  0.0  0.0  0\n1  0.0  1.0  1\n\n[2 rows x 3 columns]", TWO,
                                 "a running number"),
    "R": ('"x1" "x2" "y"\n"1" 0 0 0\n"2" 0 1 1\n"3" 1 0 1', THREE, "The first column, a running number"),
    "R with names of rows": ('"a" "b" "c"\n"obs one" 0 0 0\n"obs two" 0 1 1', TWO, "a name for each row, is left out"),
    "a size line": ("2 2\n0 0 0\n0 1 1", TWO, "Line 1, “2 2”, is left out"),
    "a size": ("# MatrixMarket\n3\n0,0,0\n0,1,1\n1,0,1", THREE, "Line 2, “3”, is left out"),
    "a title": ("XOR\n0 0 0\n0 1 1", TWO, "Line 1, “XOR”, is left out"),
    "one of two": ("0 0 1 0\n0 1 0 1", TWO, "mark the class with a 1"),
    "the target first, by its name": ("label,a,b\n0,0,0\n1,0,1", TWO, "Column “label” is the target"),
    "the target first, by its words": ("no,3,4\nyes,5,6", [[3, 4, 0], [5, 6, 1]], "“no” became 0"),
    "commas with and without spaces": ("0,5, 1,5, 1\n-0,25, 2, 0", DECIMALS, "read as decimal marks"),
}


@pytest.mark.parametrize(("text", "rows", "words"), TOLD.values(), ids=TOLD)
def test_what_was_mapped_or_left_out_is_said(text, rows, words):
    points = read_points(text)
    assert rows_of(points) == rows
    assert words in " ".join(points.notes)


def test_files_of_fann_are_read():
    assert rows_of(read_points("2 2 1\n0 0\n0\n0 1\n1\n")) == TWO


@pytest.mark.parametrize(("name", "inputs", "targets"), [
    ("e02_spaces.txt", [[1, 1], [1, 0], [0, 0], [0, 1]], [0, 1, 0, 1]),
    ("e03_spaces_header.csv", [[0, 0], [1, 0], [0, 1], [1, 1]], [0, 1, 1, 0]),
    ("e04_spaces_pm1.txt", [[0, 1], [0, 0], [1, 1], [1, 0]], [1, 0, 0, 1]),
    ("e05_tabs_pm1.txt", [[-1, -1], [-1, 1], [1, -1], [1, 1]], [0, 1, 1, 0]),
    ("e06_comma_pm1.csv", [[1, 1], [1, -1], [-1, 1], [-1, -1]], [0, 1, 1, 0]),
    ("e08_quoted_header.csv", [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]),
    ("e10_size_line.csv", [[1, 1], [1, 0], [0, 1], [0, 0]], [0, 1, 1, 0]),
    ("e11_size_line_onehot.txt", [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]),
    ("e13_index_column.csv", [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 1]),
    ("e15_octave_comments.txt", [[34.62365962451697, 78.0246928153624], [60.18259938620976, 86.30855209546826]], [0, 1]),
    ("e16_scientific.csv", [[0.8781019003471183, 0.18552796163759344], [-0.8781019003471183, 0.18552796163759344]], [0, 1]),
    ("e17_text_labels.csv", [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]),
    ("e26_empty_rows_excel.csv", [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]),
    ("e27_comma_space_decimal_comma.csv", [[0.5, 1.25], [0.25, 0.75]], [1, 0]),
    ("e28_bom_crlf.csv", [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]),
    ("e29_one_class_two_labels_1_2.csv", [[0.1, 0.2], [0.9, 0.8], [0.2, 0.1], [0.8, 0.9]], [0, 1, 0, 1]),
    ("e30_true_false.csv", [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]),
    ("e31_header_semicolon_in_comma.csv", [[0, 0], [1, 1]], [0, 1]),
])
def test_files_that_people_brought_are_read(name, inputs, targets):
    dataset = read_points((CASES / name).read_bytes()).dataset
    assert dataset.inputs.tolist() == inputs
    assert dataset.targets.ravel().tolist() == targets


def test_the_python_list_that_somebody_brought_is_read():
    dataset = read_points((CASES / "e14_python_list.txt").read_bytes()).dataset
    assert len(dataset.inputs) == 10
    assert dataset.inputs[[0, 8]].tolist() == [[2.7810836, 2.550537003], [8.675418651, -0.242068655]]
    assert dataset.targets.ravel().tolist() == [0] * 5 + [1] * 5


@pytest.mark.parametrize(("name", "words"), [
    ("e07_label_first_255.csv", "Which column is the target cannot be told"),
    ("e09_weight_column.csv", "Column “weight”: all points count alike here"),
    ("e21_tab_thousands.tsv", "Line 2, column “income”: “1,234” can mean 1234 or 1.234"),
    ("e22_blank_lines_bad.csv", "Line 5, column “y”: “l” is not a number"),
    ("e23_underscore.csv", "Line 2, column “x1”: “1_0” is not a number: write it without underscores"),
    ("e25_three_classes.csv", "Column “label” has 3 classes (0, 1, 2); one output tells two apart"),
    ("e32_target_large_inputs.csv", "Line 2: 1200 is not between -1000 and 1000; divide column “pop” by 10000 and "
                                    "column “income” by 100000."),
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
    "one row": (b"0,0,1", "At least 2 points"),
    "header only": (b"x1,x2,target", "At least 2 points"),
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
    "NaN": (b"0,0,1\n1,NaN,0", "Line 2, column 2: a value is missing: “NaN”"),
    "NA": (b"0,0,1\n1,1,NA", "Line 2, column 3: a value is missing: “NA”"),
    "an empty cell": (b"0,0,0\n0,,1\n1,0,1", "Line 2, column 2: a value is missing"),
    "no target": (b"0,0,0\n0,1,\n1,0,1", "Line 2, column 3: a value is missing"),
    "Excel's error": (b"0,0,0\n#N/A,1,1\n1,0,1", "Line 2, column 1: “#N/A” is not a number"),
    "Excel's division": (b"0,0,0\n#DIV/0!,1,1\n1,0,1", "Line 2, column 1: “#DIV/0!” is not a number"),
    "MySQL's nothing": (b"0,0,0\n\\N,1,1\n1,0,1", "Line 2"),
    "infinity": (b"0,0,1\n1,-inf,0", "Line 2, column 2: “-inf” is not a number: only finite"),
    "too large a number": (b"0,0,1\n1,1e999,0", "“1e999” is beyond the largest number"),
    "far away": (b"0,0,1\n1,1e6,0", "Line 2: 1000000 is not between -1000 and 1000; divide column 2 by 1000000"),
    "just beyond": (b"0,0,1\n1,1000.00000001,0", "Line 2: 1000.00000001 is not between -1000 and 1000"),
    "a target just beyond": (b"0,0,1\n1,1,1.00000001\n3,1,0.5", "between 0 and 1, what sigmoid reaches, got 1.00000001"),
    "two close targets": (b"0,0,7.00000001\n1,1,7.00000001", "holds 7.00000001 only"),
    "just too long": (b"0,0,1\n" * 33_334, "The text has 0.200004 MB, at most 0.2 MB are read"),
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
    "a cell of 140 000 characters": (b"0,0,0\n0,1," + b"1" * 140_000, "Line 2 has 140004 characters"),
    "a quoted cell of 140 000 characters": (b'0,0,0\n0,1,"' + b"1" * 140_000 + b'"', "Line 2 has 140006 characters"),
    "a cell of 90 000 characters": (b"0,0,0\n0,1," + b"1" * 90_000, "it has 90000 characters, at most 400 are read"),
    "an open quote before 150 000 characters": (b'0,0,0\n"' + b"1,2\n" * 40_000,
                                                "Line 2: a quotation mark is never closed"),
    "150 000 semicolons": (b";" * 150_000, "Line 1 has 150000 characters"),
    "a million rows": (b"0,0,1\n" * 1_000_000, "6.0 MB"),
    "30 000 rows": (b"0,0,1\n" * 30_000, "At most 2000 points can be used, got 30000"),
    "too many points": (b"0,0,1\n" * 2001, "At most 2000"),
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


def test_any_text_is_read_or_refused():
    rng = np.random.default_rng(0)
    pieces = [*"01,;|\t \n\"'[](){}=:#x&\\…\r−", "-1", "0,5", "1.5", "yes", "no", "nan", "array(", "--", "1e9"]
    outcomes = set()
    for _ in range(3000):
        text = "".join(rng.choice(pieces, size=rng.integers(1, 25)))
        try:
            outcomes.add(type(read_points(text).dataset))
        except PointsError as refusal:
            outcomes.add("refused" if str(refusal).isprintable() and str(refusal).endswith(".") else str(refusal))
    assert outcomes <= {Dataset, "refused"}
    assert "refused" in outcomes


BIPOLAR = "1,1,-1\n1,-1,1\n-1,1,1\n-1,-1,-1"


@pytest.mark.parametrize("output", ["tanh", "linear"])
def test_targets_of_minus_one_and_one_stay_where_the_output_reaches_them(output):
    points = read_points(BIPOLAR, output)
    assert points.dataset.targets.ravel().tolist() == [-1, 1, 1, -1]
    assert points.notes == ()


@pytest.mark.parametrize("output", ["sigmoid", "relu"])
def test_targets_of_minus_one_and_one_become_zero_and_one_elsewhere(output):
    points = read_points(BIPOLAR, output)
    assert points.dataset.targets.ravel().tolist() == [0, 1, 1, 0]
    assert f"since {output} answers" in points.notes[0]


def test_a_table_is_mapped_as_a_text_is():
    points = points_from_rows([[0, 0, -1], [1, 1, 1]])
    assert points.dataset.targets.ravel().tolist() == [0, 1]
    assert "-1 became 0" in points.notes[0]


@pytest.mark.parametrize("row", [[None, 0, 1], [0, float("inf"), 1], [0, 0, -0.1], [2000, 0, 1]])
def test_rows_of_a_table_are_checked_like_those_of_a_text(row):
    with pytest.raises(PointsError, match="Point 3"):
        points_from_rows([[0, 0, 0], [1, 1, 1], row])


@pytest.mark.parametrize(("output", "low"), [("sigmoid", 0), ("tanh", -1)])
def test_points_written_as_text_come_back_to_the_bit(output, low):
    rows = np.random.default_rng(0).normal(size=(50, 3))
    rows[:, 2] = np.linspace(low, 1, 50) / 3
    dataset = points_from_rows(rows.tolist(), output).dataset
    again = read_points(points_to_text(dataset), output)
    assert np.array_equal(again.dataset.inputs, dataset.inputs)
    assert np.array_equal(again.dataset.targets, dataset.targets)
    assert again.notes == ()


@pytest.mark.parametrize(("dataset", "words"), [
    (Dataset([[0, 1]], [[0, 1]]), "2 inputs and 2 outputs"),
    (Dataset(np.eye(16), np.ones((16, 1))), "16 inputs and 1 output."),
    (Dataset([[1, 1], [1, -1]], [-1, 1]), "the target -1 is beyond 0 to 1"),
    (Dataset([[1, 1]], [1]), "At least 2 points"),
])
def test_what_train_cannot_show_is_refused_in_one_sentence(dataset, words):
    sentence = why_not_on_train(dataset)
    assert words in sentence
    assert sentence.startswith("The Train page")


@pytest.mark.parametrize("dataset", [None, Dataset([[0, 0], [0, 1]], [0.1, 0.9])])
def test_two_inputs_and_one_output_can_be_shown(dataset):
    assert why_not_on_train(dataset) == ""


def test_an_output_that_reaches_the_targets_can_be_shown():
    bipolar = Dataset([[1, 1], [1, -1]], [-1, 1])
    assert why_not_on_train(bipolar, "tanh") == why_not_reached(bipolar, "linear") == ""

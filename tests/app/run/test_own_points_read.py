"""Points in the forms that people bring are read, and what was mapped or left out is said."""

import pytest

from app.run.own_points import read_points
from tests.helpers.points import CASES, XOR, rows_of

TWO = [[0, 0, 0], [0, 1, 1]]
THREE = [[0, 0, 0], [0, 1, 1], [1, 0, 1]]
DECIMALS = [[0.5, 1.5, 1], [-0.25, 2, 0]]


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

"""What pandas, R, Keras, logs and LaTeX print around the numbers of a table is not taken for numbers."""

import json

import numpy as np
import pandas as pd
import pytest

from xorcore import read_numbers
from xorcore.diagnosis.submission.table_labels import without_labels

SIZES = (2, 3, 1)
PARTS = {"W1": np.array([[0.15, -0.2, 0.25], [0.3, 1.5, -12.5]]), "b1": np.array([0.35, -0.6, 0.125]),
         "W2": np.array([[0.4], [-0.45], [0.5]]), "b2": np.array([0.75])}
FLAT = np.concatenate([part.ravel() for part in PARTS.values()])


def frame(part):
    return pd.DataFrame(np.atleast_2d(part))


def in_r(part):
    if part.ndim == 1:
        return f"[1] {' '.join(map(str, part))}"
    names = "     " + " ".join(f"[,{k + 1}]" for k in range(part.shape[1]))
    return "\n".join([names, *(f"[{k},] {' '.join(map(str, row))}" for k, row in enumerate(part, 1))])


def numbers(name, part):
    return "\n".join(f"| {name}[{','.join(map(str, place))}] | {part[place]} |" for place in np.ndindex(part.shape))


WRITTEN = {
    "a table of names and numbers": lambda name, part: ("| parameter | value |\n|---|---|\n" * (name == "W1")
                                                        + numbers(name, part)),
    "csv of names and numbers": lambda name, part: numbers(name, part).replace(" | ", ";").replace("|", ""),
    "JSON with shapes": lambda name, part: ("[" * (name == "W1") + json.dumps(
        {"name": name, "shape": list(part.shape), "data": part.tolist()}) + (",", "]")[name == "b2"]),
    "PyTorch's named parameters": lambda name, part: (
        f"('{name[1]}.{'weight' if part.ndim == 2 else 'bias'}', Parameter containing:\n"
        f"tensor({part.T.tolist()}, requires_grad=True))"),
    "Fortran": lambda name, part: f"{name} = {' '.join(f'{x:.8E}'.replace('E', 'D') for x in part.ravel())}",
    "data frames": lambda name, part: f"{name}\n{frame(part).to_string()}\n",
    "data frames of columns": lambda name, part: f"{name}\n{pd.DataFrame(part)}\n",
    "series": lambda name, part: f"{name}\n{frame(part) if part.ndim == 2 else pd.Series(part)}\n",
    "csv": lambda name, part: f"{name}\n{frame(part).to_csv()}",
    "csv without rows' numbers": lambda name, part: f"{name}\n{frame(part).to_csv(index=False)}",
    "R": lambda name, part: f"{name} \n{in_r(part)}\n", "R's lists": lambda name, part: f"${name}\n{in_r(part)}\n",
    "a log": lambda name, part: f"[INFO] {name} = {part.tolist()}",
    "Keras": lambda name, part: (f"<Variable path=sequential/dense_{name[1]}/{'kernel' if part.ndim == 2 else 'bias'}, "
                                 f"shape={part.shape}, dtype=float64, value={part.tolist()}>"),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_the_numbers_of_a_labelled_table_are_read(written):
    text = "\n".join(written(name, part) for name, part in PARTS.items())
    np.testing.assert_array_equal(read_numbers(text, SIZES).values, FLAT)


@pytest.mark.parametrize("line", ["0" + " " * 60_000 + "x", "W1[0]" + "\t" * 60_000 + "x", "| " * 30_000 + "x",
                                  "0 " * 30_000 + "x", "[" * 60_000, "W[" + "0," * 30_000, "Name: " + ", " * 30_000])
def test_long_lines_are_read_in_one_go(line):
    """Where the time grows with the square of the length, this takes minutes."""
    assert without_labels(line)


def test_whole_numbers_that_count_are_numbers_where_they_fit():
    text = "W1\n0 1 2\n0 3 4\nb1\n0 1 2\nW2\n0\n1\n2\nb2\n5"
    np.testing.assert_array_equal(read_numbers(text, SIZES).values, [0, 1, 2, 0, 3, 4, 0, 1, 2, 0, 1, 2, 5])


@pytest.mark.parametrize("text", ["0.1 0.2\n0.3 0.4", "1 0.2\n2 0.4", "W1 = [[0.1], [0.2]]", "[0.1 0.2]\n[0.3 0.4]"])
def test_rows_that_are_not_numbered_from_0_stay(text):
    assert without_labels(text) == text


def test_a_row_of_whole_numbers_that_do_not_count_is_no_line_of_columns():
    assert without_labels("0 2 1\n1 5 6") == "2 1\n5 6"


@pytest.mark.parametrize(("text", "left"), [
    ("0 1\n1 5 6", "1 5 6"),  # behind a line of columns rows count from 0
    ("0 1\n0 5 6\n1 7 8", "5 6\n7 8"), ("0 5 6\n1 7 8\n0 1\n0 9 8", "5 6\n7 8\n9 8"), ("0 5 6\n2 7 8", "5 6\n2 7 8"),
    ("0 5\n1 6\n0 7", "5\n6\n7"), ("0 5\nb1\n1 6", "5\nb1\n1 6"), ("0 5\nb1\n0 6", "5\nb1\n6"), ("0", ""), ("0\n", ""),
    ("0 1 2", ""),
    ("Name: 0, Length: 3, dtype: float64", ""), ("dtype: float64", ""), ("     [,1] [,2]", ""), ("[1,] 5 6", " 5 6"),
    ("$W1", "W1"),
    ("[INFO] W1", " W1"), ("1.5D-01", "1.5e-01"), ("| W1[0,1] | 0.2 |", "W1[0,1] = 0.2"),
])
def test_numbers_of_rows_and_columns_and_words_around_are_left_out(text, left):
    assert without_labels(text) == left


def in_latex(part, matrix, between):
    rows = f" \\\\{between}".join(" & ".join(map(str, row)) for row in np.atleast_2d(part))
    columns = "{ccc}" if matrix == "array" else ""
    return f"\\begin{{{matrix}}}{columns}{between}{rows}{between}\\end{{{matrix}}}"


@pytest.mark.parametrize("name", [
    "{0}_{1}", "{0}_{{{1}}}", "{0}^{{({1})}}", "{0}^{{[{1}]}}", "\\mathbf{{{0}}}_{1}", "d{0}_{1}", "\\nabla {0}_{1}",
    "\\frac{{\\partial L}}{{\\partial {0}_{1}}}"])
@pytest.mark.parametrize("set_as", ["{}", "${}$", "\\[ {} \\]", "$${}$$"])
def test_matrices_of_latex_are_read(name, set_as):
    for matrix in ("bmatrix", "pmatrix", "matrix", "array"):
        for between in (" ", "\n"):
            text = "\n".join(set_as.format(f"{name.format(*label)} = {in_latex(part, matrix, between)}")
                             for label, part in PARTS.items())
            np.testing.assert_array_equal(read_numbers(text, SIZES).values, FLAT)

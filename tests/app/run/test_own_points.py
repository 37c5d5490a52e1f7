import time

import numpy as np
import pytest

from app.run.own_points import PointsError, points_from_rows, points_to_text, read_points, why_not_on_train
from xorcore import Dataset

XOR = [[0, 0], [0, 1], [1, 0], [1, 1]]


@pytest.mark.parametrize("text", [
    "0,0,0\n0,1,1\n1,0,1\n1,1,0",
    "x1,x2,target\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n",
    "\ufeffx1, x2, y\r\n0, 0, 0\r\n\r\n0, 1, 1\r\n1, 0, 1\r\n1, 1, 0\r\n",
    "0;0;0\n0;1,0;1\n1,0;0;1\n1;1;0",
    "a\tb\tc\n0\t0\t0\n0\t1\t1\n1\t0\t1\n1\t1\t0",
])
def test_common_forms_of_csv_give_the_same_points(text):
    for content in (text.lstrip("\ufeff"), text.encode()):
        dataset = read_points(content)
        assert dataset.inputs.tolist() == XOR
        assert dataset.targets.ravel().tolist() == [0, 1, 1, 0]


def test_semicolons_mean_decimal_commas():
    assert read_points("0,25;-1,5;0\n1;2;1").inputs.tolist() == [[0.25, -1.5], [1, 2]]


BAD = {
    "empty": (b"", "empty"),
    "blank lines": (b"\n \n", "empty"),
    "one row": (b"0,0,1", "At least 2 points"),
    "header only": (b"x1,x2,target", "At least 2 points"),
    "one class": (b"0,0,1\n1,1,1", "two different"),
    "equal column names": (b",".join([b"a"] * 50_000), "50000 columns"),
    "ragged, longer": (b"0,0,1\n1,1,0,7", "Line 2 has 4 columns"),
    "ragged, shorter": (b"0,0,1\n1,1", "Line 2 has 2 columns"),
    "NaN": (b"0,0,1\n1,nan,0", "not finite"),
    "too large a number": (b"0,0,1\n1,1e999,0", "not finite"),
    "far away": (b"0,0,1\n1,1e6,0", "between -1000 and 1000"),
    "target": (b"0,0,1\n1,1,7", "between 0 and 1, got 7"),
    "text in a row": (b"0,0,1\n1,zwei,0", "zwei"),
    "a million rows": (b"0,0,1\n" * 1_000_000, "6.0 MB"),
    "too many points": (b"0,0,1\n" * 2001, "more than 2000"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file"),
    "UTF-16": ("0,0,1\n1,1,0".encode("utf-16"), "not a text file"),
    "an open quote": (b'0,"0,1\n1,1,0', "column"),
}


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD)
def test_points_of_no_use_are_refused_in_one_short_sentence(content, reason):
    start = time.perf_counter()
    with pytest.raises(PointsError, match=reason) as refusal:
        read_points(content)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 200
    assert time.perf_counter() - start < 1  # the limit for an answer, a hundred times what it takes


@pytest.mark.parametrize("row", [[None, 0, 1], [0, float("inf"), 1], [0, 0, -0.1], [2000, 0, 1]])
def test_rows_of_a_table_are_checked_like_those_of_a_text(row):
    with pytest.raises(PointsError, match="Point 3"):
        points_from_rows([[0, 0, 0], [1, 1, 1], row])


def test_points_written_as_text_come_back_to_the_bit():
    rows = np.random.default_rng(0).normal(size=(50, 3))
    rows[:, 2] = np.arange(50) % 2 / 3
    dataset = points_from_rows(rows.tolist())
    again = read_points(points_to_text(dataset))
    assert np.array_equal(again.inputs, dataset.inputs)
    assert np.array_equal(again.targets, dataset.targets)


@pytest.mark.parametrize(("dataset", "words"), [
    (Dataset([[0, 1]], [[0, 1]]), "2 inputs and 2 outputs"),
    (Dataset(np.eye(16), np.ones((16, 1))), "16 inputs and 1 output."),
    (Dataset([[1, 1], [1, -1]], [-1, 1]), "the target must be between 0 and 1, got -1"),
    (Dataset([[1, 1]], [1]), "At least 2 points"),
])
def test_what_train_cannot_show_is_refused_in_one_sentence(dataset, words):
    sentence = why_not_on_train(dataset)
    assert words in sentence
    assert sentence.startswith("The Train page")


@pytest.mark.parametrize("dataset", [None, Dataset([[0, 0], [0, 1]], [0.1, 0.9])])
def test_two_inputs_and_one_output_can_be_shown(dataset):
    assert why_not_on_train(dataset) == ""

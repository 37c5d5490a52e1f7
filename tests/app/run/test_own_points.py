"""Points from a text or a table: their targets, their text, and what the Train page can show of them."""

import numpy as np
import pytest

from app.run.own_points import PointsError, points_from_rows, points_to_text, read_points, why_not_on_train, why_not_reached
from app.words.numbers import SPACE
from xorcore import Dataset


def test_any_text_is_read_or_refused():
    rng = np.random.default_rng(0)
    pieces = [*"01,;|\t \n\"'[](){}=:#x&\\…\r−", "-1", "0,5", "1.5", "yes", "no", "nan", "array(", "--", "1e9"]
    outcomes = set()
    for _ in range(3000):
        text = "".join(rng.choice(pieces, size=rng.integers(1, 25)))
        try:
            outcomes.add(type(read_points(text).dataset))
        except PointsError as refusal:
            said = str(refusal).replace(SPACE, " ")
            outcomes.add("refused" if said.isprintable() and said.endswith(".") else said)
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

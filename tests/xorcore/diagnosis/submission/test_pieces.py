"""Weights that come number by number or unit by unit are the same weights."""

import json

import numpy as np
import pytest

from xorcore import StudentDataError, read_numbers
from xorcore.diagnosis.submission.orientation import Expected
from xorcore.diagnosis.submission.parameter_labels import Label
from xorcore.diagnosis.submission.pieces import Given, joined, unit_by_unit

SIZES = (2, 3, 1)
PARTS = {"W1": np.array([[0.15, -0.2, 0.25], [0.3, 1.5, -12.5]]), "b1": np.array([0.35, -0.6, 0.125]),
         "W2": np.array([[0.4], [-0.45], [0.5]]), "b2": np.array([0.75])}
FLAT = np.concatenate([part.ravel() for part in PARTS.values()])
UNITS = [(PARTS["W1"][:, j].tolist(), float(PARTS["b1"][j])) for j in range(3)] + [(PARTS["W2"][:, 0].tolist(), 0.75)]


def numbers(written):
    return "\n".join(written(name, place, part[place]) for name, part in PARTS.items() for place in np.ndindex(part.shape))


def units(written):
    return "\n".join(written(k, *unit) for k, unit in enumerate(UNITS, 1))


FORMS = {
    "W1[0][1]": numbers(lambda name, place, x: f"{name}[{']['.join(map(str, place))}] = {x}"),
    "W1[0, 1]": numbers(lambda name, place, x: f"{name}[{', '.join(map(str, place))}]: {x}"),
    "W1[1][2], from 1": numbers(lambda name, place, x: f"{name}[{']['.join(str(k + 1) for k in place)}] = {x}"),
    "in another order": "\n".join(reversed(numbers(
        lambda name, place, x: f"{name}[{']['.join(map(str, place))}] = {x}").splitlines())),
    "neurons": units(lambda k, w, b: f"neuron {k}: weights = {w}, bias = {b}"),
    "neurons of layers": "Layer 1\n" + units(
        lambda k, w, b: f"{'Layer 2' * (k == 4)}\n  neuron {k % 4 + k // 4}: weights = {w}, bias = {b}"),
    "objects": units(lambda k, w, b: f"Neuron(w={w}, b={b})"),
    "dicts": json.dumps([{"w": w, "b": b} for w, b in UNITS]),
    "lines": units(lambda k, w, b: f"Neuron {k}\nweights: {w}\nbias: {b}"),
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_weights_in_pieces_are_the_same_weights(text):
    np.testing.assert_array_equal(read_numbers(text, SIZES).values, FLAT)


def test_units_are_said_to_be_read_one_by_one():
    assert "Read unit by unit." in read_numbers(FORMS["neurons"], SIZES).said


@pytest.mark.parametrize("form", ["W1[0][1]", "neurons"])
def test_where_a_piece_is_missing_the_text_is_refused(form):
    with pytest.raises(StudentDataError):
        read_numbers("\n".join(FORMS[form].splitlines()[1:]), SIZES)


def in_pieces(*names):
    return joined([Given((name,), np.array(k)) for k, name in enumerate(names)])


@pytest.mark.parametrize(("names", "grid"), [
    (("b[0]", "b[1]"), [0, 1]), (("b[1]", "b[2]"), [0, 1]), (("b[1]", "b[0]"), [1, 0]), (("b[1]",), [0]), (("b[0]",), [0]),
    (("b[0, 0]", "b[0, 1]"), [[0, 1]]), (("b[0][0]", "b[1][0]"), [[0], [1]]), (("b(1,1)", "b(2,1)"), [[0], [1]]),
])
def test_numbers_of_one_name_are_an_array_counted_from_0_or_1(names, grid):
    (array,) = in_pieces(*names)
    assert (array.path, array.places.tolist()) == (("b",), grid)


@pytest.mark.parametrize("names", [
    ("b[0]", "b[2]"), ("b[2]", "b[3]"), ("b[0]", "b[0][1]"), ("b[0, 0]", "b[1, 1]"), ("b[0]", "b[1]", "c[7]"), ("b", "c"),
    ("b[0][0][0]", "b[0][0][2]"), ("b[999999999]", "b[0]"), ("b[7]",),
    ("b[99999999999999999999]", "b[0]"),
])
def test_where_one_is_missing_or_indices_differ_all_stay_as_they_came(names):
    assert [array.path for array in in_pieces(*names)] == [(name,) for name in names]


def test_a_number_that_comes_twice_is_asked_about():
    with pytest.raises(StudentDataError, match=r"^Every number may come once, W\[0\]\[1\] comes twice; give"):
        joined([Given((f"W[0][{i}]",), np.array(place)) for place, i in enumerate((0, 1, 1))])


def test_far_indices_take_no_memory():
    """A grid of them all would have ten thousand million places."""
    names = [f"W[{k}][0]" for k in range(100)] + ["W[0][99999999]"]
    assert len(in_pieces(*names)) == 101


def test_arrays_stay_beside_the_joined():
    first, second = joined([Given(("b[0]",), np.array(0)), Given(("W[0]",), np.arange(1, 3))])
    assert (first.path, second.path, second.places.tolist()) == (("W[0]",), ("b",), [0])


def units_given(weights, biases):
    """Of each unit its weights, then its bias, as far as there are."""
    parts = [("W", size) for size in weights] + [("b", size) for size in biases]
    ends = np.cumsum([0, *(size for _, size in parts)])
    return [(Given((kind,), np.arange(start, start + size)), Label(kind, None, (), False))
            for (kind, size), start in zip(parts, ends, strict=False)]


def test_units_without_biases_are_weights_alone():
    found = unit_by_unit(units_given([2, 2, 2, 3], []), Expected(SIZES))
    assert {name: part.tolist() for name, part in found.items()} == {"W1": [[0, 1], [2, 3], [4, 5]], "W2": [[6, 7, 8]]}


def test_units_with_biases_have_them_by_layer():
    found = unit_by_unit(units_given([2, 2, 2, 3], [1] * 4), Expected(SIZES))
    assert {name: part.tolist() for name, part in found.items()} == {
        "W1": [[0, 1], [2, 3], [4, 5]], "b1": [9, 10, 11], "W2": [[6, 7, 8]], "b2": [12]}


@pytest.mark.parametrize(("sizes", "weights", "biases"), [
    (SIZES, [2, 2, 3], [1] * 3), (SIZES, [2, 2, 2, 2], [1] * 4), (SIZES, [2, 2, 2, 3], [2] * 4), ((2, 1), [2], [1]),
    ((2, 1, 1), [2, 1], [1, 1]),  # of layers of one unit each, whole arrays are the same
])
def test_other_pieces_are_no_units(sizes, weights, biases):
    assert unit_by_unit(units_given(weights, biases), Expected(sizes)) == {}

"""Weights that come number by number or unit by unit are the same weights."""

import json

import numpy as np
import pytest

from xorcore import StudentDataError, read_numbers

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

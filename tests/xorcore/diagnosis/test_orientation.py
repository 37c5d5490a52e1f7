"""An array is put into the places of a layer that is square or not, whichever way it came."""

import numpy as np
import pytest

from xorcore.diagnosis.orientation import INPUTS, MISSING, UNITS, Expected, bias_from, readings, weights_from

SIZES = (2, 3, 1)
SHAPES = [(2, 3), (3, 2), (2, 2), (3, 1), (1, 3), (1, 1)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("way", [INPUTS, UNITS])
@pytest.mark.parametrize("flat", [False, True], ids=["as a matrix", "in a row"])
def test_weights_come_as_the_way_says(shape, way, flat):
    W = np.arange(shape[0] * shape[1]).reshape(shape)
    given = W if way is INPUTS else W.T
    assert weights_from(given.ravel() if flat else given, shape, way).tolist() == W.tolist()


@pytest.mark.parametrize("way", [INPUTS, UNITS])
@pytest.mark.parametrize("given", [np.zeros((3, 3)), np.zeros(5), np.zeros((1, 2, 3)), np.zeros(())], ids=np.shape)
def test_weights_of_another_size_do_not_fit(way, given):
    assert weights_from(given, (2, 3), way) is None


@pytest.mark.parametrize("shape", [(3,), (1, 3), (3, 1)], ids=str)
def test_biases_are_a_vector_a_row_or_a_column(shape):
    assert bias_from(np.arange(3).reshape(shape), 3, Expected(SIZES)).tolist() == [0, 1, 2]


def test_one_bias_stands_for_all_and_none_only_where_they_may_miss():
    assert bias_from(np.array(7), 3, Expected(SIZES)).tolist() == [7, 7, 7]
    assert bias_from(None, 3, Expected(SIZES)) is None
    assert bias_from(None, 3, Expected(SIZES, biases_may_miss=True)).tolist() == [MISSING] * 3
    assert bias_from(np.arange(2), 3, Expected(SIZES)) is None


@pytest.mark.parametrize(("where", "joined"), [
    ("W as (inputs, units), the last row holds the biases", lambda W, b: np.vstack([W, b])),
    ("W as (inputs, units), the first row holds the biases", lambda W, b: np.vstack([b, W])),
    ("W as (units, inputs), the last column holds the biases", lambda W, b: np.vstack([W, b]).T),
    ("W as (units, inputs), the first column holds the biases", lambda W, b: np.vstack([b, W]).T),
])
def test_biases_inside_are_found_at_either_end_of_either_way(where, joined):
    layers = [(np.arange(6).reshape(2, 3), np.arange(6, 9)), (np.arange(9, 12).reshape(3, 1), np.arange(12, 13))]
    parts = {f"W{k}": joined(W, b) for k, (W, b) in enumerate(layers, 1)}
    found = {each.reading: each.places.tolist() for each in readings(parts, Expected(SIZES), None)}
    assert found[where] == list(range(13))


@pytest.mark.parametrize(("first_bias", "places", "said"), [
    (np.arange(6, 9), [0, 1, 2, 3, 4, 5, 6, 7, 8], ()),
    (np.array(6), [0, 1, 2, 3, 4, 5, 6, 6, 6], ("b1 came as one number and was taken for each of its 3 units.",)),
])
def test_biases_beside_their_weights_are_taken_and_one_for_all_is_said_to_be(first_bias, places, said):
    parts = {"W1": np.arange(6).reshape(2, 3), "b1": first_bias, "W2": np.arange(9, 12).reshape(3, 1), "b2": np.array(12)}
    found = list(readings(parts, Expected(SIZES), INPUTS))
    assert [(each.places.tolist(), each.said) for each in found] == [([*places, 9, 10, 11, 12], said)]

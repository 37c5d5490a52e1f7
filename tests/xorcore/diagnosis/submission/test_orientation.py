"""An array is put into the places of a layer that is square or not, whichever way it came."""

import numpy as np
import pytest

from xorcore.diagnosis.submission.orientation import INPUTS, MISSING, UNITS, Expected, bias_from, readings, weights_from

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


GIVEN = {"W1": np.arange(6).reshape(2, 3), "b1": np.arange(6, 9), "W2": np.arange(9, 12).reshape(3, 1),
         "b2": np.array([12])}
TURNED_1 = "W1 came as (3, 2), a row for each unit, and was transposed."
TURNED_2 = "W2 came as (1, 3), a row for each unit, and was transposed."


def found(parts, *options, sizes=SIZES, **more):
    return [(each.reading, each.places.tolist(), each.said) for each in readings(parts, Expected(sizes, **more), *options)]


@pytest.mark.parametrize(("turned", "only", "reading", "said"), [
    ((), None, INPUTS, ()), (("W1", "W2"), None, UNITS, (TURNED_1, TURNED_2)),
    (("W1", "W2"), UNITS, UNITS, (TURNED_1, TURNED_2)),
])
def test_weights_that_fit_one_way_are_read_that_way_and_it_is_said(turned, only, reading, said):
    parts = GIVEN | {name: GIVEN[name].T for name in turned}
    assert found(parts, only) == [(reading, list(range(13)), said)]


@pytest.mark.parametrize(("turned", "said"), [("W1", (TURNED_1,)), ("W2", (TURNED_2,))])
def test_where_only_one_is_turned_each_is_read_as_its_own_shape_says(turned, said):
    both = found(GIVEN | {turned: GIVEN[turned].T}, None)
    assert both == [(INPUTS, list(range(13)), said), (UNITS, list(range(13)), said)]


def test_square_weights_can_be_read_both_ways():
    parts = {"W1": np.arange(4).reshape(2, 2), "b1": np.arange(4, 6)}
    assert found(parts, None, sizes=(2, 2)) == [
        (INPUTS, [0, 1, 2, 3, 4, 5], ()),
        (UNITS, [0, 2, 1, 3, 4, 5], ("W1 came as (2, 2), a row for each unit, and was transposed.",))]
    assert [reading for reading, *_ in found(parts, UNITS, sizes=(2, 2))] == [UNITS]


@pytest.mark.parametrize("missing", ["W1", "W2"])
def test_without_all_weights_there_is_no_reading(missing):
    assert found({name: part for name, part in GIVEN.items() if name != missing}, None) == []


def test_biases_may_miss_where_they_are_not_trained_and_nowhere_else():
    parts = {name: part for name, part in GIVEN.items() if name != "b2"}
    assert found(parts, None) == []
    assert found(parts, None, biases_may_miss=True) == [(INPUTS, [*range(12), MISSING], ())]
    weights = {"W1": np.arange(6).reshape(2, 3), "W2": np.arange(6, 9).reshape(3, 1)}
    assert found(weights, None) == []
    assert found(weights, None, biases_may_miss=True) == [
        (INPUTS, [0, 1, 2, 3, 4, 5, *[MISSING] * 3, 6, 7, 8, MISSING], ())]


@pytest.mark.parametrize(("name", "part"), [
    ("W1", np.arange(6)), ("b1", np.arange(6, 9)[None]), ("b2", np.array(12)), ("b1", np.arange(6, 9)[:, None]),
])
def test_strictly_weights_have_two_axes_and_biases_one(name, part):
    assert found(GIVEN | {name: part}, None, False) and not found(GIVEN | {name: part}, None, True)
    assert found(GIVEN, None, True) == found(GIVEN, None, False)


@pytest.mark.parametrize(("way", "end", "line"), [
    (INPUTS, "last", "row"), (INPUTS, "first", "row"), (UNITS, "last", "column"), (UNITS, "first", "column"),
])
def test_biases_inside_are_said_to_be_and_so_is_a_turn(way, end, line):
    layers = [(np.arange(6).reshape(2, 3), np.arange(6, 9)), (np.arange(9, 12).reshape(3, 1), np.arange(12, 13))]
    joined = [np.vstack([W, b] if end == "last" else [b, W]) for W, b in layers]
    parts = {f"W{k}": each if way == INPUTS else each.T for k, each in enumerate(joined, 1)}
    turn = () if way == INPUTS else ("Each W came with a row for each unit, and was transposed.",)
    said = (*turn, f"The biases are the {end} {line} of each W.")
    whole = (f"{way}, the {end} {line} holds the biases", list(range(13)), said)
    assert whole in found(parts, None) and whole in found(parts, way)
    assert not found(parts, UNITS if way == INPUTS else INPUTS)


def test_one_unit_s_weights_and_bias_may_come_as_a_vector():
    parts = {"W1": np.array([0, 1, 2])}
    assert found(parts, INPUTS, sizes=(2, 1))[0][:2] == (f"{INPUTS}, the last row holds the biases", [0, 1, 2])
    assert found({"W1": np.arange(4)}, INPUTS, sizes=(2, 1)) == found({"W1": np.arange(3)}, INPUTS, sizes=(2, 2)) == []


def test_a_bias_for_all_units_is_no_news_where_there_is_one_unit():
    assert found(GIVEN | {"b2": np.array(12)}, INPUTS)[0][2] == ()

"""A surface is what the network answers over a grid of points, and what its hidden units do."""

import numpy as np
import pytest

from xorcore import Config, predict
from xorcore.decision_surface import Surface
from xorcore.parameters import parameter_count, unflatten

SIZES, PLANE, SIDE, STRIDE = (2, 3, 1), (-1, 2, 0, 1), 7, 3
CONFIG = Config(hidden=(3,), hidden_activation="tanh", output_activation="linear")


def flat():
    return np.random.default_rng(0).normal(size=parameter_count(SIZES))


def answers(config, weights):
    x1, x2 = np.meshgrid(np.linspace(*PLANE[:2], SIDE), np.linspace(*PLANE[2:], SIDE))
    points = np.stack([x1.ravel(), x2.ravel()], axis=1)
    return predict(config, unflatten(weights, SIZES), points).reshape(SIDE, SIDE)


def test_the_output_is_what_the_network_predicts_with_the_lowest_x2_first():
    output, _ = Surface(CONFIG, SIZES, PLANE, SIDE, STRIDE)(flat())
    np.testing.assert_allclose(output, answers(CONFIG, flat()), atol=1e-6)


def test_thumbnails_are_of_all_layers_and_from_the_same_grid():
    output, (hidden, last) = Surface(CONFIG, SIZES, PLANE, SIDE, STRIDE)(flat())
    assert hidden.shape == (3, 2, 2)
    np.testing.assert_array_equal(last[0], output[STRIDE // 2 :: STRIDE, STRIDE // 2 :: STRIDE])


@pytest.mark.parametrize(("factor", "dtype"), [(1, np.float32), (1e45, np.float64)])
def test_numbers_are_in_float64_where_float32_does_not_hold_them(factor, dtype):
    weights = flat() * factor
    output, thumbnails = Surface(CONFIG, SIZES, PLANE, SIDE, STRIDE)(weights)
    assert {output.dtype, *(each.dtype for each in thumbnails)} == {np.dtype(dtype)}
    np.testing.assert_allclose(output, answers(CONFIG, weights), rtol=1e-4, atol=1e-6)


def test_one_point_that_float32_does_not_hold_is_enough_for_float64():
    weights = np.array([1e38, 0, 0])  # of x1, which goes to 10
    output, _ = Surface(Config(hidden=(), output_activation="linear"), (2, 1), (0, 10, 0, 1), 5, 1)(weights)
    assert output.dtype == np.float64 and output[0].tolist() == pytest.approx([0, 2.5e38, 5e38, 7.5e38, 1e39])


def test_what_was_given_does_not_change_with_the_next_weights():
    surface = Surface(CONFIG, SIZES, PLANE, SIDE, STRIDE)
    output, (hidden, _) = surface(flat())
    kept = output.copy(), hidden.copy()
    surface(-flat())
    np.testing.assert_array_equal(output, kept[0])
    np.testing.assert_array_equal(hidden, kept[1])


@pytest.mark.parametrize(("side", "stride", "of_the_grid"), [
    (7, 3, [1, 4]), (6, 2, [1, 3, 5]), (8, 4, [2, 6]), (1, 1, [0]),
])
def test_a_thumbnail_takes_each_strides_middle_point(side, stride, of_the_grid):
    output, (*_, last) = Surface(CONFIG, SIZES, PLANE, side, stride)(flat())
    assert output.shape == (side, side)
    np.testing.assert_array_equal(last[0], output[np.ix_(of_the_grid, of_the_grid)])


def test_one_hidden_unit_beyond_float32_is_enough_for_float64():
    weights = np.array([0, 0, 1e39, 1, 0])  # b of the hidden unit; the output is 1 in any dtype
    output, (hidden, _) = Surface(Config(hidden=(1,), hidden_activation="linear"), (2, 1, 1), PLANE, 2, 1)(weights)
    assert output.dtype == np.float64 and hidden.max() == 1e39


@pytest.mark.parametrize(("side", "stride", "name"), [(0, 1, "side"), (2, 0, "stride"), (1.5, 1, "side")])
def test_a_grid_has_at_least_one_point(side, stride, name):
    with pytest.raises(ValueError, match=f"{name} must be a whole number of at least 1"):
        Surface(CONFIG, SIZES, PLANE, side, stride)


def test_weights_of_another_network_are_refused():
    with pytest.raises(ValueError, match=r"the layers \(2, 3, 1\) has 13 parameters, got 12"):
        Surface(CONFIG, SIZES, PLANE, SIDE, STRIDE)(flat()[1:])

"""Many variants, field by field: which of them have which value, and what each multiplies a derivative by."""

import numpy as np
import pytest

from xorcore import Config
from xorcore.diagnosis.variants.variant import (
    Variants,
    each_its_own,
    factors_of,
    in_one_piece,
    textbook,
    times,
    without_factors,
)

CONFIG = Config(hidden=(3,))
RIGHT = textbook(CONFIG)


def test_the_textbook_takes_each_setting_of_the_config():
    config = Config(hidden=(3, 2), hidden_activation="tanh", output_activation="relu", reduction="mean", l2=0.25,
                    train_biases=False, optimizer="nesterov", learning_rate=0.5, momentum=0.75, batch_size=2)
    right = textbook(config)
    assert right.activations == right.slopes == ("tanh", "tanh", "relu")
    assert (right.loss, right.average, right.l2, right.train_biases) == ("half_squared_error", "mean", 0.25, False)
    assert (right.rule, right.learning_rate, right.momentum, right.batch_size) == ("nesterov", 0.5, 0.75, 2)
    assert right.bias_in == (1, 1, 1) and right.factors == right.momentum_factor == ((1, 1),) * 3
    assert (right.decay, right.beta1, right.beta2, right.eps) == (0.9, 0.9, 0.999, 1e-8)
    assert right[right._fields.index("batch_size") + 1 :] == textbook(Config())[right._fields.index("batch_size") + 1 :]
    assert right.error_factor == 1 and not (right.l2_biases or right.extra_steps or right.shaken or right.accumulated)
    assert right.slope_at == ("a",) * 3 and right.weight_gradient == right.bias_gradient == ("sum",) * 3


@pytest.mark.parametrize(("loss", "slope"), [("half_squared_error", True), ("cross_entropy", False)])
def test_the_output_s_slope_cancels_with_cross_entropy_alone(loss, slope):
    assert textbook(Config(loss=loss)).output_slope is slope


@pytest.mark.parametrize(("arguments", "factors"), [
    ({}, ((2, 2), (2, 2))), ({"arrays": "W"}, ((2, 1), (2, 1))), ({"arrays": "b"}, ((1, 2), (1, 2))),
    ({"layers": [1]}, ((1, 1), (2, 2))), ({"arrays": "W", "layers": [0]}, ((2, 1), (1, 1))),
    ({"layers": []}, ((1, 1), (1, 1))),
])
def test_a_factor_is_that_of_the_arrays_and_layers_named(arguments, factors):
    assert times(CONFIG, 2, **arguments) == factors


def test_factors_of_the_gradient_are_taken_off_where_nothing_follows_them():
    changed = RIGHT._replace(factors=times(CONFIG, 3), train_biases=False, l2=0.5)
    assert without_factors(changed) == RIGHT._replace(l2=0.5)
    for field, value in (("early_update", "each"), ("decimals", 3)):
        assert without_factors(changed._replace(**{field: value})) == changed._replace(**{field: value})


def test_variants_are_grouped_by_value_the_most_frequent_first():
    rates = [0.5, 0.25, 0.25, 0.125, 0.25]
    variants = Variants([RIGHT._replace(learning_rate=rate) for rate in rates])
    assert len(variants) == 5
    groups = [(value, np.arange(5)[rows].tolist()) for value, rows in variants.groups("learning_rate")]
    assert groups == [(0.25, [1, 2, 4]), (0.5, [0]), (0.125, [3])]
    assert variants.each("learning_rate").tolist() == rates
    assert variants.rows("learning_rate", lambda rate: rate > 0.2).tolist() == [0, 1, 2, 4]


def test_all_of_one_value_are_one_slice():
    assert Variants([RIGHT] * 3).groups("loss") == [("half_squared_error", slice(None))]


def test_a_layer_s_values_and_those_of_several_fields_are_grouped_together():
    other = RIGHT._replace(slopes=("linear", "sigmoid"), slope_at=("z", "a"))
    variants = Variants([RIGHT, other, other])
    of_hidden = [(value, np.arange(3)[rows].tolist()) for value, rows in variants.groups("slopes", "slope_at", layer=0)]
    assert of_hidden == [(("linear", "z"), [1, 2]), (("sigmoid", "a"), [0])]
    assert variants.groups("slopes", "slope_at", layer=1) == [(("sigmoid", "a"), slice(None))]


@pytest.mark.parametrize(("rows", "piece"), [
    ([2, 3, 4], slice(2, 5)), ([0], slice(0, 1)), ([1, 3], None), ([0, 1, 3], None),
])
def test_rows_one_behind_the_other_are_a_slice(rows, piece):
    found = in_one_piece(np.array(rows))
    assert found == piece if piece else found.tolist() == rows


def test_each_group_has_its_own_and_the_largest_fills_the_rest():
    kept = np.zeros((4, 2))
    result = each_its_own([(0.0, np.array([0, 2])), (5.0, slice(1, 2)), (7.0, np.array([3]))],
                          lambda value, rows: kept[rows] + value if value else kept[rows])
    assert result.tolist() == [[0, 0], [5, 5], [0, 0], [7, 7]] and not kept.any()


def test_a_derivative_is_multiplied_by_its_array_s_factor_and_a_frozen_bias_by_0():
    """W1 (2, 3), b1 (3,), W2 (3, 1), b2 (1,)."""
    variants = Variants([RIGHT._replace(factors=((2.0, 3.0), (5.0, 7.0))), RIGHT, RIGHT._replace(train_biases=False)])
    assert factors_of(variants, (2, 3, 1)).tolist() == [
        [2] * 6 + [3] * 3 + [5] * 3 + [7], [1] * 13, [1] * 6 + [0] * 3 + [1] * 3 + [0]]

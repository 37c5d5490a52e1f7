"""A network's forward pass is a = f(x W + b). test_gradient.py checks the way back."""

from dataclasses import replace

import numpy as np
import pytest

from xorcore import ACTIVATIONS, Config, ConfigError, Dataset, loss_and_gradient, predict
from xorcore.network import network_sizes

SIZES = (3, 4, 2, 5)
CONFIG = Config(hidden=SIZES[1:-1])


def parameters(sizes=SIZES):
    rng = np.random.default_rng(0)
    return [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in zip(sizes, sizes[1:], strict=False)]


def test_network_sizes_come_from_data_and_config():
    data = Dataset(np.ones((2, 3)), np.ones((2, 5)))
    assert network_sizes(Config(hidden=(4, 2)), data) == SIZES
    assert network_sizes(Config(hidden=()), data) == (3, 5)


@pytest.mark.parametrize("hidden", ACTIVATIONS)
@pytest.mark.parametrize("output", ACTIVATIONS)
@pytest.mark.parametrize("sizes", [SIZES, (1, 1), (2, 3, 1)])
def test_predict_is_the_plain_forward_pass(hidden, output, sizes):
    inputs = np.random.default_rng(1).normal(size=(7, sizes[0]))
    a, layers = inputs, parameters(sizes)
    for number, (W, b) in enumerate(layers, 1):
        a = ACTIVATIONS[output if number == len(layers) else hidden](a @ W + b)
    config = Config(hidden=sizes[1:-1], hidden_activation=hidden, output_activation=output)
    np.testing.assert_allclose(predict(config, layers, inputs), a, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize(("targets", "test_targets", "got"), [([0, -1], None, "-1"), ([0, 1], [2], "2")])
def test_cross_entropy_refuses_targets_that_are_no_shares(targets, test_targets, got):
    dataset = Dataset([[1, 2], [3, 4]], targets, None if test_targets is None else [[5, 6]], test_targets)
    with pytest.raises(ConfigError, match=f"cross_entropy needs targets from 0 to 1, got {got}"):
        network_sizes(Config(loss="cross_entropy"), dataset)
    assert network_sizes(Config(), dataset) == (2, 4, 4, 1)


def test_predict_takes_one_row_or_a_list():
    layers = parameters()
    table = predict(CONFIG, layers, [[1, 2, 3]])
    assert table.shape == (1, 5)
    np.testing.assert_array_equal(predict(CONFIG, layers, [1, 2, 3]), table)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_predict_of_no_rows_is_no_rows(reduction):
    assert predict(replace(CONFIG, reduction=reduction), parameters(), np.empty((0, 3))).shape == (0, 5)


def test_predict_refuses_rows_of_another_length():
    with pytest.raises(ValueError, match="the network takes 3 inputs, got rows of 2"):
        predict(CONFIG, parameters(), [[1, 2]])


def test_numbers_too_large_for_a_float_give_no_warning():
    layers = [(np.full((2, 2), 1e200), np.zeros(2)), (np.full((2, 2), -1e200), np.zeros(2))]
    config = Config(hidden=(2,), hidden_activation="relu", output_activation="linear")
    outputs = predict(config, layers, [[1, 1]])
    loss, _ = loss_and_gradient(config, layers, Dataset([[1, 1]], [[0, 0]]))
    assert not np.isfinite(outputs).any() and not np.isfinite(loss)

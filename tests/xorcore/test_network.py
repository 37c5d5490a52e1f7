"""A network is one flat vector; its forward pass is a = f(x W + b). test_gradient.py checks the way back."""

from dataclasses import replace

import numpy as np
import pytest

from xorcore import ACTIVATIONS, Config, ConfigError, Dataset, loss_and_gradient, predict
from xorcore.network import network_sizes
from xorcore.parameters import augmented, flatten, parameter_count, sizes_of, unflatten

SIZES = (3, 4, 2, 5)
CONFIG = Config(hidden=SIZES[1:-1])


def parameters(sizes=SIZES):
    rng = np.random.default_rng(0)
    return [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in zip(sizes, sizes[1:], strict=False)]


def test_flatten_and_unflatten_undo_each_other():
    layers = parameters()
    flat = flatten(layers)
    assert flat.shape == (parameter_count(SIZES),) == (4 * 4 + 5 * 2 + 3 * 5,)
    for (W, b), (W2, b2) in zip(layers, unflatten(flat, SIZES), strict=True):
        np.testing.assert_array_equal(W, W2)
        np.testing.assert_array_equal(b, b2)


def test_unflatten_gives_views():
    flat = np.zeros(parameter_count(SIZES))
    for number, (W, b) in enumerate(unflatten(flat, SIZES), 1):
        W[:], b[:] = number, -number
    assert list(np.unique(flat)) == [-3, -2, -1, 1, 2, 3]


def test_flatten_gives_a_copy():
    layers = [(np.zeros((1, 1)), np.zeros(1))]
    flatten(layers)[:] = 7
    assert layers[0][0][0, 0] == 0


def test_augmented_has_the_biases_as_last_row():
    flat = flatten(parameters())
    for Wb, (W, b) in zip(augmented(flat, SIZES), parameters(), strict=True):
        np.testing.assert_array_equal(Wb, np.vstack([W, b]))
        assert np.shares_memory(Wb, flat)


def test_sizes_of_reads_the_shapes():
    assert sizes_of(parameters()) == SIZES


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ([([1, 2], [1])], r"layer 1 needs W \(fan_in, fan_out\) and b \(fan_out,\), got \(2,\) and \(1,\)"),
        ([(np.ones((2, 3)), np.ones(2))], r"layer 1 needs .* got \(2, 3\) and \(2,\)"),
        ([(np.ones((2, 3)), np.ones((1, 3)))], r"layer 1 needs .* got \(2, 3\) and \(1, 3\)"),
        ([(np.ones((2, 3)), np.ones(3)), (np.ones((4, 1)), np.ones(1))], "layer 2 must take the 3 outputs"),
    ],
)
def test_layers_that_do_not_fit_are_refused(layers, message):
    with pytest.raises(ValueError, match=message):
        sizes_of(layers)


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


@pytest.mark.parametrize(
    ("inputs", "outputs"), [(1, 5), (2, 5), (3, 1), (3, 2)], ids=["one_input", "inputs", "one_output", "outputs"]
)
def test_loss_and_gradient_refuses_samples_that_do_not_fit(inputs, outputs):
    """One column would spread over all inputs or outputs if NumPy were left to broadcast it."""
    with pytest.raises(ValueError, match=r"\bgot\b"):
        loss_and_gradient(CONFIG, parameters(), Dataset(np.ones((4, inputs)), np.ones((4, outputs))))


def test_loss_and_gradient_change_neither_parameters_nor_data():
    layers, data = parameters(), Dataset(np.ones((4, 3)), np.ones((4, 5)))
    kept = flatten(layers)
    _, gradient = loss_and_gradient(CONFIG, layers, data)
    np.testing.assert_array_equal(flatten(layers), kept)
    assert not any(np.shares_memory(dW, W) for (dW, _), (W, _) in zip(gradient, layers, strict=True))


def test_numbers_too_large_for_a_float_give_no_warning():
    layers = [(np.full((2, 2), 1e200), np.zeros(2)), (np.full((2, 2), -1e200), np.zeros(2))]
    config = Config(hidden=(2,), hidden_activation="relu", output_activation="linear")
    outputs = predict(config, layers, [[1, 1]])
    loss, _ = loss_and_gradient(config, layers, Dataset([[1, 1]], [[0, 0]]))
    assert not np.isfinite(outputs).any() and not np.isfinite(loss)

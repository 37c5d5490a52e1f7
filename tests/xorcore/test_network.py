"""A network's forward pass is a = f(x W + b), its way back the chain rule; test_gradient.py has the differences."""

from dataclasses import replace

import numpy as np
import pytest

from xorcore import ACTIVATIONS, LOSSES, Config, ConfigError, Dataset, loss_and_gradient, predict
from xorcore.compiled import run
from xorcore.network import Network, Predictor, network_sizes
from xorcore.parameters import flatten, unflatten

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


def by_the_chain_rule(config, layers, x, y):
    """The loss and the gradient of each layer, sample by sample as rows."""
    xs, slopes, a, n = [], [], x, len(x)
    for number, (W, b) in enumerate(layers, 1):
        activation = ACTIVATIONS[config.output_activation if number == len(layers) else config.hidden_activation]
        xs.append(a)
        z = a @ W + b
        a = activation(z)
        slopes.append(activation.slope(a))
    scale = 1 / n if config.reduction == "mean" else 1
    if config.loss == "cross_entropy":
        loss, delta = (np.logaddexp(0, z) - y * z).sum(), a - y
    else:
        loss, delta = ((a - y) ** 2).sum() / 2, (a - y) * slopes[-1]
    gradient = []
    for (W, _), x, slope in reversed(list(zip(layers, xs, [None, *slopes], strict=False))):
        gradient.append((scale * x.T @ delta, scale * delta.sum(axis=0)))
        delta = None if slope is None else delta @ W.T * slope
    return scale * loss, gradient[::-1]


@pytest.mark.parametrize("hidden", ACTIVATIONS)
@pytest.mark.parametrize(("output", "loss"), [(a, loss) for a in ACTIVATIONS for loss in LOSSES
                                              if LOSSES[loss].output_activation in (None, a)])
@pytest.mark.parametrize(("sizes", "reduction"), [(SIZES, "sum"), (SIZES, "mean"), ((3, 1), "mean"), ((1, 2, 1), "sum")])
def test_the_way_back_is_the_chain_rule(hidden, output, loss, sizes, reduction):
    config = Config(hidden=sizes[1:-1], hidden_activation=hidden, output_activation=output, loss=loss, reduction=reduction)
    rng, layers = np.random.default_rng(2), parameters(sizes)
    x, y = rng.normal(size=(6, sizes[0])), rng.uniform(size=(6, sizes[-1]))
    flat, gradient = flatten(layers), np.empty(sum(W.size + b.size for W, b in layers))
    network = Network(config, sizes, flat, 6).load(x, y)
    run(network.forward + network.backward(gradient))
    expected_loss, expected = by_the_chain_rule(config, layers, x, y)
    assert network.data_loss() == pytest.approx(expected_loss, rel=1e-12) and type(network.data_loss()) is float
    np.testing.assert_allclose(gradient, flatten(expected), rtol=1e-10, atol=1e-14)
    assert flat.tolist() == flatten(layers).tolist()


def test_a_network_reads_its_weights_and_samples_anew_at_every_run():
    flat = flatten(parameters())
    network = Network(CONFIG, SIZES, flat, 2).load(np.zeros((2, 3)), np.zeros((2, 5)))
    for factor in (1, -2):
        flat[:] = factor * flatten(parameters())
        network.load(np.full((2, 3), factor), np.ones((2, 5)))
        run(network.forward)
        expected = predict(CONFIG, unflatten(flat, SIZES), np.full((2, 3), factor))
        np.testing.assert_allclose(network.outputs.T, expected)
        np.testing.assert_allclose(network.error.T, expected - 1)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_all_of_a_network_has_the_type_of_its_weights(dtype):
    network = Network(CONFIG, SIZES, flatten(parameters()).astype(dtype), 2)
    assert {part.dtype for layer in network.layers for part in layer[:-1]} == {np.dtype(dtype)}
    assert network.inputs.shape == (3, 2) and network.outputs.shape == network.targets.shape == (5, 2)


@pytest.mark.parametrize(("layers", "inputs", "message"), [
    (parameters((3, 4, 5)), [[1, 2, 3]], r"^the weights must fit the layers \(3, 4, 2, 5\), got \(3, 4, 5\)$"),
    ([(W * np.nan, b) for W, b in parameters()], [[1, 2, 3]], "^weights and biases must be finite numbers, got nan or"),
    (parameters(), [["a", 1, 2]], "^inputs must be a table of numbers with a row per sample$"),
    (parameters(), [[1, np.inf, 2]], "^inputs must be finite numbers, got nan or infinity$"),
])
def test_what_predict_cannot_use_is_refused(layers, inputs, message):
    with pytest.raises(ValueError, match=message):
        predict(CONFIG, layers, inputs)


def test_a_predictor_answers_for_any_weights_and_hands_out_copies():
    inputs = np.random.default_rng(1).normal(size=(7, 3))
    predictor, flat = Predictor(CONFIG, SIZES, inputs), flatten(parameters())
    first = predictor(flat)
    second = predictor(-flat)
    np.testing.assert_array_equal(first, predict(CONFIG, parameters(), inputs))
    np.testing.assert_array_equal(second, predict(CONFIG, unflatten(-flat, SIZES), inputs))
    with pytest.raises(ValueError, match="parameters, got 2"):
        predictor(flat[:2])

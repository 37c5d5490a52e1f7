"""The gradient is the derivative of the loss: the one that is shown and the one that training uses."""

import numpy as np
import pytest

from xorcore import ACTIVATIONS, LOSSES, Config, Dataset, loss_and_gradient, train
from xorcore.network import Network
from xorcore.parameters import flatten, unflatten

EPS = 1e-5
LARGEST_ERROR = 1e-6
SIZES = (2, 3, 4, 2)
ROWS = 7  # not a multiple of the batch sizes below

FUNCTIONS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "linear": lambda z: z,
}


def samples():
    rng = np.random.default_rng(5)
    return Dataset(rng.normal(size=(ROWS, 2)), rng.uniform(0.1, 0.9, (ROWS, 2)))


def start():
    return np.random.default_rng(6).normal(0, 0.8, sum(i * o + o for i, o in zip(SIZES, SIZES[1:], strict=False)))


def config(**settings):
    return Config(dataset="own", hidden=SIZES[1:-1], **settings)


def plain_loss(config, flat, inputs, targets):
    """The loss of these rows, written without the core's network, activations and losses."""
    layers, a = unflatten(flat, SIZES), inputs
    for number, (W, b) in enumerate(layers, 1):
        a = FUNCTIONS[config.output_activation if number == len(layers) else config.hidden_activation](a @ W + b)
    if config.loss == "half_squared_error":
        total = 0.5 * np.sum((a - targets) ** 2)
    else:
        total = -np.sum(targets * np.log(a) + (1 - targets) * np.log(1 - a))
    data = total / len(inputs) if config.reduction == "mean" else total
    return data + config.l2 / 2 * sum(np.sum(W**2) for W, _ in layers)


def central_differences(config, flat, inputs, targets):
    gradient = np.empty_like(flat)
    for i in range(len(flat)):
        step = np.zeros_like(flat)
        step[i] = EPS
        rise = plain_loss(config, flat + step, inputs, targets) - plain_loss(config, flat - step, inputs, targets)
        gradient[i] = rise / (2 * EPS)
    return gradient


def largest_error(gradient, numeric):
    """The worst relative error of any component; equal components, such as the zeros of a dead relu, have none."""
    size = np.abs(gradient) + np.abs(numeric)
    return np.max(np.abs(gradient - numeric) / np.where(size == 0, 1, size))


def shown_error(config):
    data = samples()
    _, gradient = loss_and_gradient(config, unflatten(start(), SIZES), data)
    return largest_error(flatten(gradient), central_differences(config, start(), data.inputs, data.targets))


def used_error(config):
    """The change that one epoch of gradient descent makes, against the same epoch with central differences."""
    data, w = samples(), start()
    trainer = train(config, parameters=unflatten(start(), SIZES), dataset=data)
    next(trainer)
    trained = next(trainer).vector
    size = config.batch_size or ROWS
    biases = flatten([(np.zeros_like(W), np.ones_like(b)) for W, b in unflatten(w, SIZES)]) == 1
    for begin in range(0, ROWS, size):
        rows = slice(begin, begin + size)
        gradient = central_differences(config, w, data.inputs[rows], data.targets[rows])
        gradient[biases & (not config.train_biases)] = 0
        w = w - config.learning_rate * gradient
    return largest_error(trained - start(), w - start())


def output_for(loss):
    return LOSSES[loss].output_activation or "sigmoid"


every_loss = pytest.mark.parametrize("loss", LOSSES)
every_hidden = pytest.mark.parametrize("hidden_activation", ACTIVATIONS)
every_reduction = pytest.mark.parametrize("reduction", ["sum", "mean"])
every_batch = pytest.mark.parametrize("batch_size", [0, 3, 1], ids=["full_batch", "mini_batch", "per_sample"])


@every_hidden
@every_loss
@every_reduction
def test_shown_gradient_equals_central_differences(hidden_activation, loss, reduction):
    assert shown_error(config(hidden_activation=hidden_activation, loss=loss, reduction=reduction)) <= LARGEST_ERROR


@every_hidden
@every_loss
@every_reduction
@every_batch
def test_used_gradient_equals_central_differences(hidden_activation, loss, reduction, batch_size):
    settings = config(
        hidden_activation=hidden_activation, loss=loss, reduction=reduction, batch_size=batch_size,
        optimizer="gradient_descent", learning_rate=0.1,
    )
    assert used_error(settings) <= LARGEST_ERROR


@pytest.mark.parametrize("output_activation", ACTIVATIONS)
@every_hidden
def test_every_output_activation_has_its_gradient(hidden_activation, output_activation):
    settings = config(hidden_activation=hidden_activation, output_activation=output_activation)
    assert shown_error(settings) <= LARGEST_ERROR


@every_loss
@every_reduction
@every_batch
@pytest.mark.parametrize("train_biases", [True, False])
def test_gradient_contains_l2_and_leaves_frozen_biases(loss, reduction, batch_size, train_biases):
    settings = config(
        loss=loss, reduction=reduction, batch_size=batch_size, train_biases=train_biases, l2=0.3,
        optimizer="gradient_descent", learning_rate=0.1,
    )
    assert shown_error(settings) <= LARGEST_ERROR
    assert used_error(settings) <= LARGEST_ERROR


@every_loss
@every_reduction
@pytest.mark.parametrize("l2", [0, 0.3])
def test_shown_loss_is_the_loss_as_configured(loss, reduction, l2):
    settings, data = config(loss=loss, reduction=reduction, l2=l2), samples()
    value, _ = loss_and_gradient(settings, unflatten(start(), SIZES), data)
    assert value == pytest.approx(plain_loss(settings, start(), data.inputs, data.targets), rel=1e-13)


def test_check_notices_any_component_that_is_wrong_by_a_thousandth():
    data = samples()
    numeric = central_differences(config(), start(), data.inputs, data.targets)
    for i in range(len(numeric)):
        wrong = numeric.copy()
        wrong[i] *= 1.001
        assert largest_error(wrong, numeric) > LARGEST_ERROR


def test_check_notices_a_backward_pass_that_is_wrong_by_a_thousandth(monkeypatch):
    right = Network.backward

    def wrong(self, gradient):
        return [*right(self, gradient), lambda: np.multiply(gradient, 1.001, gradient)]

    monkeypatch.setattr(Network, "backward", wrong)
    assert shown_error(config()) > 100 * LARGEST_ERROR
    assert used_error(config(optimizer="gradient_descent")) > 100 * LARGEST_ERROR


def test_cross_entropy_is_exact_where_its_logarithms_are_not():
    """At z = 800 and target 0 the loss is 800, but log(1 - sigmoid(z)) is log 0."""
    settings = Config(dataset="own", hidden=(), loss="cross_entropy")
    value, [(dW, db)] = loss_and_gradient(settings, [([[800.0]], [0.0])], Dataset([[1.0]], [[0.0]]))
    assert value == 800
    assert dW[0, 0] == db[0] == 1


@pytest.mark.parametrize(
    ("inputs", "outputs"), [(1, 2), (3, 2), (2, 1), (2, 3)], ids=["one_input", "inputs", "one_output", "outputs"]
)
def test_loss_and_gradient_refuses_samples_that_do_not_fit(inputs, outputs):
    """One column would spread over all inputs or outputs if NumPy were left to broadcast it."""
    with pytest.raises(ValueError, match=r"\bgot\b"):
        loss_and_gradient(config(), unflatten(start(), SIZES), Dataset(np.ones((4, inputs)), np.ones((4, outputs))))


def test_loss_and_gradient_change_neither_parameters_nor_data():
    layers, data = unflatten(start(), SIZES), samples()
    kept = flatten(layers)
    _, gradient = loss_and_gradient(config(), layers, data)
    np.testing.assert_array_equal(flatten(layers), kept)
    assert not any(np.shares_memory(dW, W) for (dW, _), (W, _) in zip(gradient, layers, strict=True))

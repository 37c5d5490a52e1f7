"""Sohl-Dickstein's value, written here a second time from all losses."""

from dataclasses import replace

import numpy as np
import pytest

from xorcore import Config, train, train_many
from xorcore.classics import MAP_PRESETS
from xorcore.many.trainability import equalised


def value(losses):
    """As in data/README.md: v = loss / first, at most 1e6; negative where the mean of the last 20 is below 1."""
    v = np.array(losses) / losses[0]
    v = np.where(np.isfinite(v), np.minimum(v, 1e6), 1e6)
    return -v.sum() if v[-20:].mean() < 1 else (1 / v).sum()


def losses_without_divergence(config):
    """All losses of `train`, each before its update, for a Config whose runs do not diverge."""
    return [epoch.loss for epoch in train(config)][: config.epochs]


@pytest.mark.parametrize("epochs", [5, 20, 21, 200])
@pytest.mark.parametrize("optimizer", ["momentum", "as_printed"])
def test_value_is_that_of_all_losses(epochs, optimizer):
    config = Config(optimizer=optimizer, epochs=epochs, stop_at_loss=0.52)
    outcome = train_many(config, range(5), trainability=True)
    expected = [value(losses_without_divergence(replace(config, seed=s, stop_at_loss=None))) for s in range(5)]
    np.testing.assert_allclose(outcome.sohl_dickstein, expected, rtol=1e-10)
    assert (outcome.trained == epochs).all()
    assert (outcome.epochs >= 0).any()  # nobody leaves, though some are solved


@pytest.mark.parametrize("level", [0.52, 1000])  # in the course of training, and before it
def test_who_is_solved_is_solved_at_the_first_epoch_though_all_train_on(level):
    config = Config(optimizer="momentum", epochs=200, stop_at_loss=level)
    all_epochs = train_many(config, 5, trainability=True).epochs
    assert all_epochs.tolist() == train_many(config, 5).epochs.tolist()
    assert ((all_epochs >= 0) & (all_epochs < 200)).any()


@pytest.mark.parametrize("epochs", [1, 19, 20, 30])
def test_a_run_that_stays_at_its_first_loss_has_not_converged(epochs):
    """Equal weights of 0 give XOR no gradient at all: each of its v is 1."""
    outcome = train_many(Config(init="zeros", epochs=epochs), 1, trainability=True)
    assert outcome.sohl_dickstein.tolist() == [epochs]


def test_runs_that_climb_beyond_all_limits_are_counted_to_the_end():
    """A linear net of one weight: the error is multiplied by 1 - rate in every epoch, the loss by its square."""
    from xorcore import Dataset

    config = Config(dataset="own", hidden=(), output_activation="linear", optimizer="gradient_descent", epochs=1000,
                    train_biases=False)  # fmt: skip
    rates = np.array([0.5, 1.5, 1.999, 2.001, 2.5, 4.0, 1000.0])
    outcome = train_many(config, parameters=[([[1.0]], [0.0])], dataset=Dataset([[1]], [[0]]), learning_rate=rates,
                         trainability=True)
    with np.errstate(over="ignore"):
        expected = [value(0.5 * (1 - rate) ** (2.0 * np.arange(1000))) for rate in rates]
    np.testing.assert_allclose(outcome.sohl_dickstein, expected, rtol=1e-9)
    assert (outcome.sohl_dickstein < 0).tolist() == [True, True, True, False, False, False, False]


def test_sohl_dicksteins_net_in_our_factors_is_his():
    """The same run with his formulas: layers scaled in the network, mean squared error, a rate for each layer."""
    preset = MAP_PRESETS["Sohl-Dickstein: two learning rates"]
    (w1, _), (w2, _) = preset.parameters
    X, Y, n = preset.dataset.inputs, preset.dataset.targets, len(w1)
    W1, W2, rates, losses = w1 * np.sqrt(n / 2), w2 * n, (3.0, 20.0), []
    for _ in range(30):
        a = np.tanh(np.sqrt(2 / n) * X @ W1)
        error = a @ W2 / n - Y
        losses.append((error**2).mean())
        d2 = 2 * error / len(X) / n
        d1 = (d2 @ W2.T) * (1 - a**2) * np.sqrt(2 / n)
        W1, W2 = W1 - rates[0] * X.T @ d1, W2 - rates[1] * a.T @ d2
    outcome = train_many(replace(preset.config, epochs=29), parameters=preset.parameters, dataset=preset.dataset,
                         learning_rate=[[rates[0] * 4 / n, rates[1] * 2 / n**2]], record=range(30))
    np.testing.assert_allclose(2 * outcome.losses[:, 0], losses, rtol=1e-10)
    assert losses[-1] < losses[0]


def test_equalised_colours_are_ranks_on_each_side_of_zero():
    colours = equalised(np.array([[-8.0, -0.2], [0.3, 100.0], [-5.0, np.nan]]))
    np.testing.assert_allclose(colours, [[-1, -1 / 3], [1 / 2, 1], [-2 / 3, np.nan]])

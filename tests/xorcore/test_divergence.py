"""A run that diverges ends by itself, with its reason in words and numbers that are finite and true."""

from dataclasses import replace

import numpy as np
import pytest

from xorcore import OPTIMIZERS, Config, ConfigError, Dataset, loss_and_gradient, train
from xorcore.divergence import DivergenceCheck, is_beyond, is_finite, is_within, l2_alone_diverges, momentum_is_a_rate


def run(config, **start):
    return list(train(config, **start))


DIVERGING = [
    {"output_activation": "linear", "learning_rate": 1000},
    {"output_activation": "relu", "hidden_activation": "relu", "learning_rate": 1000},
    {"output_activation": "linear", "hidden_activation": "linear", "learning_rate": 1000, "batch_size": 1},
    {"output_activation": "linear", "hidden_activation": "relu", "learning_rate": 1, "batch_size": 1, "hidden": (32,) * 6},
    {"output_activation": "linear", "hidden_activation": "linear", "init_scale": 100, "hidden": (32,) * 6},
    {"output_activation": "linear", "optimizer": "nesterov", "learning_rate": 100, "hidden": ()},
    {"output_activation": "linear", "loss": "half_squared_error", "reduction": "mean", "learning_rate": 50, "l2": 10},
    {"loss": "cross_entropy", "optimizer": "adam", "learning_rate": 1000, "l2": 10},
    {"dataset": "noisy_xor", "test_share": 0.3, "output_activation": "linear", "learning_rate": 1000, "batch_size": 9},
]


@pytest.mark.parametrize("settings", DIVERGING, ids=lambda settings: "-".join(map(str, settings.values())))
def test_divergence_ends_the_run_with_its_reason_and_finite_numbers(settings):
    config = Config(**settings)
    trainer = train(config)
    epochs = list(trainer)
    last = epochs[-1]
    assert last.number < config.epochs
    assert last.diverged and "\n" not in last.diverged
    assert not any(epoch.diverged for epoch in epochs[:-1])
    assert trainer.ended == "diverged"
    assert np.isfinite([last.loss, last.running_loss, *last.vector]).all()
    assert np.isfinite(last.test_loss) == bool(config.test_share)
    loss, _ = loss_and_gradient(config, last.parameters, trainer.dataset)
    assert last.loss == pytest.approx(loss, rel=1e-12)


ONE_WEIGHT = Config(dataset="own", hidden=(), output_activation="linear", optimizer="gradient_descent",
                    train_biases=False, learning_rate=1000)  # fmt: skip


def one_weight(start, x, target, config=ONE_WEIGHT):
    return run(config, parameters=[([[start]], [0.0])], dataset=Dataset([[x]], [[target]]))


def test_an_update_that_is_not_finite_is_not_applied():
    """w = 1e5 at x = 1e145 has a loss of 5e299 and an update of 1e298, whose loss is too large for a float."""
    first, last = one_weight(1e5, 1e145, 0)
    assert last.diverged == "the update gave numbers that are not finite and was not applied"
    assert last.vector.tobytes() == first.vector.tobytes()
    assert last.loss == first.loss


def test_a_loss_of_more_than_10_times_the_first_is_divergence():
    """With rate r and x = 1 the error is multiplied by 1 - r, the loss by its square: 9 and 16."""
    below = one_weight(1, 1, 0, replace(ONE_WEIGHT, learning_rate=4.0, epochs=1))
    beyond = one_weight(1, 1, 0, replace(ONE_WEIGHT, learning_rate=5.0, epochs=1))
    assert (below[-1].diverged, below[-1].loss) == ("", 4.5)
    assert (beyond[-1].diverged, beyond[-1].loss) == ("the loss grew to more than 10 times the first", 8)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_weight_beyond_a_million_is_divergence(sign):
    """A tiny input asks for a huge weight: the loss falls all the while."""
    epochs = one_weight(0, 1e-6, sign * 1.5, replace(ONE_WEIGHT, optimizer="adam", learning_rate=1000, epochs=2000))
    assert epochs[-1].diverged == "a weight grew beyond 1\u202f000\u202f000"
    assert epochs[-1].loss < epochs[0].loss
    assert sign * epochs[-1].vector[0] > 1e6 >= sign * epochs[-2].vector[0]


def test_many_large_weights_together_are_not_divergence():
    start = [(np.full((2, 4), 4e5), np.zeros(4)), (np.full((4, 4), 4e5), np.zeros(4)), (np.zeros((4, 1)), np.zeros(1))]
    assert run(Config(epochs=3), parameters=start)[-1].number == 3


@pytest.mark.parametrize(("reduction", "rate", "guessing"), [("sum", 2.5, 1), ("mean", 5, 0.5)])
def test_after_a_nearly_perfect_start_only_a_loss_worse_than_guessing_is_divergence(reduction, rate, guessing):
    """Ten times almost nothing is almost nothing. Here the loss is multiplied by 16 in every epoch, up from 1e-6; the
    mean over the two samples is half of it."""
    config = replace(ONE_WEIGHT, learning_rate=rate, reduction=reduction)
    epochs = run(config, parameters=[([[1.001]], [0.0])], dataset=Dataset([[-1], [1]], [[-1], [1]]))
    assert epochs[1].loss == pytest.approx(16 * epochs[0].loss) == pytest.approx(1.6e-5 * guessing)
    assert epochs[-1].diverged and epochs[-2].loss <= 10 * guessing < epochs[-1].loss


def test_the_mean_answer_is_that_of_each_output():
    """Targets 0 and 5 that are the same at all samples: the mean answers have no error."""
    dataset = Dataset([[0], [1]], [[0, 5], [0, 5]])
    assert DivergenceCheck(1.0, dataset, "sum").loss_limit == 10


def test_rates_beyond_the_limits_cannot_be_set_while_training():
    with pytest.raises(ConfigError):
        train(Config()).change(learning_rate=1e300)


@pytest.mark.parametrize(("rule", "momentum", "edge"), [
    ("gradient_descent", 0.9, 2), ("momentum", 0.5, 3), ("momentum", 0.9, 3.8), ("nesterov", 0.5, 1.5),
])
def test_l2_alone_diverges_beyond_the_edge_of_the_rule(rule, momentum, edge):
    """Edges of learning rate times L2 on a parabola: 2; the heavy ball's 2 (1 + m); Nesterov's 2 (1 + m) / (1 + 2 m)."""
    config = Config(optimizer=rule, momentum=momentum, l2=4)
    assert not l2_alone_diverges(replace(config, learning_rate=0.98 * edge / 4))
    assert l2_alone_diverges(replace(config, learning_rate=1.1 * edge / 4))


@pytest.mark.parametrize("config", [Config(), Config(optimizer="adam", l2=10, learning_rate=100), Config(l2=0.1)])
def test_l2_alone_does_not_diverge_where_there_is_none_or_steps_are_bounded(config):
    assert not l2_alone_diverges(config)


@pytest.mark.parametrize(("first_loss", "reduction", "limit", "reference"), [
    (3, "sum", 30, "the first"), (1, "sum", 20, "that of always answering the mean target"),
    (2, "sum", 20, "the first"), (1, "mean", 10, "the first"),
    (0.25, "mean", 5, "that of always answering the mean target"),
])
def test_the_limit_is_ten_times_the_first_loss_or_that_of_the_mean_answer(first_loss, reduction, limit, reference):
    """Targets 0 and 2, twice: half of the squares from 1 are 2, their mean 1/2."""
    check = DivergenceCheck(first_loss, Dataset(np.zeros((4, 2)), [0, 2, 2, 0]), reduction)
    assert check.loss_limit == limit
    assert check.reason(limit, np.zeros(3)) == ""
    assert check.reason(np.nextafter(limit, np.inf), np.zeros(3)) == f"the loss grew to more than 10 times {reference}"


@pytest.mark.parametrize("weight", [1e6, -1e6])
def test_a_weight_of_a_million_is_not_beyond(weight):
    check = DivergenceCheck(1.0, Dataset([[0], [1]], [0, 1]), "sum")
    assert check.reason(1.0, np.array([0, weight])) == ""
    assert check.reason(1.0, np.array([0, np.nextafter(weight, 2 * weight)])) == "a weight grew beyond 1\u202f000\u202f000"
    assert check.reason(11.0, np.array([0, 2 * weight])) == "the loss grew to more than 10 times the first"


def test_of_many_each_is_beyond_or_within_its_own_limit():
    loss, limit = np.array([1.0, 2, 2, np.nan]), np.array([1.0, 1, 3, 3])
    flat = np.array([[0, 0, 1e6, 0], [0, 0, 1e6, 0]])
    assert is_within(loss, limit, (flat**2).sum(axis=0)).tolist() == [True, False, False, False]
    assert is_beyond(loss[:3], limit[:3], flat[:, :3]).tolist() == [False, True, False]
    assert is_within(1.0, 1.0, 1e12) and not is_within(1.0, 1.0, np.nextafter(1e12, 2e12))


def test_numbers_are_finite_where_none_is_nan_or_infinite():
    flat = np.zeros((2, 4))
    flat[1, 3] = np.inf
    assert is_finite(np.array([1, np.nan, 1, 1]), np.array([1, 1, np.inf, 1]), flat).tolist() == [True, False, False, False]


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_momentum_is_a_rate_where_it_moves_a_weight_by_itself(rule):
    assert momentum_is_a_rate(Config(optimizer=rule, momentum=0.5)) == (rule in ("previous_gradient", "as_printed"))
    assert not momentum_is_a_rate(Config(optimizer=rule, momentum=0))

"""A rule, an activation, a loss or a data set that is added at run time, by one record, works wherever ours do."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from tests.xorcore.step.test_explanation import shown_digits, worked_out
from xorcore import (
    ACTIVATIONS,
    DATASETS,
    LOSSES,
    OPTIMIZERS,
    Config,
    ConfigError,
    diagnose,
    gradient_check,
    loss_and_gradient,
    step_trace,
    train,
    train_many,
)
from xorcore.activations import Activation
from xorcore.compiled import total
from xorcore.datasets import Generator
from xorcore.losses import Loss
from xorcore.optimizers import MEAN_GRADIENT, Optimizer
from xorcore.parameters import flatten
from xorcore.statistics import nearest_plateau, plateau_losses
from xorcore.step import explain_a, explain_bias, explain_delta, explain_loss, explain_update, explain_weight, explain_z


def adagrad(w, g, l, m, s):
    """s <- s + g^2;  w <- w - l g / (sqrt(s) + 1e-8): Duchi, Hazan & Singer (2011)."""
    s = s + g * g
    return w - l * g / (np.sqrt(s) + 1e-8), s


def quasi_hyperbolic(w, g, l, m, v):
    """v <- m v + (1 - m) g;  w <- w - l (0.3 g + 0.7 v): Ma & Yarats (2019)."""
    v = m * v + (1 - m) * g
    return w - l * (0.3 * g + 0.7 * v), v


def leaky_relu(z):
    return np.where(z > 0, z, 0.1 * z)


def leaky_relu_slope(a):
    return np.where(a > 0, 1, 0.1)


def soft_sign(z):
    return z / np.sqrt(1 + z * z)


def soft_sign_slope(a):
    return (1 - a * a) * np.sqrt(1 - a * a)


def pseudo_huber(z, y, error):
    """sum [sqrt(1 + (a - y)^2) - 1]"""
    return total(np.sqrt(1 + error * error) - 1)


def pseudo_huber_delta(z, y, error, slope):
    return error / np.sqrt(1 + error * error) * slope


def logistic(z, y, error):
    """sum ln(1 + e^(-(2y - 1) z)), from z alone"""
    return total(np.log1p(np.exp(-(2 * y - 1) * z)))


def logistic_delta(z, y, error, slope):
    t = 2 * y - 1
    return -t / (1 + np.exp(t * z))


def and_gate(samples, rng):
    return np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float), np.array([0, 0, 0, 1], float)


ADDED = [
    (OPTIMIZERS, "optimizer", Optimizer(
        adagrad, ("sₜ = sₜ₋₁ + gₜ²", "Δw = −l·gₜ/(√(sₜ) + 1e−8)"), ("−l·gₜ/(√(sₜ) + 1e−8)",), {"s": "sum of squares"},
        adaptive=True,
    ), {}),
    (OPTIMIZERS, "optimizer", Optimizer(
        quasi_hyperbolic, ("vₜ = m·vₜ₋₁ + (1 − m)·gₜ", "Δw = −l·(0.3·gₜ + 0.7·vₜ)"),
        ("−l·(0.3 + 0.7·(1 − m))·gₜ", "−l·0.7·m·vₜ₋₁"), {"v": MEAN_GRADIENT}, uses_momentum=True,
    ), {}),
    (ACTIVATIONS, "hidden_activation", Activation(
        leaky_relu, leaky_relu_slope, "max(z, 0.1·z)", "0.1 + 0.9·[a > 0]", kinks=(0.0,),
    ), {}),
    (ACTIVATIONS, "output_activation", Activation(
        soft_sign, soft_sign_slope, "z/√(1 + z²)", "(1 − a²)·√(1 − a²)", -1, 1,
    ), {}),
    (LOSSES, "loss", Loss(
        pseudo_huber, pseudo_huber_delta, "Σ [√(1 + (a − y)²) − 1]", "(√(1 + (a − y)²) − 1)",
        "f′ · (a − y)/√(1 + (a − y)²)",
    ), {"reduction": "mean"}),
    (LOSSES, "loss", Loss(
        logistic, logistic_delta, "Σ ln(1 + e^(−(2y − 1)z))", "ln(1 + e^(−(2·y − 1)·z))",
        "−(2·y − 1)/(1 + e^((2·y − 1)·z))", "sigmoid",
    ), {"l2": 0.01}),
    (DATASETS, "dataset", Generator(and_gate, False), {"batch_size": 3}),
]  # fmt: skip


@pytest.fixture(params=ADDED, ids=lambda added: f"{added[1]}-{getattr(added[2], '__name__', type(added[2]).__name__)}")
def config(request, monkeypatch):
    registry, field, record, settings = request.param
    monkeypatch.setitem(registry, "mine", record)
    return Config(**{field: "mine", "epochs": 200, "learning_rate": 0.1, "init": "xavier", "seed": 1, **settings})


def test_what_is_not_added_is_refused():
    with pytest.raises(ConfigError, match="optimizer"):
        Config(optimizer="mine")


def test_it_is_trained_alone_and_the_loss_falls(config):
    first, *_, last = train(config)
    assert last.loss < first.loss and not last.diverged


def test_in_thousands_each_is_the_run_that_it_is_alone(config):
    outcome = train_many(config, range(1000))
    for seed in (0, 1, 999):
        *_, last = train(replace(config, seed=seed))
        alone = flatten([(W[seed], b[seed]) for W, b in outcome.parameters])
        np.testing.assert_allclose(alone, last.vector, rtol=1e-7, atol=1e-10)


def test_its_gradient_is_that_of_central_differences(config):
    trainer = train(config)
    *_, epoch = islice(trainer, 5)
    check = gradient_check(config, epoch.parameters, trainer.dataset)
    assert check.passed


def explained(trace):
    for layer, here in enumerate(trace.layers):
        yield explain_z(trace, layer, 0, 0), here.z[0, 0]
        yield explain_a(trace, layer, 0, 0), here.a[0, 0]
        yield explain_delta(trace, layer, 0, 0), here.delta[0, 0]
        yield explain_weight(trace, layer, 0, 0, 1), here.x[1, 0] * here.delta[1, 0]
        yield explain_weight(trace, layer, 0, 0), here.dW[0, 0]
        yield explain_bias(trace, layer, 0), here.db[0]
        *lines, last = explain_update(trace, layer, 0, 0)
        yield from ((line, line.value) for line in lines)
        yield last, here.new_W[0, 0]
    yield explain_loss(trace, 0), trace.sample_losses[0]
    yield explain_loss(trace), trace.loss


def test_a_step_is_taken_apart_and_every_printed_number_is_what_it_says(config):
    trainer = train(config)
    *_, epoch = islice(trainer, 4)
    trace = step_trace(config, epoch.parameters, trainer.dataset, trainer.state().memory)
    for explanation, value in explained(trace):
        result, half = shown_digits(explanation.result)
        assert explanation.value == value
        assert worked_out(explanation.numbers) == pytest.approx(value, rel=1e-12, abs=1e-15), explanation
        assert result == pytest.approx(value, rel=1e-12, abs=2 * half)
    np.testing.assert_allclose(sum(trace.update.terms.values()), trace.new_vector - trace.vector, rtol=1e-9, atol=1e-15)


def test_a_step_taken_apart_is_the_step_that_training_takes(config):
    config = replace(config, batch_size=0)
    trainer = train(config)
    *_, epoch = islice(trainer, 4)
    trace = step_trace(config, epoch.parameters, trainer.dataset, trainer.state().memory)
    np.testing.assert_array_equal(trace.new_vector, next(trainer).vector)
    for vector, after in zip(trace.new_memory, trainer.state().memory, strict=True):
        np.testing.assert_array_equal(vector, after)


def test_a_students_numbers_are_diagnosed(config):
    start, _, _, after = islice(train(config), 4)
    dataset = train(config).dataset
    assert diagnose(config, start.parameters, dataset, weights=after.parameters, steps=3).matches
    _, gradient = loss_and_gradient(replace(config, batch_size=0), start.parameters, dataset)
    whole = replace(config, batch_size=0)
    assert diagnose(whole, start.parameters, dataset, gradients=gradient).matches
    other = replace(whole, reduction="mean" if config.reduction == "sum" else "sum", l2=0.0)
    _, wrong = loss_and_gradient(other, start.parameters, dataset)
    answer = diagnose(replace(whole, l2=0.0), start.parameters, dataset, gradients=wrong)
    assert not answer.matches and other.reduction in answer.sentence


def test_its_plateaus_are_known(config):
    levels = list(plateau_losses(config).values())
    assert levels == sorted(levels) and levels[0] == 0 < levels[1]
    assert nearest_plateau(config, levels[1]).distance == 0

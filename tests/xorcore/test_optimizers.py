"""Every update rule follows its equation, written here a second time in plain NumPy."""

import numpy as np
import pytest

from xorcore import OPTIMIZERS
from xorcore.compiled import recorded, run

STEPS = 5
L, M = 0.03, 0.7


def gradient_descent(w, gradients):
    for g in gradients:
        w = w - L * g
        yield w


def previous_gradient(w, gradients):
    for g, before in zip(gradients, [0 * w, *gradients], strict=False):
        w = w - (L * g + M * before)
        yield w


def as_printed(w, gradients):
    for g, before in zip(gradients, [0 * w, *gradients], strict=False):
        w = w + (M * before - L * g)
        yield w


def momentum(w, gradients):
    for t in range(len(gradients)):
        velocity = sum(-L * M ** (t - k) * gradients[k] for k in range(t + 1))
        w = w + velocity
        yield w


def nesterov(w, gradients):
    for t in range(len(gradients)):
        velocity = sum(-L * M ** (t - k) * gradients[k] for k in range(t + 1))
        w = w + M * velocity - L * gradients[t]
        yield w


def rmsprop(w, gradients):
    mean_square = 0 * w
    for g in gradients:
        mean_square = 0.9 * mean_square + 0.1 * g**2
        w = w - L * g / (np.sqrt(mean_square) + 1e-8)
        yield w


def adam(w, gradients):
    """Algorithm 1 of Kingma & Ba (2015), with its bias correction 1 - beta^t."""
    first, second = 0 * w, 0 * w
    for t, g in enumerate(gradients, 1):
        first = 0.9 * first + (1 - 0.9) * g
        second = 0.999 * second + (1 - 0.999) * g**2
        w = w - L * (first / (1 - 0.9**t)) / (np.sqrt(second / (1 - 0.999**t)) + 1e-8)
        yield w


EQUATIONS = {
    rule.__name__: rule
    for rule in (gradient_descent, previous_gradient, as_printed, momentum, nesterov, rmsprop, adam)
}


def calls_of(name, w, g, l=L, m=M):
    """What an engine runs for one step of this rule, from memory 0."""
    rule = OPTIMIZERS[name]
    memory = rule.start(w)
    return recorded(rule.step, (w, g, np.asarray(l), np.asarray(m), *memory), (w, *memory))


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("size", [1, 7, 33])
def test_rule_follows_its_equation(name, size):
    rng = np.random.default_rng(size)
    start, gradients = rng.normal(size=size), rng.normal(size=(STEPS, size))
    w, g = start.copy(), np.empty(size)
    calls = calls_of(name, w, g)
    for gradient, expected in zip(gradients, EQUATIONS[name](start, list(gradients)), strict=True):
        g[:] = gradient
        run(calls)
        np.testing.assert_allclose(w, expected, rtol=1e-12, atol=1e-15)
        np.testing.assert_array_equal(g, gradient)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_rates_changed_in_place_hold_from_the_next_step(name):
    w, g, rate, keep = np.zeros(3), np.ones(3), np.array(L), np.array(M)
    calls = calls_of(name, w, g, rate, keep)
    rate[...], keep[...] = 0, 0
    run(calls)
    np.testing.assert_array_equal(w, 0)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_momentum_matters_exactly_where_the_rule_says_so(name):
    def after_two_steps(m):
        w = np.zeros(3)
        run(2 * calls_of(name, w, np.ones(3), m=m))
        return w

    assert OPTIMIZERS[name].uses_momentum != np.array_equal(after_two_steps(0.1), after_two_steps(0.6))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_memory_starts_at_zero_and_zero_gradient_moves_nothing(name):
    w = np.arange(4.0)
    run(calls_of(name, w, np.zeros(4)))
    np.testing.assert_array_equal(w, np.arange(4.0))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_step_by_itself_gives_the_bits_of_the_engines_calls(name):
    rng, rule = np.random.default_rng(0), OPTIMIZERS[name]
    w, g = rng.normal(size=(2, 9))
    memory = tuple(abs(rng.normal(size=9)) for _ in rule.memory)
    new_w, new_memory = rule.stepped(w, g, L, M, memory)
    run(recorded(rule.step, (w, g, np.array(L), np.array(M), *memory), (w, *memory)))
    assert [part.tobytes() for part in (new_w, *new_memory)] == [part.tobytes() for part in (w, *memory)]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_rule_has_the_formula_of_its_change_last(name):
    assert OPTIMIZERS[name].equations[-1].startswith("Δw = ")

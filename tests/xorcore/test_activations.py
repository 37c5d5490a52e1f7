"""Every activation is the function of its name, its slope is the derivative, its range is true."""

import numpy as np
import pytest

from xorcore import ACTIVATIONS
from xorcore.compiled import recorded, run

FORMULAS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)),
    "relu": lambda z: np.where(z > 0, z, 0),
    "linear": lambda z: z,
}
POINTS = np.linspace(-6, 6, 48).reshape(6, 8)  # without 0, where relu has no slope

every_activation = pytest.mark.parametrize("name", ACTIVATIONS)


def slope_at(name, z):
    return ACTIVATIONS[name].slope(ACTIVATIONS[name](z))


@every_activation
def test_value_is_the_formula(name):
    np.testing.assert_allclose(ACTIVATIONS[name](POINTS), FORMULAS[name](POINTS), rtol=1e-13, atol=1e-15)


@every_activation
def test_slope_equals_central_differences(name):
    eps = 1e-5
    numeric = (FORMULAS[name](POINTS + eps) - FORMULAS[name](POINTS - eps)) / (2 * eps)
    np.testing.assert_allclose(slope_at(name, POINTS), numeric, rtol=1e-6, atol=1e-10)


@every_activation
def test_the_engines_calls_give_the_bits_of_the_plain_functions(name):
    activation, z = ACTIVATIONS[name], POINTS.copy()
    a, slope = np.full((2, *z.shape), np.nan)
    run(recorded(activation.function, (z,), (a,)) + recorded(activation.slope, (a,), (slope,)))
    assert a.tobytes() == activation(POINTS).tobytes() and slope.tobytes() == slope_at(name, POINTS).tobytes()
    np.testing.assert_array_equal(z, POINTS)


@every_activation
def test_values_reach_their_range_and_never_leave_it(name):
    a = ACTIVATIONS[name](np.array([-1e308, -800.0, -1.0, 0.0, 1.0, 800.0, 1e308]))
    assert a.min() >= ACTIVATIONS[name].low and a.max() <= ACTIVATIONS[name].high
    ends = [end for end in (ACTIVATIONS[name].low, ACTIVATIONS[name].high) if np.isfinite(end)]
    assert set(ends) <= set(a)
    assert np.isfinite(a).all()


@every_activation
def test_float32_stays_float32(name):
    z, a = np.linspace(-3, 3, 12, dtype=np.float32), np.empty(12, np.float32)
    calls = recorded(ACTIVATIONS[name].function, (z,), (a,))
    run(calls)
    np.testing.assert_allclose(a, FORMULAS[name](z.astype(float)), rtol=1e-6, atol=1e-6)
    for call in calls + recorded(ACTIVATIONS[name].slope, (a,), (a,)):
        assert all(part.dtype == np.float32 for part in getattr(call, "args", ()) if isinstance(part, np.ndarray))


@every_activation
def test_calling_takes_lists_and_returns_a_new_array(name):
    z = np.array([0.5, -0.5])
    a = ACTIVATIONS[name](z)
    assert not np.shares_memory(a, z)
    np.testing.assert_array_equal(ACTIVATIONS[name]([0.5, -0.5]), a)


def test_relu_has_no_slope_at_its_kink():
    assert slope_at("relu", np.zeros(1))[0] == 0


@pytest.mark.parametrize(("name", "low", "high", "kinks"), [
    ("sigmoid", 0, 1, ()), ("tanh", -1, 1, ()), ("relu", 0, np.inf, (0,)), ("linear", -np.inf, np.inf, ()),
])
def test_a_range_and_its_kinks_are_these(name, low, high, kinks):
    activation = ACTIVATIONS[name]
    assert (activation.low, activation.high, activation.kinks) == (low, high, kinks)


@every_activation
def test_a_slope_jumps_at_a_kink_and_nowhere_else(name):
    z = np.linspace(-2, 2, 4001)
    jumps = np.flatnonzero(np.abs(np.diff(slope_at(name, z))) > 0.5)
    assert len(jumps) == len(ACTIVATIONS[name].kinks)
    assert all(abs(z[jump] - kink) < 2e-3 for jump, kink in zip(jumps, ACTIVATIONS[name].kinks, strict=True))

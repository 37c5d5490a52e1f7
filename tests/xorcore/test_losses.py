"""Every loss is its formula, and delta is its derivative by z."""

import numpy as np
import pytest

from xorcore import ACTIVATIONS, LOSSES
from xorcore.compiled import inner, recorded, run
from xorcore.losses import Loss

Z = np.random.default_rng(1).normal(0, 2, (3, 5))
Y = np.random.default_rng(2).uniform(0, 1, (3, 5))

FORMULAS = {
    "half_squared_error": lambda a, y: np.sum((a - y) ** 2) / 2,
    "cross_entropy": lambda a, y: -np.sum(y * np.log(a) + (1 - y) * np.log(1 - a)),
}

every_loss = pytest.mark.parametrize("name", LOSSES)


def value_at(name, z, y):
    return LOSSES[name].value(z, y, ACTIVATIONS["sigmoid"](z) - y)


@every_loss
def test_value_is_the_formula(name):
    assert value_at(name, Z, Y) == pytest.approx(FORMULAS[name](ACTIVATIONS["sigmoid"](Z), Y), rel=1e-12)


@every_loss
def test_delta_equals_central_differences(name):
    a = ACTIVATIONS["sigmoid"](Z)
    delta, numeric, eps = LOSSES[name].delta(Z, Y, a - Y, a * (1 - a)), np.empty_like(Z), 1e-5
    for place in np.ndindex(Z.shape):
        step = np.zeros_like(Z)
        step[place] = eps
        rise = FORMULAS[name](ACTIVATIONS["sigmoid"](Z + step), Y) - FORMULAS[name](ACTIVATIONS["sigmoid"](Z - step), Y)
        numeric[place] = rise / (2 * eps)
    np.testing.assert_allclose(delta, numeric, rtol=1e-6, atol=1e-9)


@every_loss
def test_value_is_zero_for_perfect_outputs_and_positive_else(name):
    z, y = np.array([[-800.0, 800.0]]), np.array([[0.0, 1.0]])
    assert value_at(name, z, y) == 0
    assert value_at(name, z, 1 - y) > 0.9


@every_loss
def test_value_reads_the_arrays_at_the_moment_of_the_call(name):
    z, y = np.zeros((1, 1)), np.zeros((1, 1))
    error = ACTIVATIONS["sigmoid"](z) - y
    value = np.empty(())
    calls = recorded(LOSSES[name].value, (z, y, error), (value,))
    run(calls)
    before = float(value)
    z[:], error[:] = 3, ACTIVATIONS["sigmoid"](np.array(3.0))
    run(calls)
    assert float(value) > before


@every_loss
def test_values_of_many_networks_are_those_of_each(name):
    z, y = np.stack([Z, -Z, 0.3 * Z], axis=-1), Y[:, :, None]
    each = [value_at(name, z[..., k], Y) for k in range(3)]
    np.testing.assert_allclose(value_at(name, z, y), each, rtol=1e-14)


def test_cross_entropy_is_finite_where_its_logarithms_are_not():
    assert value_at("cross_entropy", np.array([[1e4, -1e4]]), np.array([[0.0, 1.0]])) == 2e4


@every_loss
def test_only_known_output_activations_are_needed(name):
    assert LOSSES[name].output_activation in (None, *ACTIVATIONS)


@pytest.mark.parametrize(("value", "delta", "reads_z", "reads_slope"), [
    (lambda z, y, error: inner(error, error), lambda z, y, error, slope: error * slope, False, True),
    (lambda z, y, error: inner(z, error), lambda z, y, error, slope: error, True, False),
    (lambda z, y, error: inner(y, y), lambda z, y, error, slope: z, True, False),
    (lambda z, y, error: inner(y, error), lambda z, y, error, slope: y * slope, False, True),
])
def test_what_a_loss_reads_is_found_in_its_equations(value, delta, reads_z, reads_slope):
    loss = Loss(value, delta, "", "", "")
    assert (loss.reads_z, loss.reads_slope) == (reads_z, reads_slope)


@pytest.mark.parametrize(("name", "reads_z", "reads_slope"), [
    ("half_squared_error", False, True), ("cross_entropy", True, False),
])
def test_a_cross_entropy_reads_z_and_half_the_squares_the_slope(name, reads_z, reads_slope):
    assert (LOSSES[name].reads_z, LOSSES[name].reads_slope) == (reads_z, reads_slope)

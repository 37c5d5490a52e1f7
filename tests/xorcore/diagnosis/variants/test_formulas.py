"""Activations and their slopes, written a second time, are those of the registry; the wrong ones are as they are often."""

import numpy as np
import pytest

from xorcore import ACTIVATIONS, LOSSES, Activation
from xorcore.diagnosis.variants.formulas import (
    FUNCTIONS,
    SLOPES,
    function_of,
    shares_of_samples,
    slope_of,
    summed_loss,
    summed_over_samples,
)

Z = np.random.default_rng(0).normal(size=(2, 3, 2))  # variants, samples, units
Y = np.random.default_rng(1).uniform(size=(1, 3, 2))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_is_that_of_the_registry(name):
    kept, a = Z.copy(), ACTIVATIONS[name](Z)
    np.testing.assert_allclose(FUNCTIONS[name](Z), a, rtol=1e-15)
    np.testing.assert_allclose(SLOPES[name](a), ACTIVATIONS[name].slope(a), rtol=1e-14)
    assert Z.tolist() == kept.tolist() and a.tolist() == ACTIVATIONS[name](Z).tolist()


@pytest.mark.parametrize(("name", "a", "slope"), [
    ("1 − a", 0.25, 0.75), ("a", 0.25, 0.25), ("1 + a²", 0.5, 1.25), ("relu", 0, 0), ("relu", 2.0, 1), ("relu", -2.0, 0),
    ("linear", 7.0, 1), ("tanh", 0.5, 0.75), ("sigmoid", 0.25, 0.1875),
])
def test_a_slope_is_its_formula_of_what_is_put_in(name, a, slope):
    assert SLOPES[name](np.array([a])).tolist() == [slope]


def test_a_function_that_is_not_written_here_is_the_registry_s(monkeypatch):
    monkeypatch.setitem(ACTIVATIONS, "mine", Activation(lambda z: 3 * z, lambda a: 0 * a + 3, "3·z", "3"))
    assert function_of("mine")(2.0) == 6 and slope_of("mine")(2.0) == 3
    assert function_of("tanh") is FUNCTIONS["tanh"] and slope_of("tanh") is SLOPES["tanh"]


def test_each_way_to_sum_has_its_shares():
    assert {name: shares.tolist() for name, shares in shares_of_samples(4).items()} == {
        "sum": [1] * 4, "one number": [1] * 4, "mean": [0.25] * 4, "times n": [4] * 4,
        "first": [1, 0, 0, 0], "last": [0, 0, 0, 1]}


@pytest.mark.parametrize("units", [1, 2])
def test_samples_are_summed_by_their_shares(units):
    delta, shares = Z[..., :units], np.array([[1.0, 0, 2], [0.5, 0.5, 0]])
    np.testing.assert_allclose(summed_over_samples(delta, None), delta.sum(axis=1))
    np.testing.assert_allclose(summed_over_samples(delta, shares)[0], delta[0, 0] + 2 * delta[0, 2])
    np.testing.assert_allclose(summed_over_samples(delta, shares)[1], (delta[1, 0] + delta[1, 1]) / 2)


@pytest.mark.parametrize("name", LOSSES)
def test_the_loss_of_each_variant_is_the_sum_over_its_outputs_and_samples(name):
    a = ACTIVATIONS["sigmoid"](Z)
    formula = {"half_squared_error": (a - Y) ** 2 / 2, "cross_entropy": -(Y * np.log(a) + (1 - Y) * np.log(1 - a))}[name]
    np.testing.assert_allclose(summed_loss(name, a, Z, Y), formula.sum(axis=(1, 2)), rtol=1e-12)

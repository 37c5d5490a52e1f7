"""A step of each rule, split into what the gradient adds and what the memory adds."""

import numpy as np
import pytest

from xorcore import OPTIMIZERS
from xorcore.step.update_terms import split_update

L, M, N = 0.1, 0.75, 40
W, G = np.random.default_rng(0).normal(size=(2, N))
OLD = np.random.default_rng(1).uniform(0.1, 0.9, N)


def split(name, g=G):
    rule = OPTIMIZERS[name]
    before = tuple(OLD.copy() for _ in rule.memory)
    new, after = rule.stepped(W, g, L, M, before)
    return split_update(rule, g, L, M, before, after), new, before, after


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_terms_add_up_to_the_change(name):
    (terms, values), new, _, _ = split(name)
    assert list(terms) == list(OPTIMIZERS[name].terms)
    np.testing.assert_allclose(values["Δw"], new - W, rtol=1e-11)
    np.testing.assert_allclose(sum(terms.values()), new - W, rtol=1e-9)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_first_term_is_the_gradients_own_and_the_others_are_the_memorys(name):
    """Without a gradient of its own the step is what the memory adds; the shares of averages stay as they are."""
    (terms, _), _, _, _ = split(name)
    (none, _), _, _, _ = split(name, np.zeros(N))
    assert not none[OPTIMIZERS[name].terms[0]].any() and np.all(terms[OPTIMIZERS[name].terms[0]])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_symbol_has_the_engines_value_before_and_after(name):
    (_, values), _, before, after = split(name)
    assert (values["l"], values["m"]) == (L, M)
    np.testing.assert_array_equal(values["gₜ"], G)
    for symbol, old, new in zip(OPTIMIZERS[name].memory, before, after, strict=True):
        np.testing.assert_array_equal(values[f"{symbol}ₜ₋₁"], old)
        np.testing.assert_array_equal(values[f"{symbol}ₜ"], G if symbol == "g" else new)


def test_averages_that_are_not_remembered_are_worked_out_in_their_order():
    (_, values), _, _, (v, s, c, d) = split("adam")
    np.testing.assert_allclose(values["v̂"], v / c)
    np.testing.assert_allclose(values["ŝ"], s / d)


def test_numbers_that_run_away_are_no_warning():
    rule = OPTIMIZERS["momentum"]
    huge = np.array([1e308])
    assert np.isinf(split_update(rule, huge, 1e10, M, (huge,), (huge,)).values["Δw"]).all()

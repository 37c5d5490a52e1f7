"""Thousands of variants at once give what each gives alone, however large they are."""

import numpy as np
import pytest

from xorcore import Config, Dataset
from xorcore.diagnosis import candidates
from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.mistakes.mistake import Case
from xorcore.diagnosis.tiers import Tiers
from xorcore.diagnosis.variants.step_variants import first_gradients

SIZES = (2, 3, 3, 2)


def of(config, kind, n=4, steps=1):
    rng = np.random.default_rng(0)
    dataset = Dataset(rng.normal(size=(n, 2)), rng.uniform(size=(n, 2)))
    return Candidates(Case(config, SIZES, n, kind), rng.normal(size=29), dataset, steps)


@pytest.mark.parametrize("train_biases", [True, False])
def test_gradients_that_differ_in_a_factor_alone_are_those_of_a_pass_each(train_biases):
    config = Config(hidden=(3, 3), dataset="own", l2=0.1, learning_rate=0.3, train_biases=train_biases)
    made = of(config, "gradients")
    tiers = Tiers(made, seconds=0)
    variants = [made.variant(group) for number in (0, 1) for group in tiers.groups(number)]
    each = np.concatenate([first_gradients([variant], SIZES, made.flat, made.data) for variant in variants[::7]])
    np.testing.assert_allclose(made.numbers(variants)[::7], each, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("kind", ["gradients", "weights", "loss"])
def test_variants_larger_than_the_cache_are_worked_out_one_by_one(monkeypatch, kind):
    made = of(Config(hidden=(3, 3), dataset="own"), kind)
    variants = [made.variant(group) for group in Tiers(made, seconds=0).groups(0)]
    together = made.numbers(variants)
    monkeypatch.setattr(candidates, "MOST_NUMBERS", 10)
    np.testing.assert_allclose(made.numbers(variants), together, rtol=1e-12, atol=1e-15)


def test_what_is_asked_for_again_is_worked_out_once(monkeypatch):
    made, asked = of(Config(hidden=(3, 3), dataset="own"), "weights"), []
    other, numbers = made.right._replace(learning_rate=1.0), made.numbers
    monkeypatch.setattr(made, "numbers", lambda variants: asked.append(variants) or numbers(variants))
    first, again = made.known([made.right, made.right, other]), made.known([other, made.right])
    assert asked == [[made.right, other]]
    np.testing.assert_array_equal(again, first[[2, 0]])


@pytest.mark.parametrize("kind", ["gradients", "weights"])
def test_variants_are_foreseen_to_take_the_calls_of_each_update_and_longer_the_more_there_are(kind):
    some = of(Config(hidden=(3,)), kind)
    few, many = (some.seconds([some.right] * count) for count in (1, 1000))
    assert candidates.SECONDS_OF_CALLS < few < many


@pytest.mark.parametrize(("kind", "passes", "samples"), [("gradients", 1, 1), ("weights", 3, 5), ("loss", 3, 5)])
def test_a_variant_takes_at_least_the_time_of_its_weights_and_units_in_each_pass(kind, passes, samples):
    some = of(Config(hidden=(3, 3)), kind, n=5, steps=3)
    assert some.least_seconds == pytest.approx(2e-5 + passes * (29 + samples * 10) * 3e-8)


@pytest.mark.parametrize("place", [0, 28])
def test_a_weight_too_large_to_be_trained_is_worked_out_all_the_same(place):
    made = of(Config(hidden=(3, 3), dataset="own", output_activation="linear"), "weights")
    made.flat[place] = 2e6
    assert np.isfinite(made.known([made.right])).all()

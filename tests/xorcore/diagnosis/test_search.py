"""Of the mistakes that give the numbers the likely ones are named, two together only where no single one does."""

from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.confusion import GROWN, asked, exercise, lab, numbers_of
from tests.helpers.plain_student import student
from tests.helpers.planted import PLANTED, is_named
from xorcore import Config, Dataset, diagnose, loss_and_gradient, train

PAIRS = [
    ("no_half", "biases"), ("early_output", "momentum_sign"), ("mean_or_sum", "hidden_slope"), ("slope_at_z", "rate_twice"),
    ("output_slope", "bias_last"), ("back_transposed", "no_momentum"), ("every_sample", "half_kept"),
    ("other_rule", "output_slope"), ("damped", "hidden_slope"), ("start_gradient", "bias_mean"), ("nesterov", "no_half"),
    ("one_more", "early_output"), ("stored_transposed", "momentum_sign"), ("bias_one_number", "slope_at_z"),
]


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_two_mistakes_made_together_are_named(pair):
    def both(config, sizes, n):
        return n == 4 and all(PLANTED[name][-1](config, sizes, n) for name in pair)

    for seed in range(6):
        config, start, dataset = exercise(np.random.default_rng(seed), both)
        with np.errstate(all="ignore"):
            result = student(config, start, dataset.inputs, dataset.targets, 5, pair)
        if np.abs(numbers_of(result, "weights")).max() < GROWN:
            answer = asked(config, start, dataset, result, "weights", 5, 8)
            assert answer.fits or answer.matches, answer.sentence
            if any(all(any(is_named(name, m) for m in fit.mistakes) for name in pair) for fit in answer.fits):
                return  # others may be explained more simply: the second mistake does not show in all exercises
    pytest.fail("named in no exercise")


def test_mistakes_that_coincide_are_both_named():
    """At learning rate 1/2 without momentum, halving the gradient and applying the rate twice are the same."""
    config, start, dataset = lab(optimizer="gradient_descent", learning_rate=0.5)
    result = student(config, start, dataset.inputs, dataset.targets, 3, ["half_kept"])
    answer = diagnose(config, start, dataset, weights=result.weights, steps=3)
    assert [fit.mistakes[0].key for fit in answer.fits] == ["half kept", "learning rate"]
    assert not answer.fits_differ and answer.sentence.endswith("Here they are one and the same.")


def test_orders_that_few_digits_do_not_tell_apart_are_one_explanation():
    config, start, dataset = lab(batch_size=1)
    loss = student(config, start, dataset.inputs, dataset.targets, 1, ["other_order"]).loss
    few, many = (diagnose(config, start, dataset, loss=f"{loss:.{digits}g}") for digits in (3, 8))
    assert not few.fits and "the order of the samples is 2, 3, 4, 1 (or one of 2 more)" in few.sentence
    assert many.ways == ("the order of the samples is 2, 3, 4, 1",)
    assert not many.fits_differ and many.sentence.endswith("2, 3, 4, 1.")


@pytest.mark.parametrize(("made", "said"), [
    (["no_half", "loss_no_half"], "the loss has no ½, in its gradient and as it is printed"),
    (["mean_or_sum", "loss_mean_or_sum"], "over the samples, in its gradient and as it is printed"),
])
def test_another_loss_in_the_gradient_and_as_it_is_printed_is_one_mistake(made, said):
    """Five digits of a loss are enough for it, and too few for two mistakes made together."""
    config, start, dataset = lab(optimizer="gradient_descent", learning_rate=0.5)
    loss = student(config, start, dataset.inputs, dataset.targets, 5, made).loss
    assert any(said in way for way in diagnose(config, start, dataset, loss=f"{loss:.5g}", steps=5).ways)


def test_the_mean_squared_error_in_the_gradient_and_as_it_is_printed_is_one_mistake():
    config, start, dataset = lab(optimizer="gradient_descent", learning_rate=0.5)
    *_, after = train(replace(config, learning_rate=config.learning_rate * 2 / 4, epochs=5), start, dataset)
    answer = diagnose(config, start, dataset, loss=f"{after.loss * 2 / 4:.5g}", steps=5)
    assert "the loss is the mean squared error, in its gradient and as it is printed" in answer.ways


def test_what_nothing_explains_names_no_mistake_but_says_what_would_decide():
    config, start, dataset = lab()
    result = student(config, start, dataset.inputs, dataset.targets, 5, ["early_output"])
    strange = [(W + 1e-7, b) for W, b in result.weights]
    answer = diagnose(config, start, dataset, weights=strange, steps=5)
    assert not answer.fits and not answer.possible and answer.tried > 200
    assert "updated" not in answer.sentence
    assert answer.sentence.endswith("bring the weights after one step, or the gradients of the first step.")


def test_where_time_is_short_the_answer_says_what_was_not_tried():
    config, start, dataset = lab()
    answer = diagnose(config, start, dataset, weights=[(W + 1, b) for W, b in start], seconds=0.002)
    assert answer.untried > 10
    assert f"{answer.untried} of the mistakes and pairs were not tried" in answer.sentence


@pytest.mark.parametrize(("factor", "words"), [
    (-1, "target − output"), (0.5, "½ (a − y)"), (2, "has no ½"), (0.25, "mean over the samples"), ("l", "multiplied by"),
    ("-l", "changes −l·g"),
])
def test_gradients_times_a_factor_are_told_which(factor, words):
    config, start, dataset = lab()
    factor = {"l": config.learning_rate, "-l": -config.learning_rate}.get(factor, factor)
    _, gradients = loss_and_gradient(config, start, dataset)
    answer = diagnose(config, start, dataset, gradients=[(factor * W, factor * b) for W, b in gradients])
    assert words in answer.ways[0]


@pytest.mark.parametrize(("factor", "words"), [(0.5, "the error is ½ (a − y)"), (2, "the error is 2 (a − y)")])
def test_a_factor_of_the_error_is_named_where_dividing_by_two_outputs_gives_the_same(factor, words):
    rng = np.random.default_rng(0)
    config = Config(hidden=(3,), dataset="own", loss="cross_entropy", output_activation="sigmoid")
    dataset = Dataset(rng.normal(size=(5, 2)), rng.integers(0, 2, (5, 2)).astype(float))
    start = [(rng.normal(size=(2, 3)), rng.normal(size=3)), (rng.normal(size=(3, 2)), rng.normal(size=2))]
    gradients = [(factor * W, factor * b) for W, b in loss_and_gradient(config, start, dataset)[1]]
    assert any(words in way for way in diagnose(config, start, dataset, gradients=gradients).ways)


@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize("part", [0, 1])
def test_one_array_of_the_opposite_sign_is_named_and_the_others_are_right(layer, part):
    config, start, dataset = lab()
    _, gradients = loss_and_gradient(config, start, dataset)
    wrong = [[part.copy() for part in each] for each in gradients]
    wrong[layer][part] *= -1
    answer = diagnose(config, start, dataset, gradients=wrong)
    name = f"{'Wb'[part]}{layer + 1}"
    assert f"the gradient of {name} has the opposite sign" in answer.ways
    assert f"look at {name}." in answer.sentence


def test_a_random_short_loss_is_hardly_ever_explained():
    """60 losses of 4 decimals within 0.03 of the true one: below 2 %, and chance is named where a mistake gives one."""
    config, start, dataset = lab()
    rng = np.random.default_rng(0)
    true = student(config, start, dataset.inputs, dataset.targets, 1).loss
    answers = [diagnose(config, start, dataset, loss=f"{loss:.4f}") for loss in true + rng.uniform(-0.03, 0.03, 60)]
    assert sum(bool(answer.fits) for answer in answers) <= 1
    possible = [answer for answer in answers if answer.possible]
    assert possible and all("chance would too" in answer.sentence for answer in possible)
    assert all(len(fit.mistakes) == 1 for answer in possible for fit in answer.possible)

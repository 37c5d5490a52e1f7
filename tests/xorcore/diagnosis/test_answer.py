"""What the checker answers: what fits, where the numbers first differ, and what would decide."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tests.helpers import published
from tests.helpers.compared import compared
from tests.helpers.confusion import lab
from tests.helpers.plain_student import student
from xorcore import Config, Dataset, StudentDataError, diagnose, loss_and_gradient, train
from xorcore.diagnosis import answer as module
from xorcore.diagnosis import read_loss
from xorcore.diagnosis.answer import _best_reading, _difference, _right
from xorcore.diagnosis.diagnosis import Diagnosis, Difference, Fit

MAZUR = (published.MAZUR_CONFIG, published.MAZUR_START, published.MAZUR_DATA)


def test_mazurs_published_error_comes_from_an_early_update():
    answer = diagnose(*MAZUR, loss=".291027924")
    assert not answer.matches
    (fit,) = answer.fits
    assert fit.sentence == "the output layer was updated before the error was propagated"
    assert fit.sentence in answer.sentence


def test_mazurs_corrected_error_matches():
    answer = diagnose(*MAZUR, loss=published.MAZUR_ERROR_AFTER_ONE_STEP)
    assert answer.matches and answer.digits == 15
    assert answer.sentence == "This matches the correct step to 15 digits."


def test_one_digit_that_matches_is_said_in_the_singular():
    assert diagnose(*MAZUR, loss="0.3").sentence == "This matches the correct step to 1 digit."


def test_mazurs_weights_match_as_printed():
    weights = [(W, b) for W, (_, b) in zip(published.MAZUR_AFTER_ONE_STEP, published.MAZUR_START, strict=True)]
    assert diagnose(*MAZUR, weights=weights, digits=8).matches


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


def test_the_first_difference_is_the_first_on_the_way_back():
    config, start, dataset = lab()
    _, gradients = loss_and_gradient(config, start, dataset)
    wrong = [(W.copy(), b.copy()) for W, b in gradients]
    wrong[0][0][1, 2] += 0.5
    wrong[1][0][2, 0] -= 0.01
    answer = diagnose(config, start, dataset, gradients=wrong)
    assert answer.first.name == "the gradient of w from h1.3 to output, W2[2, 0]"
    assert answer.largest.name == "the gradient of w from x2 to h1.3, W1[1, 2]"
    assert answer.largest.by == pytest.approx(0.5)
    assert not answer.fits and "No known mistake" in answer.sentence
    assert "Right: b1, b2; look at W1, W2." in answer.sentence


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
    nothing, answer, everything = [diagnose(config, start, dataset, weights=[(W + 1, b) for W, b in start], seconds=seconds)
                                   for seconds in (0, 0.002, 60)]
    assert nothing.untried > 10 and everything.untried == 0
    assert {each.tried + each.untried for each in (nothing, answer)} == {everything.tried}
    assert f"{nothing.untried} of the mistakes and pairs were not tried" in nothing.sentence


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
    name, other = (f"{letter}{layer + 1}" for letter in ("Wb", "bW")[part])
    assert f"the gradient of {name} has the opposite sign" in answer.ways
    whole = [f"all of layer {k + 1}" for k in range(len(gradients)) if k != layer]
    assert answer.right == f"Right: {', '.join([*whole, other])}; look at {name}."
    assert answer.right in answer.sentence


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


def test_weights_beyond_all_bounds_give_an_answer_and_no_warning():
    config, start, dataset = lab(output_activation="linear", hidden_activation="linear")
    huge = [(1e40 * W, b) for W, b in start]
    for kind in ("gradients", "weights"):
        assert not diagnose(config, huge, dataset, **{kind: start}).matches
    assert not diagnose(config, huge, dataset, loss=1).matches


def test_digits_given_decide_what_matches():
    config, start, dataset = lab()
    result = student(config, start, dataset.inputs, dataset.targets, 1)
    inexact = [(W * (1 + 1e-5), b) for W, b in result.weights]
    answer = diagnose(config, start, dataset, weights=inexact)
    assert not answer.matches and answer.digits >= 1
    assert diagnose(config, start, dataset, weights=inexact, digits=3).matches


@pytest.mark.parametrize("decimals", [3, 4, 6, 8, 10])
@pytest.mark.parametrize("kind", ["gradients", "weights"])
def test_arrays_that_were_rounded_count_for_as_many_decimals(kind, decimals):
    config, start, dataset = lab()
    result = student(config, start, dataset.inputs, dataset.targets, 1)._asdict()[kind]
    rounded = [(W.round(decimals), b.round(decimals)) for W, b in result]
    for digits in (None, 12):
        answer = diagnose(config, start, dataset, **{kind: rounded}, digits=digits)
        assert answer.matches and not answer.way and answer.digits <= decimals + 1
    rounded[-1][0][0, 0] += 20 * 10.0**-decimals
    answer = diagnose(config, start, dataset, **{kind: rounded})
    assert not answer.matches or answer.way


def test_the_digits_of_a_loss_are_those_said_and_else_those_it_is_written_with():
    """It is 0.29102777."""
    assert diagnose(*MAZUR, loss=0.2914, digits=3).matches and not diagnose(*MAZUR, loss=0.2914).matches
    assert diagnose(*MAZUR, loss=read_loss("0.29103")).sentence == "This matches the correct step to 5 digits."


def test_biases_may_miss_where_they_are_not_trained():
    weights = list(published.MAZUR_AFTER_ONE_STEP)
    assert diagnose(*MAZUR, weights=weights, digits=8).matches
    with pytest.raises(StudentDataError, match=r"Expected W1 \(2, 2\), b1"):
        diagnose(replace(MAZUR[0], train_biases=True), *MAZUR[1:], weights=weights)


@pytest.mark.parametrize(("answers", "best"), [  # of each reading: whether it matches, the mistakes of its fits, its digits
    ([(False, [1], 9), (True, [], 5), (True, [], 7)], 1), ([(False, [2], 9), (False, [1], 0)], 1),
    ([(False, [2, 1], 0), (False, [2], 9)], 0), ([(False, [], 9), (False, [2], 0)], 1),
    ([(False, [], 2), (False, [], 3), (False, [], 1)], 1), ([(False, [1], 2), (False, [1], 2)], 0),
])
def test_the_reading_that_matches_is_the_answer_else_the_one_of_fewest_mistakes_else_of_most_digits(
        answers, best, monkeypatch):
    readings = [SimpleNamespace(reading=f"reading {k}", others=()) for k in range(len(answers))]
    readings[0].others = tuple(readings[1:])
    given = {f"reading {k}": Diagnosis(matches, digits, 16, "weights", 1, fits=tuple(Fit(("",) * n, 0.0) for n in fits))
             for k, (matches, fits, digits) in enumerate(answers)}
    monkeypatch.setattr(module, "_answer", lambda tiers, numbers: given[numbers.reading])
    assert _best_reading(None, readings[0]) == replace(given[f"reading {best}"], reading=f"reading {best}")


def test_a_flat_vector_and_layers_are_the_same():
    config, start, dataset = lab()
    flat = np.concatenate([part.ravel() for layer in start for part in layer])
    one, other = (diagnose(config, start, dataset, weights=weights) for weights in (flat, start))
    assert other.sentence in one.sentence


def test_gradients_of_biases_that_are_not_trained_do_not_count():
    config, start, dataset = lab(train_biases=False)
    _, gradients = loss_and_gradient(config, start, dataset)
    assert diagnose(config, start, dataset, gradients=gradients).matches
    assert diagnose(config, start, dataset, gradients=[(W, 0 * b) for W, b in gradients]).matches


def test_correct_numbers_beyond_all_bounds_are_said_to_be():
    config, start, dataset = lab(output_activation="linear", hidden_activation="linear", learning_rate=1000)
    answer = diagnose(config, start, dataset, weights=start, steps=100)
    assert not answer.matches
    assert "The correct steps themselves give numbers beyond all bounds" in answer.sentence


@pytest.mark.parametrize(("correct", "said"), [
    ([9, 9, 9, 9], ""), ([1, 2, 9, 9], "Right: all of layer 1; look at W2, b2."),
    ([9, 2, 3, 9], "Right: b1, W2; look at W1, b2."), ([9, 2, 3, 4], "Right: all of layer 2, b1; look at W1."),
])
def test_the_arrays_that_are_right_are_named_the_whole_layers_first(correct, said):
    comparison = compared([1, 2, 3, 4])
    assert _right(comparison.candidates.case, comparison, np.array(correct, dtype=float)) == said


@pytest.mark.parametrize(("kind", "index", "name"), [
    ("weights", 2, "w from h1.1 to output, W2[0, 0]"), ("gradients", 1, "the gradient of b of h1.1, b1[0]"),
    ("loss", 0, "the loss"),
])
def test_a_difference_has_the_name_of_its_number(kind, index, name):
    comparison, correct = compared([1, 2, 3, 4][: 1 if kind == "loss" else 4], kind=kind), np.arange(5.0, 9)
    assert _difference(comparison.candidates.case, comparison.given, correct, index) == (
        Difference(name, 1.0 + index, 5.0 + index))
    if kind == "loss":
        assert _right(comparison.candidates.case, comparison, np.array([1.0])) == ""

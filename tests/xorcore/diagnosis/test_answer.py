"""The checker names the mistake that was planted, and never accuses who made none.

confusion.py draws the exercises; benchmarks/confusion.py prints the whole table over 20 seeds.
"""

from itertools import cycle, islice

import numpy as np
import pytest

from tests.helpers import published
from tests.helpers.confusion import GROWN, asked, exercise, lab, numbers_of, verdict
from tests.helpers.plain_student import student
from tests.helpers.planted import LOSS_ONLY, PLANTED, WEIGHTS_ONLY, anything
from xorcore import Config, Dataset, StudentDataError, diagnose, loss_and_gradient, train

DIGITS = [4, 8, 16]
CORRECT = 40


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("name", sorted(PLANTED.keys() - WEIGHTS_ONLY))
def test_a_planted_mistake_is_named_from_gradients(name, digits):
    found = verdict(name, "gradients", 1, digits, 0)
    assert found != "missed"
    assert digits == 4 or found in ("first", "tied") or verdict(name, "gradients", 1, digits, 1) in ("first", "tied")


@pytest.mark.parametrize(("name", "few"), list(zip(PLANTED, cycle([(1, 8), (5, 4)]), strict=False)))
def test_a_planted_mistake_is_named_from_weights(name, few):
    for steps, digits in (few, (5, 16)):
        assert verdict(name, "weights", steps, digits, 0) != "missed"


@pytest.mark.parametrize(("name", "steps"), list(zip(PLANTED | LOSS_ONLY, cycle([1, 5]), strict=False)))
def test_a_planted_mistake_is_named_from_the_loss(name, steps):
    assert verdict(name, "loss", steps, 8, 0) != "missed"


@pytest.mark.parametrize("name", PLANTED)
def test_every_mistake_shows_somewhere_at_full_digits(name):
    assert any(verdict(name, "weights", 5, 16, seed) in ("first", "tied") for seed in range(4))


@pytest.mark.parametrize("seed", range(CORRECT))
def test_correct_implementations_are_never_accused(seed):
    config, start, dataset = exercise(np.random.default_rng(seed), anything)
    for steps in (1, 5):
        with np.errstate(all="ignore"):
            result = student(config, start, dataset.inputs, dataset.targets, steps)
        for kind in ("gradients", "weights", "loss"):
            if np.abs(numbers_of(result, kind)).max() < GROWN:
                for digits in (DIGITS[seed % 3],) if steps == 5 else DIGITS:
                    answer = asked(config, start, dataset, result, kind, steps, digits)
                    assert answer.matches and not answer.fits, answer.sentence


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


def test_mazurs_weights_match_as_printed():
    weights = [(W, b) for W, (_, b) in zip(published.MAZUR_AFTER_ONE_STEP, published.MAZUR_START, strict=True)]
    assert diagnose(*MAZUR, weights=weights, digits=8).matches


@pytest.mark.parametrize(("name", "kind", "digits", "seed"), [
    ("momentum_sign", "weights", 4, 16), ("no_momentum", "loss", 8, 9), ("damped", "weights", 16, 5),
])
def test_a_mistake_is_named_where_the_correct_steps_run_away(name, kind, digits, seed):
    assert verdict(name, kind, 5, digits, seed) in ("first", "tied")


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


@pytest.mark.parametrize("optimizer", ["previous_gradient", "momentum", "adam"])
@pytest.mark.parametrize("batch", [{}, {"batch_size": 2, "sample_order": "shuffled"}])
def test_steps_go_on_from_the_memory_and_the_order_of_a_run(optimizer, batch):
    trainer = train(Config(optimizer=optimizer, **batch))
    *_, epoch = islice(trainer, 4)
    state, start = trainer.state(), epoch.parameters
    *_, after = islice(trainer, 2)
    given = {"weights": after.parameters, "steps": 2}
    answer = diagnose(trainer.config, start, trainer.dataset, state=state, **given)
    assert answer.matches, answer.sentence
    assert not diagnose(trainer.config, start, trainer.dataset, **given, seconds=0).matches


def test_who_starts_with_no_memory_amid_a_run_is_told_so():
    trainer = train(Config(optimizer="momentum"))
    *_, epoch = islice(trainer, 4)
    state = trainer.state()
    forgotten = train(trainer.config, epoch.parameters, trainer.dataset)
    *_, after = islice(forgotten, 3)
    answer = diagnose(trainer.config, epoch.parameters, trainer.dataset, weights=after.parameters, steps=2, state=state)
    assert answer.ways == ("the memory of the update rule was 0 at the start, not the run's",)


def test_weights_beyond_all_bounds_give_an_answer_and_no_warning():
    config, start, dataset = lab(output_activation="linear", hidden_activation="linear")
    huge = [(1e40 * W, b) for W, b in start]
    for kind in ("gradients", "weights"):
        assert not diagnose(config, huge, dataset, **{kind: start}).matches
    assert not diagnose(config, huge, dataset, loss=1).matches


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


@pytest.mark.parametrize(("given", "reason"), [
    ({}, "Exactly one of gradients, weights and loss must be given, got none"),
    ({"loss": 1, "weights": []}, "got weights and loss"),
    ({"loss": 1, "steps": 0}, "The steps must be a whole number from 1 to 100000, got 0"),
    ({"loss": 1, "steps": 1.5}, "got 1.5"),
    ({"weights": []}, "Expected 13 numbers, .* got 0"),
    ({"weights": [([[1, 2]], [1])]}, r"got 2 arrays: \(1, 2\), \(1,\)"),
    ({"weights": np.zeros(3)}, "Expected 13 numbers, .* got 3"),
    ({"weights": np.full(13, np.nan)}, "must be finite"),
    ({"loss": "much"}, "The loss must be a number: “much” is not"),
])
def test_questions_that_cannot_be_answered_are_refused_in_one_sentence(given, reason):
    with pytest.raises(StudentDataError, match=reason) as refusal:
        diagnose(*lab(), **given)
    assert "\n" not in str(refusal.value)


def test_a_start_that_does_not_fit_is_refused():
    config, start, dataset = lab()
    with pytest.raises(StudentDataError, match=r"must fit the layers \(2, 3, 1\), got \(3, 1\)"):
        diagnose(config, start[1:], dataset, loss=1)


def test_too_long_a_training_is_refused():
    config, start, dataset = lab(batch_size=1)
    many = Dataset(np.zeros((2000, 2)), np.zeros(2000))
    with pytest.raises(StudentDataError, match="at most 10 s of training"):
        diagnose(config, start, many, loss=1, steps=1000)

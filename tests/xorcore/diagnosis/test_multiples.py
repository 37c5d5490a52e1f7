import numpy as np
import pytest

from xorcore import Config, diagnose, loss_and_gradient, train
from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.comparison import Comparison
from xorcore.diagnosis.mistakes.mistake import Case
from xorcore.diagnosis.multiples import multiples
from xorcore.diagnosis.submission.student_numbers import StudentNumbers
from xorcore.parameters import flatten


def exercise(**settings):
    trainer = train(Config(hidden=(3,), **settings))
    start = next(trainer).parameters
    return trainer.config, start, trainer.dataset, loss_and_gradient(trainer.config, start, trainer.dataset)[1]


@pytest.mark.parametrize(("k", "said"), [(-0.05, "is −0.05 = −l times"), (-0.0125, "is −0.0125 = −l/n times"),
                                         (1.37, "is 1.37 times"), (-2, "is −2 times")])
def test_an_array_that_is_a_multiple_of_the_right_one_is_said_to_be(k, said):
    *given, gradients = exercise()
    gradients[0] = (k * gradients[0][0], gradients[0][1])
    (way,) = diagnose(*given, gradients=gradients).ways
    assert way.startswith("the gradient of W1") and said in way


def test_a_layer_has_one_factor_also_where_its_bias_is_one_number():
    *given, gradients = exercise()
    gradients[1] = tuple(0.3 * part for part in gradients[1])
    assert diagnose(*given, gradients=gradients).ways == ("the gradient of W2 and b2 is 0.3 times the right one",)


def test_one_number_says_nothing_of_a_factor():
    *given, gradients = exercise()
    gradients[1] = (gradients[1][0], 0.3 * gradients[1][1])
    assert not diagnose(*given, gradients=gradients).fits


def test_what_is_no_multiple_is_not_said_to_be():
    *given, gradients = exercise()
    gradients[0] = (gradients[0][0] + np.array([[0, 1e-6, 0], [0, 0, 0]]), gradients[0][1])
    assert not diagnose(*given, gradients=gradients).fits


def said(given, correct, place=1e-8, kind="gradients", **settings):
    """What is said of these gradients of a 2-2-1 network, W1 0 to 3, b1 4 and 5, W2 6 and 7, b2 8."""
    trainer = train(Config(hidden=(2,), learning_rate=0.05, **settings))
    case = Case(trainer.config, (2, 2, 1), 4, kind)
    given = StudentNumbers(np.asarray(given, float), np.full(9, place), 8)
    candidates = Candidates(case, flatten(next(trainer).parameters), trainer.dataset, 1)
    found = multiples(case, Comparison(candidates, given), np.asarray(correct, float))
    return found and found.sentence


RIGHT = np.array([0.5, -0.25, 0.125, 1, 0.375, -0.75, 0.625, -0.875, 0.3125])
OF_W1, OF_B1, OF_W2, OF_B2 = (np.array([k in place for k in range(9)]) for place in (range(4), (4, 5), (6, 7), (8,)))
FACTORS = {  # learning rate 0.05, four samples
    -0.05: "−0.05 = −l", 0.05: "0.05 = l", 0.1: "0.1 = 2l", -0.1: "−0.1 = −2l", 0.0125: "0.0125 = l/n",
    -0.0125: "−0.0125 = −l/n", 0.025: "0.025 = ½l", -0.025: "−0.025 = −½l", 0.25: "0.25 = 1/n", -0.25: "−0.25 = −1/n",
    4: "4 = n", -4: "−4 = −n", 0.0625: "0.0625 = 1/n²", 0.0025: "0.0025 = l²", 3: "3", 0.1234567: "0.1235",
}


@pytest.mark.parametrize("k", FACTORS)
def test_a_factor_is_said_with_what_it_may_be(k):
    assert said(np.where(OF_W1, k * RIGHT, RIGHT), RIGHT) == f"the gradient of W1 is {FACTORS[k]} times the right one"


def test_the_samples_are_those_of_a_batch():
    given = np.where(OF_W1, 2 * RIGHT, RIGHT)
    assert said(given, RIGHT, batch_size=2) == "the gradient of W1 is 2 = n times the right one"


@pytest.mark.parametrize(("factors", "sentence"), [
    ({"W1": 3, "b1": 3}, "the gradient of W1 and b1 is 3 times the right one"),
    ({"W1": 3, "W2": 3, "b2": 3}, "the gradient of W1 and W2 and b2 is 3 times the right one"),
    ({"W1": 3, "b1": 7, "W2": 7}, "the gradient of W1 is 3 times the right one; the gradient of W2 and b1 is 7 times the "
     "right one|the gradient of W2 and b1 is 7 times the right one; the gradient of W1 is 3 times the right one"),
    ({"b1": 3}, None), ({"b1": 3, "b2": 3}, "the gradient of b1 and b2 is 3 times the right one"), ({}, None),
    ({"W1": 3, "b2": 7}, None),  # of 7 there is one number
])
def test_arrays_of_one_factor_are_said_together_where_three_numbers_have_it(factors, sentence):
    k = sum(np.where(place, factors.get(name, 1), 0)
            for name, place in {"W1": OF_W1, "b1": OF_B1, "W2": OF_W2, "b2": OF_B2}.items())
    found = said(k * RIGHT, RIGHT)
    assert found is None if sentence is None else found in sentence.split("|")


@pytest.mark.parametrize(("place", "tells"), [(1e-3, True), (0.0025, True), (0.0026, False), (0.1, False)])
def test_numbers_of_less_than_a_hundred_last_places_tell_no_factor(place, tells):
    """Of 3 times W1, 1.5, −0.75, 0.375 and 3, three have a hundred or more down to 0.0075; so of 2 times, down to 0.005."""
    correct = np.where(OF_W1, [0.125] * 9, RIGHT)
    assert (said(np.where(OF_W1, 2 * correct, correct), correct, place) is not None) is tells


@pytest.mark.parametrize(("change", "tells"), [(1.9e-8, True), (2.1e-8, False)])
def test_a_multiple_is_one_to_two_units_of_the_last_place(change, tells):
    given = np.where(OF_W1, 3 * RIGHT, RIGHT)
    given[1] += change
    assert (said(given, RIGHT) is not None) is tells


@pytest.mark.parametrize("value", [0, np.nan, np.inf])
def test_of_what_is_not_finite_or_nothing_no_factor_is_measured(value):
    assert said(np.where(OF_W1, 3.0, RIGHT), np.where(OF_W1, value, RIGHT)) is None


def test_only_gradients_are_multiples():
    assert said(np.where(OF_W1, 3 * RIGHT, RIGHT), RIGHT, kind="weights") is None

"""When two numbers are the same: to the digits given, and beyond them to the rounding of a right program."""

import numpy as np
import pytest

from tests.helpers.plain_programs import PROGRAMS
from tests.helpers.second_trial import task
from xorcore import Config, Dataset, diagnose, loss_and_gradient, train
from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.comparison import Comparison
from xorcore.diagnosis.mistake import Case
from xorcore.diagnosis.submission import from_texts, from_vector
from xorcore.parameters import flatten

CONFIG = Config(hidden=(3,))


@pytest.fixture(scope="module")
def step():
    """The start, the samples, and the epoch after one step."""
    trainer = train(CONFIG)
    return next(trainer).parameters, trainer.dataset, next(trainer)


def asked(step, off):
    """The right weights after one step, each off by so much of itself, in turn up and down."""
    start, dataset, (*_, flat, _, _) = step
    flat = flat * (1 + off * np.where(np.arange(len(flat)) % 2, -1, 1))
    return diagnose(CONFIG, start, dataset, weights=flat)


@pytest.mark.parametrize("off", [0, 1e-15, 3e-13])
def test_what_rounding_can_make_is_the_same(step, off):
    assert asked(step, off).matches


@pytest.mark.parametrize("off", [1e-9, 1e-8, 1e-6])
def test_what_rounding_cannot_make_is_not(step, off):
    answer = asked(step, off)
    assert not answer.matches
    assert answer.digits == pytest.approx(-np.log10(off), abs=1)


@pytest.mark.parametrize(("off", "differ"), [(0, False), (1e-16, False), (1e-9, True), (-0.5, True)])
def test_values_differ_where_a_later_one_is_farther_from_the_first_than_rounding(step, off, differ):
    start, dataset, after = step
    case = Case(CONFIG, after.sizes, len(dataset.inputs), "weights")
    comparison = Comparison(Candidates(case, flatten(start), dataset, 1), from_vector(after.vector, 15))
    later = after.vector * (1 + off * (np.arange(len(after.vector)) == 5))
    assert comparison.differ(np.array([after.vector, after.vector, later])) == differ


def test_the_right_arrays_are_those_in_which_no_number_is_apart(step):
    start, dataset, after = step
    case = Case(CONFIG, after.sizes, len(dataset.inputs), "weights")
    wrong = after.vector.copy()
    wrong[[7, 9]] += 0.1  # of b1, after the six of W1, and of W2
    comparison = Comparison(Candidates(case, flatten(start), dataset, 1), from_vector(wrong, 15))
    assert comparison.right_arrays(after.vector) == [(0, "W"), (1, "b")]


@pytest.mark.parametrize("written", [lambda x: f"{x:.6f}", lambda x: f"{x:.9f}"[:-3], lambda x: f"{x:.7e}"],
                         ids=["rounded", "cut", "with exponents"])
def test_one_unit_in_the_last_given_place_is_no_difference(step, written):
    start, dataset, after = step
    texts = [written(float(x)) for x in after.vector]
    assert diagnose(CONFIG, start, dataset, weights=from_texts(texts, np.repeat([0, 1], [9, 4]))).matches


@pytest.mark.parametrize("loss", ["0.6691", "0.6593", "0.6569"])
def test_a_short_loss_near_the_right_one_is_not_explained(step, loss):
    """It is 0.6578. Of very many variants some come to these four digits; that is no evidence that one was made."""
    start, dataset, _ = step
    answer = diagnose(CONFIG, start, dataset, loss=loss)
    assert answer.possible and not answer.fits
    assert "chance would too" in answer.sentence


def test_what_float32_makes_of_steps_that_run_away_explains_no_loss():
    """It is 119.8019; float32's roundings on the way come to more than the difference."""
    program = next(program for program in PROGRAMS if program.name == "a class for each layer")
    config, start, X, T, steps = task(program, None, 7322)
    parameters = list(zip(start[::2], start[1::2], strict=True))
    assert not diagnose(config, parameters, Dataset(X, T), loss="119.7988", steps=steps).fits


def test_the_first_difference_is_that_of_the_last_layer(step):
    start, dataset, _ = step
    wrong = [(W + 0.01, b + 0.01) for W, b in loss_and_gradient(CONFIG, start, dataset)[1]]
    assert diagnose(CONFIG, start, dataset, gradients=wrong).first.name.endswith("W2[0, 0]")

"""When two numbers are the same: to the digits given, and beyond them to the rounding of a right program."""

import numpy as np
import pytest

from tests.helpers.compared import compared
from tests.helpers.plain_programs import PROGRAMS
from tests.helpers.second_trial import task
from xorcore import Config, Dataset, diagnose, loss_and_gradient, train
from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.comparison import Comparison, can_be_float32, float32_odds, looks_like_float32, shaken
from xorcore.diagnosis.mistakes.mistake import Case
from xorcore.diagnosis.submission.student_numbers import StudentNumbers, from_texts, from_vector
from xorcore.diagnosis.variants.variant import textbook
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


INF, NAN = np.inf, np.nan
SINGLE = float(np.float32(0.1))  # 0.1000000015, whose neighbours in float32 are 2⁻²⁷ away


def test_a_number_is_away_by_its_difference_and_infinitely_where_there_is_none():
    np.testing.assert_array_equal(compared([1, 2, 3, 4]).away(np.array([[1.5, 1, NAN, INF]])), [[0.5, 1, INF, INF]])


def test_the_gradient_of_a_bias_that_is_not_trained_does_not_count():
    fixed = {"kind": "gradients", "train_biases": False}
    np.testing.assert_array_equal(compared([1, 2, 3, 4], **fixed).away(np.array([[2, NAN, 2, 0.0]])), [[1, 0, 1, 0]])
    assert compared([1, 2, 3, 4], **fixed).right_arrays(np.array([1, 0, 3.0, 0])) == [(0, "W"), (1, "W")]
    for counted in ({"kind": "weights", "train_biases": False}, {"kind": "gradients"}):
        assert compared([1, 2, 3, 4], **counted).counted.all()


@pytest.mark.parametrize(("settings", "rounding"), [
    ({}, 1e-11), ({"optimizer": "adam"}, 1e-10), ({"optimizer": "rmsprop"}, 1e-10), ({"float32": True}, 2e-6),
])
def test_rounding_is_a_part_of_the_largest_finite_number_beside_the_units_of_the_last_place(settings, rounding):
    comparison, values = compared([0, 0, 0, 0], **settings), np.array([[1, -3, 2, INF], [0, 0, NAN, 0]])
    np.testing.assert_allclose(comparison.rounding(values), [[3 * rounding], [0]])
    for units in (0.5, 1):
        allowed = [[0.01 * units + 3 * rounding] * 4, [0.01 * units] * 4]
        np.testing.assert_allclose(comparison.tolerance(values, units), allowed, rtol=2e-6)
    np.testing.assert_array_equal(comparison.tolerance(values), comparison.tolerance(values, 1))


def test_the_farthest_number_lies_beyond_half_a_unit_of_the_last_place():
    np.testing.assert_allclose(compared([1, 2, 3, 4]).beyond(np.array([[1, 2.004, 3, 4], [1.1, 2.2, 3, 4]])), [0, 0.195],
                               atol=1e-6)


def test_numbers_fit_where_every_one_does():
    values = np.array([[1, 2, 3, 4], [1, 2, 3, 9], [1.008, 2, 3, 4], [1, 2, NAN, 4], [1.008, 1.992, 3.008, 3.992]])
    assert compared([1, 2, 3, 4]).fits(values, [None] * 5).tolist() == [True, False, True, False, True]
    assert compared([1, 2, 3, 4]).fits(values, [None] * 5, 0.5).tolist() == [True, False, False, False, False]


@pytest.mark.parametrize(("beyond", "own", "amplified", "fits"), [
    (0.002, 0.003, 1e-7, True), (0.002, 0.001, 1e-7, False),  # own: what roundings come to in this variant
    (0.0099, 1, 1e-7, True), (0.0101, 1, 1e-7, False),  # no variant amplifies them 100 000 times as much as the right step
    (0.0399, 1, 1, True), (0.0401, 1, 1, False),  # a hundredth of the largest number
])
def test_a_number_beyond_the_last_place_fits_where_roundings_on_the_way_come_to_as_much(beyond, own, amplified, fits):
    comparison = compared([1, 2, 3, 4], amplified=amplified)
    comparison._amplified = lambda variants, values: np.array(variants)
    values = np.array([[1, 2, 3, 4], [1, 2.01 + beyond, 3, 4], [9, 2, 3, 4]])
    assert comparison.fits(values, [0, own, 9]).tolist() == [True, fits, False]


@pytest.mark.parametrize(("given", "amplified", "float32", "chance"), [
    (1.0, 0.0, False, 2 * 0.005 / 0.2),  # two lie half as near as the correct one
    (1.0, 0.03, False, 2 * 0.005 / 0.2), (1.0, 0.03, True, 2 * 0.035 / 0.2), (1.4, 0.0, False, 0),
    (1.902, 0.0, False, 1 * 0.005 / 0.251), (1.399, 0.3, True, 2),  # within rounding: as many as lie there
])
def test_a_loss_is_met_by_chance_as_often_as_others_lie_near(given, amplified, float32, chance):
    comparison = compared([given], kind="loss", amplified=amplified, float32=float32)
    values = np.array([[1.0], [1.15], [1.25], [1.9]])
    assert comparison.by_chance(np.array([[1.4]]), values, 0.5) == pytest.approx(chance, rel=1e-3)


@pytest.mark.parametrize(("correct", "chance"), [
    ([1, 2, 3, 4], 10), ([1, 2.1, 3, 4], 1), ([1, 2.1, 3, 5], 0.01), ([1, 2.005, 3, 4], 10), ([1, INF, 3, 4], 1e-16),
])
def test_many_numbers_are_met_by_chance_in_one_of_as_many_cases_as_last_places_lie_between(correct, chance):
    by_chance = compared([1, 2, 3, 4]).by_chance(np.array([correct]), np.zeros((10, 4)), 1)
    assert by_chance == pytest.approx(chance, rel=1e-4)


@pytest.mark.parametrize(("count", "room"), [(3, True), (5, False)])
def test_there_is_room_for_as_many_more_as_chance_would_hardly_bring(count, room):
    """One of two lies half as near as the correct one: of each that is tried, 0.002 / 0.2 / 2 fit by chance."""
    comparison, tried = compared([1.0], place=0.004, kind="loss"), np.array([[1.1], [3.0]])
    assert comparison.leaves_room(np.array([[1.4]]), tried, count) == room


def test_biases_that_are_thresholds_have_the_opposite_sign():
    turned = compared([1, 2, 3, 4], float32=True).turned()
    assert turned.given.values.tolist() == [1, -2, 3, -4] and turned.float32
    assert compared([1, 0, 3, 0]).turned() is None and compared([1], kind="loss").turned() is None


@pytest.mark.parametrize(("values", "digits"), [
    ([1, 2, 3, 4], 4), ([1, 2.15, 3, 4], 1), ([1, 2.012, 3, 4], 2), ([1, 2.15, 3, 4.02], 1), ([1, 2.009, 3, 4], 4),
    ([1, -2, 3, 4], 0), ([1, 2, 3, 300], 0), ([1, 0, 3, 4], 0), ([1, INF, 3, 4], 0), ([1, NAN, 3, 4], 0),
])
def test_the_number_that_agrees_on_the_fewest_digits_says_on_how_many_all_do(values, digits):
    assert compared([1, 2, 3, 4]).digits(np.array(values, dtype=float)) == digits


@pytest.mark.parametrize(("values", "places"), [
    ([1, 2, 3, 4], (2, 0)), ([1.5, 2, 3, 4.1], (3, 0)), ([1.1, 2.2, 3, 4], (0, 1)), ([1, 2, 3.3, 4.1], (2, 2)),
    ([1, NAN, 3, 5], (3, 1)),
])
def test_the_first_difference_is_met_from_the_last_layer_on_and_the_largest_anywhere(values, places):
    assert compared([1, 2, 3, 4]).places(np.array(values, dtype=float)) == places
    assert compared([1], kind="loss").places(np.array([9.0])) == (0, 0)


@pytest.mark.parametrize(("values", "place", "written", "odds"), [
    ([0.5, 3, 0, 2.25], 1e-16, None, 1),  # too short to tell
    ([0.1], 1e-10, None, 1), ([SINGLE], 1e-10, None, 1e-10 / 2.0**-27),
    ([SINGLE, float(np.float32(0.3))], 1e-10, None, 1e-20 / 2.0**-27 / 2.0**-25),
    ([SINGLE, 0.3], 1e-10, None, 1), ([SINGLE, 0.5], 1e-10, None, 1e-10 / 2.0**-27),
    ([0.1], 1e-2, None, 1), ([SINGLE], 1e-2, np.array([1e-10]), 1e-10 / 2.0**-27),
    ([SINGLE], 0, None, 0.1e-16 / 2.0**-27),
    ([SINGLE + 4e-11], 1e-10, None, 1e-10 / 2.0**-27), ([SINGLE + 6e-11], 1e-10, None, 1),
])
def test_the_odds_of_looking_like_float32_are_the_last_places_in_its_spacings(values, place, written, odds):
    given = compared(values, place, written=written).given
    assert float32_odds(given) == pytest.approx(odds)
    assert looks_like_float32(given) == (odds < 1e-3)
    assert looks_like_float32(compared(values, place, float32=True).given)


@pytest.mark.parametrize(("value", "place", "digits", "can"), [
    (SINGLE, 1e-10, 10, True), (SINGLE, 1e-10, 7, True), (SINGLE, 1e-10, 6, False),
    (0.1, 1e-10, 10, False), (0.1, 1e-8, 10, True), (SINGLE, 0, 16, True), (0.5, 0, 16, True),
])
def test_a_number_can_be_float32_that_has_its_digits_and_lies_at_one(value, place, digits, can):
    of = np.array([value, 0.25], dtype=float)
    assert can_be_float32(StudentNumbers(of, np.array([place, 0.0]), digits)) == can
    if place and can:
        assert can_be_float32(StudentNumbers(of, np.array([1.0, 1]), digits, written=np.array([place, 0.0])))
        assert not can_be_float32(StudentNumbers(of + 1e-5, np.array([1.0, 1]), digits, written=np.array([place, 0.0])))


def test_a_shaken_start_is_off_by_some_roundings():
    right = textbook(CONFIG)
    assert shaken(right) == right._replace(shaken=1e-14) != right


@pytest.mark.parametrize(("loss", "matches"), [
    ("0.6", True), ("0.7", True), ("1", True), ("1E0", True), ("1e3", False), ("1e300", False), ("10", False),
    ("0.5", False), ("0.8", False),
])
def test_a_loss_of_one_digit_reaches_no_farther_down_than_it_can_be_rounded(step, loss, matches):
    start, dataset, _ = step
    right, _ = loss_and_gradient(CONFIG, start, dataset)
    assert round(right, 2) == 0.66
    answer = diagnose(CONFIG, start, dataset, loss=loss, seconds=0.0)
    assert (answer.matches, answer.digits) == (matches, int(matches))

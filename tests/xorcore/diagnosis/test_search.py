"""Which of the mistakes that give a student's numbers are named, told of made-up tiers and the numbers 1, 2, 3, 4."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.helpers.compared import compared
from xorcore.diagnosis.comparison import THRESHOLDS, Comparison
from xorcore.diagnosis.mistakes.mistake import mistake, rare
from xorcore.diagnosis.search import Search, seen_otherwise

GIVEN = np.array([1.0, 2, 3, 4])
CORRECT = np.array([[5.0, 6, 7, 8]])  # so far off that chance explains nothing


def made_up(*tiers, printed=0, left=0, candidates=None):
    """These tiers of (mistake, numbers), and a list of those asked for; left: so many of each are not tried."""
    groups = [[(made,) for made, _ in tier] for tier in tiers]
    asked = []

    def tried(number):
        asked.append(number)
        there = len(tiers[number]) - left
        shape = there, len(tiers[0][0][1])
        values = np.array([numbers for _, numbers in tiers[number]][:there], dtype=float).reshape(shape)
        return groups[number][:there], [None] * there, values

    return SimpleNamespace(candidates=candidates, printed=printed, count=len(tiers), groups=groups.__getitem__,
                           tried=tried), asked


def searched(*tiers, printed=0, left=0, given=GIVEN, correct=CORRECT, kind="weights", place=0.01):
    """The search through these tiers, and which it asked for."""
    there, asked = made_up(*tiers, printed=printed, left=left)
    search = Search(there, compared(given, place, kind), correct)
    search.all_tiers()
    return search, asked


def keys(fits):
    return [fit.mistakes[0].key for fit in fits]


def off(by, key="samples", made=mistake):
    return made(key, key), GIVEN + by


FAR = off(1.0, "batch")


def test_what_gives_the_numbers_is_named_the_nearest_first_and_equals_as_they_come():
    search, asked = searched([FAR, off([0.006, 0, 0, 0], "l2"), off([0, 0.001, 0, 0], "order"), off(-0.002, "steps")],
                             [off(0)])
    assert keys(search.fits) == ["order", "steps"] and not search.possible and asked == [0]
    assert [fit.distance for fit in search.fits] == pytest.approx([0.001, 0.002])
    outside, _ = searched([FAR, off([0.009, 0, 0, 0], "l2"), off([0, 0.007, 0, 0], "order"), off(0.0099, "steps")])
    assert keys(outside.fits) == ["order", "l2", "steps"]


def test_many_that_are_equally_near_stay_in_their_order():
    names = [f"mistake {i}" for i in range(50)]
    fits = searched([off(0.006 + 0.002 * (i % 2), name) for i, name in enumerate(names)])[0].fits
    assert keys(fits) == [*names[::2], *names[1::2]]


@pytest.mark.parametrize(("by", "named"), [
    ([0.004, 0.008], ["first"]),  # as if it was rounded, before as if it was cut
    ([0.008, 0.009], ["first", "second"]), ([0.009, 0.008], ["second", "first"]), ([0.011, 0.008], ["second"]),
    ([0.011, 0.02], []),
])
def test_the_last_digit_is_taken_as_rounded_and_where_nothing_fits_as_cut(by, named):
    search, _ = searched([off(by[0], "first"), off(by[1], "second")])
    assert keys(search.fits) == named


@pytest.mark.parametrize(("by", "differ"), [(0.0, False), (0.002, True)])
def test_fits_differ_where_more_digits_would_tell_them_apart(by, differ):
    assert searched([off(0.001, "first"), off(0.001 + by, "second")])[0].fits_differ is differ


@pytest.mark.parametrize(("tiers", "asked", "named"), [
    ([[FAR], [off(0, "two")], [off(0, "more")]], [0, 1], ["two"]),
    ([[FAR], [], [off(0, "more")]], [0, 1, 2], ["more"]),
    ([[FAR], [FAR], [FAR]], [0, 1, 2], []),
])
def test_the_next_tier_is_tried_where_none_gave_the_numbers(tiers, asked, named):
    search, tried = searched(*tiers)
    assert tried == asked and keys(search.fits) == named
    assert search.tried == sum(len(tiers[number]) for number in asked)


def test_what_was_not_tried_is_counted():
    search, _ = searched([FAR, FAR, FAR], [FAR, FAR], left=1)
    assert (search.tried, search.untried) == (3, 2)


def of_a_loss(*numbers, key="samples"):
    return [(mistake(key, key), [number]) for number in numbers]


LOSS = {"given": np.array([1.0]), "correct": np.array([[1.4]]), "kind": "loss", "place": 0.002}


@pytest.mark.parametrize(("printed", "named", "possible"), [
    (0, [], ["samples"]),  # nine lie half as near as the correct one: 9 · 0.001 / 0.2 fit by chance
    (1, ["samples"], []),  # the likely one, alone: 0.001 / 0.2
])
def test_of_the_likely_ones_only_they_count_for_chance(printed, named, possible):
    search, asked = searched(of_a_loss(1.0, *np.linspace(1.1, 1.15, 8)), of_a_loss(3.0), printed=printed, **LOSS)
    assert (keys(search.fits), keys(search.possible), asked) == (named, possible, [0])


def test_a_fit_behind_the_likely_ones_is_judged_by_all():
    search, _ = searched(of_a_loss(1.1, 1.0, *np.linspace(1.1, 1.15, 8)), printed=1, **LOSS)
    assert not search.fits and keys(search.possible) == ["samples"]


@pytest.mark.parametrize("printed", [0, 1])  # of the single ones
def test_several_mistakes_that_chance_would_explain_are_not_even_possible(printed):
    search, asked = searched(of_a_loss(3.0), of_a_loss(1.0, *np.linspace(1.1, 1.15, 8)), printed=printed, **LOSS)
    assert not search.fits and not search.possible and asked == [0, 1]


def test_several_mistakes_are_tried_while_digits_leave_room():
    """One that lies half as near fits by chance in one of 200 cases: there is room for three as close, not for five."""
    for count, asked in ((3, [0, 1]), (5, [0])):
        assert searched(of_a_loss(1.1), of_a_loss(*[3.0] * count), **LOSS)[1] == asked


@pytest.mark.parametrize(("source", "named"), [
    (off(0.001, "no half"), ["no half"]),
    (off(0.001, "bias gradient"), ["bias gradient"]),
    (off(0.001, "no half", rare), ["scaled", "no half"]),  # a rare one explains nothing better
    (off(0.002, "no half"), ["scaled", "no half"]),  # other numbers, though both fit
    (off(0.001, "momentum sign"), ["scaled", "momentum sign"]),  # says nothing of a factor
])
@pytest.mark.parametrize("key", ["scaled", "one array"])
def test_a_factor_is_not_named_beside_the_mistake_that_it_comes_from(key, source, named):
    assert keys(searched([off(0.001, key), source])[0].fits) == [name.replace("scaled", key) for name in named]


SINGLE = np.array([0.1, 0.2, 0.3, 0.4], dtype=np.float32).astype(float)  # float32 is off by 8e-7 at most: 2e-6 of 0.4
TURNED = off(SINGLE * [1, -1, 1, -1] - GIVEN, "turned")  # the biases b1 and b2
IN_FLOAT32 = off(SINGLE + 5e-7 - GIVEN, "single")
ONE = {"given": SINGLE[:1], "kind": "loss"}


@pytest.mark.parametrize(("singles", "changed", "words", "named"), [
    ([FAR, TURNED], {}, THRESHOLDS, ["turned"]),
    ([FAR, TURNED], {"digits": 4}, THRESHOLDS, ["turned"]),
    ([FAR, IN_FLOAT32], {}, "in float32", ["single"]),
    ([IN_FLOAT32, TURNED], {}, THRESHOLDS, ["turned"]),  # thresholds are looked at first
    ([FAR, IN_FLOAT32], {"digits": 4}, "", None),  # so few say nothing of a precision
    ([FAR, IN_FLOAT32], {"given": SINGLE + 1e-10}, "", None),  # no float32
    ([FAR], {}, "", None),
    (of_a_loss(SINGLE[0] + 1e-7), ONE, "in float32", ["samples"]),  # which has no biases
    (of_a_loss(SINGLE[0] + 1e-7), ONE | {"correct": np.array([[SINGLE[0] + 1e-6]])}, "", None),  # chance would too
    (of_a_loss(SINGLE[0] + 1e-7), ONE | {"place": 1e-8, "digits": 8}, "", None),  # every number is one of float32 so far
])
def test_where_nothing_fits_single_mistakes_are_tried_with_thresholds_then_in_float32(
        monkeypatch, singles, changed, words, named):
    monkeypatch.setattr(Comparison, "amplified", 0.0)
    settings = {"given": SINGLE, "place": 1e-12, "digits": 12} | changed
    correct = settings.pop("correct", CORRECT[:, :len(settings["given"])])
    comparison = compared(**settings)
    tiers, asked = made_up(singles, [TURNED, IN_FLOAT32], candidates=comparison.candidates)
    before = Search(tiers, comparison, correct)
    search, said = seen_otherwise(tiers, comparison, correct, before)
    assert said == words and set(asked) <= {0}
    assert search is before if named is None else keys(search.fits) == named

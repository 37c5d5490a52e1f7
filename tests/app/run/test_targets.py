"""Targets are numbers that the output reaches."""

import pytest

from app.run.targets import PAIRS, TargetsError, reach, targets_from_numbers, targets_from_words


@pytest.mark.parametrize(("output", "ends"), [
    ("sigmoid", (0, 1)), ("tanh", (-1, 1)), ("relu", (0, 1)), ("linear", (-1, 1)),
])
def test_targets_lie_where_the_output_reaches_and_the_picture_shows(output, ends):
    assert reach(output) == ends


@pytest.mark.parametrize("pair", PAIRS)
def test_the_negative_one_of_known_words_is_zero(pair):
    zero, one = pair
    for cells in ([zero, one], [zero.upper(), one.title()]):
        assert targets_from_words(cells).values == [0, 1]
        assert targets_from_words(cells[::-1]).values == [1, 0]


@pytest.mark.parametrize(("zero", "one"), [
    ("No", "Yes"), ("False", "True"), ("off", "on"), ("-", "+"), ("negative", "positive"), ("fail", "pass"),
    ("low", "high"), ("nein", "ja"), ("non", "oui"), ("benign", "malignant"), ("out", "in"), ("f", "t"), ("n", "y"),
    ("cat", "dog"),  # of other words the first in the alphabet
])
def test_words_mean_what_they_mean(zero, one):
    assert targets_from_words([one, zero, one]).values == [1, 0, 1]


@pytest.mark.parametrize(("values", "output", "targets"), [
    ([0, 1], "sigmoid", [0, 1]), ([0.1, 0.9], "tanh", [0.1, 0.9]), ([-0.8, 0.8], "linear", [-0.8, 0.8]),
    ([-0.8, 0.8], "sigmoid", [0, 1]), ([2, 1, 2], "tanh", [1, 0, 1]),
    ([5, -7], "relu", [1, 0]), ([0, 255], "linear", [0, 1]),
])
def test_two_numbers_beyond_the_reach_are_zero_and_one(values, output, targets):
    answer = targets_from_numbers(values, output)
    assert answer.values == targets
    assert bool(answer.note) == (values != targets)


@pytest.mark.parametrize(("values", "output", "place"), [([0.5, 0.7, 1.2], "sigmoid", 2), ([0.5, -1.5, 0.2], "tanh", 1)])
def test_a_number_beyond_the_reach_is_named(values, output, place):
    with pytest.raises(TargetsError, match=f"{output} reaches, got") as refusal:
        targets_from_numbers(values, output)
    assert refusal.value.place == place

"""Targets are numbers that the output reaches."""

import pytest

from app.run.targets import PAIRS, TargetsError, is_words, reach, targets_from_numbers, targets_from_words


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


@pytest.mark.parametrize(("values", "note"), [
    ([0, 5], "0 became 0 and 5 became 1."), ([-7, 1], "-7 became 0 and 1 became 1."),
    ([1, -1], "-1 became 0 and 1 became 1, since sigmoid answers from 0 to 1; with the output activation tanh or linear "
              "they stay as they are."),
])
def test_two_numbers_are_mapped_and_where_another_output_reaches_them_it_is_named(values, note):
    assert targets_from_numbers(values, "sigmoid") == ([float(value == max(values)) for value in values], note)


@pytest.mark.parametrize(("values", "output", "why"), [
    ([0.3, -0.5, 0.9], "sigmoid", "reaches, got -0.5; the output activation tanh or linear reaches it."),
    ([0.3, -1.5, 0.9], "sigmoid", "reaches, got -1.5; scale the column to fit."),
    ([0.3, -0.5, 1.9], "sigmoid", "reaches, got -0.5; scale the column to fit."),
    ([0.3, 0.5, -1.9], "tanh", "must be between -1 and 1, what tanh reaches, got -1.9; scale the column to fit."),
    (list(range(5)), "sigmoid", r"has 5 classes \(0, 1, 2, 3, 4\); "),
    (list(range(6)), "sigmoid", r"has 6 classes \(0, 1, 2, 3, 4, …\); "),
    (list(range(20)), "sigmoid", "has 20 classes"), (list(range(21)), "sigmoid", "must be between 0 and 1"),
    ([0, 0.5, 3], "sigmoid", "must be between 0 and 1"),
])
def test_numbers_that_the_output_does_not_reach_are_refused_with_what_helps(values, output, why):
    with pytest.raises(TargetsError, match=why):
        targets_from_numbers(values, output)


@pytest.mark.parametrize(("cells", "are"), [(["no", "yes"], True), (["no", "1st"], False), (["-", "+"], True),
                                            (["no", "−.5"], False)])
def test_words_are_what_does_not_begin_as_a_number(cells, are):
    assert is_words(cells) is are

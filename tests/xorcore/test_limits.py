"""The limits of a number: what is admitted, read and refused, and in which words."""

import numpy as np
import pytest

from xorcore.limits import LARGEST_WEIGHT, LIMITS, Limits, check_at_least, check_place, is_real, is_whole

RATE, COUNT, SHARE = Limits(0, 1000, open_low=True), Limits(1, 1000, whole=True), Limits(0.5, 2)


def test_limits_are_these():
    assert {name: tuple(limits) for name, limits in LIMITS.items()} == {
        "samples": (4, 2000, True, False),
        "noise": (0, 2, False, False),
        "test_share": (0, 0.9, False, False),
        "l2": (0, 10, False, False),
        "learning_rate": (0, 1000, False, True),
        "momentum": (0, 1, False, False),
        "epochs": (1, 1_000_000, True, False),
        "batch_size": (0, 2000, True, False),
        "stop_at_loss": (0, 1000, False, True),
        "init_scale": (0, 100, False, True),
        "seed": (0, 2**32 - 1, True, False),
    }
    assert LARGEST_WEIGHT == 1_000_000


@pytest.mark.parametrize(("limits", "rule"), [
    (RATE, "> 0 and at most 1\u202f000"), (COUNT, "a whole number, at least 1 and at most 1\u202f000"),
    (SHARE, "at least 0.5 and at most 2"),
])
def test_a_rule_is_said_in_words(limits, rule):
    assert limits.rule() == rule


@pytest.mark.parametrize(("limits", "admitted", "refused"), [
    (RATE, (5e-324, 0.5, 1000), (0, -1, 1000.5)), (COUNT, (1, 2, 1000, 3.0), (0, 1001, 1.5)),
    (SHARE, (0.5, 0.75, 2), (0.25, 2.25, -1)),
])
def test_the_limits_themselves_are_admitted_and_nothing_beyond(limits, admitted, refused):
    assert all(limits.admit(value) for value in admitted) and not any(limits.admit(value) for value in refused)


@pytest.mark.parametrize("text", ["-0", "−0,0", "-0e5", "0"])
def test_minus_zero_is_zero(text):
    assert str(Limits(0, 2).read(text)) == "0.0" and str(Limits(0, 2, whole=True).read(text)) == "0"


@pytest.mark.parametrize(("limits", "text", "number"), [
    (RATE, "0,25", 0.25), (RATE, " 1000 ", 1000), (COUNT, "1e3", 1000), (COUNT, "1", 1), (SHARE, "1.234", 1.234),
])
def test_a_number_within_is_read(limits, text, number):
    assert limits.read(text) == number and type(limits.read(text)) is (int if limits.whole else float)


@pytest.mark.parametrize(("limits", "text", "sentence"), [
    (RATE, "  ", "must be a number"), (RATE, "0", "must be > 0 and at most 1\u202f000, got 0"),
    (RATE, "x", "must be > 0 and at most 1\u202f000: “x” is not a number"),
    (COUNT, "1.5", "must be a whole number, at least 1 and at most 1\u202f000: “1.5” is not a whole number"),
    (COUNT, "1001", "must be a whole number, at least 1 and at most 1\u202f000, got 1001"),
    (COUNT, "9" * 40, f"must be a whole number, at least 1 and at most 1\u202f000, got {'9' * 40}"),
    (COUNT, "9" * 41, f"must be a whole number, at least 1 and at most 1\u202f000, got “{'9' * 20}…”"),
])
def test_any_other_text_is_refused_with_the_rule_and_what_came(limits, text, sentence):
    with pytest.raises(ValueError, match=".") as refusal:
        limits.read(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(("value", "whole", "real"), [
    (1, True, True), (np.int8(1), True, True), (-3, True, True), (True, False, False), (np.True_, False, False),
    (1.0, False, True), (np.float32(0.5), False, True), (float("nan"), False, False), (float("-inf"), False, False),
    (10**400, True, False), ("1", False, False), (None, False, False), (1j, False, False),
])
def test_of_numbers_some_are_whole_and_some_fit_a_float(value, whole, real):
    assert is_whole(value) is whole and is_real(value) is real


@pytest.mark.parametrize("value", [2, 3, np.int64(2)])
def test_a_count_of_at_least_so_many_is_taken(value):
    check_at_least("steps", value, 2)


@pytest.mark.parametrize("value", [1, -1, 2.0, True, "2", "x" * 100])
def test_another_count_is_refused(value):
    with pytest.raises(ValueError, match="^steps must be a whole number of at least 2, got ") as refusal:
        check_at_least("steps", value, 2)
    assert str(refusal.value).endswith(f"got {value!r}"[:44])


@pytest.mark.parametrize("place", [0, 2, np.int64(1)])
def test_a_place_among_three_is_taken(place):
    check_place("layer", place, 3)


@pytest.mark.parametrize(("place", "error", "sentence"), [
    (-1, IndexError, "layer must be 0 to 2, got -1"), (3, IndexError, "layer must be 0 to 2, got 3"),
    (1.0, TypeError, "layer must be a whole number from 0 to 2, got 1.0"),
    ("x" * 50, TypeError, f"layer must be a whole number from 0 to 2, got '{'x' * 39}"),
])
def test_another_place_is_refused(place, error, sentence):
    with pytest.raises(error, match=f"^{sentence}$"):
        check_place("layer", place, 3)

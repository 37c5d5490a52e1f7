import math

import numpy as np
import pytest

from xorcore.step.arithmetic import common_digits, evaluate, evaluate_all, put_in, written


@pytest.mark.parametrize(("text", "value"), [
    ("0.4·0.5 + (−0.25)", -0.05), ("1/(1 + e^(−0.5))", 1 / (1 + math.exp(-0.5))), ("(1 − 0.5²)", 0.75),
    ("−0.3·(−2)²", -1.2), ("½·((0.5 − 1)²)", 0.125), ("max(0, −3)", 0), ("tanh(0.2)", math.tanh(0.2)), ("√(0.09)", 0.3),
    ("1e−08 + 2·1.5e−05", 3.001e-05), ("(ln(1 + e^(2)) − 1·2)", math.log1p(math.exp(2)) - 2), ("e^(1000)", math.inf),
])
def test_arithmetic_is_worked_out(text, value):
    assert evaluate(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("text", ["", "a + 1", "1 +", "__import__('os')", "(1).real", "[1]", "'1'", "max"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="not arithmetic"):
        evaluate(text)


def test_full_digits_tell_any_two_numbers_apart():
    for value in np.random.default_rng(0).normal(size=100) * 10.0 ** np.arange(-50, 50):
        assert float(written(value).replace("−", "-")) == value


def test_symbols_are_replaced_longest_first_and_negative_numbers_bracketed():
    assert put_in("a·aᵢ − vₜ₋₁ + vₜ", {"a": 1.5, "aᵢ": -2.0, "vₜ": 3.0, "vₜ₋₁": -4.0}) == "1.5·(−2.0) − (−4.0) + 3.0"
    assert put_in("tanh(z)", {"z": -1.0}) == "tanh(−1.0)"
    assert put_in("a", {"a": 0.123456789}, digits=4) == "0.1235"


def test_letters_of_a_function_s_name_are_no_symbols():
    assert put_in("max(m, x) + tanh(h)", {"m": 1.0, "x": 2.0, "h": 3.0}) == "max(1.0, 2.0) + tanh(3.0)"


def test_nothing_has_no_sign():
    assert [written(-0.0), written(-0.0, 4), put_in("a·b", {"a": -0.0, "b": -1.0})] == ["0.0", "0", "0.0·(−1.0)"]


@pytest.mark.parametrize(("value", "other", "text"), [
    (0.1, 0.1, "0.1"), (0.12345678901234567, 0.12345678901234569, "0.1234567890123457"), (1.0, 1.3, "1"), (0.0, 0.0, "0.0"),
    (0.0, 1e-20, "0.00000000000000000"), (1e-3, 0.0, "0.00"), (math.inf, math.inf, "inf"),
])
def test_common_digits_are_those_that_both_numbers_round_to(value, other, text):
    assert common_digits(value, other) == text


@pytest.mark.parametrize(("text", "value"), [("inf", math.inf), ("−inf", -math.inf), ("inf − 1", math.inf), ("1 > 0", 1),
                                             ("0 > 1", 0), ("0 < 1", 1), ("1 < 1", 0), ("1 > 1", 0)])
def test_numbers_that_have_run_away_and_comparisons_are_worked_out(text, value):
    assert evaluate(text) == value


def test_what_is_not_a_number_stays_none():
    assert math.isnan(evaluate("nan + 1")) and math.isnan(evaluate("inf − inf"))


def test_a_formula_of_arrays_is_worked_out_for_all_of_them():
    assert evaluate_all("a·b − 1", {"a": np.array([1.0, 2]), "b": 3.0}).tolist() == [2, 5]


@pytest.mark.parametrize(("value", "digits", "text"), [
    (0.123456789, 3, "0.123"), (-12345.678, 7, "−12345.68"), (1e-7, 2, "1e−07"), (0.1, 17, "0.1"), (0.1, 16, "0.1"),
    (1 / 3, 16, "0.3333333333333333"), (2 / 3, 1, "0.7"),
])
def test_a_number_is_written_with_so_many_digits(value, digits, text):
    assert written(value, digits) == text


def test_a_text_is_put_in_as_it_is_and_no_second_pair_of_brackets():
    assert put_in("(a)·b", {"a": -1.0, "b": "(x + y)"}) == "(−1.0)·(x + y)"


@pytest.mark.parametrize("digits", [0, -1, 2.5, True])
def test_a_number_has_at_least_one_digit(digits):
    with pytest.raises(ValueError, match=f"digits must be a whole number of at least 1, got {digits}"):
        written(1.0, digits)

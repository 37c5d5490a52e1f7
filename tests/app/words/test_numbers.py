import pytest

from app.words.numbers import count, duration, exact, figure, percent, points


@pytest.mark.parametrize(("number", "text"), [
    (0, "0"), (999, "999"), (12400, "12\u202f400"), (1_000_000, "1\u202f000\u202f000"),
])
def test_a_count_stands_in_groups_of_three(number, text):
    assert count(number) == text


@pytest.mark.parametrize(("value", "text"), [(0.25, "0.25"), (6.14321e-5, "6.1432e−05"), (-1 / 3, "−0.33333"), (0.0, "0")])
def test_a_value_is_written_as_python_prints_it_with_the_minus_sign_of_books(value, text):
    assert figure(value) == text


@pytest.mark.parametrize(("value", "text"), [
    (0.05, "0.05"), (1.0, "1"), (3, "3"), (1e-7, "1e−07"), (0.123456789, "0.123456789"), (1 / 3, "0.3333333333333333"),
    (0.0, "0"), (1000.0, "1000"),
])
def test_a_setting_is_written_to_its_last_digit(value, text):
    assert exact(value) == text
    assert float(text.replace("−", "-")) == value


def test_a_share_is_a_percentage():
    assert percent(0.9925) == "99.25 %"


@pytest.mark.parametrize(("seconds", "text"), [
    (0.123, "0.12 seconds"), (1.01, "1 second"), (9.4, "9.4 seconds"), (9.6, "10 seconds"), (599, "599 seconds"),
    (600, "10 minutes"), (35_900, "598 minutes"), (36_000, "10 hours"), (1e7, "2\u202f778 hours"),
])
def test_a_duration_is_said_in_the_unit_that_fits(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize(("difference", "sign", "text"), [(-0.0001, "", "0.0"), (-0.012, "+", "−1.2"), (0.4, "+", "+40.0")])
def test_a_difference_of_shares_is_in_percentage_points(difference, sign, text):
    assert points(difference, sign) == text

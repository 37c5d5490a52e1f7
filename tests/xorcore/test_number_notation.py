"""One notation of numbers, for fields, links, files and pasted text."""

import pytest

from xorcore.number_notation import (
    exact,
    grouped,
    has_decimal_comma,
    is_number,
    megabytes,
    plain_notation,
    read_number,
    read_whole,
    several,
    shown,
    true_minus,
)


@pytest.mark.parametrize(("text", "number"), [
    ("0", 0), ("1", 1), ("-3", -3), ("+3", 3), ("0.25", 0.25), (".5", 0.5), ("5.", 5), ("1e-3", 1e-3), ("1E+05", 1e5),
    ("1.5e300", 1.5e300), ("  7\u00a0", 7), ("0,25", 0.25), ("-0,1", -0.1), (",5", 0.5), ("5,", 5), ("1,5e-3", 1.5e-3),
    ("12,34", 12.34), ("1,2345", 1.2345), ("0,123", 0.123), ("1234,567", 1234.567), ("−1", -1), ("–0,5", -0.5),
    ("1.234", 1.234), ("007", 7), ("0e-400", 0), ("5e-324", 5e-324), ("2.", 2), ("1" * 300, float("1" * 300)),
])
def test_a_number_is_read_as_a_person_reads_it(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(("text", "why"), [
    ("1,234", "can mean 1234 or 1.234"), ("-12,000", "can mean -12000 or -12.000"),
    ("1,234,567", "without marks between thousands"), ("1.234.567", "without marks between thousands"),
    ("1,234.5", "without marks between thousands"), ("1.234,5", "without marks between thousands"),
    ("1 234", "without marks between thousands"), ("1'234.5", "without marks between thousands"),
    ("1_0", "without underscores"), ("1_000.5", "without underscores"),
    ("٣", "digits 0 to 9"), ("１", "digits 0 to 9"), ("1²", "digits 0 to 9"),
    ("nan", "only finite"), ("NaN", "only finite"), ("-inf", "only finite"), ("Infinity", "only finite"),
    ("1e999", "beyond the largest"), ("-1e999", "beyond the largest"), ("9" * 399, "beyond the largest"),
    ("1e-400", "nearer to 0 than the smallest"), ("-0,1E-323", "nearer to 0 than the smallest"),
    ("", "an empty text is not a number"), (" \n", "an empty text is not a number"), ("abc", "“abc” is not a number"),
    ("1.2.3", "not a number"), ("--1", "not a number"), ("1e", "not a number"), ("0x10", "not a number"),
    ("1 2", "not a number"), ("1;2", "not a number"), (".", "not a number"), ("1e5.5", "not a number"),
    ("50%", "not a number"), ("True", "not a number"), ("1j", "not a number"), ("1f", "not a number"),
    ("1" * 5000, "has 5\u202f000 characters"), ("1" + "0" * 401, "has 402 characters"), ("\0\0", "not a number"),
    ("1e" + "9" * 20, "not a number"), ("(5)", "without parentheses, a negative one with a minus"),
])
def test_what_is_no_number_or_two_is_refused_in_one_sentence(text, why):
    with pytest.raises(ValueError, match=".") as refusal:
        read_number(text)
    sentence = str(refusal.value)
    assert why in sentence and sentence.replace("\u202f", " ").isprintable() and len(sentence) < 120


@pytest.mark.parametrize(("text", "plain"), [("−0,250", "-0.250"), ("1.50e-3", "1.50e-3"), (" 2. ", "2.")])
def test_plain_notation_keeps_every_digit(text, plain):
    assert plain_notation(text) == plain


@pytest.mark.parametrize(("text", "number"), [
    ("7", 7), (" 30000 ", 30_000), ("1e3", 1000), ("4.0", 4), ("4,0", 4), ("−2", -2), ("1.5e1", 15), ("+3", 3), ("0", 0),
    ("9007199254740993", 9007199254740993), ("0.000", 0),
])
def test_a_whole_number_keeps_all_its_digits(text, number):
    assert read_whole(text) == number
    assert type(read_whole(text)) is int


@pytest.mark.parametrize(("text", "why"), [
    ("1.5", "“1.5” is not a whole number"), ("0,5", "not a whole number"), ("1e-3", "not a whole number"),
    ("30.000", "can mean 30000 or 30; write one"), ("-1.500", "can mean -1500 or -1.5"), ("30,000", "can mean 30000"),
    ("abc", "not a number"), ("1_0", "underscores"), ("", "an empty text"), ("9" * 5000, "has 5\u202f000 characters"),
    ("1e999", "beyond the largest"), ("1e-400", "nearer to 0"),
])
def test_a_whole_number_is_not_made_of_another(text, why):
    with pytest.raises(ValueError, match=".") as refusal:
        read_whole(text)
    assert why in str(refusal.value)


def test_beside_decimal_commas_a_comma_is_one_and_a_point_may_mark_thousands():
    assert read_number("1,234", decimal_comma=True) == 1.234
    assert read_number("0.5", decimal_comma=True) == 0.5
    with pytest.raises(ValueError, match="can mean 1234 or 1.234"):
        read_number("1.234", decimal_comma=True)


@pytest.mark.parametrize(("text", "certain"), [("0,5", True), ("12,34", True), ("-1,5e3", True), ("0,123", True),
                                               ("1,234", False), ("0.5", False), ("12", False), ("a,b", False)])
def test_some_commas_can_only_be_decimal_marks(text, certain):
    assert has_decimal_comma(text) is certain


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1000.0000000001, 1e-300, 12345678901, 2.0**53])
def test_an_exact_number_is_read_back_to_its_last_bit(value):
    assert float(exact(value)) == value and not exact(value).endswith(".0")


@pytest.mark.parametrize(("size", "shown"), [(20_000_003, "20.0"), (500_001, "0.500001"), (549_999, "0.549999"),
                                             (560_000, "0.6")])
def test_a_size_beyond_a_limit_never_reads_as_the_limit(size, shown):
    assert megabytes(size, 500_000) == shown


@pytest.mark.parametrize(("number", "text"), [
    (999, "999"), (1000, "1\u202f000"), (2.0, "2"), (2**64 + 1, "18\u202f446\u202f744\u202f073\u202f709\u202f551\u202f617"),
    (2.5, "2.5"), (1.75, "1.75"), (-1234, "-1\u202f234"),
])
def test_thousands_are_grouped_and_a_fraction_is_kept(number, text):
    assert grouped(number) == text


def test_a_whole_number_is_exact_beyond_what_a_float_holds():
    assert exact(2**53 + 1) == "9007199254740993"


def test_a_minus_is_printed_as_one():
    assert true_minus("-0.25e-3") == "−0.25e−3"


@pytest.mark.parametrize(("text", "taken"), [("0,5", True), ("1e-3", True), ("1,234", False), ("a", False), ("", False)])
def test_a_text_is_a_number_where_it_can_be_read_as_one(text, taken):
    assert is_number(text) is taken


@pytest.mark.parametrize(("text", "words"), [
    ("a" * 20, f"“{'a' * 20}”"), ("a" * 21, f"“{'a' * 20}…”"), (" a\n", "“a”"), ("a\nb", "“a?b”"), (" ", "an empty text"),
])
def test_at_most_20_characters_are_shown_of_what_was_typed(text, words):
    assert shown(text) == words


@pytest.mark.parametrize("read", [read_number, read_whole])
def test_400_characters_are_read_and_no_more(read):
    assert read("0" * 399 + "7") == 7 and has_decimal_comma("0," + "0" * 398)
    with pytest.raises(ValueError, match="has 401 characters, at most 400 are read"):
        read("0" * 401)


@pytest.mark.parametrize("text", ["abc", "1.2.3", "50%", "½"])
def test_what_can_only_be_guessed_gets_no_advice(text):
    with pytest.raises(ValueError, match=f"“{text}” is not a number$"):
        read_number(text)


@pytest.mark.parametrize(("number", "text"), [(0, "0 epochs"), (1, "1 epoch"), (12400, "12\u202f400 epochs")])
def test_one_of_a_thing_is_said_in_the_singular(number, text):
    assert several(number, "epoch") == text

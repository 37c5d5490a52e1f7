"""A number counts for as many digits as it was written with; one that cannot be used is refused."""

from dataclasses import replace

import numpy as np
import pytest

from xorcore.diagnosis.submission.student_numbers import (
    StudentDataError,
    digits_of,
    from_texts,
    from_vector,
    read_loss,
    shapes_in_words,
)


@pytest.mark.parametrize(("texts", "places", "digits"), [
    (["0.3589", "1.2500"], [1e-4, 1e-4], 5),
    (["0.35891648", "0.5"], [1e-8, 1e-8], 8),  # 0.5 stands for 0.50000000
    (["0.001234", "1.2", "12.34"], [1e-6, 1e-3, 1e-2], 4),  # four significant digits, zeros at the end left out
    (["1.234e-05", "0.5"], [1e-8, 1e-4], 4),
    (["0", "0.1234"], [1e-4, 1e-4], 4),
])
def test_text_keeps_its_digits(texts, places, digits):
    numbers = from_texts(texts)
    np.testing.assert_allclose(numbers.place, places)
    assert numbers.digits == digits


def test_numbers_that_were_rounded_in_float32_have_the_digits_they_were_rounded_to():
    texts = [str(float(x)) for x in np.float32([0.056, -0.2138, 0.5])]
    assert len(texts[0]) > 12
    np.testing.assert_allclose(from_texts(texts).values, [0.056, -0.2138, 0.5], rtol=1e-15)
    np.testing.assert_allclose(from_texts(texts).place, 1e-4)


def test_numbers_of_float32_that_were_not_rounded_stay():
    texts = [str(float(x)) for x in np.float32([0.05597998, -0.21379209])]
    assert from_texts(texts).values.tolist() == [float(text) for text in texts]


def test_zeros_alone_are_exact():
    assert from_texts(["0", "0.0"]).place.tolist() == [0, 0]
    assert from_texts(["0", "0.0"]).digits == 16


@pytest.mark.parametrize(("text", "place"), [(".291027924", 1e-9), ("0.2910", 1e-4), (0.25, 1e-2), ("1e-3", 1e-3),
                                            ("0,29", 1e-2), ("1,5", 0.1), ("1.", 1), ("loss = 0.29", 1e-2),
                                            ("Loss: 2.9e-1", 1e-2), ("np.float64(0.29)", 1e-2), ("loss=tensor(0.29)", 1e-2),
                                            ("array(0.29)", 1e-2), ("epoch 5 loss 0.29", 1e-2),
                                            ("epoch=5, loss=0.29", 1e-2), ("- loss = 0.29", 1e-2), ("MSE loss 0.29", 1e-2),
                                            ("loss\n0.29", 1e-2), ("jnp.float32(0.29)", 1e-2),
                                            ("Epoch 1/10 - loss: 0.29", 1e-2), ("[5/5] loss=0.29", 1e-2),
                                            ("training error after 5 steps = 0.29", 1e-2),
                                            ("Epoch: 5, Error: 0.29", 1e-2), ("[0.29]", 1e-2), ("loss(W) = 0.29", 1e-2),
                                            ("tensor(0.29, dtype=torch.float64)", 1e-2)])
def test_a_loss_keeps_its_digits(text, place):
    numbers = read_loss(text)
    assert numbers.values[0] in (0.291027924, 0.291, 0.25, 0.001, 0.29, 1.5, 1.0)
    assert numbers.place[0] == pytest.approx(place)


@pytest.mark.parametrize(("dtype", "digits"), [(np.float16, 3), (np.float32, 7), (np.float64, 16), (np.int16, 16),
                                               (np.int32, 16), (np.longdouble, 16)])
def test_a_type_has_its_digits(dtype, digits):
    assert digits_of(np.dtype(dtype)) == digits


def test_shapes_are_named_from_1():
    assert shapes_in_words((2, 4, 1)) == "W1 (2, 4), b1 (4,), W2 (4, 1), b2 (1,)"


@pytest.mark.parametrize(("value", "digits", "place"), [
    (0.3589, 4, 1e-4), (3.589, 4, 1e-3), (1.0, 1, 1), (9.99, 3, 0.01), (-250, 2, 10), (0, 5, 0), (1e-310, 3, 1e-302),
    (2.0, 17, 1e-16),
])
def test_a_value_of_so_many_digits_has_its_last_place(value, digits, place):
    assert from_vector(np.array([value]), digits).place[0] == pytest.approx(place, rel=1e-12)
    assert from_vector(np.array([value]), digits).digits == digits


@pytest.mark.parametrize("digits", [0, -1, 18, 2.5, True])
def test_digits_are_1_to_17(digits):
    with pytest.raises(StudentDataError, match=f"^The digits must be a whole number from 1 to 17, got {digits}.$"):
        from_vector(np.ones(3), digits)


@pytest.mark.parametrize(("values", "first"), [([1, np.nan, np.inf], "nan"), ([1, 0, -np.inf], "-inf")])
def test_numbers_must_be_finite(values, first):
    with pytest.raises(StudentDataError, match=f"^All numbers must be finite, got {first}.$"):
        from_vector(np.array(values), 5)


def places(texts, arrays=None):
    """The powers of ten of the last places."""
    numbers = from_texts(texts, None if arrays is None else np.array(arrays))
    return np.round(np.log10(numbers.place)).astype(int).tolist()


@pytest.mark.parametrize(("texts", "expected"), [
    (["0.1234", "0.5"], [-4, -4]), (["0.12", "0.5"], [-2, -2]),  # none is long: the longest of all
    (["12.34", "0.001234"], [-2, -6]), (["123", "4.5"], [0, -1]), (["0.5000", "0.2500"], [-2, -2]),
    (["1.0000", "2.0000"], [0, 0]), (["1.00", "2.00"], [0, 0]), (["10", "0.25"], [0, -2]),
    (["1.2345e-03", "1.2e+00"], [-7, -4]), (["1.2340e-03", "5.0000e-01", "2.5000e-01"], [-6, -4, -4]),
    (["-2.6378e+00", "-9.0000e-04"], [-4, -4]),  # rounded to four decimals before it was printed with an e
    (["5.6e-05", "0.004757"], [-6, -6]), (["5.61e-05", "0.004757"], [-7, -6]),
    (["0.0", "0.1234"], [-4, -4]), (["1.5"], [-1]), (["150"], [0]),
    (["0.500"], [-3]), (["0.5000"], [-1]),  # three zeros are no chance, two may be
    (["0.50", "0.70"], [-2, -2]), (["0.50", "0.70", "0.20"], [-1, -1, -1]),
    (["1.5000e+00", "2.5000e-02"], [-1, -3]), (["1.23e+00", "1.2e-01"], [-2, -3]), (["1.5e-03", "0.123456"], [-6, -6]),
])
def test_the_last_place_is_that_of_the_longest_that_is_written_alike(texts, expected):
    assert places(texts) == expected


def test_an_e_stands_beside_the_fixed_ones_of_its_own_array():
    assert places(["0.004757", "5.6e-05", "0.1234", "5.6e-02"], [0, 0, 1, 1]) == [-6, -6, -4, -4]


@pytest.mark.parametrize(("arrays", "expected"), [([0, 0, 0, 0], [-6, -6, -6, -6]), ([0, 0, 1, 1], [-6, -6, -3, -3])])
def test_each_array_was_printed_by_itself(arrays, expected):
    assert places(["0.123456", "0.5", "0.125", "0.25"], arrays) == expected


def test_an_array_of_short_numbers_has_the_digits_of_the_others():
    assert places(["0.123456", "0.5", "0.2", "0.25"], [0, 0, 1, 1]) == [-6, -6, -6, -6]


def test_each_number_s_own_last_place_is_kept_beside():
    numbers = from_texts(["0.1234", "0.5", "2.50e-3"])
    np.testing.assert_allclose(numbers.written, [1e-4, 1e-1, 1e-5])
    assert numbers.digits == 4 and numbers.values.tolist() == [0.1234, 0.5, 0.0025]


def test_no_number_has_more_digits_than_float64_holds():
    assert from_texts(["9.00000000000000018e-04"]).digits <= 17


@pytest.mark.parametrize("text", ["1e-9999999999999999999", "1e" + "9" * 19])
def test_an_exponent_that_no_program_prints_is_refused(text):
    with pytest.raises(StudentDataError, match="beyond the largest number|exponent of at most 18 digits"):
        from_texts([text, "0.5"])


@pytest.mark.parametrize(("text", "sentence"), [
    ("abc", "The loss must be a number: “abc” is not a number."),
    ("1,234", "The loss must be a number: “1,234” can mean 1234 or 1.234; write one of the two."),
    ("nan", "The loss must be a number: “nan” is not a number: only finite ones can be used."),
    ("1e400", "The loss must be a number: “1e400” is beyond the largest number that can be computed with, 1.8e308."),
    ("()", "The loss must be a number: “()” is not a number."),
    *((text, f"The loss must be a number: “{text}” is not a number.") for text in (
        "exp(0.3)", "loss = sqrt(0.3)", "np.log(0.3)", "abs(-0.3)", "-loss = 0.3", "e-3", "loss-0.3", "loss(0.3)")),
    ("loss = 0.3, mse = 2", "The loss must be one number, got several in “loss = 0.3, mse = 2”."),
    ("L 0.3 error .5", "The loss must be one number, got several in “L 0.3 error .5”."),
])
def test_a_loss_is_refused_in_words(text, sentence):
    with pytest.raises(StudentDataError) as refusal:
        read_loss(text)
    assert str(refusal.value) == sentence


def test_one_reading_of_several_is_found_by_its_name():
    first, second = from_vector(np.ones(2), 3), from_vector(np.zeros(2), 3)
    second = replace(second, reading="turned")
    both = replace(first, reading="as given", others=(second,))
    assert both.read_as("turned") is second and both.read_as("as given") is both


def test_a_zero_says_nothing_of_the_zeros_at_the_end_of_others():
    assert from_texts(["0.000", "0.25000", "0.13000"]).digits == 2


def test_whole_numbers_become_floats():
    assert from_vector(np.array([1, 2]), 3).values.dtype == float

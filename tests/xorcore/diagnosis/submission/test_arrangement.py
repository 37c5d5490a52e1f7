"""Which way W is turned and where the biases are is found out and said, or every reading is kept."""

import json

import numpy as np
import pytest

from xorcore import StudentDataError, read_numbers

SQUARE = (2, 2, 2)
NINE = {"W1": [[1, 2], [3, 4]], "b1": [5, 6], "W2": [[7, 8], [9, 10]], "b2": [11, 12]}
AS_GIVEN, TURNED = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [1, 3, 2, 4, 5, 6, 7, 9, 8, 10, 11, 12]


def readings(text, sizes=SQUARE, **more):
    first = read_numbers(text, sizes, **more)
    return {each.reading: each.values.tolist() for each in (first, *first.others)}


@pytest.mark.parametrize("text", [
    json.dumps(NINE), repr(list(NINE.values())), repr([NINE["W1"], NINE["W2"], NINE["b1"], NINE["b2"]]),
    "1 2\n3 4\n5 6\n7 8\n9 10\n11 12", "[1 2; 3 4]\n[5 6]\n[7 8; 9 10]\n[11 12]",
])
def test_square_weights_are_read_both_ways(text):
    assert readings(text) == {"W as (inputs, units)": AS_GIVEN, "W as (units, inputs)": TURNED}


def test_a_flat_list_is_read_in_four_ways():
    assert readings(repr(AS_GIVEN)) == {
        "layer by layer, W as (inputs, units)": AS_GIVEN, "layer by layer, W as (units, inputs)": TURNED,
        "all W, then all b, W as (inputs, units)": [1, 2, 3, 4, 9, 10, 5, 6, 7, 8, 11, 12],
        "all W, then all b, W as (units, inputs)": [1, 3, 2, 4, 9, 10, 5, 7, 6, 8, 11, 12]}


@pytest.mark.parametrize(("text", "said"), [
    (str({"0.weight": NINE["W1"], "0.bias": [5, 6], "2.weight": NINE["W2"], "2.bias": [11, 12]}), "W1 came as (2, 2)"),
    (f"W1.T = {NINE['W1']}\nb1 = [5, 6]\nW2.T = {NINE['W2']}\nb2 = [11, 12]", "W2 came as (2, 2)"),
])
def test_names_say_how_square_weights_are_stored(text, said):
    numbers = read_numbers(text, SQUARE)
    assert numbers.values.tolist() == TURNED and not numbers.others
    assert any(sentence.startswith(said) and "transposed" in sentence for sentence in numbers.said)


def test_another_layer_says_how_square_weights_are_stored():
    numbers = read_numbers("[1 2; 3 4]\n[5 6]\n[[7 8]]\n[9]", (2, 2, 1))
    assert numbers.values.tolist() == [1, 3, 2, 4, 5, 6, 7, 8, 9] and not numbers.others
    assert [sentence[:2] for sentence in numbers.said] == ["W1", "W2"]


@pytest.mark.parametrize("text", ["[[1 2] [3 4] [5 6]]\n[[7] [8] [9]]", "W1=[1 2; 3 4; 5 6]\nW2=[7;8;9]"])
def test_biases_inside_the_weights_may_be_the_last_or_the_first_row(text):
    assert readings(text, (2, 2, 1)) == {
        "W as (inputs, units), the last row holds the biases": [1, 2, 3, 4, 5, 6, 7, 8, 9],
        "W as (inputs, units), the first row holds the biases": [3, 4, 5, 6, 1, 2, 8, 9, 7]}
    assert read_numbers(text, (2, 2, 1)).said == ("The biases are the last row of each W.",)


def test_biases_inside_the_weights_may_be_a_column():
    text = "Theta1 = [1 2 3; 4 5 6]\nTheta2 = [7 8 9]"
    assert readings(text, (2, 2, 1)) == {
        "W as (units, inputs), the last column holds the biases": [1, 4, 2, 5, 3, 6, 7, 8, 9],
        "W as (units, inputs), the first column holds the biases": [2, 5, 3, 6, 1, 4, 8, 9, 7]}


def test_biases_that_are_not_trained_may_be_left_out():
    untrained = np.arange(9) / 10
    numbers = read_numbers("[1 2; 3 4]\n[7; 8]", (2, 2, 1), untrained=untrained)
    np.testing.assert_array_equal(numbers.values, [1, 2, 3, 4, 0.4, 0.5, 7, 8, 0.8])
    with pytest.raises(StudentDataError, match=r"Expected W1 \(2, 2\), .* got 2 arrays: \(2, 2\), \(2, 1\)"):
        read_numbers("[1 2; 3 4]\n[7; 8]", (2, 2, 1))


def test_one_bias_for_a_layer_is_taken_for_each_unit_and_said():
    numbers = read_numbers("W1 = [1 2; 3 4]\nb1 = 5\nW2 = [7; 8]\nb2 = 9", (2, 2, 1))
    assert numbers.values.tolist() == [1, 2, 3, 4, 5, 5, 7, 8, 9]
    assert numbers.said == ("b1 came as one number and was taken for each of its 2 units.",)


@pytest.mark.parametrize(("text", "sizes", "values", "said"), [
    ("[7; 8]\n[9]\n[1 2; 3 4]\n[5 6]", (2, 2, 1), [1, 2, 3, 4, 5, 6, 7, 8, 9], "Read from the last layer to the first."),
    ("[5 6]\n[1 2; 3 4]\n[9]\n[7; 8]", (2, 2, 1), [1, 2, 3, 4, 5, 6, 7, 8, 9], "Read as b before W in each layer."),
    ("[8; 9; 10; 11]\n[1 2 3; 4 5 6; 7 0 0]", (2, 3, 1), [1, 2, 3, 4, 5, 6, 7, 0, 0, 8, 9, 10, 11],
     "Read from the last layer to the first."),
    ("[5]\n[[6]]\n[7]\n[[8]]", (1, 1, 1), [6, 5, 8, 7], "Read as b before W in each layer."),  # W of two axes, b of one
])
def test_an_order_that_nobody_would_guess_is_read_where_only_it_fits_and_said(text, sizes, values, said):
    numbers = read_numbers(text, sizes)
    assert numbers.values.tolist() == values and said in numbers.said


WORDS = "W1 (2, 2), b1 (2,), W2 (2, 1), b2 (1,)"


@pytest.mark.parametrize(("text", "sentence"), [
    ("W1 = [1 2; 3 4]\nb1 = [5 6]\nW2 = [7; 8]", f"b2 is missing: expected {WORDS}, got W1, W2, b1."),
    ("W1 = [1 2; 3 4]\nb1 = [5 6]\nb2 = [9]", f"W2 is missing: expected {WORDS}, got W1, b1, b2."),
    ("W1 = [1 2 3; 4 5 6]\nb1 = [5 6]\nW2 = [7; 8]\nb2 = [9]",
     "W1 must have the shape (2, 2), got (2, 3): with the biases inside, no array of biases may come beside it."),
    ("W1 = [1 2; 3 4; 5 6]\nb1 = [5 6]\nW2 = [7; 8]\nb2 = [9]",
     "W1 must have the shape (2, 2), got (3, 2): with the biases inside, no array of biases may come beside it."),
    ("W1 = [1 2; 3 4]\nb1 = [5 6 7]\nW2 = [7; 8]\nb2 = [9]", "b1 must have the shape (2,), got (3,)."),
    ("W1 = [1 2; 3 4]\nb1 = [5 6; 5 6; 5 6; 5 6]\nW2 = [7; 8]\nb2 = [9]",
     "b1 must have the shape (2,), got (4, 2): one bias for each "
     "sample, so its gradient was not summed over the samples."),
    ("W1 = [1 2; 3 4]\nb1 = [5 6 7 8; 5 6 7 8]\nW2 = [7; 8]\nb2 = [9]",
     "b1 must have the shape (2,), got (2, 4): one bias for each "
     "sample, so its gradient was not summed over the samples."),
    ("W1 = [1 2; 3 4]\nb1 = [5 6]\nW3 = [7; 8]\nb2 = [9]", f"Expected {WORDS}, got the name “W3”."),
    ("W1 = [1 2; 3 4]\nb1 = [5 6]\nW3 = 7\nb2 = [9]", f"Expected {WORDS}, got the name “W3”, which is a single number."),
    ("W1 = [1 2; 3 4]\nw1 = [5 6; 7 8]", "Every name may come once, W1 comes twice: as “W1” and as “w1”."),
    ("W1 = [1 2; 3 4]\nW1 = [5 6; 7 8]", "Every name may come once, W1 comes twice; give those of one step."),
    ("[1 2; 3 4]\n[5 6]\n[7; 8]\n[9 9]", "b2 must have the shape (1,), got (2,)."),
    ("[1 2; 3 4]\n[5 6]\n[7; 8]", f"Expected {WORDS}, got 3 arrays: (2, 2), (2,), (2, 1)."),
    ("[1, 2, 3]", f"Expected 9 numbers, {WORDS}, got 3."), ("5", f"Expected 9 numbers, {WORDS}, got 1."),
    ("[[1, 2, 3]]", f"Expected {WORDS}, got one array: (1, 3)."),
    ("[1 2]\n[3 4]\n[5]", f"Expected {WORDS}, or 6 rows, got 3, with 2, 2, 1 numbers."),
    ("1 2\n3 4 5\n6 7\n8\n9\n10", f"Expected {WORDS}, or 6 rows, got 6, with 2, 3, 2, 1, 1, 1 numbers."),
    ("\n\n".join(["[1 2]"] * 8), f"Expected {WORDS}, or 6 rows, got 8, with 2, 2, 2, 2, 2, 2 and 2 more numbers."),
    ("nothing here",
     f"Expected {WORDS}, got no numbers; they are written with the digits 0 to 9, as in 0.25, -0.25 or 1e-3."),
])
def test_a_refusal_says_what_is_missing_or_does_not_fit(text, sentence):
    with pytest.raises(StudentDataError) as refusal:
        read_numbers(text, (2, 2, 1), samples=4)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(("text", "values", "said"), [
    ("W1 = [1 2; 3 4]\nb1 = [5 6]\nW2 = [7; 8]\nb2 = [9]\nepoch = 5\nloss = 0.5", [1, 2, 3, 4, 5, 6, 7, 8, 9],
     "Not read: "),
    ("1 2\n3 4\n5 6\n7\n8\n9", [1, 2, 3, 4, 5, 6, 7, 8, 9], ""),
    ("1 2\n3 4\n5\n6\n7\n8\n9", [1, 2, 3, 4, 5, 6, 7, 8, 9], ""),
])
def test_what_is_beside_or_row_by_row_is_read(text, values, said):
    numbers = read_numbers(text, (2, 2, 1))
    assert numbers.values.tolist() == values
    assert any(sentence.startswith(said) for sentence in numbers.said) or not said


def test_the_outer_of_two_of_one_name_is_meant():
    text = '{"W1": [[1]], "b1": [2], "published": {"W1": [[3]], "b1": [4]}}'
    assert read_numbers(text, (1, 1)).values.tolist() == [1, 2]

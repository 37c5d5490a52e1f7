"""A text is cut into the tokens that programs write: each with its kind and its line."""

import pytest

from xorcore.reading.encoding import TextError
from xorcore.reading.tokens import Token, is_maker, power_of_ten, scaled, tokens_of


def kinds(text):
    """All tokens but the two that end every text."""
    *found, newline, end = tokens_of(text)
    assert (newline.kind, newline.text, end.kind, end.text) == ("newline", "\n", "end", "")
    return [(token.kind, token.text) for token in found]


@pytest.mark.parametrize("text", ["0", "12", "1.5", ".5", "5.", "-3", "+3", "1e-3", "1E+05", "1.5e300", "-.5e1"])
def test_a_number_is_one_token_with_its_sign_and_exponent(text):
    assert kinds(text) == [("number", text)]


@pytest.mark.parametrize(("text", "found"), [
    ("1 2\t3", [("number", "1"), ("number", "2"), ("number", "3")]), ("−1", [("number", "-1")]), ("", []), (" \t ", []),
    ("1-2", [("odd", "1-2")]), ("1/2", [("odd", "1/2")]), ("50%", [("odd", "50%")]), ("1.2.3", [("odd", "1.2.3")]),
    ("1_0", [("odd", "1_0")]), ("2x", [("odd", "2x")]),
    ("nan", [("infinite", "nan")]), ("-Inf", [("infinite", "-Inf")]), ("Infinity", [("infinite", "Infinity")]),
    ("info", [("word", "info")]), ("W1", [("word", "W1")]), ("W[1]", [("word", "W[1]")]),
    ("W^{[1]}", [("word", "W^{[1]}")]),
    ("∂L/∂w", [("word", "∂L/∂w")]), ("0.weight", [("word", "0.weight")]), ("dense/kernel:0", [("word", "dense/kernel:0")]),
    ("'a b'", [("string", "'a b'")]), ('"a"', [("string", '"a"')]),
    ("'1.5'", [("number", "1.5")]), ('" 2 "', [("number", "2")]),
    ("<AddBackward0>", [("string", "<AddBackward0>")]), ("# W1", [("comment", "# W1")]), ("% W1", [("comment", "% W1")]),
    ("// W1", [("comment", "// W1")]), ("import numpy", [("comment", "import numpy")]),
    ("[({", [("open", "["), ("open", "("), ("open", "{")]), ("])}", [("close", "]"), ("close", ")"), ("close", "}")]),
    ("np.array(", [("call", "np.array(")]), ("f(", [("call", "f(")]), ("W(1)", [("word", "W(1)")]),
    ("c(1)", [("call", "c("), ("number", "1"), ("close", ")")]),
    ("1e-03 *", [("scale", "1e-03 *")]), ("1.0e+02*", [("scale", "1.0e+02*")]), ("2e3 *", [("number", "2e3"),
    ("mark", "*")]),
    ("a = 1,", [("word", "a"), ("mark", "="), ("number", "1"), ("mark", ",")]),
    ("<tf.Tensor: shape=(1,), numpy=1", [("tensorflow", "<tf.Tensor: shape=(1,), numpy="), ("number", "1")]),
])
def test_a_token_is_known_by_how_it_is_written(text, found):
    assert kinds(text) == found


def test_tokens_know_their_lines():
    assert [(token.text, token.line) for token in tokens_of("1\n\n'a' # b\n3")] == [
        ("1", 1), ("\n", 1), ("\n", 2), ("'a'", 3), ("# b", 3), ("\n", 3), ("3", 4), ("\n", 4), ("", 4)]


@pytest.mark.parametrize(("text", "sentence"), [
    ("1\n2 ... 3", "Line 2: numbers are left out, the print was shortened to “...”; print all of them, in NumPy after "
     "np.set_printoptions(threshold=10**6)."),
    ("1 … 3", "Line 1: numbers are left out, the print was shortened to “...”; print all of them, in NumPy after "
     "np.set_printoptions(threshold=10**6)."),
    ("[1]\n[1 2]'", "Line 2: a quotation mark is a transpose; write its numbers out."),
    ("[1 2].T", "Line 1: “.T” is not computed; write its numbers out."),
    ("(1).reshape", "Line 1: “.reshape” is not computed; write its numbers out."),
])
def test_what_would_have_to_be_computed_is_refused(text, sentence):
    with pytest.raises(TextError) as refusal:
        tokens_of(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("text", ["[1] 'a'", "[1] .5", "[1], 'a'", "x.T"])
def test_what_stands_apart_from_a_bracket_is_no_transpose(text):
    assert kinds(text)


@pytest.mark.parametrize(("call", "holds"), [
    ("np.array(", True), ("array(", True), ("numpy.float64(", True), ("torch.nn.Parameter(", True), ("c(", True),
    ("OrderedDict(", True), ("Array(", True), ("np.exp(", False), ("array.mean(", False), ("arrays(", False), ("C(", True),
])
def test_some_calls_hold_the_numbers_that_they_stand_for(call, holds):
    assert is_maker(Token("call", call, 1)) is holds


@pytest.mark.parametrize(("text", "power"), [("1.0e-03 *", -3), ("1e+02*", 2), ("1.000e5  *", 5), ("1E0 *", 0)])
def test_a_factor_is_its_power_of_ten(text, power):
    assert power_of_ten(Token("scale", text, 1)) == power


@pytest.mark.parametrize(("number", "power", "text"), [
    ("1.50", 0, "1.50"), ("1.50", -3, "1.50e-3"), ("1.50", 2, "1.50e2"), ("-2E-3", 1, "-2e-2"), ("2e+5", -5, "2e0"),
    ("1e3", 0, "1e3"), ("1e" + "9" * 30, 1, f"1e{10**18}"),
])
def test_a_factor_moves_the_exponent_and_keeps_the_digits(number, power, text):
    assert scaled(number, power) == text

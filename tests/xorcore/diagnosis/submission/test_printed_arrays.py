"""What programs print of weights is read value by value, whatever the program and whatever it calls them."""

import numpy as np
import pytest

from tests.helpers.printed_forms import FLAT, FORMS, SIZES
from xorcore import StudentDataError, read_numbers
from xorcore.diagnosis.submission.printed_arrays import MOST_ARRAYS, printed_arrays


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_every_form_gives_the_same_numbers(text):
    np.testing.assert_allclose(read_numbers(text, SIZES).values, FLAT, rtol=1e-14)


@pytest.mark.parametrize(("text", "reason"), [
    ("W1 = [[0.1 0.2 ... 0.3]]", "shortened to “...”"),
    ("W1 = [1 2; 3 4]\nb1 = [5 6]\nW3 = [7; 8]\nb3 = 9", "got the name “W3”"),
    ("w1 = 0.15, w2 = 0.2, b1 = 0.3", "W1 must have the shape"),
    ("w1 = 0.15\nw2 = 0.2\nw3 = 0.25\nw4 = 0.3\nw5 = 0.4", "got the name “w3”, which is a single number"),
    ("dW1: [[1, 2], [3, 4]]\ndb1: [[5, 6], [5, 6], [5, 6], [5, 6]]\ndW2: [[7], [8]]\ndb2: [9]", "one bias for each sample"),
    ("[1 2; 3 4 5]", "Expected W1"), ("W1 = [1, 2", "never closed"), ("[1, 2)", "where “]” was expected"),
    ("{'W1': [[1, 2], [3, 4]], 'W1': 3}", "comes more than once"), ("1_0 2 3", "must hold numbers only, got “1_0”"),
    ("1.2.3", "got no numbers|numbers only"), ("[0.1-0.2]", "got “0.1-0.2”|where a number was expected"),
    ("W1 = [[1, 2], [3, 4]]\nb1 = [5, 6]\nW2 = [7, 8]", "b2 is missing: expected W1"),
    ("start: {W1: [1]}\nend: {W1: [2]}", "W1 comes twice"),
    ("W1 = [1,234 2; 3 4]\nb1 = [5 6]\nW2 = [7; 8]\nb2 = 9", "“1,234” can mean 1234 or 1.234"),
    ("W1 = [1]\nW1 = [2]", "W1 comes twice; give those of one step"), ("b = [1]\nb0 = [2]", "b1 comes twice"),
    ("W1 = [[1+2j, 2], [3, 4]]", "Line 1|must hold"), ("[[1, 2], [3, None]]", "must hold numbers, got “None”"),
    ("W1 = [1 2; 3 4]'\nb1 = [5 6]\nW2 = [7; 8]\nb2 = 9", "Line 1: a quotation mark is a transpose; write its numbers out"),
    ("W1 = np.array([[1, 2], [3, 4]]).T\nb1 = [5, 6]\nW2 = [[7], [8]]\nb2 = [9]", "Line 1: “.T” is not computed"),
    ("b1 = [5, 6]\nW1 = np.exp([[1, 2], [3, 4]])\nW2 = [[7], [8]]\nb2 = [9]", "Line 2: “np.exp” is not computed"),
    ("W1 = -[[1, 2], [3, 4]]\nb1 = [5, 6]\nW2 = [[7], [8]]\nb2 = [9]", "Line 1: the minus before a list is not computed"),
    ("W1 = [[1, 2], [3, 4]]\nb1 = - np.array([5, 6])\nW2 = [[7], [8]]\nb2 = [9]", "Line 2: the minus before a list"),
    ("W1: -[[1, 2], [3, 4]]\nb1: [5, 6]\nW2: [[7], [8]]\nb2: [9]", "Line 1: the minus before a list"),
    ("[[1, 2], [3, 4]]\n[5, 6]\n−array([[7], [8]])\n[9]", "Line 3: the minus before a list"),
    ("W1 = [[1, 2], [3, 4]]\nb1 = [5, 6]\nW2 = [[7], [8]]\nb2 = -(9)", "Line 4: the minus before a list"),
    ("W1 = [[1,, 2], [3, 4]]", "nothing stands before a comma"), ("{'W1': [1], 2}", "1 with one and 1 without"),
])
def test_what_cannot_be_read_is_refused_in_one_sentence(text, reason):
    with pytest.raises(StudentDataError, match=reason) as refusal:
        read_numbers(text, (2, 2, 1), samples=4)
    assert "\n" not in str(refusal.value) and len(str(refusal.value)) < 260


@pytest.mark.parametrize(("text", "places"), [
    ("[[0.12345678 0.2]\n [0.3 0.4]]\n[5.12e-05 6.1e-06]\n[[0.1234] [0.5]]\n[0.9]",
     [1e-8, 1e-8, 1e-8, 1e-8, 1e-7, 1e-8, 1e-4, 1e-4, 1e-8]),  # each array as it was rounded; [0.9] says nothing
    ("[[0. 0.] [0. 0.]]\n[0. 0.]\n[[0.12345] [1e-5]]\n[0.]", [1e-5] * 9),
    ("[[0.234567 0.2]\n [0.3 0.4]]\n[5.6e-05 0.004757]\n[[0.1234] [0.5]]\n[3.9e-05]",
     [1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-4, 1e-4, 1e-6]),
])
def test_each_array_keeps_the_digits_of_its_own_notation(text, places):
    np.testing.assert_allclose(read_numbers(text, (2, 2, 1)).place, places, rtol=1e-6)


@pytest.mark.parametrize("sizes", [(2, 3, 1), (2, 2, 2), (1, 1)])
def test_changed_texts_are_read_or_refused_in_one_sentence(sizes):
    rng = np.random.default_rng(sum(sizes))
    texts = [text if isinstance(text, str) else text.decode("utf-16") for text in FORMS.values()]
    pieces = list("[](){},;:=.'\"#-+e01 \n_jx…%<>|") + ["nan", "...", "tensor(", "W1", "1e999", "array(", "0,1", "b"]
    pieces += ["b0", "W", "w2", "0.weight", "hidden", "\nLayer 2\n", "1e-3 *", "Out[1]:"]
    for trial in range(300):
        text = list(texts[trial % len(texts)])
        for _ in range(rng.integers(1, 5)):
            at = int(rng.integers(len(text)))
            match rng.integers(4):
                case 0:
                    text[at] = str(rng.choice(pieces))
                case 1:
                    text.insert(at, str(rng.choice(pieces)))
                case 2:
                    del text[at : at + int(rng.integers(1, 20))]
                    text = text or ["0"]
                case _:
                    text[at:at] = text[at : at + 30]
        assert outcome("".join(text), sizes).endswith("."), "".join(text)


def outcome(text, sizes):
    try:
        return "Finite numbers." if np.isfinite(read_numbers(text, sizes).values).all() else "inf"
    except StudentDataError as refusal:
        return str(refusal).replace("\n", "more than one line")


@pytest.mark.parametrize(("count", "taken"), [(MOST_ARRAYS, True), (MOST_ARRAYS + 1, False)])
def test_5000_arrays_are_read_and_no_more(count, taken):
    text = "[1]\n" * count
    if taken:
        assert len(printed_arrays(text)) == 5000
    else:
        with pytest.raises(StudentDataError, match="^At most 5000 arrays are read, got 5001.$"):
            printed_arrays(text)


@pytest.mark.parametrize(("length", "taken"), [(400, True), (401, False)])
def test_a_number_has_at_most_400_characters(length, taken):
    text = "0." + "1" * (length - 2)
    if taken:
        assert printed_arrays(f"[{text}]")[0].texts == [text]
    else:
        with pytest.raises(StudentDataError, match=f"^Line 1 must hold numbers of at most 400 digits, got {length}.$"):
            printed_arrays(f"[{text}]")


def found(text):
    return [(array.path, array.shape, array.texts) for array in printed_arrays(text)]


@pytest.mark.parametrize(("text", "arrays"), [
    ("W1 = 1 2\n3 4\n\nb1 = 5", [(("W1",), (2, 2), ["1", "2", "3", "4"]), (("b1",), (), ["5"])]),
    ("1 2\n\n3 4", [((), (2,), ["1", "2"]), ((), (2,), ["3", "4"])]), ("w1 = 0.1, b1 = 0.2", [
        (("w1",), (), ["0.1"]), (("b1",), (), ["0.2"])]),
    ("W1 = 0.1 0.2, b1 = 0.3", [(("W1",), (2,), ["0.1", "0.2"]), (("b1",), (), ["0.3"])]),
    ("1.0e-03 *\n\n1 2\n3 4", [((), (2, 2), ["1e-3", "2e-3", "3e-3", "4e-3"])]),
    ("1e2 *\n1 2\n\n3 4", [((), (2,), ["1e2", "2e2"]), ((), (2,), ["3", "4"])]),
    ("[1 2] # W1", [(("W1",), (2,), ["1", "2"])]), ("b1 = [1 2] # W1", [(("b1",), (2,), ["1", "2"])]),
    ("Output layer\nW = [1]\nb = [2]", [(("Output layer", "W"), (1,), ["1"]), (("Output layer", "b"), (1,), ["2"])]),
    ("print(W1)\n[1 2]", [(("print( W1 )",), (2,), ["1", "2"])]),
    ("In [3]: W1\nOut[3]: [1 2]", [(("W1",), (2,), ["1", "2"])]),
    ("- W1: [1 2]", [(("- W1",), (2,), ["1", "2"])]), ("- [1 2]", [(("-",), (2,), ["1", "2"])]),
    ("x1, x2\n1, 2", [((), (2,), ["1", "2"])]), ("1 | 2\n3 & 4", [((), (2, 2), ["1", "2", "3", "4"])]),
])
def test_lines_are_rows_until_something_else_comes(text, arrays):
    assert found(text) == arrays


@pytest.mark.parametrize(("text", "sentence"), [
    ("1,,2", "Line 1 has an empty cell: write every number, 0 as well."), (",1", "Line 1 has an empty cell"),
    ("1 2\n3 % 4 5\n6 ] 7", "Line 3"), ("1 2\n3 > 4", "Line 2 must hold numbers only, got “>”."),
    ("[1, nan]", "All numbers must be finite, got nan in line 1."),
])
def test_a_line_that_is_no_row_is_refused(text, sentence):
    with pytest.raises(StudentDataError) as refusal:
        printed_arrays(text)
    assert str(refusal.value).startswith(sentence)

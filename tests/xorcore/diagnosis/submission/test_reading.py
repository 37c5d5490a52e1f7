"""What a student brings is read in every documented form, and refused in one sentence otherwise."""

import numpy as np
import pytest

from tests.helpers.number_files import FORMS, LAYERS, NAMED, SIZES, npz
from xorcore import StudentDataError, read_numbers
from xorcore.diagnosis.submission.reading import MOST_BYTES, numbers_of
from xorcore.parameters import flatten


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_every_form_gives_the_same_numbers(content):
    np.testing.assert_array_equal(read_numbers(content, SIZES).values, flatten(LAYERS))


@pytest.mark.parametrize(("dtype", "digits"), [(np.float64, 16), (np.float32, 7), (np.float16, 3), (np.int32, 16)])
def test_binary_numbers_have_the_digits_of_their_type(dtype, digits):
    numbers = read_numbers(npz(**{name: part.astype(dtype) for name, part in NAMED.items()}), SIZES)
    assert numbers.digits == digits
    assert numbers.float32 == (dtype in (np.float32, np.float16))


FLAT = flatten(LAYERS)


@pytest.mark.parametrize(("given", "digits"), [
    (LAYERS, 16), ([list(layer) for layer in LAYERS], 16), (NAMED, 16),
    ([part.tolist() for layer in LAYERS for part in layer], 16), (FLAT.tolist(), 16),
    (tuple(FLAT), 16), ({"layers": [dict(zip("Wb", layer, strict=True)) for layer in LAYERS]}, 16),
    ([(W.astype(np.float32), b) for W, b in LAYERS], 7),
])
def test_objects_of_python_are_read_as_their_arrays(given, digits):
    numbers = numbers_of(given, SIZES)
    np.testing.assert_allclose(numbers.values, FLAT, rtol=1e-7)
    assert (numbers.digits, numbers.float32) == (digits, digits == 7)


def test_digits_that_are_told_are_those_of_no_type():
    numbers = numbers_of([(W.astype(np.float32), b.astype(np.float32)) for W, b in LAYERS], SIZES, digits=4)
    assert (numbers.digits, numbers.float32) == (4, False)


@pytest.mark.parametrize(("given", "why"), [
    ({"W1": np.array(["a"])}, "^W1 must hold numbers, got <U1"), ([], "^Expected 13 numbers"),
    ([np.array([True])], "^Every array must hold numbers, got bool"),
    ({"layers": [[np.array([1j])]]}, "^layers 0 0 must hold numbers, got complex128"),
])
def test_objects_that_hold_no_numbers_are_refused(given, why):
    with pytest.raises(StudentDataError, match=why):
        numbers_of(given, SIZES)


def test_arrays_of_an_npz_without_names_come_in_the_order_of_their_numbers():
    """Eleven and more: arr_10 comes behind arr_9, not behind arr_1."""
    sizes = (1,) * 7
    parts = [np.full((1, 1) if k % 2 == 0 else 1, k) for k in range(12)]
    assert read_numbers(npz(*parts), sizes).values.tolist() == list(range(12))
    named = {f"arr_{k}": parts[k] for k in (0, 1, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9)}
    assert read_numbers(npz(**named), sizes).values.tolist() == list(range(12))


@pytest.mark.parametrize(("length", "taken"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_a_megabyte_is_read_and_no_more(length, taken):
    text = "[" + ",".join(map(repr, FLAT.tolist())) + "]"
    text += " " * (length - len(text))
    if taken:
        assert read_numbers(text, SIZES).values.tolist() == FLAT.tolist()
    else:
        with pytest.raises(StudentDataError, match=r"^At most 1 MB are read, got 1\.000001 MB\.$"):
            read_numbers(text, SIZES)


@pytest.mark.parametrize(("text", "float32"), [
    ("tensor([[0.5], [0.25]])\ntensor([0.125])", True),
    ("tensor([[0.5], [0.25]], dtype=torch.float64)\ntensor([0.125])", False),
    ("array([[0.5], [0.25]], dtype=float32)\narray([0.125])", True), ("array([[0.5], [0.25]])\narray([0.125])", False),
])
def test_a_print_of_single_precision_is_known_by_its_words(text, float32):
    numbers = read_numbers(text, (2, 1))
    assert (numbers.values.tolist(), numbers.float32) == ([0.5, 0.25, 0.125], float32)


@pytest.mark.parametrize(("text", "values"), [
    ("0,5; 0,25; 0,125", [0.5, 0.25, 0.125]), ("0,5\n0,25\n1,234", [0.5, 0.25, 1.234]),
    ("0,5\n1,25\n2,75", [0.5, 1.25, 2.75]),  # and not what stands in rows 0, 1 and 2
])
def test_decimal_commas_are_read_where_one_can_only_be_that(text, values):
    assert read_numbers(text, (2, 1)).values.tolist() == values


def test_commas_that_can_all_stand_between_thousands_are_asked_about():
    with pytest.raises(StudentDataError, match="^“1,234” can mean 1234 or 1.234; write decimal points.$"):
        read_numbers("1,234\n2,345\n3,456", (2, 1))


def test_biases_that_are_not_given_stand_as_they_are_where_they_are_not_trained():
    untrained = np.arange(13.0)
    numbers = read_numbers(f"W1 = {NAMED['W1'].tolist()}\nW2 = {NAMED['W2'].tolist()}", SIZES, untrained=untrained)
    assert numbers.values[[6, 7, 8, 12]].tolist() == [6, 7, 8, 12]
    assert numbers.values[:6].tolist() == NAMED["W1"].ravel().tolist()
    assert (numbers.place[[6, 7, 8, 12]] == 0).all() and (numbers.place[:6] > 0).all()


def test_what_can_be_read_in_two_ways_holds_both():
    numbers = read_numbers("W1 = [[1, 2], [3, 4]]\nb1 = [5, 6]", (2, 2))
    (other,) = numbers.others
    assert [each.values.tolist() for each in (numbers, other)] == [[1, 2, 3, 4, 5, 6], [1, 3, 2, 4, 5, 6]]
    assert [each.reading for each in (numbers, other)] == ["W as (inputs, units)", "W as (units, inputs)"]
    assert numbers.read_as(other.reading) is other and numbers.read_as(numbers.reading) is numbers and not other.others

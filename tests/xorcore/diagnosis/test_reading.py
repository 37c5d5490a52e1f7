"""What a student brings is read in every documented form, and refused in one sentence otherwise."""

import numpy as np
import pytest

from tests.helpers.number_files import FORMS, LAYERS, NAMED, SIZES, npz
from xorcore import read_numbers
from xorcore.diagnosis.submission import from_texts, read_loss
from xorcore.parameters import flatten


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_every_form_gives_the_same_numbers(content):
    np.testing.assert_array_equal(read_numbers(content, SIZES).values, flatten(LAYERS))


@pytest.mark.parametrize(("dtype", "digits"), [(np.float64, 16), (np.float32, 7), (np.float16, 3), (np.int32, 16)])
def test_binary_numbers_have_the_digits_of_their_type(dtype, digits):
    numbers = read_numbers(npz(**{name: part.astype(dtype) for name, part in NAMED.items()}), SIZES)
    assert numbers.digits == digits
    assert numbers.float32 == (dtype in (np.float32, np.float16))


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


@pytest.mark.parametrize(("text", "place"), [(".291027924", 1e-9), ("0.2910", 1e-4), (0.25, 1e-2), ("1e-3", 1e-3),
                                            ("0,29", 1e-2), ("1,5", 0.1), ("1.", 1), ("loss = 0.29", 1e-2),
                                            ("Loss: 2.9e-1", 1e-2), ("np.float64(0.29)", 1e-2), ("loss=tensor(0.29)", 1e-2),
                                            ("array(0.29)", 1e-2), ("epoch 5 loss 0.29", 1e-2),
                                            ("Epoch 1/10 - loss: 0.29", 1e-2), ("[5/5] loss=0.29", 1e-2),
                                            ("training error after 5 steps = 0.29", 1e-2),
                                            ("Epoch: 5, Error: 0.29", 1e-2), ("[0.29]", 1e-2), ("loss(W) = 0.29", 1e-2),
                                            ("tensor(0.29, dtype=torch.float64)", 1e-2)])
def test_a_loss_keeps_its_digits(text, place):
    numbers = read_loss(text)
    assert numbers.values[0] in (0.291027924, 0.291, 0.25, 0.001, 0.29, 1.5, 1.0)
    assert numbers.place[0] == pytest.approx(place)

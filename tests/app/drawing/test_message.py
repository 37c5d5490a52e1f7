"""Numbers as bytes: exact where they are few, rounded by little where they are many and may be."""

import numpy as np
import pytest

from app.drawing.message import pack, single
from tests.helpers.decoding import decode

FEW = 700  # numbers; the network of 2-16-16-1 has 337


@pytest.mark.parametrize("count", [1, 69, 70, 71, 337, FEW])
def test_few_numbers_arrive_as_they_are(count):
    values = np.random.default_rng(0).normal(size=count).astype(np.float32)
    _, sections = decode(pack({}, {"weights": values}, rounded=["weights"]))
    assert np.array_equal(sections["weights"], values)


def test_many_arrive_rounded_by_half_of_a_127th_of_the_largest_with_their_signs():
    values = np.random.default_rng(0).normal(size=FEW + 1)
    header, sections = decode(pack({}, {"weights": values}, rounded=["weights"]))
    assert header["sections"]["weights"][0] == "i1"
    away, largest = np.abs(sections["weights"] - values), np.abs(values).max()
    assert 0 < away.max() <= 1.0001 * largest / 127 / 2


def test_what_may_not_be_rounded_is_not():
    values = np.random.default_rng(0).normal(size=2000).astype(np.float32)
    _, sections = decode(pack({}, {"losses": values, "weights": values}, rounded=["weights"]))
    assert np.array_equal(sections["losses"], values)


def test_many_zeros_stay_zeros():
    assert not decode(pack({}, {"weights": np.zeros(FEW + 1)}, rounded=["weights"]))[1]["weights"].any()


@pytest.mark.parametrize(("value", "kind"), [(0.0, "f4"), (1e38, "f4"), (1e39, "f8"), (-1e39, "f8"), (1e-37, "f4"),
                                             (1e-40, "f8")])
def test_what_float32_does_not_hold_is_float64(value, kind):
    array = single(np.array([value, 0.5]))
    assert array.dtype.str[1:] == kind
    assert array[0] == pytest.approx(value, rel=1e-7)


def test_every_array_begins_at_a_multiple_of_four_bytes():
    header, sections = decode(pack({"a": "é"}, {"one": np.array([7], np.uint8), "two": np.array([0.5])}))
    assert header["sections"] == {"one": ["u1", 0, 1], "two": ["f8", 4, 1]}
    assert (header["a"], sections["one"].tolist(), sections["two"].tolist()) == ("é", [7], [0.5])

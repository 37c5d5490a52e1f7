import numpy as np
import pytest

from xorcore.naming import bias_name, parameter_name, parameter_symbol, place_of, unit_name, weight_name
from xorcore.parameters import parameter_count, unflatten

SIZES = (2, 3, 4, 2)


@pytest.mark.parametrize(("sizes", "layer", "unit", "name"), [
    ((2, 4, 1), 0, 1, "x2"), ((2, 4, 1), 1, 1, "h1.2"), ((2, 4, 4, 1), 2, 0, "h2.1"), ((2, 4, 1), 2, 0, "output"),
    ((2, 4, 2), 2, 1, "output 2"), ((2, 1), 1, 0, "output"),
])
def test_units_are_named_as_in_the_pictures(sizes, layer, unit, name):
    assert unit_name(sizes, layer, unit) == name


def test_weights_and_biases_are_named_by_their_units():
    assert weight_name(SIZES, 1, 1, 0) == "w from h1.2 to h2.1"
    assert weight_name(SIZES, 0, 0, 2) == "w from x1 to h1.3"
    assert bias_name(SIZES, 2, 1) == "b of output 2"


def test_every_entry_of_the_flat_vector_has_its_own_name():
    count = parameter_count(SIZES)
    assert len({parameter_name(SIZES, i) for i in range(count)}) == count


def test_the_symbol_finds_the_same_entry_in_python():
    count = parameter_count(SIZES)
    names = {}
    for number, (W, b) in enumerate(unflatten(np.arange(count), SIZES), 1):
        names |= {f"W{number}": W, f"b{number}": b}
    assert [int(eval(parameter_symbol(SIZES, i), names)) for i in range(count)] == list(range(count))


def test_an_index_beyond_the_last_parameter_is_refused():
    with pytest.raises(IndexError, match="index of a parameter must be 0 to 2, got 3"):
        parameter_name((2, 1), 3)


@pytest.mark.parametrize(("index", "place", "name", "symbol"), [
    (0, (0, 0, 0), "w from x1 to h1.1", "W1[0, 0]"), (5, (0, 1, 2), "w from x2 to h1.3", "W1[1, 2]"),
    (6, (0, None, 0), "b of h1.1", "b1[0]"), (8, (0, None, 2), "b of h1.3", "b1[2]"),
    (9, (1, 0, 0), "w from h1.1 to h2.1", "W2[0, 0]"),
    (24, (1, None, 3), "b of h2.4", "b2[3]"), (34, (2, None, 1), "b of output 2", "b3[1]"),
])
def test_an_entry_is_named_by_where_it_lies(index, place, name, symbol):
    assert place_of(SIZES, index) == place
    assert (parameter_name(SIZES, index), parameter_symbol(SIZES, index)) == (name, symbol)


@pytest.mark.parametrize(("call", "sentence"), [
    (lambda: unit_name(SIZES, 4, 0), "layer must be 0 to 3, got 4"),
    (lambda: unit_name(SIZES, 1, 3), "unit of layer 1 must be 0 to 2, got 3"),
    (lambda: unit_name(SIZES, 2, -1), "unit of layer 2 must be 0 to 3, got -1"),
    (lambda: weight_name(SIZES, 3, 0, 0), "layer must be 0 to 2, got 3"),
    (lambda: bias_name(SIZES, -1, 0), "layer must be 0 to 2, got -1"),
    (lambda: weight_name(SIZES, 1, 3, 0), "unit of layer 1 must be 0 to 2, got 3"),
    (lambda: weight_name(SIZES, 1, 0, 4), "unit of layer 2 must be 0 to 3, got 4"),
    (lambda: bias_name(SIZES, 0, 3), "unit of layer 1 must be 0 to 2, got 3"),
    (lambda: place_of(SIZES, -1), "0 to 34, got -1"),
])
def test_what_has_no_name_is_refused(call, sentence):
    with pytest.raises(IndexError, match=f"{sentence}$"):
        call()

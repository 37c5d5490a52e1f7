"""Nested lists and dicts hold arrays: what is one, what is several, and what each is called."""

import pytest

from xorcore import StudentDataError
from xorcore.diagnosis.nested_arrays import arrays_of
from xorcore.reading.brackets import read_brackets
from xorcore.reading.tokens import tokens_of


def arrays(text):
    return [(array.path, array.shape) for array in arrays_of((), read_brackets(tokens_of(text), 0)[0])]


@pytest.mark.parametrize(("text", "expected"), [
    ("[1, 2, 3]", [((), (3,))]), ("[[1, 2], [3, 4], [5, 6]]", [((), (3, 2))]),
    ("[[1, 2], [3]]", [((0,), (2,)), ((1,), (1,))]),
    ("[[[1, 2], [3, 4]], [5, 6]]", [((0,), (2, 2)), ((1,), (2,))]), ("[[[[1, 2]]]]", [((), (1, 2))]),
    ('{"W1": [[1, 2]], "b1": 3}', [(("W1",), (1, 2)), (("b1",), ())]),
    ('{"layers": [{"W": [[1]]}, {"W": [[2]]}]}', [(("layers", 0, "W"), (1, 1)), (("layers", 1, "W"), (1, 1))]),
    ('["W1", [[1, 2]]]', [(("W1",), (1, 2))]), ('{"source": "a book", "W1": [1]}', [(("W1",), (1,))]),
])
def test_rows_of_one_length_are_one_array_and_anything_else_is_several(text, expected):
    assert arrays(text) == expected


def test_a_parameter_must_have_rows_of_one_length():
    with pytest.raises(StudentDataError, match="W1 must be rows of one length"):
        arrays('{"W1": [[1, 2], [3]]}')


def test_a_parameter_must_hold_numbers():
    with pytest.raises(StudentDataError, match="W1 must hold numbers"):
        arrays('{"W1": "none"}')

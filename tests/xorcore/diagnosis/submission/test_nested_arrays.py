"""Nested lists and dicts hold arrays: what is one, what is several, and what each is called."""

import pytest

from xorcore import StudentDataError
from xorcore.diagnosis.submission.nested_arrays import arrays_of
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


@pytest.mark.parametrize("text", ['{"W1": [[1, 2], [3]]}', '{"W1": [1, [2]]}', '{"layers": {"b2": [[1], 2]}}'])
def test_a_parameter_must_have_rows_of_one_length(text):
    with pytest.raises(StudentDataError, match="(W1|layers b2) must be rows of one length, got rows that differ"):
        arrays(text)


@pytest.mark.parametrize(("text", "expected"), [
    ('{"W": [[[1, 2]], [[3], [4]]]}', [(("W", 0), (1, 2)), (("W", 1), (2, 1))]),  # it has no number: one for each layer
    ('{"W1": [[1, 2]]}', [(("W1",), (1, 2))]), ('{"W1": [[["b", 1]]]}', [(("W1", "b"), ())]),
    ('{"all": ["b", [[1], [2, 3]]]}', [(("all", "b", 0), (1,)), (("all", "b", 1), (2,))]),
    ('[[1], [[2], [3]]]', [((0,), (1,)), ((1,), (2, 1))]), ('[["a", "b"], 1]', None), ('["a", "b"]', None),
    ('[[], [1]]', [((0,), (0,)), ((1,), (1,))]),
])
def test_other_lists_are_their_parts_by_name_or_place(text, expected):
    if expected is None:
        with pytest.raises(StudentDataError, match="The text must hold numbers, got “a”"):
            arrays(text)
    else:
        assert arrays(text) == expected


def test_numbers_are_kept_row_by_row_as_they_are_written():
    (array,) = arrays_of((), read_brackets(tokens_of("[[1.50, 2e-3], [.3, 4]]"), 0)[0])
    assert array.texts == ["1.50", "2e-3", ".3", "4"]


@pytest.mark.parametrize(("text", "name"), [('{"W1": "none"}', "W1"), ('{"W1": [1, "a"]}', "W1"), ("[1, x]", "The text")])
def test_a_parameter_must_hold_numbers(text, name):
    with pytest.raises(StudentDataError, match=f"^{name} must hold numbers, got “"):
        arrays(text)

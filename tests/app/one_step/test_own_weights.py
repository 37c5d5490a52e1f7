import numpy as np
import pytest

from app.one_step.own_weights import as_in_the_table, typed_numbers
from xorcore.diagnosis import StudentDataError, read_numbers

CELLS = ["0.15", " .25 ", "0.5"]


def test_a_typed_table_is_read_with_its_digits():
    missing, text = typed_numbers(CELLS)
    numbers = read_numbers(text, (2, 1))
    assert missing == 0 and numbers.digits == 2
    np.testing.assert_array_equal(numbers.values, [0.15, 0.25, 0.5])


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_unfinished_table_is_not_read(empty):
    assert typed_numbers([*CELLS[:2], empty]) == (1, "")


@pytest.mark.parametrize("bad", ["x", "1,5", "nan", "1e999"])
def test_a_typed_cell_that_is_no_number_is_refused(bad):
    with pytest.raises(StudentDataError):
        read_numbers(typed_numbers([*CELLS[:2], bad])[1], (2, 1))


def test_the_places_of_a_table_are_not_asked_about():
    numbers = read_numbers("\n".join(map(str, range(12))), (2, 2, 2))
    assert numbers.others and not as_in_the_table(numbers).others
    assert as_in_the_table(numbers).values.tolist() == list(range(12))

"""Reading what a student brings: weights and biases, or their gradients, as text, .npz, .npy, or objects of Python.

Text   whatever programs print of arrays, see `printed_arrays`, and whatever they call them, see `parameter_labels`
.npz   arrays W1, b1, W2, ...; or unnamed ones in this order
.npy   one flat vector: W1 row by row, b1, W2, ...
Python [(W, b), ...], [W1, b1, ...], a dict of names, or a flat vector

W is (inputs, units); what comes otherwise is found out from the shapes, see `arrangement`. What a file is, its first bytes
say. Text keeps the digits that it was written with.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from xorcore.checked import checked
from xorcore.diagnosis.submission.arrangement import arrangements
from xorcore.diagnosis.submission.nested_arrays import Path, Printed
from xorcore.diagnosis.submission.numpy_files import NPY, NPZ, read_npy, read_npz
from xorcore.diagnosis.submission.orientation import MISSING, Expected
from xorcore.diagnosis.submission.pieces import Given
from xorcore.diagnosis.submission.printed_arrays import printed_arrays
from xorcore.diagnosis.submission.student_numbers import (
    DIGITS,
    StudentDataError,
    StudentNumbers,
    digits_of,
    from_floats,
    from_texts,
    shapes_in_words,
)
from xorcore.diagnosis.submission.table_labels import without_labels
from xorcore.number_notation import COMMA_OR_THOUSANDS, exact, megabytes, shown
from xorcore.reading.encoding import TextError, decoded

MOST_BYTES = 1_000_000
ARRAY_KEY = re.compile(r"arr_(\d{1,3})")
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
WITH_COMMA = re.compile(r"\d+,\d+")
DECIMAL_POINT = re.compile(r"\d\.\d|\B\.\d|\d\.(?!\w)")


@checked
def read_numbers(content: bytes | str, sizes: tuple[int, ...], samples: int | None = None,
                 untrained: np.ndarray | None = None) -> StudentNumbers:
    """The numbers of a network with these layer sizes, inputs first. Raises StudentDataError, one sentence.

    samples: how many there are; only to recognise a bias for each of them. untrained: a flat vector of parameters whose
    biases stand where none are given, as where they are not trained.
    """
    expected = Expected(sizes, samples, untrained is not None)
    if len(content) > MOST_BYTES:
        raise StudentDataError(f"At most {exact(MOST_BYTES / 1e6)} MB are read, "
                               f"got {megabytes(len(content), MOST_BYTES)} MB.")
    if isinstance(content, bytes):
        if content.startswith(NPY):
            return _of_arrays([((), read_npy(content))], expected, untrained)
        if content.startswith(NPZ):
            return _of_arrays(_in_order(read_npz(content)), expected, untrained)
    try:
        text = decoded(content)
    except TextError as error:
        raise StudentDataError(str(error)) from None
    if not text.strip():
        raise StudentDataError(f"Expected {shapes_in_words(sizes)}, got an empty text.")
    return _of_text(text, expected, untrained)


def numbers_of(given: Any, sizes: tuple[int, ...], samples: int | None = None, untrained: np.ndarray | None = None,
               digits: int | None = None) -> StudentNumbers:
    """The same from objects of Python: lists, tuples, dicts and arrays. Raises StudentDataError.

    digits: significant digits of the numbers, by default those of their type (float64 16, float32 7); where all were
    rounded, they count as they are written.
    """
    return _of_arrays(list(_leaves((), given)), Expected(sizes, samples, untrained is not None), untrained, digits)


# Text

def _of_text(text: str, expected: Expected, untrained: np.ndarray | None) -> StudentNumbers:
    """As it stands; where that does not fit, with decimal commas where no number has a point, so that 0,25 is not the 25
    of row 0; or without the labels of a table."""
    with_points = DECIMAL_COMMA.sub(".", text)
    others = [*([] if DECIMAL_POINT.search(text) else [with_points]), without_labels(text)]
    refusals = []
    for way in dict.fromkeys([text, *others]):
        try:
            numbers = _of_printed(printed_arrays(way), text, expected, untrained)
        except StudentDataError as refusal:
            refusals.append(refusal)
        else:
            if way == with_points != text:
                _check_commas(text)
            return numbers
    raise refusals[0]  # it says more than the others


def _check_commas(text: str) -> None:
    """Raises StudentDataError where all commas can stand between thousands as well."""
    found = WITH_COMMA.findall(text)
    if all(COMMA_OR_THOUSANDS.fullmatch(number) for number in found):
        raise StudentDataError(f"{shown(found[0])} can mean {found[0].replace(',', '')} or {found[0].replace(',', '.')}; "
                               "write decimal points.")


def _of_printed(arrays: list[Printed], text: str, expected: Expected, untrained: np.ndarray | None) -> StudentNumbers:
    given, ends = [], np.cumsum([0, *(len(array.texts) for array in arrays)])
    for array, start, end in zip(arrays, ends, ends[1:], strict=False):
        given.append(Given(array.path, np.arange(start, end).reshape(array.shape)))
    texts = [number for array in arrays for number in array.texts]
    which = np.repeat(np.arange(len(arrays)), np.diff(ends))
    float32 = "float32" in text or ("tensor(" in text and "float64" not in text)
    return _best(given, expected, untrained, lambda used: replace(
        from_texts([texts[k] for k in used], which[used]), float32=float32))


# Arrays

def _in_order(arrays: dict[str, np.ndarray]) -> list[tuple[Path, np.ndarray]]:
    """The arrays of a .npz by name; np.savez calls them arr_0, arr_1, ... where they have none."""
    if all(ARRAY_KEY.fullmatch(name) for name in arrays):
        return [((), arrays[name]) for name in sorted(arrays, key=lambda name: int(name[4:]))]
    return [((name,), array) for name, array in arrays.items()]


def _leaves(path: Path, given: Any) -> Iterator[tuple[Path, np.ndarray]]:
    """The arrays in nested lists, tuples and dicts, each with its path."""
    if isinstance(given, Mapping):
        for name, value in given.items():
            yield from _leaves((*path, str(name)), value)
        return
    if isinstance(given, list | tuple) and any(hasattr(each, "__len__") for each in given):
        array = _matrix(given)
        if array is None:
            for place, each in enumerate(given):
                yield from _leaves((*path, place) if path else (), each)
            return
        given = array
    yield path, np.asarray(given)


def _matrix(rows: Sequence[Any]) -> np.ndarray | None:
    """A list of lists of numbers as an array, None where it is a list of other things."""
    if all(isinstance(row, list | tuple) and not any(hasattr(each, "__len__") for each in row) for row in rows) and (
            len({len(row) for row in rows}) == 1):
        return np.array(rows)
    return None


def _of_arrays(arrays: list[tuple[Path, np.ndarray]], expected: Expected, untrained: np.ndarray | None,
               digits: int | None = None) -> StudentNumbers:
    given, start = [], 0
    for path, array in arrays:
        if array.dtype.kind not in "fiu":
            raise StudentDataError(f"{' '.join(map(str, path)) or 'Every array'} must hold numbers, got {array.dtype}.")
        given.append(Given(path, np.arange(start, start + array.size).reshape(array.shape)))
        start += array.size
    values = np.concatenate([np.ravel(array).astype(float) for _, array in arrays] or [np.empty(0)])
    own = digits or min([digits_of(array.dtype) for _, array in arrays], default=16)
    which = np.repeat(np.arange(len(arrays)), [array.size for _, array in arrays])
    return _best(given, expected, untrained, lambda used: replace(
        from_floats(values[used], which[used], own), float32=digits is None and own <= DIGITS[4]))


def _best(given: list[Given], expected: Expected, untrained: np.ndarray | None,
          numbers: Callable[[np.ndarray], StudentNumbers]) -> StudentNumbers:
    """The first reading, which holds the others. numbers: StudentNumbers of the numbers at these places."""
    ways = arrangements(given, expected)
    several = []
    for way in ways:
        present = way.places != MISSING
        counted = numbers(way.places[present])
        values, place = np.zeros(len(present)), np.zeros(len(present))
        if not present.all():
            values[:] = untrained
        values[present], place[present] = counted.values, counted.place
        reading = way.reading if len(ways) > 1 else ""
        several.append(replace(counted, values=values, place=place, reading=reading, said=way.said))
    return replace(several[0], others=tuple(several[1:]))

"""Reading what a student brings: weights and biases, or their gradients, as JSON, CSV, .npz or .npy.

JSON   {"W1": [[...], ...], "b1": [...], "W2": ...} (dW1, db1 for gradients are taken too), [[W, b], ...], or one flat list
CSV    the rows of W1, then one row b1, then those of W2, ...; or all numbers in one row or one column
.npz   arrays W1, b1, W2, ...; or unnamed ones in this order
.npy   one flat vector: W1 row by row, b1, W2, ...

W is (inputs, units). What the file is, its first bytes say. Text keeps the digits that it was written with.
"""

import csv
import json
import math
import re
from collections import Counter
from typing import NamedTuple

import numpy as np

from xorcore.diagnosis.numpy_files import NPY, NPZ, read_npy, read_npz
from xorcore.diagnosis.submission import (
    StudentDataError,
    StudentNumbers,
    from_arrays,
    from_flat,
    from_texts,
    shapes_in_words,
)

MOST_BYTES = 500_000
MOST_DIGITS = 400  # of one number
KEY = re.compile(r"d?(w|b)(\d{1,2})", re.IGNORECASE)
ARRAY_KEY = re.compile(r"arr_(\d{1,3})")


class Literal(NamedTuple):
    """A number of a JSON text, as it is written there."""

    text: str


def read_numbers(content: bytes | str, sizes: tuple[int, ...], samples: int | None = None) -> StudentNumbers:
    """The numbers of a network with these layer sizes, inputs first. Raises StudentDataError, one sentence."""
    if len(content) > MOST_BYTES:
        raise StudentDataError(f"At most {MOST_BYTES / 1e6:g} MB are read, got {len(content) / 1e6:.1f} MB.")
    if isinstance(content, bytes):
        if content.startswith(NPY):
            return from_flat(read_npy(content), sizes)
        if content.startswith(NPZ):
            return _from_npz(read_npz(content), sizes, samples)
        content = _decoded(content)
    text = content.strip().removeprefix("\ufeff")
    if not text:
        raise StudentDataError(f"Expected {shapes_in_words(sizes)}, got an empty text.")
    return _from_json(text, sizes, samples) if text[0] in "[{" else _from_csv(text, sizes)


def _decoded(content: bytes) -> str:
    if content.startswith(b"\x80"):
        raise StudentDataError("Expected JSON, CSV, .npz or .npy, got a pickle, which is never opened.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise StudentDataError("Expected JSON, CSV, .npz or .npy, got a file that is none of them.")
    return text


def _from_npz(arrays: dict[str, np.ndarray], sizes: tuple[int, ...], samples: int | None) -> StudentNumbers:
    if arrays and all(ARRAY_KEY.fullmatch(name) for name in arrays):
        return from_arrays([arrays[name] for name in sorted(arrays, key=lambda name: int(name[4:]))], sizes, None, samples)
    return from_arrays(_in_order(arrays, sizes), sizes, None, samples)


def _in_order(named: dict[str, object], sizes: tuple[int, ...]) -> list:
    """The values of W1, b1, W2, ... whatever the order of their keys."""
    expected = [f"{letter}{number}" for number in range(1, len(sizes)) for letter in "Wb"]
    found = {}
    for key, value in named.items():
        match = KEY.fullmatch(key)
        name = f"{'W' if match[1] in 'wW' else 'b'}{int(match[2])}" if match else ""
        if name not in expected:
            raise StudentDataError(f"Expected {shapes_in_words(sizes)}, got the name {_shown(key)}.")
        if name in found:
            raise StudentDataError(f"Every name may come once, {name} comes twice.")
        found[name] = value
    for name in expected:
        if name not in found:
            raise StudentDataError(f"{name} is missing: expected {shapes_in_words(sizes)}.")
    return [found[name] for name in expected]


def _from_json(text: str, sizes: tuple[int, ...], samples: int | None) -> StudentNumbers:
    try:
        value = json.loads(text, parse_float=Literal, parse_int=Literal, parse_constant=_refused_constant,
                           object_pairs_hook=_unique)
    except StudentDataError:
        raise
    except RecursionError:
        raise StudentDataError("Expected lists of numbers, got JSON that is nested thousands deep.") from None
    except ValueError as error:
        where = f"line {error.lineno}, {error.msg}" if isinstance(error, json.JSONDecodeError) else "it cannot be read"
        raise StudentDataError(f"Expected JSON, got a text that is none: {where}.") from None
    if isinstance(value, dict):
        parts = _in_order(value, sizes)
    elif all(isinstance(each, Literal) for each in value):
        return from_texts([_number(each) for each in value], sizes)
    elif all(isinstance(layer, list) and len(layer) == 2 for layer in value):
        parts = [part for layer in value for part in layer]
    else:
        raise StudentDataError(f"Expected [[W, b], ...] or names: {shapes_in_words(sizes)}, got a list of other things.")
    texts, arrays = [], []
    for number, part in enumerate(parts):
        rows, shape = _table(part, f"{'Wb'[number % 2]}{number // 2 + 1}")
        texts += rows
        arrays.append(np.zeros(shape))
    from_arrays(arrays, sizes, None, samples)  # the shapes
    return from_texts(texts, sizes)


def _refused_constant(name: str):
    raise StudentDataError(f"All numbers must be finite, got {name}.")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    named = dict(pairs)
    if len(named) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise StudentDataError(f"Every name may come once, {_shown(twice)} comes more than once.")
    return named


def _table(part, name: str) -> tuple[list[str], tuple[int, ...]]:
    """The numbers of a list, or of a list of rows, as texts, and its shape."""
    if not isinstance(part, list):
        raise StudentDataError(f"{name} must be a list of numbers, got {_kind(part)}.")
    if not part or not isinstance(part[0], list):
        return [_number(each, name) for each in part], (len(part),)
    if not all(isinstance(row, list) and len(row) == len(part[0]) for row in part):
        raise StudentDataError(f"{name} must be rows of one length, got rows that differ.")
    return [_number(each, name) for row in part for each in row], (len(part), len(part[0]))


def _number(value, name: str = "The list") -> str:
    if not isinstance(value, Literal):
        raise StudentDataError(f"{name} must hold numbers only, got {_kind(value)}.")
    if len(value.text) > MOST_DIGITS:
        raise StudentDataError(f"{name} must hold numbers of at most {MOST_DIGITS} digits, got {len(value.text)}.")
    return value.text


def _kind(value) -> str:
    if isinstance(value, Literal):
        return f"the number {value.text[:20]}"
    names = {str: f"the text {_shown(str(value)[:50])}", list: "a list", dict: "an object", type(None): "null"}
    return names.get(type(value), str(value).lower())


def _from_csv(text: str, sizes: tuple[int, ...]) -> StudentNumbers:
    lines = [line for line in text.splitlines() if line.strip()]
    separator = next((mark for mark in ";\t," if mark in lines[0]), None)
    try:
        rows = list(csv.reader(lines, delimiter=separator)) if separator else [line.split() for line in lines]
    except csv.Error as error:
        raise StudentDataError(f"Expected CSV rows of numbers, got a text that cannot be read: {error}.") from None
    decimal_comma = separator in (";", "\t")
    rows = [[cell.strip().replace(",", ".") if decimal_comma else cell.strip() for cell in row] for row in rows]
    for number, row in enumerate(rows, 1):
        for cell in row:
            _check_cell(cell, number)
    _check_widths([len(row) for row in rows], sizes)
    return from_texts([cell for row in rows for cell in row], sizes)


def _check_widths(widths: list[int], sizes: tuple[int, ...]) -> None:
    """One row or one column is a flat list; else every layer gives its rows of W and one of b."""
    expected = [fan_out for fan_in, fan_out in zip(sizes, sizes[1:], strict=False) for _ in range(fan_in + 1)]
    if widths == expected or len(widths) == 1 or set(widths) == {1}:
        return
    rule = f"Expected {shapes_in_words(sizes)}, row by row"
    if len(widths) != len(expected):
        raise StudentDataError(f"{rule}, {len(expected)} rows, got {len(widths)}.")
    at = next(k for k, (got, right) in enumerate(zip(widths, expected, strict=True)) if got != right)
    raise StudentDataError(f"{rule}, {expected[at]} in row {at + 1}, got {widths[at]}.")


def _check_cell(cell: str, number: int) -> None:
    try:
        value = float(cell) if len(cell) <= MOST_DIGITS and "_" not in cell else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise StudentDataError(f"Row {number} must hold finite numbers, got {_shown(cell)}.")


def _shown(text: str) -> str:
    text = "".join(c if c.isprintable() else "?" for c in text[:50])
    return f"“{text[:20]}{'…' * (len(text) > 20)}”" if text else "an empty cell"

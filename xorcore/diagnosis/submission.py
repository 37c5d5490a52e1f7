"""A student's numbers count for as many digits as they were given with: 0.3589 stands for 0.35885 to 0.35895."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

import numpy as np

from xorcore.naming import parameter_name
from xorcore.network import layout, parameter_count, unflatten

DIGITS = {2: 3, 4: 7, 8: 16}  # significant digits by bytes of a floating-point number


class StudentDataError(ValueError):
    """Numbers that cannot be used; the message is one sentence: what was expected, what came."""


@dataclass(frozen=True, eq=False)
class StudentNumbers:
    """Weights and biases, or their gradients, as a flat vector; or one loss, as a vector of one."""

    values: np.ndarray  # (parameters,)
    place: np.ndarray  # (parameters,), the unit of each number's last digit: 0.0001 for 0.3589
    digits: int  # significant digits that the numbers have
    float32: bool = False  # they come from float32 arrays: their last digits are rounding


def shapes_in_words(sizes: tuple[int, ...]) -> str:
    """"W1 (2, 4), b1 (4,), W2 (4, 1), b2 (1,)": what a student has to give."""
    shapes = zip(sizes, sizes[1:], strict=False)
    return ", ".join(f"W{k} ({i}, {o}), b{k} ({o},)" for k, (i, o) in enumerate(shapes, 1))


def from_arrays(parts: list[np.ndarray], sizes: tuple[int, ...], digits: int | None = None,
                samples: int | None = None) -> StudentNumbers:
    """Arrays in the order W1, b1, W2, b2, ... Digits are those of their type (float64 16, float32 7) unless given.

    samples: how many there are; only to recognise a bias for each of them. Raises StudentDataError where an array has
    the wrong shape or a number that is not finite.
    """
    expected = [shape for *_, (i, o) in layout(sizes) for shape in ((i, o), (o,))]
    if len(parts) != len(expected):
        raise StudentDataError(f"Expected {len(expected)} arrays, {shapes_in_words(sizes)}, got {len(parts)}.")
    parts = [np.asarray(part) for part in parts]
    for number, (part, shape) in enumerate(zip(parts, expected, strict=True)):
        name = f"{'Wb'[number % 2]}{number // 2 + 1}"
        if part.dtype.kind not in "fiu":
            raise StudentDataError(f"{name} must be numbers, got {part.dtype}.")
        if len(shape) == 1 and part.shape == (1, *shape):
            parts[number] = part[0]
        elif part.shape != shape:
            hint = _hint(part.shape, shape, samples)
            raise StudentDataError(f"{name} must have the shape {shape}, got {part.shape}{hint}.")
    values = np.concatenate([part.ravel().astype(float) for part in parts])
    if digits is not None:
        return from_vector(values, digits, sizes)
    digits = min(digits_of(part.dtype) for part in parts)
    return replace(from_vector(values, digits, sizes), float32=digits <= DIGITS[4])


def digits_of(dtype: np.dtype) -> int:
    """Significant digits that numbers of this type hold."""
    return DIGITS.get(dtype.itemsize, 16) if dtype.kind == "f" else 16


def from_flat(array: np.ndarray, sizes: tuple[int, ...], digits: int | None = None) -> StudentNumbers:
    """A flat vector: for each layer W row by row, then b; digits as for `from_arrays`. Raises StudentDataError."""
    if array.shape != (parameter_count(sizes),) or array.dtype.kind not in "fiu":
        raise StudentDataError(f"Expected a flat vector of {parameter_count(sizes)} numbers, {shapes_in_words(sizes)}, "
                               f"got {array.dtype} of shape {array.shape}.")
    return from_arrays([part for layer in unflatten(np.ascontiguousarray(array), sizes) for part in layer], sizes, digits)


def _hint(got: tuple[int, ...], expected: tuple[int, ...], samples: int | None) -> str:
    if len(expected) == 2 and got == expected[::-1]:
        return ": it is transposed, rows are inputs and columns are units"
    if len(expected) == 1 and got == (samples, *expected):
        return ": one bias for each sample, so its gradient was not summed over the samples"
    return ""


def from_vector(values: np.ndarray, digits: int, sizes: tuple[int, ...]) -> StudentNumbers:
    """A flat vector whose numbers all have this many significant digits. Raises StudentDataError."""
    values = np.asarray(values, dtype=float)
    _check(values, sizes)
    if not 1 <= digits <= 17:
        raise StudentDataError(f"The digits must be 1 to 17, got {digits}.")
    with np.errstate(divide="ignore"):
        exponent = np.floor(np.log10(np.abs(values)))
    return StudentNumbers(values, np.where(values == 0, 0, 10.0 ** (np.maximum(exponent, -300) + 1 - digits)), digits)


def from_texts(texts: list[str], sizes: tuple[int, ...]) -> StudentNumbers:
    """Numbers as they were written. Raises StudentDataError.

    A trailing zero may have been left out, 0.5 for 0.5000: so a number counts for as many decimals, or for as many
    significant digits, as the longest of them all has, whichever is less.
    """
    values = np.array([float(text) for text in texts])
    _check(values, sizes)
    if not values.any():  # 0 is exact where no other number shows how they were rounded
        return StudentNumbers(values, np.zeros(len(values)), 16)
    try:
        written = [Decimal(text).as_tuple() for text in texts]
    except InvalidOperation:
        raise StudentDataError("All numbers must have an exponent of at most 18 digits, got a longer one.") from None
    own = np.array([exponent for _, _, exponent in written])
    significant = max(len(digits) for _, digits, _ in written)
    leading = np.array([len(digits) + exponent - 1 if any(digits) else -400 for _, digits, exponent in written])
    place = np.minimum(own, np.maximum(own.min(), leading + 1 - significant))
    return StudentNumbers(values, 10.0 ** np.maximum(place, -400).astype(float), significant)


def _check(values: np.ndarray, sizes: tuple[int, ...]) -> None:
    if sizes and values.shape != (parameter_count(sizes),):
        raise StudentDataError(f"Expected {parameter_count(sizes)} numbers, {shapes_in_words(sizes)}, "
                               f"got {'shape ' + str(values.shape) if values.ndim != 1 else len(values)}.")
    if not np.isfinite(values).all():
        place = int(np.argmin(np.isfinite(values)))
        name = parameter_name(sizes, place) if sizes else "the loss"
        raise StudentDataError(f"All numbers must be finite, got {values[place]} for {name}.")


def read_loss(text: str | float) -> StudentNumbers:
    """One loss, with the digits that it is written with. Raises StudentDataError."""
    text = str(text).strip()[:400]
    try:
        float(text)
    except ValueError:
        raise StudentDataError(f"The loss must be a number, got “{text[:20]}”.") from None
    return from_texts([text.replace("_", "")], ())

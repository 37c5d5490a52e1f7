"""A student's numbers count for as many digits as they were given with: 0.3589 stands for 0.35885 to 0.35895."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal, DecimalTuple, InvalidOperation
from typing import NamedTuple

import numpy as np

from xorcore.checked import brief, checked
from xorcore.limits import is_whole
from xorcore.number_notation import MOST_CHARACTERS, beyond_largest, plain_notation, read_number, shown
from xorcore.reading.tokens import MAKERS

CHANCE_ZEROS = 3  # that numbers end with by chance, all together
LEAST_DIGITS = 3  # that the longest number of an array must have, to show how the array was rounded
FLOAT64_DIGITS = 12  # that no number has which float32 writes
ROUNDED_DIGITS = 6  # at most of a number that was rounded in float32; not rounded, most have 8
LOSS_NAME = r"\b(?i:loss|error|cost|mse|e|l|j)\b"
LOSS = re.compile(rf"\s*((?![-+−]\w).*{LOSS_NAME}(\([^()]*\))?(\s*[=:]\s*|\s+)|[A-Za-z][\w ]*[=:])?"
                  rf"\s*(([A-Za-z_]\w*\.)*(?i:{MAKERS})\()?\[?(?P<number>[^()=:\[\]]*?)\]?(, *[a-z_]+=[^()]*)*\)?\s*")
SEVERAL_LOSSES = re.compile(rf"{LOSS_NAME}\s*[=:]?\s*[-+−]?\.?[0-9].*{LOSS_NAME}\s*[=:]?\s*[-+−]?\.?[0-9]")
MOST_DIGITS = 17  # that tell one float64 from all others
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
    written: np.ndarray | None = None  # (parameters,), as `place`, of each number by itself; None: the same
    reading: str = ""  # how arrays were read that can be read in several ways
    others: tuple["StudentNumbers", ...] = ()  # the same arrays in the other readings
    said: tuple[str, ...] = ()  # what was found out about the arrays, in sentences

    def read_as(self, reading: str) -> "StudentNumbers":
        """These numbers in one of their readings."""
        return next(each for each in (self, *self.others) if each.reading == reading)


@checked
def shapes_in_words(sizes: tuple[int, ...]) -> str:
    """"W1 (2, 4), b1 (4,), W2 (4, 1), b2 (1,)": what a student has to give."""
    shapes = zip(sizes, sizes[1:], strict=False)
    return ", ".join(f"W{k} ({i}, {o}), b{k} ({o},)" for k, (i, o) in enumerate(shapes, 1))


def digits_of(dtype: np.dtype) -> int:
    """Significant digits that numbers of this type hold."""
    return DIGITS.get(dtype.itemsize, 16) if dtype.kind == "f" else 16


def from_vector(values: np.ndarray, digits: int) -> StudentNumbers:
    """A flat vector whose numbers all have this many significant digits. Raises StudentDataError."""
    values = np.asarray(values, dtype=float)
    _check_finite(values)
    if not is_whole(digits) or not 1 <= digits <= MOST_DIGITS:
        raise StudentDataError(f"The digits must be a whole number from 1 to {MOST_DIGITS}, got {brief(digits)}.")
    with np.errstate(divide="ignore"):
        exponent = np.floor(np.log10(np.abs(values)))
    return StudentNumbers(values, np.where(values == 0, 0, 10.0 ** (np.maximum(exponent, -300) + 1 - digits)), digits)


def from_floats(values: np.ndarray, arrays: np.ndarray, digits: int) -> StudentNumbers:
    """Numbers of arrays, as `from_vector`; where none has as many digits as the arithmetic gives, they were rounded, and
    count for no more than if they were written. arrays: as of `from_texts`."""
    numbers, texts = from_vector(values, digits), [repr(float(value)) for value in values]
    if max(map(_digits, texts), default=0) >= FLOAT64_DIGITS or not _written(texts).long.any():
        return numbers
    written = from_texts(texts, arrays)
    return replace(written, place=np.maximum(numbers.place, written.place), digits=min(digits, written.digits))


def from_texts(texts: list[str], arrays: np.ndarray | None = None) -> StudentNumbers:
    """Numbers as they were written. arrays: the array that each was printed in. Raises StudentDataError.

    A program may leave out zeros at the end, 0.5 for 0.5000. It prints the numbers of one array alike, but fixed ones
    otherwise than those with an e: so a number counts for as many decimals, or for as many significant digits, as the
    longest of its array and its notation has, whichever is less. Where none there has three digits, as in [0.5, 0.25],
    that says nothing, and the longest of all arrays count. What was rounded before it was printed stays rounded: of
    [-2.6378e+00 -9.0000e-04] both have four decimals.
    """
    values = np.array([float(text) for text in texts])
    if np.isinf(values).any():
        raise StudentDataError(f"{beyond_largest(texts[np.argmax(np.isinf(values))])}.")
    texts = _as_float32(texts, values)
    values = np.array([float(text) for text in texts])
    if not values.any():  # 0 is exact where no other number shows how they were rounded
        return StudentNumbers(values, np.zeros(len(values)), 16)
    written = _written(texts)
    arrays = np.zeros(len(texts), int) if arrays is None else arrays
    place = np.empty(len(texts), int)
    for notation in (False, True):
        alike = written.with_e == notation
        for array in np.unique(arrays[alike]):
            own = alike & (arrays == array)
            longest = next((group for group in (own, alike) if written.long[group].any()), None)
            place[own] = _last_places(written, own, longest)
            if notation:
                place[own] = _of_fixed_decimals(written, own, place[own])
                fixed = ~alike & written.long
                beside = next((group for group in (fixed & (arrays == array), fixed) if group.any()), None)
                place[own] = place[own] if beside is None else _as_beside(written, own, place[own], beside)
    own = 10.0 ** np.maximum(written.last, -400).astype(float)
    return StudentNumbers(values, 10.0 ** np.maximum(place, -400).astype(float), int(written.digits.max()), written=own)


def _as_float32(texts: list[str], values: np.ndarray) -> list[str]:
    """The numbers as float32 writes them, where they were rounded in it: 0.056 for its 0.0560000017285347."""
    with np.errstate(over="ignore"):
        single = values.astype(np.float32)
    if not (values == single).all() or max(_digits(text) for text in texts) < FLOAT64_DIGITS:
        return texts
    short = [str(x) for x in single]
    return short if max(_digits(text) for text in short) <= ROUNDED_DIGITS else texts


def _digits(text: str) -> int:
    return len(text.lower().partition("e")[0].strip("+-0.").replace(".", ""))


class _Written(NamedTuple):
    """How numbers are written: an array for each property."""

    digits: np.ndarray  # significant digits
    last: np.ndarray  # the power of ten of the last one
    last_nonzero: np.ndarray  # that of the last one but for zeros
    first: np.ndarray  # that of the first one; far below all others for a zero
    with_e: np.ndarray  # whether it has an exponent
    long: np.ndarray  # whether it has so many digits or decimals that they were chosen


def _written(texts: list[str]) -> _Written:
    try:
        numbers = [_decimal(text).as_tuple() for text in texts]
    except InvalidOperation:
        raise StudentDataError("All numbers must have an exponent of at most 18 digits, got a longer one.") from None
    with_e = np.array(["e" in text.lower() for text in texts])
    zeros = np.where(with_e, _common_zeros(numbers, with_e), _common_zeros(numbers, ~with_e))
    count = np.maximum(np.array([len(digits) for _, digits, _ in numbers]) - zeros, 1)
    last = np.array([exponent for _, _, exponent in numbers]) + zeros
    zero = np.array([not any(digits) for _, digits, _ in numbers])
    long = (count >= LEAST_DIGITS) | (~with_e & (-last >= LEAST_DIGITS))
    ending = np.array([len(digits) - len("".join(map(str, digits)).rstrip("0")) for _, digits, _ in numbers])
    return _Written(count, last, last + ending - zeros, np.where(zero, -400, count + last - 1), with_e, long)


def _decimal(text: str) -> Decimal:
    """The number as written, without the digits that are more than float64 holds: %.18e of 0.0009 ends with 018."""
    number = Decimal(text)
    return number if len(number.as_tuple().digits) <= MOST_DIGITS else Decimal(repr(float(text)))


def _of_fixed_decimals(written: _Written, own: np.ndarray, place: np.ndarray) -> np.ndarray:
    """The last places of these numbers with an e; all have the decimals of the one that has most, where the others end
    with more zeros than chance gives."""
    zero = written.first[own] <= -400
    finest = int(np.min(written.last_nonzero[own][~zero], initial=400))
    padded = np.maximum(finest - place, 0)
    return place + padded if padded[~zero].sum() >= CHANCE_ZEROS and (~zero).sum() > 1 else place


def _as_beside(written: _Written, own: np.ndarray, place: np.ndarray, fixed: np.ndarray) -> np.ndarray:
    """The last places of these numbers with an e: those that have no more decimals than the fixed ones have theirs, as
    5.6e-05 beside 0.004757."""
    decimals = written.last[fixed].min()
    return np.where(written.last[own] >= decimals, np.maximum(place, decimals), place)


def _common_zeros(numbers: list[DecimalTuple], alike: np.ndarray) -> int:
    """Zeros that end all of these numbers, where they are too many for chance: no digits, as in 0.25000 beside 0.13000."""
    endings = [len(digits) - len("".join(map(str, digits)).rstrip("0"))
               for (_, digits, _), chosen in zip(numbers, alike, strict=True) if chosen and any(digits)]
    zeros = min(endings, default=0)
    return zeros if zeros * len(endings) >= CHANCE_ZEROS else 0


def _last_places(written: _Written, own: np.ndarray, longest: np.ndarray | None) -> np.ndarray:
    """The power of ten of each own number's last place: that of the longest of these, or of all where it is None."""
    digits = written.digits[slice(None) if longest is None else longest].max()
    decimals = -400 if longest is None or written.with_e[longest].all() else written.last[longest].min()
    return np.minimum(written.last[own], np.maximum(decimals, written.first[own] + 1 - digits))


def _check_finite(values: np.ndarray) -> None:
    if not np.isfinite(values).all():
        raise StudentDataError(f"All numbers must be finite, got {values[np.argmin(np.isfinite(values))]}.")


def read_loss(text: str | float) -> StudentNumbers:
    """One loss, with the digits that it is written with: 0.29, 0,29, “loss = 0.29”. Raises StudentDataError."""
    if isinstance(text, int) and abs(text) >= 2**1024:
        raise StudentDataError(f"The loss must be a number that fits a float, got {brief(text)}.")
    text = str(text)[:MOST_CHARACTERS]
    if SEVERAL_LOSSES.search(text):
        raise StudentDataError(f"The loss must be one number, got several in {shown(text)}.")
    found = LOSS.fullmatch(text)
    number = found["number"] if found else text
    try:
        read_number(number)
    except ValueError as error:
        raise StudentDataError(f"The loss must be a number: {error}.") from None
    return from_texts([plain_notation(number)])

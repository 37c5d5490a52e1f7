"""Numbers in words: one notation on all pages, Python's own, so that a student compares with a print-out digit by digit;
only the minus sign is that of books, as in the formulas beside it.

Counts stand in groups of three; settings have all their digits; values have five digits unless more are asked for.
"""

from xorcore import book
from xorcore.book import true_minus

DIGITS = 5
SPACE = "\u202f"  # between groups of three digits


def count(number: int) -> str:
    """12400 as "12\u202f400", with a narrow space at which no line breaks."""
    return book.grouped(number)


def exact(value: float) -> str:
    """A setting to its last digit: with less, another run would be described."""
    return true_minus(book.exact(value))


def figure(value: float, digits: int = DIGITS) -> str:
    """A value with so many significant digits: 0.25, 0.0061432, 6.1432e−05."""
    return true_minus(f"{value:.{digits}g}")


def decimals(value: float) -> str:
    """A value with five decimals, so that those of a column stand below each other."""
    return true_minus(f"{value:.{DIGITS}f}")


def percent(share: float) -> str:
    """A share of 0.9925 as "99.25 %"."""
    return f"{100 * share:.4g} %"


def points(difference: float, sign: str = "") -> str:
    """A difference of shares, 0.012, in percentage points, "1.2"; sign "+" to write that too."""
    return true_minus(f"{round(100 * difference, 1) + 0.0:{sign}.1f}")


def duration(seconds: float) -> str:
    """A time, measured or estimated, with two digits or in whole units: 0.12 seconds, 12 minutes, 3 hours."""
    if seconds < 9.5:
        shown = f"{seconds:.2g}"
        return f"{shown} second{'' if shown == '1' else 's'}"
    unit, length = next((unit, length) for unit, length, most in _UNITS if round(seconds / length) < most)
    return f"{count(round(seconds / length))} {unit}"


_UNITS = (("seconds", 1, 600), ("minutes", 60, 600), ("hours", 3600, float("inf")))  # each up to so many

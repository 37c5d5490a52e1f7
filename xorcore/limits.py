"""The smallest and the largest value of every number that a Config holds."""

import math
import numbers
from typing import Any, NamedTuple

from xorcore.checked import brief
from xorcore.number_notation import exact, grouped, read_number, read_whole, shown

LONGEST_SHOWN = 40  # characters of what was typed
MOST_COUNTED = 1_000_000_000
LARGEST_WEIGHT = 1e6  # of a weight or a bias, given or trained


class Limits(NamedTuple):
    """The smallest and largest value of a number; `open_low` where the smallest itself is excluded."""

    low: float
    high: float
    whole: bool = False
    open_low: bool = False

    def rule(self) -> str:
        kind = "a whole number, " if self.whole else ""
        return f"{kind}{'>' if self.open_low else 'at least'} {grouped(self.low)} and at most {grouped(self.high)}"

    def admit(self, value: float) -> bool:
        above = self.low < value if self.open_low else self.low <= value
        return above and value <= self.high and not (self.whole and value % 1)

    def read(self, text: str) -> int | float:
        """The number that a text says. Raises ValueError, "must be …", where it says none, two, or one beyond."""
        if not text.strip():
            raise ValueError("must be a number")
        try:
            number = read_whole(text) if self.whole else read_number(text)
        except ValueError as error:
            raise ValueError(f"must be {self.rule()}: {error}") from None
        if not self.admit(number):
            got = exact(number) if len(exact(number)) <= LONGEST_SHOWN else shown(text)
            raise ValueError(f"must be {self.rule()}, got {got}")
        return number + 0  # no -0


LIMITS = {
    "samples": Limits(4, 2000, whole=True),
    "noise": Limits(0, 2),
    "test_share": Limits(0, 0.9),
    "l2": Limits(0, 10),
    "learning_rate": Limits(0, 1000, open_low=True),
    "momentum": Limits(0, 1),
    "epochs": Limits(1, 1_000_000, whole=True),
    "batch_size": Limits(0, 2000, whole=True),
    "stop_at_loss": Limits(0, 1000, open_low=True),
    "init_scale": Limits(0, 100, open_low=True),
    "seed": Limits(0, 2**32 - 1, whole=True),
}


def is_whole(value: Any) -> bool:
    """Whether this is a whole number of any integer type; True and False are none."""
    return isinstance(value, numbers.Integral) and not isinstance(value, bool)


def check_at_least(name: str, value: Any, low: int) -> None:
    """Raises ValueError where this is no whole number of at least `low`, or one that nothing can be counted to."""
    if not is_whole(value) or value < low:
        raise ValueError(f"{name} must be a whole number of at least {low}, got {brief(value)}")
    if value > MOST_COUNTED:
        raise ValueError(f"{name} must be at most {grouped(MOST_COUNTED)}, got {brief(value)}")


def check_place(name: str, value: Any, count: int) -> None:
    """Of so many things, counted from 0: raises TypeError where this is no whole number, IndexError where there is none."""
    if not is_whole(value):
        raise TypeError(f"{name} must be a whole number from 0 to {count - 1}, got {brief(value)}")
    if not 0 <= value < count:
        raise IndexError(f"{name} must be 0 to {count - 1}, got {value}")


def is_real(value: Any) -> bool:
    """A finite number that fits a float."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False

"""The mistakes that give a student's numbers, looked for from the likely ones to the unlikely ones."""

import numpy as np

from xorcore.diagnosis.comparison import (
    CUT,
    MOST_BY_CHANCE,
    ROUNDED,
    THRESHOLDS,
    Comparison,
    can_be_float32,
    looks_like_float32,
)
from xorcore.diagnosis.diagnosis import Fit
from xorcore.diagnosis.mistakes.mistake import Mistakes
from xorcore.diagnosis.tiers import Tiers

FACTORS = ("scaled", "one array")  # kinds of mistakes that only say by what a gradient was multiplied
SOURCES = ("no half", "half kept", "factor of the error", "mean or sum", "error sign", "bias gradient",
           "biases not trained")  # of such factors


class Search:
    """The mistakes that give a student's numbers, looked for from the likely ones to the unlikely ones."""

    def __init__(self, tiers: Tiers, comparison: Comparison, correct: np.ndarray):
        self.tiers, self.candidates, self.comparison, self.correct = tiers, tiers.candidates, comparison, correct
        self.values = np.empty((0, correct.shape[1]))
        self.fits: tuple[Fit, ...] = ()
        self.possible: tuple[Fit, ...] = ()
        self.fits_differ, self.untried = False, 0

    @property
    def tried(self) -> int:
        return len(self.values)

    def all_tiers(self) -> None:
        """First single mistakes; several where none gives the numbers, as far as there are digits enough to tell."""
        for number in range(self.tiers.count):
            count = len(self.tiers.groups(number)) if number else 0
            room = not number or self.comparison.leaves_room(self.correct, self.values, count)
            if not room or self.tier(number):
                return

    def tier(self, number: int) -> bool:
        """Whether the mistakes of this tier explain the numbers, or some single ones as well as chance does. The first
        ones are likelier than all others: only they count where one of them fits."""
        groups, variants, values = self.tiers.tried(number)
        first = self.tiers.printed if number == 0 else 0
        self.untried += len(self.tiers.groups(number)) - len(groups)
        if not groups:
            return False
        self.values = np.concatenate([self.values, values])
        for units in (ROUNDED, CUT):
            fitting = np.flatnonzero(self.comparison.fits(values, variants, units))
            if len(fitting):
                likely = values[:first] if fitting[0] < first else self.values
                by_chance = self.comparison.by_chance(self.correct, likely, units)
                return self._judge([groups[i] for i in fitting], values[fitting], by_chance, number == 0)
        return False

    def _judge(self, groups: list[Mistakes], values: np.ndarray, by_chance: float, alone: bool) -> bool:
        by_distance = np.argsort(self.comparison.beyond(values), kind="stable")
        order = [i for i in by_distance if not self._said_better(i, groups, values)]
        distance = self.comparison.away(values).max(axis=1)
        fits = tuple(Fit(groups[i], float(distance[i])) for i in order)
        if by_chance <= MOST_BY_CHANCE:
            self.fits, self.fits_differ = fits, self.comparison.differ(values[order])
        elif alone:
            self.possible = fits
        return bool(self.fits or self.possible)

    def _said_better(self, i: int, groups: list[Mistakes], values: np.ndarray) -> bool:
        """Whether this is only a factor, and a mistake that gives the very same numbers says where it comes from."""
        return any(mistake.key in FACTORS for mistake in groups[i]) and any(
            other[0].key in SOURCES and other[0].common
            and not self.comparison.differ(values[[i, k]]) for k, other in enumerate(groups))


def seen_otherwise(tiers: Tiers, comparison: Comparison, correct: np.ndarray, search: Search) -> tuple[Search, str]:
    """A mistake in a program whose biases are thresholds, or whose numbers may be float32.

    One loss near another's says too little of that: its very digits have to show it.
    """
    is_float32 = looks_like_float32 if tiers.candidates.case.kind == "loss" else can_be_float32
    others = [(THRESHOLDS, comparison.turned())]
    if is_float32(comparison.given):
        others.append(("in float32", Comparison(tiers.candidates, comparison.given, float32=True)))
    for words, other in others:
        if other:
            again = Search(tiers, other, correct)
            again.tier(0)
            if again.fits:
                return again, words
    return search, ""

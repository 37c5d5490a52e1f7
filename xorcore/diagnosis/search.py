"""The mistakes that give a student's numbers, looked for from the likely ones to the unlikely ones."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from xorcore.diagnosis.candidates import Attempts, Mistakes
from xorcore.diagnosis.comparison import CUT, MOST_BY_CHANCE, ROUNDED, Comparison, can_be_float32
from xorcore.diagnosis.mistake import Case, Mistake
from xorcore.diagnosis.mistakes import mistakes_for, rounded_starts
from xorcore.diagnosis.right_ways import THRESHOLDS
from xorcore.diagnosis.variant import Variant

FACTORS = ("scaled", "one array")  # kinds of mistakes that only say by what a gradient was multiplied
SOURCES = ("no half", "half kept", "mean or sum", "error sign", "bias gradient", "biases not trained")  # of such factors
MOST_SECONDS_AGAIN = 0.05  # for single mistakes, seen in another way


@dataclass(frozen=True)
class Fit:
    """One explanation: a mistake or two made together."""

    mistakes: Mistakes
    distance: float  # the largest difference of a number from the student's

    @property
    def but_for_order(self) -> Mistakes:
        """Explanations that differ only in the order of the samples have the same."""
        return tuple(mistake._replace(sentence="", fields=()) if mistake.key == "order" else mistake
                     for mistake in self.mistakes)

    @property
    def sentence(self) -> str:
        return ", and ".join(mistake.sentence for mistake in self.mistakes)


class Search:
    """The mistakes that give a student's numbers, looked for from the likely ones to the unlikely ones."""

    def __init__(self, attempts: Attempts, comparison: Comparison, correct: np.ndarray, seconds: float):
        self.attempts, self.comparison, self.correct, self.seconds = attempts, comparison, correct, seconds
        self.values = np.empty((0, correct.shape[1]))
        self.fits, self.possible, self.fits_differ, self.untried = (), (), False, 0

    @property
    def tried(self) -> int:
        return len(self.values)

    def all_tiers(self) -> None:
        """First single mistakes; pairs where none gives the numbers."""
        if not self.singles():
            for tier in _pairs(self.attempts.case, mistakes_for(self.attempts.case)):
                room = len(self.values) and self.comparison.leaves_room(self.correct, self.values, len(tier))
                if not room or self._found(tier, alone=False):
                    return

    def singles(self) -> bool:
        """Whether a single mistake gives the numbers."""
        mistakes = mistakes_for(self.attempts.case)
        printed = [(mistake,) for mistake in mistakes if mistake.key == "reported loss"]
        others = [(mistake,) for mistake in mistakes if mistake.key != "reported loss"]
        return self._found([*printed, *others], first=len(printed))

    def _found(self, groups: list[Mistakes], alone: bool = True, first: int = 0) -> bool:
        """Whether these explain the numbers, or some of them as well as chance does. The first ones are likelier than all
        others: only they count where one of them fits."""
        variants = self._in_time([self.attempts.variant(mistakes) for mistakes in groups])
        if not variants:
            return False
        values = self.attempts.numbers(variants)
        self.values = np.concatenate([self.values, values])
        for units in (ROUNDED, CUT):
            fitting = np.flatnonzero(self.comparison.fits(values, variants, units))
            if len(fitting):
                likely = values[:first] if fitting[0] < first else self.values
                by_chance = self.comparison.by_chance(self.correct, likely, units)
                return self._judge([groups[i] for i in fitting], values[fitting], by_chance, alone)
        return False

    def _judge(self, groups: list[Mistakes], values: np.ndarray, by_chance: float, alone: bool) -> bool:
        order = np.argsort(self.comparison.beyond(values), kind="stable")
        order = [i for i in order if not self._said_better(i, groups, values)]
        distance = self.comparison.away(values).max(axis=1)
        fits = tuple(Fit(groups[i], float(distance[i])) for i in order)
        if by_chance <= MOST_BY_CHANCE:
            self.fits, self.fits_differ = fits, self.comparison.differ(values[order])
        elif alone:
            self.possible = fits
        return bool(self.fits or self.possible)

    def _said_better(self, i: int, groups: list[Mistakes], values: np.ndarray) -> bool:
        """Whether this is only a factor, and a mistake that gives the very same numbers says where it comes from."""
        def is_factor(mistakes: Mistakes) -> bool:
            return any(mistake.key in FACTORS for mistake in mistakes)

        return is_factor(groups[i]) and any(
            other[0].key in SOURCES and other[0].common
            and not self.comparison.differ(values[[i, k]]) for k, other in enumerate(groups))

    def _in_time(self, variants: list[Variant]) -> list[Variant]:
        """As many of these as there is time for, the first ones before the others."""
        chosen = variants
        while chosen and (needed := self.attempts.seconds(chosen)) > self.seconds:
            chosen = chosen[: int(len(chosen) * min(0.9, self.seconds / needed))]
        self.seconds -= self.attempts.seconds(chosen)
        self.untried += len(variants) - len(chosen)
        return chosen


def _pairs(case: Case, mistakes: list[Mistake]) -> list[list[Mistakes]]:
    """Two mistakes at once, of two kinds, in two places of the step; then those from a rounded start."""
    common = [mistake for mistake in mistakes if mistake.common]
    both = [pair for pair in combinations(common, 2) if _can_meet(case, *pair)]
    mixed = [(one, other) for one in common for other in mistakes if not other.common and _can_meet(case, one, other)]
    starts = [(one, start) for start in rounded_starts() for one in common if _can_meet(case, one, start)]
    return [both, mixed, starts]


def _can_meet(case: Case, one: Mistake, other: Mistake) -> bool:
    keys = {one.key, other.key}
    if len(keys) == 1 or dict(one.fields).keys() & dict(other.fields).keys():
        return False
    one_batch = not 0 < case.config.batch_size < case.samples  # the order shows only when there are more
    return not (one_batch and "order" in keys) or "batch" in keys


def seen_otherwise(attempts: Attempts, comparison: Comparison, correct: np.ndarray, search: Search) -> tuple:
    """A mistake in a program whose biases are thresholds, or whose single number may be float32."""
    others = [(THRESHOLDS, comparison.turned())]
    if can_be_float32(comparison.given):
        others.append(("in float32", Comparison(attempts, comparison.given, float32=True)))
    for words, other in others:
        if other:
            again = Search(attempts, other, correct, MOST_SECONDS_AGAIN)
            again.singles()
            if again.fits:
                return again, words
    return search, ""

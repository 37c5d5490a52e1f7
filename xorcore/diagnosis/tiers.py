"""The mistakes in tiers, the likely ones before the unlikely ones, with the numbers that they give.

They are worked out once, however many readings of a student's arrays are compared with them.
"""

from itertools import combinations, permutations, product
from math import ceil, factorial

import numpy as np

from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.mistakes.catalogue import mistakes_for, rounded_starts
from xorcore.diagnosis.mistakes.in_update import MOST_SAMPLES_IN_ALL_ORDERS, order_counts
from xorcore.diagnosis.mistakes.mistake import Case, Mistake, Mistakes, mistake
from xorcore.diagnosis.variants.variant import Variant

MOST_SECONDS_OF_SINGLES = 10.0  # every single mistake is tried within it, whatever the time for several at once
MOST_SHUFFLES = 600  # orders of the samples in all passes
MOST_PASSES = 10  # that they may be shuffled in


class Tiers:
    """Tier 0 are the single mistakes. seconds: of work, as estimated, for all other tiers."""

    def __init__(self, candidates: Candidates, seconds: float):
        self.candidates, self.seconds = candidates, seconds
        mistakes = mistakes_for(candidates.case)
        printed = [one for one in mistakes if one.key == "reported loss"]
        self.printed = len(printed)  # so many come first in tier 0
        singles: list[Mistakes] = [(one,) for one in (*printed, *(one for one in mistakes if one.key != "reported loss"))]
        shuffles = _shuffles(candidates.case, candidates.steps)
        self._mistakes = mistakes
        self._tiers = [singles, *([shuffles] if shuffles else [])]
        self._tried: list[tuple[list[Mistakes], list[Variant], np.ndarray]] = []
        self.count = len(self._tiers) + 3

    def groups(self, number: int) -> list[Mistakes]:
        """What is made together in this tier."""
        if number >= len(self._tiers):
            self._tiers += _pairs(self.candidates.case, self._mistakes)
        return self._tiers[number]

    def tried(self, number: int) -> tuple[list[Mistakes], list[Variant], np.ndarray]:
        """What there was time for in this tier: mistakes, variants, and the numbers that they give."""
        while len(self._tried) <= number:
            groups = self.groups(len(self._tried))
            variants = self._in_time(groups)
            numbers = self.candidates.numbers if self._tried else self._with_starts
            self._tried.append((groups[: len(variants)], variants, numbers(variants)))
        return self._tried[number]

    def _with_starts(self, variants: list[Variant]) -> np.ndarray:
        """The numbers of the single mistakes, worked out together with those of rounded starts, which are compared too."""
        starts = [start.made_in(self.candidates.right) for start in rounded_starts()]
        return self.candidates.known([*starts, *variants])[len(starts) :]

    def _in_time(self, groups: list[Mistakes]) -> list[Variant]:
        """The variants of as many of these as there is time for, the first ones before the others."""
        seconds = self.seconds if self._tried else MOST_SECONDS_OF_SINGLES
        most = max(0, ceil(seconds / self.candidates.least_seconds))
        chosen = [self.candidates.variant(mistakes) for mistakes in groups[:most]]
        while chosen and (needed := self.candidates.seconds(chosen)) > seconds:
            chosen = chosen[: int(len(chosen) * min(0.9, seconds / needed))]
        self.seconds -= self.candidates.seconds(chosen)
        return chosen


def _shuffles(case: Case, steps: int) -> list[Mistakes]:
    """The samples in another order, in each pass or in all, where the orders are few enough to try all."""
    n = case.samples
    if case.kind == "gradients" or not order_counts(case):
        return []
    if n == MOST_SAMPLES_IN_ALL_ORDERS + 1:  # fewer are among the single mistakes
        return [(mistake("order", f"the order of the samples is {_in_numbers(order)}", orders=(order,)),)
                for order in permutations(range(n)) if order != tuple(range(n))]
    if steps == 1 or steps > _passes_to_follow(n):
        return []
    return [(mistake("order", "the samples were shuffled afresh in each pass: " + "; then ".join(map(_in_numbers, orders)),
                     orders=orders),)
            for orders in product(permutations(range(n)), repeat=steps) if len(set(orders)) > 1]


def _in_numbers(order: tuple[int, ...]) -> str:
    return ", ".join(str(i + 1) for i in order)


def _passes_to_follow(n: int) -> int:
    """After how many passes a fresh shuffle of n samples in each can be found out by trying all orders; 0: after none."""
    return next((passes for passes in range(MOST_PASSES, 0, -1) if factorial(min(n, 20)) ** passes <= MOST_SHUFFLES), 0)


def what_decides_a_shuffle(case: Case, steps: int) -> str:
    """What a student can bring where a fresh shuffle in each pass has too many orders; "" where it has not."""
    if not order_counts(case) or steps <= (passes := _passes_to_follow(case.samples)):
        return ""
    asked = "take the samples in the order of the exercise"
    if passes:
        count = factorial(case.samples) ** passes
        asked = f"bring the weights after {passes} pass{'es' * (passes > 1)}, which {count} orders can give, or {asked}"
    shuffle = f"fresh shuffle in each of {steps} passes" if steps > 1 else "shuffle"
    return f"A {shuffle} has too many orders to try: {asked}."


def _pairs(case: Case, mistakes: list[Mistake]) -> list[list[Mistakes]]:
    """Two mistakes at once, of two kinds, in two places of the step; then those from a rounded start."""
    common = [mistake for mistake in mistakes if mistake.common]
    both: list[Mistakes] = [pair for pair in combinations(common, 2) if _can_meet(case, *pair)]
    mixed: list[Mistakes] = [(one, other) for one in common for other in mistakes
                             if not other.common and _can_meet(case, one, other)]
    starts: list[Mistakes] = [(one, start) for start in rounded_starts() for one in common if _can_meet(case, one, start)]
    return [both, mixed, starts]


def _can_meet(case: Case, one: Mistake, other: Mistake) -> bool:
    keys = {one.key, other.key}
    fields = dict(one.fields) | dict(other.fields)
    if len(keys) == 1 or len(fields) < len(one.fields) + len(other.fields):
        return False
    if fields.get("lookahead") and fields.get("early_update"):
        return False  # the weights are elsewhere while the error goes back
    return not ("order" in keys and not order_counts(case)) or "batch" in keys

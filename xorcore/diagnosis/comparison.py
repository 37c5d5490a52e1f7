"""Whether numbers are a student's: equal to the digits that were given, but for the rounding that right programs differ by.

Two right programs add in another order. How much that can change is measured, by taking the steps once more from a start
that is shaken in its last digits.
"""

from dataclasses import replace
from functools import cached_property
from math import log10

import numpy as np

from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.mistakes.mistake import Case
from xorcore.diagnosis.submission.student_numbers import DIGITS, StudentNumbers
from xorcore.diagnosis.variants.variant import Variant
from xorcore.optimizers import OPTIMIZERS
from xorcore.parameters import layout

ROUNDED, CUT = 0.5, 1.0  # units of the last place by which a number may be off that was rounded, or cut
ROUNDING = 1e-11  # of the largest number: what another order of the same sums may change in float64
ADAPTIVE_ROUNDING = 1e-10  # where the update divides by the size of the gradient, which may be rounding alone
FLOAT32_ROUNDING = 2e-6
SHAKE = 1e-14  # of each start weight: about 50 roundings
ROUNDINGS = 100  # machine precisions that the start weights seem shaken by, after many roundings on the way
NEAR = 1e-2  # of the largest number: farther away, rounding is no explanation
MORE_SENSITIVE = 1e5  # times the right step: no variant amplifies roundings more
BITS_OF_A_SHORT_NUMBER = 12  # such as 0.5 or 3: no evidence of float32
MOST_BY_CHANCE = 0.02  # expected explanations of a number that nobody computed
THRESHOLDS = "with thresholds θ = −b in place of the biases b"
PARSED = np.finfo(float).eps  # of a number: what reading its text may change
FLOAT32_EVIDENCE = 1e-3  # the chance that numbers of another precision look like float32 to the digits given


class Comparison:
    """One student's numbers against those of the candidates. Values are (V, numbers), one row for each attempt."""

    def __init__(self, candidates: Candidates, given: StudentNumbers, float32: bool | None = None):
        self.candidates, self.given = candidates, given
        self.float32 = given.float32 if float32 is None else float32
        self.counted = _counted(candidates.case, len(given.values))

    def away(self, values: np.ndarray) -> np.ndarray:
        """|given - values|: inf where a value is not finite, 0 where a number does not count."""
        away = np.abs(self.given.values - values)
        away[np.isnan(away)] = np.inf
        away[..., ~self.counted] = 0
        return away

    def rounding(self, values: np.ndarray) -> np.ndarray:
        """How far the same numbers may be apart that another program computes in one step, (V, 1)."""
        adaptive = OPTIMIZERS[self.candidates.case.config.optimizer].adaptive
        rounding = FLOAT32_ROUNDING if self.float32 else ADAPTIVE_ROUNDING if adaptive else ROUNDING
        return rounding * np.abs(np.where(np.isfinite(values), values, 0)).max(axis=-1, keepdims=True)

    def tolerance(self, values: np.ndarray, units: float = CUT) -> np.ndarray:
        """So many units of the last digit given, and the rounding of one step."""
        return self._units(values, units) + self.rounding(values)

    def _units(self, values: np.ndarray, units: float) -> np.ndarray:
        """So many units of the last digit given. One of a loss of 1e3 would reach down to 0; nobody writes so little so."""
        given, place = np.abs(self.given.values), (1 + 1e-6) * self.given.place
        if self.candidates.case.kind != "loss":
            return units * place
        least = np.minimum(units * place, ROUNDED * np.maximum(place, given))
        return np.where(np.abs(values) < given, least, units * place)

    def fits(self, values: np.ndarray, variants: list[Variant], units: float = CUT) -> np.ndarray:
        """Whether the student's numbers are these, which come from these variants, to the last digit given: (V,)."""
        excess = self.away(values) - self.tolerance(values, units)
        worst = excess.max(axis=1)
        scale = np.abs(np.where(np.isfinite(values), values, 0)).max(axis=1)
        near = np.flatnonzero((worst > 0) & (worst <= np.minimum(NEAR * scale, MORE_SENSITIVE * self.amplified)))
        fits = worst <= 0
        if len(near):
            fits[near] = worst[near] <= self._amplified([variants[i] for i in near], values[near])
        return fits

    @cached_property
    def amplified(self) -> float:
        """What roundings on the way come to in the right step's numbers."""
        right = [self.candidates.right]
        return float(np.nan_to_num(self._amplified(right, self.candidates.known(right))[0], nan=np.inf))

    def _amplified(self, variants: list[Variant], values: np.ndarray) -> np.ndarray:
        """What roundings on the way come to in each variant's numbers, (V,)."""
        precision = np.finfo(np.float32 if self.float32 else np.float64).eps
        change = np.abs(self.candidates.known([shaken(v) for v in variants]) - values).max(axis=1)
        return ROUNDINGS * precision * change / SHAKE

    def beyond(self, values: np.ndarray) -> np.ndarray:
        """How far the farthest number lies outside what rounding allows, 0 inside: (V,)."""
        return (self.away(values) - self.tolerance(values, ROUNDED)).max(axis=1, initial=0)

    def differ(self, values: np.ndarray) -> bool:
        """Whether any of these differ from the first by more than rounding."""
        return bool((np.abs(values - values[:1])[:, self.counted] > self.rounding(values)).any())

    def by_chance(self, correct: np.ndarray, values: np.ndarray, units: float) -> float:
        """How many of these would be like the student's numbers by chance.

        A loss: as many as lie half as near as the correct one, spread evenly. Many numbers: each that is not the correct
        one agrees by chance in one of as many cases as it lies last places away.
        """
        away = self.away(correct)[0]
        allowed = self.tolerance(correct, units)[0]
        if len(away) == 1:
            width = float(allowed[0]) + (self.amplified if self.float32 else 0)
            radius = max(float(away[0]) / 2, width)
            near = int((self.away(values)[:, 0] <= radius).sum())
            return near * width / radius
        with np.errstate(invalid="ignore"):
            digits = np.log10(np.clip(away / np.maximum(allowed, 1e-300), 1, 1e17))
        return 10 ** (log10(len(values)) - float(digits.sum()))

    def leaves_room(self, correct: np.ndarray, values: np.ndarray, count: int) -> bool:
        """Whether one of `count` more that fits would be no chance, by the density of these values."""
        return self.by_chance(correct, values, ROUNDED) * count / len(values) <= MOST_BY_CHANCE

    def turned(self) -> "Comparison | None":
        """The same where biases stand for thresholds, with the opposite sign; None where there are none."""
        if self.candidates.case.kind == "loss":
            return None
        values = self.given.values.copy()
        for place in layout(self.candidates.case.sizes):
            values[place.b] *= -1
        given = replace(self.given, values=values)
        return None if np.array_equal(values, self.given.values) else Comparison(self.candidates, given, self.float32)

    def digits(self, values: np.ndarray) -> int:
        """On how many significant digits every number agrees; at most as many as were given."""
        away = self.away(values)
        apart = away > self._units(values, CUT)
        with np.errstate(divide="ignore", invalid="ignore"):
            digits = np.floor(-np.log10(away / np.abs(values)))[apart]
        return int(max(0, min([self.given.digits, *np.nan_to_num(digits, neginf=0)])))

    def apart(self, values: np.ndarray) -> np.ndarray:
        """Which of the numbers differ from these, (numbers,)."""
        return ~(self.away(values) <= self.tolerance(values)) & self.counted

    def places(self, values: np.ndarray) -> tuple[int, int]:
        """Index of the first number that differs on the way back, from the last layer to the first, and of the largest
        difference."""
        apart = self.apart(values)
        if self.candidates.case.kind == "loss":
            return 0, 0
        places = reversed(layout(self.candidates.case.sizes))
        backwards = [i for place in places for i in range(place.both.start, place.both.stop)]
        return next((i for i in backwards if apart[i]), backwards[0]), int(np.argmax(self.away(values)))

    def right_arrays(self, values: np.ndarray) -> list[tuple[int, str]]:
        """The arrays (layer from 0, "W" or "b") in which every number is this one."""
        apart = self.apart(values)
        parts = [(layer, letter, part) for layer, place in enumerate(layout(self.candidates.case.sizes))
                 for letter, part in (("W", place.W), ("b", place.b))]
        return [(layer, letter) for layer, letter, part in parts if self.counted[part].all() and not apart[part].any()]


def shaken(variant: Variant) -> Variant:
    """The same from a start that is off by a few roundings."""
    return variant._replace(shaken=SHAKE)


def float32_odds(given: StudentNumbers) -> float:
    """The odds that numbers which are not float32 look like it to the digits given; 1 where a number is not float32."""
    short = np.ldexp(np.frexp(given.values)[0], BITS_OF_A_SHORT_NUMBER) % 1 == 0
    place = given.place if given.written is None else given.written
    values, place = given.values[~short], np.maximum(place[~short], 1e-16 * np.abs(given.values[~short]))
    nearest = values.astype(np.float32)
    if not len(values) or (np.abs(values - nearest) > ROUNDED * (1 + 1e-6) * place + PARSED * np.abs(values)).any():
        return 1.0
    return float(np.minimum(1, place / np.spacing(np.abs(nearest))).prod())


def looks_like_float32(given: StudentNumbers) -> bool:
    """Whether all numbers are those that float32 can hold, and chance would hardly have it so."""
    return given.float32 or float32_odds(given) < FLOAT32_EVIDENCE


def can_be_float32(given: StudentNumbers) -> bool:
    """Whether every number is one that float32 can hold, to more digits than it holds at least."""
    place = given.place if given.written is None else given.written
    away = np.abs(given.values - given.values.astype(np.float32))
    return given.digits >= DIGITS[4] and bool((away <= ROUNDED * (1 + 1e-6) * place + PARSED * np.abs(given.values)).all())


def _counted(case: Case, count: int) -> np.ndarray:
    """Which of the numbers count: a bias that is not trained needs no gradient."""
    counted = np.ones(count, dtype=bool)
    if case.kind == "gradients" and not case.config.train_biases:
        for place in layout(case.sizes):
            counted[place.b] = False
    return counted

"""A student's numbers as they come out with and without each mistake, and whether they are the ones handed in.

Two right programs differ by rounding: they add in another order. How much that can be is measured, by taking the steps
once more from a start that is shaken in its last digits.
"""

import numpy as np

from xorcore.datasets import Dataset
from xorcore.diagnosis.mistakes import Case, Mistake
from xorcore.diagnosis.step_variants import Variant, after_steps, first_gradient, reported_loss, textbook
from xorcore.diagnosis.submission import StudentNumbers
from xorcore.parameters import layout

Mistakes = tuple[Mistake, ...]  # made together; none for the right step

ROUNDING = 1e-11  # of the largest number: what another order of the same sums may change in float64
ADAPTIVE_ROUNDING = 1e-10  # where the update divides by the size of the gradient, which may be rounding alone
FLOAT32_ROUNDING = 2e-6
SHAKE = 1e-14  # of each start weight: about 50 roundings
ROUNDINGS = 100  # machine precisions that the start weights seem shaken by, after many roundings on the way
NEAR = 1e-2  # of the largest number: farther away, rounding is no explanation
LONGEST_FLOAT32 = 11  # more digits than this show whether a number is one that float32 can hold


class Attempts:
    """What a student's numbers are under each variant of the step, from one start on one dataset."""

    def __init__(self, case: Case, flat: np.ndarray, dataset: Dataset, steps: int):
        self.case, self.flat, self.steps = case, flat, steps
        self.inputs, self.targets = dataset.inputs, dataset.targets
        self._signs = np.where(np.arange(len(flat)) % 2, -1, 1)

    def variant(self, mistakes: Mistakes = ()) -> Variant:
        variant = textbook(self.case.config)
        for mistake in mistakes:
            variant = mistake.made_in(variant)
        return variant

    def numbers(self, mistakes: Mistakes = (), shake: float = 0) -> np.ndarray:
        """The numbers that these mistakes give; shake: relative change of the start weights, up and down in turn."""
        case, data = self.case, (self.inputs, self.targets)
        variant, flat = self.variant(mistakes), self.flat * (1 + shake * self._signs)
        if case.kind == "gradients":
            return first_gradient(variant, case.sizes, flat, *data).astype(float)
        network = after_steps(variant, case.sizes, flat, *data, self.steps)
        if case.kind == "weights":
            return network.w.astype(float)
        return np.array([reported_loss(network, *data, case.config)])

    def sensitivity(self, mistakes: Mistakes) -> float:
        """How much a number changes at most, for each relative change of the start weights; worked out in float64."""
        mistakes = tuple(mistake for mistake in mistakes if mistake.key != "float32")
        return float(np.abs(self.numbers(mistakes, SHAKE) - self.numbers(mistakes)).max() / SHAKE)

    def seconds(self, mistakes: Mistakes = ()) -> float:
        """About how long `numbers` takes."""
        variant, n = self.variant(mistakes), self.case.samples
        rows = min(variant.batch_size or n, n)
        updates = 1 if self.case.kind == "gradients" else -(-n // rows) * (self.steps + variant.extra_steps)
        return updates * (2 if variant.start == "earlier run" else 1) * (4e-5 + 2e-9 * rows * len(self.flat))

    def in_time(self, groups: list[Mistakes], most_seconds: float) -> tuple[list[Mistakes], float]:
        """As many of these groups as there is time for, where it is short the cheap ones; and the seconds that are left."""
        seconds = np.array([self.seconds(mistakes) for mistakes in groups])
        cheap_first = np.argsort(seconds, kind="stable")
        chosen = cheap_first[np.cumsum(seconds[cheap_first]) <= most_seconds]
        return [groups[i] for i in sorted(chosen)], most_seconds - float(seconds[chosen].sum())


class Comparison:
    """One student's numbers against those of the attempts."""

    def __init__(self, attempts: Attempts, given: StudentNumbers):
        self.attempts, self.given = attempts, given
        self.counted = _counted(attempts.case, len(given.values))

    def away(self, values: np.ndarray) -> np.ndarray:
        """|given - values|: inf where a value is not finite, 0 where a number does not count."""
        away = np.abs(self.given.values - values)
        away[np.isnan(away)] = np.inf
        away[~self.counted] = 0
        return away

    def rounding(self, values: np.ndarray, float32: bool = False) -> float:
        """How far the same numbers may be apart that another program computes in one step."""
        rounding = ADAPTIVE_ROUNDING if self.attempts.case.config.optimizer in ("rmsprop", "adam") else ROUNDING
        if float32 or self.given.float32:
            rounding = FLOAT32_ROUNDING
        return rounding * np.abs(values[np.isfinite(values)]).max(initial=0)

    def tolerance(self, values: np.ndarray, float32: bool = False) -> np.ndarray:
        """Half a unit of the last digit given, and the rounding of one step."""
        return 0.5 * (1 + 1e-6) * self.given.place + self.rounding(values, float32)

    def fits(self, values: np.ndarray, mistakes: Mistakes = ()) -> bool:
        """Whether the student's numbers are these, which come from these mistakes, to the last digit given."""
        if not np.isfinite(values).all():
            return False
        float32 = any(mistake.key == "float32" for mistake in mistakes)
        if float32 and not self._can_be_float32():
            return False
        excess = self.away(values) - self.tolerance(values, float32)
        if (excess <= 0).all():
            return True
        if excess.max() > NEAR * np.abs(values).max():
            return False
        precision = np.finfo(np.float32 if float32 or self.given.float32 else np.float64).eps
        return bool((excess <= ROUNDINGS * precision * self.attempts.sensitivity(mistakes)).all())

    def _can_be_float32(self) -> bool:
        given = self.given
        if given.digits <= LONGEST_FLOAT32 or self.attempts.case.kind == "loss":
            return True
        return bool((np.abs(given.values - given.values.astype(np.float32)) <= given.place).all())

    def distance(self, values: np.ndarray) -> float:
        """The largest difference."""
        return float(self.away(values).max())

    def beyond(self, values: np.ndarray) -> float:
        """How far the farthest number lies outside what the digits given and one step's rounding allow, 0 inside."""
        return float((self.away(values) - self.tolerance(values)).max(initial=0))

    def one_rounding_away(self, values: np.ndarray) -> bool:
        """Whether every number is within a single rounding of float32."""
        return self.distance(values) <= np.finfo(np.float32).eps * np.abs(values).max()

    def differ(self, several: list[np.ndarray]) -> bool:
        """Whether any of these differ from the first by more than rounding."""
        return any((np.abs(values - several[0])[self.counted] > self.rounding(values)).any() for values in several[1:])

    def digits(self, values: np.ndarray) -> int:
        """On how many significant digits every number agrees; at most as many as were given."""
        away = self.away(values)
        apart = away > 0.5 * (1 + 1e-6) * self.given.place
        with np.errstate(divide="ignore", invalid="ignore"):
            digits = np.floor(-np.log10(away / np.abs(values)))[apart]
        return int(max(0, min([self.given.digits, *np.nan_to_num(digits, nan=0, neginf=0, posinf=17)])))

    def places(self, values: np.ndarray) -> tuple[int, int]:
        """Index of the first number that differs on the way back, from the last layer to the first, and of the largest
        difference."""
        away = self.away(values)
        apart = ~(away <= self.tolerance(values)) & self.counted
        if self.attempts.case.kind == "loss":
            return 0, 0
        places = reversed(layout(self.attempts.case.sizes))
        backwards = [i for place in places for i in range(place.both.start, place.both.stop)]
        return next(i for i in backwards if apart[i]), int(np.argmax(away))


def _counted(case: Case, count: int) -> np.ndarray:
    """Which of the numbers count: a bias that is not trained needs no gradient."""
    counted = np.ones(count, dtype=bool)
    if case.kind == "gradients" and not case.config.train_biases:
        for place in layout(case.sizes):
            counted[place.b] = False
    return counted

"""What a student's numbers are the result of: the correct step, or a known mistake, or two of them.

Every mistake is tried on the student's own start; one that gives their numbers to the last digit given explains them.
Pairs of mistakes are tried only where no single one fits, and those that take long only where no other pair does.
"""

from dataclasses import dataclass
from itertools import combinations
from math import isfinite

import numpy as np

from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.diagnosis.candidates import Attempts, Comparison
from xorcore.diagnosis.mistakes import Case, Mistake, mistakes_for
from xorcore.diagnosis.reading import best_reading, numbers_of
from xorcore.diagnosis.submission import StudentDataError, StudentNumbers, from_vector, read_loss
from xorcore.naming import parameter_name, parameter_symbol
from xorcore.network import network_sizes
from xorcore.parameters import Parameters, flatten, sizes_of

MOST_STEPS = 100_000
MOST_NAMED = 5  # explanations in the sentence
DEAR = 4  # times the work of the correct steps
MOST_SECONDS = 10.0  # that the correct steps alone may take, as estimated


@dataclass(frozen=True)
class Difference:
    """One place where the student's number is not the correct one."""

    name: str  # "w from h1.2 to h2.1, W2[1, 0]", or "the loss"
    given: float
    correct: float

    @property
    def by(self) -> float:
        return self.given - self.correct


@dataclass(frozen=True)
class Fit:
    """One explanation: a mistake or two made together, and how far its numbers are from the student's."""

    mistakes: tuple[Mistake, ...]  # empty: the correct step
    distance: float  # the largest difference of a number from the student's

    @property
    def float32(self) -> bool:
        return any(mistake.key == "float32" for mistake in self.mistakes)

    @property
    def but_for_order(self) -> tuple[Mistake, ...]:
        """Explanations that differ only in the order of the samples have the same."""
        return tuple(mistake._replace(sentence="", fields=()) if mistake.key == "order" else mistake
                     for mistake in self.mistakes)

    @property
    def sentence(self) -> str:
        return ", and ".join(mistake.sentence for mistake in self.mistakes) or "the correct step"


@dataclass(frozen=True)
class Diagnosis:
    """The answer. `fits` are all explanations that give the student's numbers to the last digit given: the commonest
    mistake first, two mistakes only where no single one does."""

    matches: bool
    digits: int  # significant digits on which the student's numbers and the correct ones agree
    given_digits: int
    first: Difference | None  # where the back-propagation meets it first: the last layer before the first, W before b
    largest: Difference | None
    fits: tuple[Fit, ...]
    fits_differ: bool  # beyond the digits given, so that more of them would tell the fits apart
    nearest: Fit  # the correct step, a mistake or a pair that comes nearest
    tried: int  # mistakes and pairs
    untried: int  # for which there was no time
    reading: str = ""  # for which of several readings of the arrays this is the answer

    @property
    def ways(self) -> tuple[str, ...]:
        """The fits in words; those that differ only in the order of the samples are one."""
        groups = {}
        for fit in self.fits:
            groups.setdefault(fit.but_for_order, []).append(fit)
        return tuple(f"{fits[0].sentence}{f' (or one of {len(fits) - 1} more)' if len(fits) > 1 else ''}"
                     for fits in groups.values())

    @property
    def sentence(self) -> str:
        """All of this in words."""
        read = f" Of several readings this is the answer for: {self.reading}." * bool(self.reading)
        if self.matches:
            return f"This matches the correct step to {self.digits} digits.{read}"
        return f"{self._where} {self._ways if self.fits else self._nearest}{read}"

    @property
    def _where(self) -> str:
        if not isfinite(self.largest.correct):
            return "The correct steps themselves give numbers beyond all bounds from this start."
        return (f"The first place that differs is {self.first.name}: {self.first.given!r} in place of "
                f"{self.first.correct!r}, off by {self.first.by:.3g}.")

    @property
    def _ways(self) -> str:
        ways, exactly = self.ways, "But for rounding, these numbers" if self.fits[0].float32 else "Exactly these numbers"
        others = f"; or in {len(ways) - MOST_NAMED} other ways" if len(ways) > MOST_NAMED else ""
        sentence = f"{exactly} come about when {'; or: '.join(ways[:MOST_NAMED])}{others}."
        several = "More digits would tell them apart." if self.fits_differ else "Here they are one and the same."
        return f"{sentence} {several}" if len(self.fits) > 1 else sentence

    @property
    def _nearest(self) -> str:
        left = f" {self.untried} of the mistakes and pairs were not tried: they take too long." if self.untried else ""
        return ("No known mistake, alone or with a second one, gives these numbers; nearest is: "
                f"{self.nearest.sentence}, which is off by up to {self.nearest.distance:.3g}.{left}")


def diagnose(config: Config, parameters: Parameters, dataset: Dataset, *, gradients=None, weights=None, loss=None,
             steps: int = 1, digits: int | None = None, seconds: float = 2.0) -> Diagnosis:
    """Compare a student's numbers with the correct step from `parameters`, and with those of every known mistake.

    Exactly one of gradients (of the first update), weights or loss (after so many steps) is given. A step goes once over
    the samples, in the order of the dataset: one update, or with a batch size one for each batch. gradients and weights
    are [(W, b), ...], [W1, b1, ...], a dict of names, a flat vector or StudentNumbers; where they can be read in several
    ways, as square W can, the answer is for the reading that is right or that a known mistake gives. A loss is a number,
    its text (which keeps its digits) or StudentNumbers. digits: significant digits of plain arrays, by default those of
    their type. seconds: of work, as estimated from its size; mistakes or pairs beyond it are not tried, and the answer
    says how many. Raises ValueError, of which StudentDataError is one, where something is missing or does not fit.
    """
    given = {"gradients": gradients, "weights": weights, "loss": loss}
    kinds = [kind for kind, numbers in given.items() if numbers is not None]
    if len(kinds) != 1:
        got = " and ".join(kinds) or "none"
        raise StudentDataError(f"Exactly one of gradients, weights and loss must be given, got {got}.")
    if not isinstance(steps, int) or not 1 <= steps <= MOST_STEPS:
        raise StudentDataError(f"The steps must be a whole number from 1 to {MOST_STEPS}, got {steps}.")
    sizes = sizes_of(parameters)
    if sizes != network_sizes(config, dataset):
        raise StudentDataError(f"The start weights must fit the layers {network_sizes(config, dataset)}, got {sizes}.")
    case = Case(config, sizes, len(dataset.inputs), kinds[0])
    attempts = Attempts(case, flatten(parameters), dataset, steps)
    if attempts.seconds() > MOST_SECONDS:
        raise StudentDataError(f"The steps may take at most {MOST_SECONDS:g} s of training, {steps} steps take about "
                               f"{attempts.seconds():.0f} s.")
    numbers = _numbers(given[case.kind], case, attempts.flat, digits)
    return best_reading(numbers, lambda reading: _answer(attempts, reading, seconds))


def _numbers(given, case: Case, start: np.ndarray, digits: int | None) -> StudentNumbers:
    if isinstance(given, StudentNumbers):
        return given
    if case.kind == "loss":
        return read_loss(given) if digits is None else from_vector(np.array([float(given)]), digits, ())
    return numbers_of(given, case.sizes, case.samples, None if case.config.train_biases else start, digits)


def _answer(attempts: Attempts, given: StudentNumbers, seconds: float) -> Diagnosis:
    case, correct, comparison = attempts.case, attempts.numbers(), Comparison(attempts, given)
    right, digits = Fit((), comparison.distance(correct)), comparison.digits(correct)
    if comparison.fits(correct):
        return Diagnosis(True, digits, given.digits, None, None, (), False, right, 0, 0)
    tried, fits, untried = [right], [], 0
    for groups in (_singles(case), *_pairs(attempts)):
        chosen, seconds = attempts.in_time(groups, seconds)
        untried += len(groups) - len(chosen)
        for mistakes in chosen:
            values = attempts.numbers(mistakes)
            tried.append(Fit(mistakes, comparison.distance(values)))
            if comparison.fits(values, mistakes):
                fits.append((tried[-1], values))
        if fits:
            break
    exact = any(not fit.float32 for fit, _ in fits)  # beside which the looser float32 needs to come as near
    fits = [(fit, values) for fit, values in fits if not (exact and fit.float32) or comparison.one_rounding_away(values)]
    fits.sort(key=lambda fit: (fit[0].float32, comparison.beyond(fit[1])))
    first, largest = (_difference(case, given, correct, index) for index in comparison.places(correct))
    return Diagnosis(False, digits, given.digits, first, largest, tuple(fit for fit, _ in fits),
                     comparison.differ([values for _, values in fits]),
                     min(tried, key=lambda fit: fit.distance), len(tried) - 1, untried)


def _singles(case: Case) -> list[tuple[Mistake, ...]]:
    return [(mistake,) for mistake in mistakes_for(case)]


def _pairs(attempts: Attempts) -> tuple[list[tuple[Mistake, ...]], list[tuple[Mistake, ...]]]:
    """Two mistakes at once, of two kinds, in two places of the step; those that take long apart, to be tried last."""
    cheap, dear, limit = [], [], DEAR * attempts.seconds()
    for pair in combinations(mistakes_for(attempts.case), 2):
        if _can_meet(attempts.case, *pair):
            (cheap if attempts.seconds(pair) <= limit else dear).append(pair)
    return cheap, dear


def _can_meet(case: Case, one: Mistake, other: Mistake) -> bool:
    keys = {one.key, other.key}
    if len(keys) == 1 or dict(one.fields).keys() & dict(other.fields).keys():
        return False
    one_batch = not 0 < case.config.batch_size < case.samples  # the order shows only when there are more
    return not (one_batch and "order" in keys) or "batch" in keys


def _difference(case: Case, given: StudentNumbers, correct: np.ndarray, index: int) -> Difference:
    name = "the loss"
    if case.kind != "loss":
        name = f"{parameter_name(case.sizes, index)}, {parameter_symbol(case.sizes, index)}"
    if case.kind == "gradients":
        name = f"the gradient of {name}"
    return Difference(name, float(given.values[index]), float(correct[index]))

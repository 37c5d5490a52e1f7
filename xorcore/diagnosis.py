"""What a student's numbers are the result of: the correct step, or a known mistake, or two of them.

Every mistake is tried on the student's own start; one that gives their numbers to the last digit given explains them.
Pairs of mistakes are tried only where no single one fits, the cheap ones first.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.initialisation import Parameters
from xorcore.mistakes import Case, Mistake, mistakes_for
from xorcore.naming import parameter_name, parameter_symbol
from xorcore.network import flatten, layout, network_sizes, sizes_of
from xorcore.student_numbers import StudentDataError, StudentNumbers, from_arrays, from_flat, from_vector, read_loss
from xorcore.textbook_step import Variant, after_steps, first_gradient, reported_loss, textbook

ROUNDING = 1e-12  # of the largest number: what another order of the same sums may change in float64
FLOAT32_ROUNDING = 2e-6
LONGEST_FLOAT32 = 11  # more digits than this show whether a number is one that float32 can hold
MOST_STEPS = 100_000


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
    def sentence(self) -> str:
        return ", and ".join(mistake.sentence for mistake in self.mistakes) or "the correct step"


@dataclass(frozen=True)
class Diagnosis:
    """The answer. `fits` are all explanations that give the student's numbers to the last digit given."""

    matches: bool
    digits: int  # significant digits on which the student's numbers and the correct ones agree
    given_digits: int
    first: Difference | None  # where the back-propagation meets it first: the last layer before the first, W before b
    largest: Difference | None
    fits: tuple[Fit, ...]
    nearest: Fit  # the correct step, a mistake or a pair that comes nearest
    tried: int  # mistakes and pairs
    untried: int  # for which there was no time

    @property
    def sentence(self) -> str:
        """All of this in words."""
        if self.matches:
            return f"This matches the correct step to {self.digits} digits."
        where = (f"The first place that differs is {self.first.name}: {self.first.given:.10g} in place of "
                 f"{self.first.correct:.10g}, off by {self.first.by:.3g}.")
        if self.fits:
            others = f" (the same numbers come from {len(self.fits) - 1} other explanations)" if len(self.fits) > 3 else ""
            named = "; or: ".join(fit.sentence for fit in self.fits[:3])
            return f"{where} Exactly these numbers come about when {named}{others}."
        left = f" {self.untried} of the pairs were not tried, they take too long." if self.untried else ""
        return (f"{where} No known mistake, alone or with a second one, gives these numbers; nearest is: "
                f"{self.nearest.sentence}, which is off by up to {self.nearest.distance:.3g}.{left}")


def diagnose(config: Config, parameters: Parameters, dataset: Dataset, *, gradients=None, weights=None, loss=None,
             steps: int = 1, digits: int | None = None, seconds: float = 2.0) -> Diagnosis:
    """Compare a student's numbers with the correct step from `parameters`, and with those of every known mistake.

    Exactly one of gradients (of the first update), weights or loss (after so many steps) is given. A step goes once over
    the samples, in the order of the dataset: one update, or with a batch size one for each batch. gradients and weights
    are [(W, b), ...], a flat vector or StudentNumbers; a loss is a number, its text (which keeps its digits) or
    StudentNumbers. digits: significant digits of plain arrays, by default those of their type. seconds: of work, as
    estimated from its size; mistakes or pairs beyond it are not tried, and the answer says how many. Raises ValueError,
    of which StudentDataError is one, where something is missing or does not fit.
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
    numbers = _numbers(given[case.kind], case, digits)
    return _answer(Attempts(case, flatten(parameters), dataset, steps), numbers, seconds)


def _numbers(given, case: Case, digits: int | None) -> StudentNumbers:
    if isinstance(given, StudentNumbers):
        return given
    if case.kind == "loss":
        return read_loss(given) if digits is None else from_vector(np.array([float(given)]), digits, ())
    if isinstance(given, np.ndarray):
        return from_flat(given, case.sizes, digits)
    return from_arrays([part for layer in given for part in layer], case.sizes, digits, case.samples)


class Attempts:
    """What a student's numbers are under each variant of the step, from one start on one dataset."""

    def __init__(self, case: Case, flat: np.ndarray, dataset: Dataset, steps: int):
        self.case, self.flat, self.steps = case, flat, steps
        self.inputs, self.targets = dataset.inputs, dataset.targets
        self.right = textbook(case.config)

    def numbers(self, mistakes: tuple[Mistake, ...] = ()) -> np.ndarray:
        """The numbers that these mistakes give; the correct ones without any."""
        variant, case, data = self.variant(mistakes), self.case, (self.inputs, self.targets)
        if case.kind == "gradients":
            return first_gradient(variant, case.sizes, self.flat, *data).astype(float)
        network = after_steps(variant, case.sizes, self.flat, *data, self.steps)
        if case.kind == "weights":
            return network.w.astype(float)
        return np.array([reported_loss(network, *data, case.config)])

    def variant(self, mistakes: tuple[Mistake, ...]) -> Variant:
        variant = self.right
        for mistake in mistakes:
            variant = mistake.made_in(variant)
        return variant

    def seconds(self, mistakes: tuple[Mistake, ...] = ()) -> float:
        """About how long `numbers` takes."""
        variant, n = self.variant(mistakes), self.case.samples
        rows = min(variant.batch_size or n, n)
        updates = 1 if self.case.kind == "gradients" else -(-n // rows) * (self.steps + variant.extra_steps)
        return updates * (2 if variant.start == "earlier run" else 1) * (4e-5 + 2e-9 * rows * len(self.flat))

    def in_time(self, groups: list[tuple[Mistake, ...]], most_seconds: float) -> list[tuple[Mistake, ...]]:
        """As many of these groups as there is time for; where it is short, the cheap ones."""
        seconds = np.array([self.seconds(mistakes) for mistakes in groups])
        cheap_first = np.argsort(seconds, kind="stable")
        chosen = cheap_first[np.cumsum(seconds[cheap_first]) <= most_seconds]
        return [groups[i] for i in sorted(chosen)]


def _answer(attempts: Attempts, numbers: StudentNumbers, seconds: float) -> Diagnosis:
    case, correct = attempts.case, attempts.numbers()
    digits = _agreeing_digits(numbers, correct, case)
    right = Fit((), _distance(numbers, correct, case))
    if _fits(numbers, correct, case):
        return Diagnosis(True, digits, numbers.digits, None, None, (), right, 0, 0)
    tried, fits, untried = [right], [], 0
    for groups in (_singles(case), _pairs(case)):
        chosen = attempts.in_time(groups, seconds)
        untried += len(groups) - len(chosen)
        for mistakes in chosen:
            values = attempts.numbers(mistakes)
            fit = Fit(mistakes, _distance(numbers, values, case))
            tried.append(fit)
            if _fits(numbers, values, case, fit.float32):
                fits.append(fit)
        if fits:
            break
    exact = [fit for fit in fits if not fit.float32] or fits
    first, largest = _differences(numbers, correct, case)
    return Diagnosis(False, digits, numbers.digits, first, largest, tuple(sorted(exact, key=lambda fit: fit.distance)),
                     min(tried, key=lambda fit: fit.distance), len(tried) - 1, untried)


def _singles(case: Case) -> list[tuple[Mistake, ...]]:
    return [(mistake,) for mistake in mistakes_for(case)]


def _pairs(case: Case) -> list[tuple[Mistake, ...]]:
    """Two mistakes at once, of two kinds, in two places of the step."""
    keys = {"batch", "order"}  # where one batch holds all samples, their order shows only with the other batch size
    whole = not 0 < case.config.batch_size < case.samples
    return [(one, other) for one, other in combinations(mistakes_for(case), 2)
            if one.key != other.key and not dict(one.fields).keys() & dict(other.fields).keys()
            and not (whole and "order" in (one.key, other.key) and {one.key, other.key} != keys)]


def _compared(case: Case) -> np.ndarray | slice:
    """Which of the numbers count: a bias that is not trained needs no gradient."""
    if case.kind != "gradients" or case.config.train_biases:
        return slice(None)
    weights = [np.arange(start, middle) for start, middle, *_ in layout(case.sizes)]
    return np.concatenate(weights)


def _tolerance(numbers: StudentNumbers, values: np.ndarray, float32: bool) -> np.ndarray:
    """Half a unit of the last digit given, and what another order of the sums may change."""
    rounding = FLOAT32_ROUNDING if float32 or numbers.float32 else ROUNDING
    return 0.5 * (1 + 1e-6) * numbers.place + rounding * np.abs(values).max()


def _fits(numbers: StudentNumbers, values: np.ndarray, case: Case, float32: bool = False) -> bool:
    """Whether these values, rounded, are the student's numbers. float32: whether they come from that arithmetic."""
    if not np.isfinite(values).all():
        return False
    if float32 and numbers.digits > LONGEST_FLOAT32 and (numbers.values != numbers.values.astype(np.float32)).any():
        return False
    away = np.abs(numbers.values - values)
    return bool((away <= _tolerance(numbers, values, float32))[_compared(case)].all())


def _distance(numbers: StudentNumbers, values: np.ndarray, case: Case) -> float:
    away = np.abs(numbers.values - values)[_compared(case)]
    return float(away.max()) if np.isfinite(away).all() else np.inf


def _agreeing_digits(numbers: StudentNumbers, correct: np.ndarray, case: Case) -> int:
    """On how many significant digits every number agrees; at most as many as were given."""
    away = np.abs(numbers.values - correct)[_compared(case)]
    apart = away > (0.5 * (1 + 1e-6) * numbers.place)[_compared(case)]
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = np.floor(-np.log10(away / np.abs(correct[_compared(case)])))[apart]
    return int(max(0, min([numbers.digits, *np.nan_to_num(digits, nan=0, neginf=0, posinf=17)])))


def _differences(numbers: StudentNumbers, correct: np.ndarray, case: Case) -> tuple[Difference, Difference]:
    """The first one on the way back, from the last layer to the first, and the largest."""
    away = np.abs(numbers.values - correct)
    apart = ~(away <= _tolerance(numbers, correct, False))  # where the correct number is not finite, too
    counted = np.zeros(len(away), dtype=bool)
    counted[_compared(case)] = True
    away, apart = np.where(counted, np.nan_to_num(away, nan=np.inf), 0), apart & counted
    if case.kind == "loss":
        places = [0, 0]
    else:
        backwards = [i for start, _, end, _ in reversed(layout(case.sizes)) for i in range(start, end)]
        places = [next(i for i in backwards if apart[i]), int(np.argmax(away))]
    first, largest = (Difference(_name(case, i), float(numbers.values[i]), float(correct[i])) for i in places)
    return first, largest


def _name(case: Case, index: int) -> str:
    if case.kind == "loss":
        return "the loss"
    name = f"{parameter_name(case.sizes, index)}, {parameter_symbol(case.sizes, index)}"
    return f"gradient of {name}" if case.kind == "gradients" else name

"""What a student's numbers are the result of: the correct step, or a known mistake, or two of them.

Every mistake is tried on the student's own start; one that gives their numbers to the last digit given explains them, if
so many digits cannot agree by chance. Pairs of mistakes are tried only where no single one fits.
"""

from dataclasses import replace
from math import ceil, inf
from typing import Any

import numpy as np

from xorcore.checked import brief, checked
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.comparison import Comparison, looks_like_float32, shaken
from xorcore.diagnosis.diagnosis import Diagnosis, Difference, Fit
from xorcore.diagnosis.mistakes.mistake import Case
from xorcore.diagnosis.multiples import multiples
from xorcore.diagnosis.right_ways import exact_ways, loose_ways
from xorcore.diagnosis.search import Search, seen_otherwise
from xorcore.diagnosis.submission.reading import numbers_of
from xorcore.diagnosis.submission.student_numbers import StudentDataError, StudentNumbers, from_vector, read_loss
from xorcore.diagnosis.tiers import Tiers, what_decides_a_shuffle
from xorcore.epoch import TrainingState
from xorcore.limits import is_whole
from xorcore.naming import parameter_name, parameter_symbol
from xorcore.network import network_sizes
from xorcore.number_notation import grouped, several
from xorcore.optimizers import Memory
from xorcore.parameters import GivenParameters, flatten, sizes_of
from xorcore.training import orders_after

MOST_STEPS = 100_000
MOST_SECONDS = 10.0  # that the correct steps alone may take, as estimated


@checked
def diagnose(config: Config, parameters: GivenParameters, dataset: Dataset, *, gradients: Any = None, weights: Any = None,
             loss: str | float | StudentNumbers | None = None, steps: int = 1, digits: int | None = None,
             seconds: float = 0.2, state: TrainingState | None = None) -> Diagnosis:
    """Compare a student's numbers with the correct step from `parameters`, and with those of every known mistake.

    Exactly one of gradients (of the first update), weights or loss (after so many steps) is given. A step goes once
    over the samples, in the order of the dataset: one update, or with a batch size one for each batch. gradients and
    weights are [(W, b), ...], [W1, b1, ...], a dict of names, a flat vector or StudentNumbers; where they can be read
    in several ways, as square W can, the answer is for the reading that is right or that a known mistake gives. A loss
    is a number, its text (which keeps its digits) or StudentNumbers. digits: significant digits of plain arrays, by
    default those of their type; where all numbers were rounded, they count as they are written. state: of the run that
    the steps go on from, whose memory and order of the samples they take. seconds: of work, as estimated from its
    size, for pairs of mistakes: those beyond it are not tried, and the answer says how many; single ones are all tried
    where that takes less than ten seconds. Raises ValueError, of which StudentDataError is one, where something is
    missing or does not fit.
    """
    given = {"gradients": gradients, "weights": weights, "loss": loss}
    kinds = [kind for kind, numbers in given.items() if numbers is not None]
    if len(kinds) != 1:
        got = " and ".join(kinds) or "none"
        raise StudentDataError(f"Exactly one of gradients, weights and loss must be given, got {got}.")
    if not is_whole(steps) or not 1 <= steps <= MOST_STEPS:
        raise StudentDataError(f"The steps must be a whole number from 1 to {grouped(MOST_STEPS)}, got {brief(steps)}.")
    if not 0 <= seconds < inf:
        raise StudentDataError(f"The seconds must be a number of at least 0, got {seconds}.")
    sizes = sizes_of(parameters)
    if sizes != network_sizes(config, dataset):
        raise StudentDataError(f"The start weights must fit the layers {network_sizes(config, dataset)}, got {sizes}.")
    if not np.isfinite(flatten(parameters)).all():
        raise StudentDataError("The start weights must be finite numbers, got nan or infinity.")
    case, memory = _case(config, sizes, dataset, kinds[0], steps, state)
    candidates = Candidates(case, flatten(parameters), dataset, steps, memory)
    if candidates.seconds([candidates.right]) > MOST_SECONDS:
        raise StudentDataError(f"The steps may take at most {MOST_SECONDS:g} s of training, {steps} steps take about "
                               f"{ceil(candidates.seconds([candidates.right]))} s.")
    numbers = _numbers(given[case.kind], case, candidates.flat, digits)
    return _best_reading(Tiers(candidates, seconds), numbers)


def _case(config: Config, sizes: tuple[int, ...], dataset: Dataset, kind: str, steps: int,
          state: TrainingState | None) -> tuple[Case, Memory]:
    """The case, and the memory that its steps start with."""
    n = len(dataset.inputs)
    if state is None:
        return Case(config, sizes, n, kind), ()
    changed: dict[str, Any] = {change.field: change.value for change in state.changes}
    config = replace(config, **changed)
    orders = tuple(tuple(order.tolist()) for order in orders_after(config, state, n, steps + 1))
    fixed = all(order == tuple(range(n)) for order in orders)
    return Case(config, sizes, n, kind, None if fixed else orders, any(v.any() for v in state.memory)), state.memory


def _numbers(given: Any, case: Case, start: np.ndarray, digits: int | None) -> StudentNumbers:
    if isinstance(given, StudentNumbers):
        expected, got = 1 if case.kind == "loss" else len(start), len(given.values)
        if got != expected:
            raise StudentDataError(f"Expected {several(expected, 'number')} for the {case.kind}, got {got}.")
        return given
    if case.kind == "loss":
        return read_loss(given) if digits is None else from_vector(np.array([float(given)]), digits)
    return numbers_of(given, case.sizes, case.samples, None if case.config.train_biases else start, digits)


def _best_reading(tiers: Tiers, numbers: StudentNumbers) -> Diagnosis:
    """The answer for the reading that matches, or else needs the fewest mistakes, or else agrees to the most digits."""
    answers = []
    for reading in (numbers, *numbers.others):
        answers.append(replace(_answer(tiers, reading), reading=reading.reading))
        if answers[-1].matches:
            return answers[-1]
    return min(answers, key=lambda each: (min((len(fit.mistakes) for fit in each.fits), default=9), -each.digits))


@np.errstate(all="ignore")  # weights beyond all bounds come out as inf or nan, which fit nothing
def _answer(tiers: Tiers, given: StudentNumbers) -> Diagnosis:
    candidates = tiers.candidates
    candidates.known([candidates.right, shaken(candidates.right)])  # both at once, for all who ask for one of them
    correct, comparison = candidates.known([candidates.right]), Comparison(candidates, given)
    answer = Diagnosis(True, comparison.digits(correct[0]), given.digits, candidates.case.kind, candidates.steps)
    if comparison.fits(correct, [candidates.right])[0]:
        return answer
    if way := exact_ways(tiers, comparison, correct):
        return replace(answer, way=way)
    if looks_like_float32(given):
        comparison = Comparison(candidates, given, float32=True)
    search = Search(tiers, comparison, correct)
    search.all_tiers()
    undecided = candidates.case.kind == "loss" and search.possible  # one number is no evidence against all of these
    unsettled = not search.fits and comparison.unsettled
    if not (search.fits or undecided or unsettled) and (way := loose_ways(candidates, comparison, correct)):
        return replace(answer, way=way, tried=search.tried)
    seen_as = ""
    if not (search.fits or search.possible or unsettled):
        search, seen_as = seen_otherwise(tiers, comparison, correct, search)
    fits = search.fits
    if not (fits or search.possible or unsettled) and (made := multiples(candidates.case, comparison, correct[0])):
        fits = (Fit((made,), 0.0),)
    first, largest = (_difference(candidates.case, given, correct[0], index) for index in comparison.places(correct[0]))
    return replace(answer, matches=False, way=seen_as, first=first, largest=largest,
                   right=_right(candidates.case, comparison, correct[0]),
                   fits=fits, fits_differ=search.fits_differ, possible=search.possible, tried=search.tried,
                   untried=search.untried, unsettled=unsettled,
                   of_a_shuffle=what_decides_a_shuffle(candidates.case, candidates.steps))


def _difference(case: Case, given: StudentNumbers, correct: np.ndarray, index: int) -> Difference:
    name = "the loss"
    if case.kind != "loss":
        name = f"{parameter_name(case.sizes, index)}, {parameter_symbol(case.sizes, index)}"
    if case.kind == "gradients":
        name = f"the gradient of {name}"
    return Difference(name, float(given.values[index]), float(correct[index]))


def _right(case: Case, comparison: Comparison, correct: np.ndarray) -> str:
    """"Right: all of layer 2; look at W1, b1." """
    if case.kind == "loss":
        return ""
    right = comparison.right_arrays(correct)
    whole = [k for k in range(case.last + 1) if {(k, "W"), (k, "b")} <= set(right)]
    if not right:
        return ""
    said = [f"all of layer {k + 1}" for k in whole]
    said += [f"{letter}{k + 1}" for k, letter in right if k not in whole]
    wrong = [f"{letter}{k + 1}" for k in range(case.last + 1) for letter in "Wb" if (k, letter) not in right]
    return f"Right: {', '.join(said)}; look at {', '.join(wrong)}."

"""A published experiment as data: what was claimed, what exactly was run, what was printed, and how ours must agree.

A figure is kept as the text that was printed, so its last digit says how exactly it is known. A check computes ours from
the setups alone; the verdict follows from the comparisons and is never written down.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from xorcore.checked import checked
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.parameters import GivenParameters
from xorcore.training import train

REPRODUCED = "reproduced"
CORRECTED = "reproduced after correction"
CLAIMED = "as claimed"
CONSISTENT = "consistent (statistical)"
FAILED = "not reproduced"


class Setup(NamedTuple):
    """One network exactly as it is trained: the arguments of `train`."""

    config: Config
    parameters: GivenParameters | None = None  # start weights [(W, b), ...]; None for the Config's random ones
    dataset: Dataset | None = None  # samples in the order of their updates; None for the Config's

    @property
    def samples(self) -> Dataset:
        """Those that it is trained on, given or the Config's."""
        return train(self.config, dataset=self.dataset).dataset


class Figure(NamedTuple):
    """One published number and how ours is compared with it: a whole number exactly, a decimal fraction to half a unit
    of its last digit. Where `between` is given ours is a matter of chance and must lie between the two; where `limits` are,
    the claim is no number but leaves so much room: ours must lie within, ends included."""

    name: str
    published: str  # as it was printed; "" where the source prints no number
    between: tuple[float, float] | None = None
    corrected: str = ""  # what it must be, where the published number is wrong
    limits: tuple[float, float] | None = None
    said: str = ""  # what the source says in place of a number

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where ours must lie, whether by chance or by the claim."""
        return self.between or self.limits

    @property
    def comparison(self) -> str:
        """"statistical", "within limits", "exact" or "to rounding"."""
        if self.interval:
            return "statistical" if self.between else "within limits"
        return "exact" if Decimal(self.corrected or self.published).as_tuple().exponent == 0 else "to rounding"


class ComparedFigure(NamedTuple):
    """A published figure beside the computed one."""

    figure: Figure
    computed: float

    @property
    def verdict(self) -> str:
        figure = self.figure
        if figure.interval:
            low, high = figure.interval
            return (CONSISTENT if figure.between else CLAIMED) if low <= self.computed <= high else FAILED
        if agrees(self.computed, figure.published):
            return REPRODUCED
        return CORRECTED if figure.corrected and agrees(self.computed, figure.corrected) else FAILED


def agrees(computed: float, printed: str) -> bool:
    """Whether `computed`, written with as many digits as `printed`, is the same number."""
    if not math.isfinite(computed):
        return False
    unit = Decimal(1).scaleb(int(Decimal(printed).as_tuple().exponent))
    return abs(Decimal(computed) - Decimal(printed)) <= unit / 2 if unit < 1 else Decimal(computed) == Decimal(printed)


Setups = Mapping[str, Setup]
# (Name of a figure, its value) for each figure in their order, and None in between, at least ten times a second, so that
# whoever iterates can show progress and cancel.
Computed = Iterator[tuple[str, float] | None]


class Classic(NamedTuple):
    """A published experiment."""

    title: str
    year: int
    citation: str
    claim: str  # in one sentence
    story: tuple[str, ...]  # five sentences
    setups: Setups  # by name; the first is the one to look at
    figures: tuple[Figure, ...]
    compute: Callable[[Setups], Computed]
    correction: str = ""  # what is wrong in the source, and why


class Check(NamedTuple):
    """The comparisons made so far."""

    classic: Classic
    comparisons: tuple[ComparedFigure, ...] = ()

    @property
    def complete(self) -> bool:
        return len(self.comparisons) == len(self.classic.figures)

    @property
    def verdict(self) -> str:
        """The weakest of its figures' verdicts; "" while figures are missing."""
        if not self.complete:
            return ""
        return max((comparison.verdict for comparison in self.comparisons), key=WEAKER.index)


WEAKER = (REPRODUCED, CORRECTED, CLAIMED, CONSISTENT, FAILED)


@checked
def check_classic(classic: Classic) -> Iterator[Check]:
    """Compute and compare figure by figure. Gives the comparisons so far at least ten times a second, at last all."""
    comparisons: tuple[ComparedFigure, ...] = ()
    for found in classic.compute(classic.setups):
        if found is not None:
            name, computed = found
            figure = classic.figures[len(comparisons)]
            if figure.name != name:
                raise ValueError(f"the next figure of {classic.title} is {figure.name}, got {name}")
            comparisons += (ComparedFigure(figure, float(computed)),)
        yield Check(classic, comparisons)

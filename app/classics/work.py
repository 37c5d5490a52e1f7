"""What the Classics page computes: the checks of some classics one after the other, or the run of one setup.

Both are iterators that give what is known so far at least ten times a second.
"""

import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from xorcore import CLASSICS, Epoch, train
from xorcore.classics import Check, Setup, check_classic

SECONDS = 0.05  # between two results of a run


class Checked(NamedTuple):
    """How far the check of a classic has come."""

    check: Check
    seconds: float  # of computing; the time that a page did not look is not counted
    error: str = ""  # why it could not go on


class Progress(NamedTuple):
    """The checks begun so far, by the name of their classic, and the one that is computed now."""

    checked: dict[str, Checked]
    now: str

    @property
    def figures(self) -> int:
        """Compared so far."""
        return sum(len(each.check.comparisons) for each in self.checked.values())


def checks(names: Sequence[str]) -> Iterator[Progress]:
    """The checks of these classics. One that fails does not keep the others from being computed."""
    checked: dict[str, Checked] = {}
    for name in names:
        checked[name] = Checked(Check(CLASSICS[name]), 0.0)
        yield Progress(dict(checked), name)
        try:
            for found, seconds in _timed(check_classic(CLASSICS[name])):
                checked[name] = Checked(found, seconds)
                yield Progress(dict(checked), name)
        except Exception as error:
            checked[name] = checked[name]._replace(error=str(error) or type(error).__name__)
            yield Progress(dict(checked), name)


def _timed(results: Iterator[Check]) -> Iterator[tuple[Check, float]]:
    """Each result with the seconds that all of them have taken."""
    seconds, began = 0.0, time.perf_counter()
    for result in results:
        seconds += time.perf_counter() - began
        yield result, seconds
        began = time.perf_counter()


class Curve(NamedTuple):
    """A run so far."""

    losses: np.ndarray  # of every epoch, from 0 on
    last: Epoch
    ended: str  # "finished", "solved", "diverged", "" while there is more to come


def curve(setup: Setup) -> Iterator[Curve]:
    """The run of this setup, up to its end."""
    trainer = train(*setup)
    losses: list[float] = []
    given = time.perf_counter()
    for epoch in trainer:
        losses.append(epoch.loss)
        if trainer.ended or time.perf_counter() - given > SECONDS:
            yield Curve(np.array(losses), epoch, trainer.ended)
            given = time.perf_counter()

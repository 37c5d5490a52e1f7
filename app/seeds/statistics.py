"""What a thousand runs of one setting say together, and the answer in words.

A partial result speaks of the first seeds only, those that have all ended: the others' share would be too good, because
what is solved ends early.
"""

from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import numpy as np

from app.seeds.request import Request, Setting
from app.words.names import setting_name
from app.words.numbers import count, percent, points
from xorcore import Config, Dataset
from xorcore.book import several
from xorcore.many import Outcome, train_many_steps
from xorcore.statistics import Estimate, paired_difference, plateau_losses, proportion

RECORDED = 200  # epochs whose losses are kept
NEAR = 0.08  # of the lowest level: 0.02 for the half squared error summed over XOR
ELSEWHERE = "at none of these levels"


class Statistics(NamedTuple):
    """Of the first K seeds of one setting."""

    setting: Setting
    epochs: np.ndarray  # (K,) to solve, -1 where not solved
    loss: np.ndarray  # (K,) at the end of each run
    diverged: np.ndarray  # (K,) bool
    recorded: np.ndarray  # (R,) epochs of the quartiles
    quartiles: np.ndarray  # (3, R) of the losses: a quarter, a half, three quarters of the seeds are below

    @property
    def n(self) -> int:
        return len(self.epochs)

    @property
    def solved(self) -> np.ndarray:
        return self.epochs >= 0

    @property
    def share(self) -> Estimate:
        """That is solved, with its 95 % interval."""
        return proportion(int(self.solved.sum()), self.n)

    @property
    def share_failed(self) -> Estimate:
        """That is not solved, with its 95 % interval."""
        return proportion(int((~self.solved).sum()), self.n)

    @property
    def failed_first(self) -> np.ndarray:
        """The seeds, first those that are not solved."""
        return np.argsort(self.solved, kind="stable")

    @property
    def stuck_losses(self) -> np.ndarray:
        """Of the seeds that are neither solved nor diverged."""
        return self.loss[~self.solved & ~self.diverged]


class Results(NamedTuple):
    """Of all settings so far; the last one may be about fewer seeds."""

    statistics: tuple[Statistics, ...]
    progress: float  # 0 to 1
    solved: int  # seeds so far, of all settings, also of those that the statistics do not speak of yet


def compute(request: Request, wanted: tuple[Setting, ...], dataset: Dataset | None) -> Iterator[Results]:
    """Train setting after setting, all from the same seeds; a result after every slice."""
    finished: tuple[Statistics, ...] = ()
    for number, setting in enumerate(wanted):
        recorded = np.unique(np.linspace(0, setting.config.epochs, RECORDED + 1).astype(int))
        newest = None
        with closing(train_many_steps(setting.config, range(request.seeds), dataset=dataset, record=recorded)) as outcomes:
            for outcome in outcomes:
                if ended_seeds(outcome) > (newest.n if newest else 0):
                    newest = statistics(setting, outcome, recorded)
                here = (*finished, newest) if newest else finished
                solved = sum(int(stats.solved.sum()) for stats in finished) + int((outcome.epochs >= 0).sum())
                yield Results(here, (number + outcome.progress) / len(wanted), solved)
        finished = here


def ended_seeds(outcome: Outcome) -> int:
    """How many of the first seeds have all ended, in whole chunks: where a chunk stands must not choose its seeds."""
    ended = 0
    for chunk, members in zip(outcome.chunks, outcome.members, strict=True):
        if members is None or not members.done.all():
            break
        ended += len(chunk.seeds)
    return ended


def statistics(setting: Setting, outcome: Outcome, recorded: np.ndarray) -> Statistics:
    n = ended_seeds(outcome)
    quartiles = np.percentile(outcome.losses[:, :n], [25, 50, 75], axis=1)
    return Statistics(setting, outcome.epochs[:n], outcome.loss[:n], outcome.diverged[:n], recorded, quartiles)


def solved_by(stats: Statistics, epochs: np.ndarray) -> list[Estimate]:
    """The share that is solved by each of these epochs, with its interval."""
    counts = np.searchsorted(np.sort(stats.epochs[stats.solved]), epochs, side="right")
    return [proportion(int(solved), stats.n) for solved in counts]


def has_levels(config: Config) -> bool:
    """Whether the levels of `plateaus.py` are those of this network."""
    return config.dataset == "xor" and config.output_activation == "sigmoid" and config.l2 == 0


def at_levels(stats: Statistics) -> dict[str, int]:
    """How many of the unsolved seeds ended at each named level of XOR; those near none are counted last."""
    levels = {name: level for name, level in plateau_losses(stats.setting.config).items() if level > 0}
    reach = NEAR * min(levels.values())
    distance = np.abs(stats.stuck_losses - np.array(list(levels.values()))[:, None])
    nearest, near = distance.argmin(axis=0), distance.min(axis=0, initial=np.inf) <= reach
    counts = {name: int((near & (nearest == i)).sum()) for i, name in enumerate(levels)}
    return counts | {ELSEWHERE: int((~near).sum())}


def answer(stats: Statistics) -> str:
    """How often it fails, in one sentence."""
    failed, (value, low, high) = stats.n - int(stats.solved.sum()), stats.share_failed
    how_many = f"{count(failed) if failed else 'None'} of {count(stats.n)} starts fail{'' if failed > 1 else 's'}"
    return (f"**{how_many}** to solve it within {several(stats.setting.config.epochs, 'epoch')}: {percent(value)}, "
            f"with a 95 % interval of {percent(low)} to {percent(high)}.")


def where(stats: Statistics) -> str:
    """At which named levels the unsolved ended, in one sentence; "" where there is nothing to say."""
    if not has_levels(stats.setting.config) or not len(stats.stuck_losses):
        return ""
    parts = [f"{count(n)} {'where ' if name != ELSEWHERE else ''}{name}" for name, n in at_levels(stats).items() if n]
    return f"Of the {count(len(stats.stuck_losses))} unsolved, {', '.join(parts)}."


def diverged(stats: Statistics) -> str:
    """How many of those that fail did so by diverging, in one sentence; "" where none did."""
    n, failed = int(stats.diverged.sum()), stats.n - int(stats.solved.sum())
    if not n:
        return ""
    return f"{'All' if n == failed > 1 else count(n)} of these diverged."


def compared(first: Statistics, other: Statistics, field: str) -> str:
    """What the other setting changes for the same starts, in one sentence."""
    n = min(first.n, other.n)
    value, low, high = paired_difference(first.solved[:n], other.solved[:n])
    if value < 0:
        value, low, high = -value, -high, -low
        more = "fewer"
    else:
        more = "more"
    name = f"the update rule {other.setting.name}" if field == "optimizer" else other.setting.name
    fact = (f"With {name}, {points(value)} percentage points {more} of the same {count(n)} starts solve it than with "
            f"{first.setting.name} (95 % interval {points(low)} to {points(high)})")
    return f"{fact}: {_verdict(other, field, low > 0, more)}"


def _verdict(other: Statistics, field: str, sure: bool, more: str) -> str:
    what = "the update rule" if field == "optimizer" else setting_name(field)
    limit = f"within {several(other.setting.config.epochs, 'epoch')}"
    if not sure:
        return f"these starts do not show that {what} changes how often it fails {limit}."
    if more == "fewer":
        return f"{what} does change how often it fails {limit}, for the worse."
    if other.solved.all():
        return f"{what} does change how often it fails {limit}, and here none of them fails."
    return f"{what} does change how often it fails {limit}, but it does not prevent it."

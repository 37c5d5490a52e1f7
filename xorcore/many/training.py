"""Many networks at once: a thousand seeds of one Config, or one start at a thousand learning rates, in seconds.

Member k is `train` of the same Config, seed and settings: the same start to the bit, the same run to rounding. Members
are cut into chunks, each chunk is trained in short slices on an executor, and after every slice there is an Outcome.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from xorcore.checked import checked
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.many import trainability as sohl_dickstein
from xorcore.many.chunks import chunk_of_all, cut, halves
from xorcore.many.executors import default_executor, slice_seconds, workers
from xorcore.many.lockstep import advance
from xorcore.many.members import Chunk, Members
from xorcore.parameters import GivenParameters, Parameters, layout, parameter_count


@dataclass(frozen=True, eq=False)
class Outcome:
    """What has become of S members so far. All arrays are copies."""

    chunks: tuple[Chunk, ...] = field(repr=False)
    members: tuple[Members | None, ...] = field(repr=False)  # None where a chunk has not begun

    @property
    def epochs(self) -> np.ndarray:
        """(S,) the first epoch whose loss is below stop_at_loss, -1 where there is none."""
        return self._joined("epochs", -1)

    @property
    def loss(self) -> np.ndarray:
        """(S,) over the whole training set, L2 term included, after `trained` epochs; nan where not begun."""
        return self._joined("loss", np.nan)

    @property
    def diverged(self) -> np.ndarray:
        """(S,) bool: ended by the rule of `divergence.py`."""
        return self._joined("diverged", False)

    @property
    def done(self) -> np.ndarray:
        """(S,) bool: solved, diverged or trained for all epochs."""
        return self._joined("done", False)

    @property
    def trained(self) -> np.ndarray:
        """(S,) epochs trained so far."""
        return self._joined("trained", 0)

    @property
    def losses(self) -> np.ndarray:
        """(recorded epochs, S); nan where not reached yet; of a member that has ended, its last loss from there on."""
        return self._joined("losses", np.nan, (len(self.chunks[0].record),))

    @property
    def parameters(self) -> Parameters:
        """[(W (S, fan_in, fan_out), b (S, fan_out)), ...] after `trained` epochs; nan where not begun."""
        sizes = self.chunks[0].sizes
        flat = self._joined("flat", np.nan, (parameter_count(sizes),)).T
        return [(flat[:, place.W].reshape(-1, *place.shape), flat[:, place.b]) for place in layout(sizes)]

    @property
    def sohl_dickstein(self) -> np.ndarray:
        """(S,) Sohl-Dickstein's value (see `trainability.py`), nan where not done."""
        sums = self._joined("sums", np.nan, (3,))
        return np.where(self.done, sohl_dickstein.value(sums, self.chunks[0].config.epochs), np.nan)

    @property
    def progress(self) -> float:
        """The share of the work that is done, 0 to 1: a member that has ended counts in full."""
        return float(np.where(self.done, 1, self.trained / self.chunks[0].config.epochs).mean())

    def _joined(self, name: str, missing: float, rows: tuple[int, ...] = ()) -> np.ndarray:
        parts = [
            np.full((*rows, len(chunk.seeds)), missing) if members is None else getattr(members, name)
            for chunk, members in zip(self.chunks, self.members, strict=True)
        ]
        return np.concatenate(parts, axis=-1)


def train_many(config: Config, seeds: int | Iterable[int] | None = None, parameters: GivenParameters | None = None,
               dataset: Dataset | None = None, **settings: Any) -> Outcome:
    """Train S networks of one Config to their end. Arguments and errors are those of `train_many_steps`."""
    for outcome in train_many_steps(config, seeds, parameters, dataset, **settings):
        pass
    return outcome


@checked
def train_many_steps(config: Config, seeds: int | Iterable[int] | None = None, parameters: GivenParameters | None = None,
                     dataset: Dataset | None = None, *, learning_rate: ArrayLike | None = None,
                     momentum: ArrayLike | None = None, init_scale: ArrayLike | None = None, l2: ArrayLike | None = None,
                     dtype: type = np.float64, executor: Executor | None = None, criterion: str = "loss",
                     record: Sequence[int] = (), trainability: bool = False) -> Iterator[Outcome]:
    """Partial Outcomes, the last one complete. Nothing is computed while nobody asks for the next one, up to what has
    been handed to the executor; closing the iterator ends the work within a slice of 0.1 s.

    seeds: one for each network, or how many, which are then 0, 1, 2, ...; None for the Config's own.

    What varies is of one length S: seeds; parameters [(W (S, fan_in, fan_out), b (S, fan_out)), ...]; learning_rate,
    momentum, init_scale, l2 (S,); learning_rate also (S, layers), a rate for each layer. What is a single number, or a
    single network's [(W, b), ...], holds for all. dataset: samples for all in place of the Config's.

    dtype: np.float64, or np.float32 for about twice the speed. executor: any of concurrent.futures; None takes this
    machine's threads, or the Dask cluster named in XORCORE_SCHEDULER. criterion: the loss that must fall below
    stop_at_loss, "loss" or "running_loss" (of `Epoch`; the counting of the 1980s). record: epochs whose losses are
    kept. trainability: also sum up Sohl-Dickstein's value; then all members train for all epochs.

    Raises ConfigError or ValueError where a setting cannot be used or lengths differ.
    """
    varied = {"learning_rate": learning_rate, "momentum": momentum, "init_scale": init_scale, "l2": l2}
    whole = chunk_of_all(config, seeds, parameters, dataset, varied, dtype=dtype, criterion=criterion, record=record,
                         trainability=trainability)
    return train_in_chunks(whole, executor)


@dataclass(eq=False)
class Task:
    """A chunk in training, and how far it has come: None before it has begun."""

    chunk: Chunk
    members: Members | None = None


def train_in_chunks(whole: Chunk, executor: Executor | None) -> Iterator[Outcome]:
    """Keep the executor busy with the earliest chunks; each finished slice is followed by the next of the same chunk.

    When there are fewer chunks left than workers, they are halved.
    """
    with default_executor() if executor is None else nullcontext(executor) as executor:
        tasks = [Task(part) for part in cut(whole, workers(executor))]
        waiting, pending = deque(tasks), dict[Future[Members], Task]()
        try:
            while waiting or pending:
                while waiting and len(pending) < 2 * workers(executor):
                    _submit(executor, pending, waiting.popleft())
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    task = pending.pop(future)
                    task.members = members = future.result()
                    if members.done.all():
                        continue
                    too_few = len(pending) + len(waiting) + 1 < workers(executor)
                    for each in _halve(tasks, task, members) if too_few else [task]:
                        _submit(executor, pending, each)
                yield Outcome(tuple(task.chunk for task in tasks), tuple(task.members for task in tasks))
        finally:
            for future in pending:
                future.cancel()


def _submit(executor: Executor, pending: dict[Future[Members], Task], task: Task) -> None:
    pending[executor.submit(advance, task.chunk, task.members, slice_seconds(executor))] = task


def _halve(tasks: list[Task], task: Task, members: Members) -> list[Task]:
    """Put its halves in the place of this task among all."""
    here, both = tasks.index(task), [Task(*half) for half in halves(task.chunk, members)]
    tasks[here : here + 1] = both
    return both

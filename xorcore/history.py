"""A history keeps a run so that any of its epochs can be seen again, in bounded memory.

It holds the loss of every epoch and, every so many epochs, the training state; an epoch in between is found by
training again from the state before it, which gives the same bits.
"""

import numpy as np
from numpy.typing import ArrayLike

from xorcore.checked import Vector, checked
from xorcore.epoch import Epoch, TrainingState
from xorcore.limits import check_at_least, check_place
from xorcore.training import Trainer

NONE = np.empty(0)
MOST_SNAPSHOTS = 1000
MOST_BYTES = 16_000_000  # of all snapshots together


class Series:
    """Numbers that are only ever appended, in an array that doubles."""

    def __init__(self, values: ArrayLike = ()):
        values = np.asarray(values, float)
        self._count = len(values)
        self._array = np.empty(max(1024, 2 * self._count))
        self._array[: self._count] = values

    def append(self, value: float) -> None:
        if self._count == len(self._array):
            grown = np.empty(2 * self._count)  # takes memory only where it is written to
            grown[: self._count] = self._array
            self._array = grown
        self._array[self._count] = value
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def values(self) -> np.ndarray:
        """All of them so far, without a copy: what is there never changes."""
        view = self._array[: self._count]
        view.setflags(write=False)
        return view


class History:
    """The past of one Trainer: call `record()` after every epoch that it gives.

    losses, test_losses, states: what was kept of the epochs so far, where the Trainer goes on from there; the states
    from epoch 0 on, as many as there are.
    """

    @checked
    def __init__(self, trainer: Trainer, losses: Vector = NONE, test_losses: Vector = NONE,
                 states: tuple[TrainingState, ...] = ()) -> None:
        self._trainer = trainer
        self._losses, self._test_losses = Series(losses), Series(test_losses)
        self._snapshots = {state.epoch: state for state in states}
        self._stride = 1
        while states and len(self._losses) > self._stride * self._most_snapshots():
            self._stride *= 2

    def record(self) -> None:
        """Keep the Trainer's present epoch."""
        epoch = self._trainer.epoch
        if epoch.number != len(self._losses):
            raise ValueError(f"epoch {len(self._losses)} comes next in this history, got {epoch.number}")
        self._losses.append(epoch.loss)
        if epoch.test_loss == epoch.test_loss:
            self._test_losses.append(epoch.test_loss)
        if epoch.number % self._stride == 0:
            self._snapshots[epoch.number] = self._trainer.state()
            if len(self._snapshots) > self._most_snapshots():
                self._stride *= 2
                self._snapshots = {n: s for n, s in list(self._snapshots.items()) if n % self._stride == 0}

    def _most_snapshots(self) -> int:
        state = self._snapshots[0]
        size = state.vector.nbytes * (1 + len(state.memory)) + 1000
        return max(16, min(MOST_SNAPSHOTS, MOST_BYTES // size))

    @property
    def losses(self) -> np.ndarray:
        """Loss of every epoch from 0 on; read-only, and later training does not change it."""
        return self._losses.values()

    @property
    def test_losses(self) -> np.ndarray:
        """Test loss of every epoch from 0 on, likewise; empty where there is no test set."""
        return self._test_losses.values()

    def __len__(self) -> int:
        return len(self._losses)

    def trainer_at(self, epoch: int) -> Trainer:
        """A second Trainer of the same run that has just given this epoch. Raises IndexError beyond the last one."""
        check_place("epoch", epoch, len(self._losses))
        state = self._snapshots[max(n for n in list(self._snapshots) if n <= epoch)]
        later = tuple(c for c in self._trainer.changes[len(state.changes) :] if c.epoch < epoch)
        trainer = Trainer(self._trainer.config, state, dataset=self._trainer.dataset, changes=later)
        while trainer.epoch.number < epoch:
            if next(trainer).number % self._stride == 0:  # missing where the run was opened again
                self._snapshots.setdefault(trainer.epoch.number, trainer.state())
        return trainer

    def states(self, most: int) -> tuple[TrainingState, ...]:
        """At most so many of the states that are kept, evenly over the run, that of epoch 0 first."""
        check_at_least("most", most, 1)
        kept = sorted(self._snapshots)
        return tuple(self._snapshots[n] for n in kept[:: -(-len(kept) // most)])

    def state_at(self, epoch: int) -> TrainingState:
        """The training state at this epoch, bit for bit. Raises IndexError beyond the last one."""
        return self.trainer_at(epoch).state()

    def epoch_at(self, epoch: int) -> Epoch:
        """The Epoch of that number, bit for bit. Raises IndexError beyond the last one."""
        return self.trainer_at(epoch).epoch

"""What training gives and what it keeps: an epoch to look at, the changes made on the way, and a state to go on from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from xorcore.parameters import Parameters, views


class Epoch(NamedTuple):
    """The network after `number` epochs; 0 is untrained. A copy: later training never changes it."""

    number: int
    loss: float  # over the whole training set at `parameters`, L2 term included
    running_loss: float  # accumulated during the epoch, each batch before its own update; nan for epoch 0
    test_loss: float  # data's loss over the test set; nan where there is none
    vector: np.ndarray  # all weights and biases in one vector
    sizes: tuple[int, ...]  # of the layers, inputs first
    diverged: str = ""  # why the run ended here, in words; "" where it did not diverge

    @property
    def parameters(self) -> Parameters:
        """[(W, b), ...] per layer, views into `vector`: W (fan_in, fan_out), b (fan_out,)."""
        return views(self.vector, self.sizes)


CHANGEABLE = ("learning_rate", "momentum", "l2")  # settings that can change while training


class Change(NamedTuple):
    """A setting changed while training: it holds from the update after `epoch`."""

    epoch: int
    field: str  # one of CHANGEABLE
    value: float


@dataclass(frozen=True, eq=False, slots=True)
class TrainingState:
    """Everything that `Trainer(config, state)` needs to go on bit for bit. Holds copies."""

    epoch: int
    vector: np.ndarray
    memory: tuple[np.ndarray, ...]  # of the update rule
    order: Mapping[str, Any]  # state of the generator that shuffles
    changes: tuple[Change, ...]
    first_loss: float
    running_loss: float
    diverged: str

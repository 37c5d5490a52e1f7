"""Training is an iterator of epochs: its caller decides when to pause, step or stop.

An epoch goes once over all samples, batch by batch; each batch gives a gradient and the update rule one step.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from xorcore.checked import brief, checked
from xorcore.compiled import Calls, quiet_context, recorded, run
from xorcore.config import Config, ConfigError
from xorcore.datasets import Dataset
from xorcore.divergence import NOT_APPLIED, DivergenceCheck, is_finite, is_within
from xorcore.epoch import CHANGEABLE, Change, Epoch, TrainingState
from xorcore.limits import LIMITS, check_at_least, is_whole
from xorcore.network import Network, network_sizes
from xorcore.number_notation import grouped
from xorcore.objective import penalty, taken_gradient, weight_decay
from xorcore.optimizers import OPTIMIZERS
from xorcore.parameters import GivenParameters
from xorcore.start import dataset_of, start_weights


def train(config: Config, parameters: GivenParameters | None = None, dataset: Dataset | None = None,
          changes: tuple[Change, ...] = ()) -> "Trainer":
    """A Trainer, an iterator of Epochs from number 0 on.

    parameters: start weights [(W, b), ...] in place of the Config's random ones; dataset: samples in place of the
    Config's; changes: an earlier run's, to be made again at their epochs. Raises ValueError where they do not fit the
    Config or each other.
    """
    return Trainer(config, parameters=parameters, dataset=dataset, changes=changes)


class Trainer:
    """One run: iterate for its Epochs; between them `state()` and `change(...)` may be called at any time."""

    @checked
    def __init__(self, config: Config, state: TrainingState | None = None, *, parameters: GivenParameters | None = None,
                 dataset: Dataset | None = None, changes: tuple[Change, ...] = ()):
        samples, weights, self._order = np.random.default_rng(config.seed).spawn(3)
        self.config = config
        self.dataset = dataset_of(config, samples) if dataset is None else dataset
        self.sizes = network_sizes(config, self.dataset)
        self.changes: tuple[Change, ...] = ()  # made so far
        # To be made when their epoch is reached; of one epoch, in their order.
        self.to_come = sorted(map(self._checked, changes), key=lambda change: change.epoch)
        self._w = start_weights(config, self.sizes, weights, parameters)
        self._g = np.empty_like(self._w)  # dL/dw
        self._learning_rate, self._momentum = np.array(config.learning_rate), np.array(config.momentum)
        self._l2 = config.l2
        self._memory = OPTIMIZERS[config.optimizer].start(self._w)
        self._list_calls()
        self._square = partial(self._w.dot, self._w, np.empty(()))  # the sum of w^2
        self._epoch: Epoch | None = None
        self.before: Epoch | None = None  # the one given before the last
        self._quietly = quiet_context().run  # numbers beyond all bounds end a run, without a warning of NumPy's
        if state is not None:
            self._quietly(self._restore, state)

    def _list_calls(self) -> None:
        """What an epoch runs: every batch forward, then backward with an update, and at its end the whole set forward.

        Where the batch is the whole set, that is the forward run of the next update.
        """
        data, n = self.dataset, len(self.dataset.inputs)
        size = self.config.batch_size or n
        self._full_batch = size >= n
        self._decay = weight_decay(self._l2, self.sizes) if self._l2 else None
        self._whole = self._network(n).load(data.inputs, data.targets)
        tests = len(data.test_inputs)
        self._tests = self._network(tests).load(data.test_inputs, data.test_targets) if tests else None
        self._batches = {} if self._full_batch else {rows: self._network(rows) for rows in {size, n % size} - {0}}
        self._steps = {rows: self._step(batch) for rows, batch in self._batches.items()}
        self._end_of_epoch = (self._step(self._whole) if self._full_batch else []) + self._whole.forward

    def _network(self, n: int) -> Network:
        return Network(self.config, self.sizes, self._w, n)

    def _step(self, batch: Network) -> Calls:
        """Backward from where the batch was run forward, the L2 term added, frozen biases held, then the update."""
        w, g, l, m, memory = self._w, self._g, self._learning_rate, self._momentum, self._memory
        calls = batch.backward(g) + taken_gradient(self.config, self.sizes, self._decay, w, g)
        return calls + recorded(OPTIMIZERS[self.config.optimizer].step, (w, g, l, m, *memory), (w, *memory))

    def __iter__(self) -> Iterator[Epoch]:
        return self

    def __next__(self) -> Epoch:
        if self.ended:
            raise StopIteration
        self.before = last = self._epoch
        self._epoch = epoch = self._quietly(self._first_epoch) if last is None else self._quietly(self._next_epoch, last)
        return epoch

    @property
    def epoch(self) -> Epoch:
        """The last one given. Raises ValueError before epoch 0 was given."""
        if self._epoch is None:
            raise ValueError("there is no state before epoch 0: call next() first")
        return self._epoch

    @property
    def ended(self) -> str:
        """"diverged", "solved" (the loss is below stop_at_loss), "finished" (all epochs done), or "" while it can go on."""
        epoch, config = self._epoch, self.config
        if epoch is None:
            return ""
        if epoch.diverged:
            return "diverged"
        if config.stop_at_loss is not None and epoch.loss < config.stop_at_loss:
            return "solved"
        return "finished" if epoch.number >= config.epochs else ""

    def _first_epoch(self) -> Epoch:
        epoch = self._epoch_now(0, np.nan)
        self._watch(epoch.loss)
        return epoch

    def _epoch_now(self, number: int, running_loss: float, diverged: str = "") -> Epoch:
        """The network as it stands, without training it."""
        self._loss_now = self._evaluate()
        return Epoch(number, self._loss_now, running_loss, self._test_loss(), self._w.copy(), self.sizes, diverged)

    def _watch(self, first_loss: float) -> None:
        self._first_loss = first_loss
        self._divergence = DivergenceCheck(first_loss, self.dataset, self.config.reduction)

    def _next_epoch(self, last: Epoch) -> Epoch:
        while self.to_come and self.to_come[0].epoch <= last.number:
            self._apply(self.to_come.pop(0))
        running_loss = self._loss_now if self._full_batch else self._train_batches()  # a full batch is already run forward
        run(self._end_of_epoch)
        w, loss, diverged = self._w, self._loss(), ""
        if not is_within(loss, self._divergence.loss_limit, float(self._square())):
            if is_finite(loss, running_loss, w):
                diverged = self._divergence.reason(loss, w)
            else:  # the update is taken back
                w[:] = last.vector
                loss, running_loss, diverged = self._evaluate(), last.loss, NOT_APPLIED
        self._loss_now = loss
        return Epoch(last.number + 1, loss, running_loss, self._test_loss(), w.copy(), self.sizes, diverged)

    def _train_batches(self) -> float:
        """One epoch batch by batch; its running loss."""
        n, size, running_loss = len(self.dataset.inputs), self.config.batch_size, 0.0
        averaged = self.config.reduction == "mean"
        order = self._order.permutation(n) if self.config.sample_order == "shuffled" else np.arange(n)
        for start in range(0, n, size):
            rows = order[start : start + size]
            batch = self._batches[len(rows)]
            np.take(self._whole.inputs, rows, axis=1, out=batch.inputs, mode="clip")
            np.take(self._whole.targets, rows, axis=1, out=batch.targets, mode="clip")
            run(batch.forward)
            share = len(rows) / n
            running_loss += batch.data_loss() * (share if averaged else 1) + share * self._penalty()
            run(self._steps[len(rows)])
        return running_loss

    def _evaluate(self) -> float:
        """The loss over the whole training set at the present weights; leaves the forward run for the next update."""
        run(self._whole.forward)
        return self._loss()

    def _loss(self) -> float:
        """The loss over the whole training set, L2 term included, where it was last run forward."""
        return self._whole.data_loss() + self._penalty()

    def _penalty(self) -> float:
        """The L2 term of the loss."""
        return 0.0 if self._decay is None else penalty(self._decay, self._w)

    def _test_loss(self) -> float:
        if self._tests is None:
            return np.nan
        run(self._tests.forward)
        return self._tests.data_loss()

    def change(self, **settings: float) -> None:
        """Set what is CHANGEABLE from the next update on; kept in `changes`. Raises ConfigError.

        Losses of the epochs so far stay what they were: those of another l2 are of another loss function.
        """
        epoch = self._epoch.number if self._epoch else 0
        for change in [self._checked(Change(epoch, name, value)) for name, value in settings.items()]:
            self._quietly(self._apply, change)

    def _checked(self, change: Change) -> Change:
        epoch, name, value = change
        if not (is_whole(epoch) and epoch >= 0):
            raise ConfigError("epochs", f"of a change must be a whole number of at least 0, got {epoch}")
        if name not in CHANGEABLE:
            raise ConfigError(name, "cannot change while training: only learning_rate, momentum and l2 can")
        fields: dict[str, Any] = {name: value}
        return Change(epoch, name, getattr(replace(self.config, **fields), name))

    def _apply(self, change: Change) -> None:
        if change.field == "l2":
            self._take_l2(change.value)
        else:
            {"learning_rate": self._learning_rate, "momentum": self._momentum}[change.field][...] = change.value
        self.changes += (change,)

    def _take_l2(self, l2: float) -> None:
        """From now on another loss function: a run diverges when it has grown from the larger of their first losses."""
        self._l2 = l2
        self._list_calls()
        if self._epoch is not None:
            self._loss_now = self._evaluate()
            self._watch(max(self._first_loss, self._loss_now))

    def state(self) -> TrainingState:
        """A copy of all that the next epoch depends on. Raises ValueError before epoch 0 was given."""
        epoch, memory = self.epoch, tuple(vector.copy() for vector in self._memory)
        return TrainingState(epoch.number, self._w.copy(), memory, self._order.bit_generator.state, self.changes,
                             self._first_loss, epoch.running_loss, epoch.diverged)

    def _restore(self, state: TrainingState) -> None:
        self._w[:] = state.vector
        for vector, kept in zip(self._memory, state.memory, strict=True):
            vector[:] = kept
        self._order.bit_generator.state = state.order
        before = [change for change in state.changes if change.epoch < state.epoch]
        for change in before:
            self._apply(change)
        self._watch(state.first_loss)
        self._epoch = self._epoch_now(state.epoch, state.running_loss, state.diverged)
        for change in state.changes[len(before) :]:  # they hold from the next update on
            self._apply(change)


@checked
def orders_after(config: Config, state: TrainingState, samples: int, epochs: int) -> list[np.ndarray]:
    """The orders in which the samples are trained in the epochs that follow this state."""
    check_at_least("samples", samples, 1)
    check_at_least("epochs", epochs, 1)
    if epochs > LIMITS["epochs"].high:
        raise ValueError(f"epochs must be at most {grouped(LIMITS['epochs'].high)}, got {brief(epochs)}")
    if not 0 < config.batch_size < samples or config.sample_order != "shuffled":
        return [np.arange(samples)] * epochs
    generator = np.random.default_rng()
    generator.bit_generator.state = state.order
    return [generator.permutation(samples) for _ in range(epochs)]

"""A group is the members that are trained together at the moment, gathered into arrays of their own.

Whoever is solved, has diverged or has had all epochs leaves it at once; when enough places are empty the group ends, and
the next one is gathered from who is left and who is next. So no time goes into a run that has ended.
"""

import time

import numpy as np

from xorcore.compiled import Calls, einsum, recorded, run
from xorcore.divergence import LOSS_GROWTH, is_beyond, is_finite, is_within
from xorcore.many import trainability
from xorcore.many.batched_network import BatchedNetwork, memory_order
from xorcore.many.members import Chunk, Members, begin
from xorcore.objective import penalty, taken_gradient, weight_decay
from xorcore.optimizers import OPTIMIZERS
from xorcore.parameters import layout

EMPTY_SHARE = 1 / 8  # of the places: from there on a new group costs less than training the empty ones
NEVER = np.iinfo(int).max


def advance(chunk: Chunk, members: Members | None, seconds: float) -> Members:
    """One slice: train a chunk for about this long, from where it is (None: from its start)."""
    deadline = time.perf_counter() + seconds
    members = begin(chunk) if members is None else members.copy()
    while not members.done.all():
        left = np.flatnonzero(~members.done)
        groups = max(1, round(len(left) / chunk.width))
        Group(chunk, members, left[: -(-len(left) // groups)]).train(deadline)
        if time.perf_counter() > deadline:
            break
    return members.freed() if members.done.all() else members


class Group:
    """The given columns of `members` in training; what becomes of them is written back there."""

    def __init__(self, chunk: Chunk, members: Members, columns: np.ndarray):
        columns = np.resize(columns, max(2, len(columns)))  # one alone would be summed in another order: train it twice
        self.chunk, self.config, self.members, self.columns = chunk, chunk.config, members, columns
        self.active = np.ones(len(columns), bool)
        self.left = len(columns)  # how many are active
        order = memory_order(chunk.config, members.inputs.shape[1])
        self.flat = np.array(members.flat[:, columns], order=order)
        self.memory = [np.array(vectors[:, columns], order=order) for vectors in members.memory]
        self.trained = members.trained[columns]  # when the group began
        self.age = 0  # epochs since then
        self.sums = members.sums.take(columns, axis=1) if chunk.trainability else members.sums
        self._list_calls()
        self._measure_start()

    def _list_calls(self) -> None:
        """What an epoch runs, as that of one network: `Trainer`."""
        members = self.members
        own_samples = self.chunk.dataset is None
        inputs, targets = members.inputs, members.targets
        if own_samples:
            inputs, targets = inputs.take(self.columns, axis=2), targets.take(self.columns, axis=2)
        self.gradient, self.before = np.empty_like(self.flat), np.empty_like(self.flat)
        self.decay = self._decay()
        self.whole = BatchedNetwork(self.config, self.chunk.sizes, self.flat, inputs, targets)
        n = inputs.shape[1]
        size = self.config.batch_size or n
        self.full_batch = size >= n
        self.orders = {column: members.orders[column] for column in self.columns} if members.orders else {}
        self.sample_column = np.arange(len(self.columns)) if own_samples else 0
        self.batches = {} if self.full_batch else {rows: self._batch(rows) for rows in {size, n % size} - {0}}
        self.steps = {rows: self._step(batch) for rows, batch in self.batches.items()}
        self.end_of_epoch = (self._step(self.whole) if self.full_batch else []) + self.whole.forward

    def _batch(self, rows: int) -> BatchedNetwork:
        last = len(self.columns) if self.orders else self.whole.inputs.shape[2]
        inputs, targets = (np.zeros((len(x), rows, last)) for x in (self.whole.inputs, self.whole.targets))
        return BatchedNetwork(self.config, self.chunk.sizes, self.flat, inputs, targets)

    def _decay(self) -> np.ndarray | None:
        """The L2 factor of each parameter: (parameters, 1) or, where l2 varies, (parameters, members)."""
        l2 = self._setting("l2")
        if not np.any(l2):
            return None
        return (weight_decay(1.0, self.chunk.sizes)[:, None] * l2).astype(self.flat.dtype)

    def _setting(self, name: str) -> np.ndarray:
        """0-d where all members share it; (members,); or (parameters, members) where each layer has its own."""
        values = self.chunk.varied.get(name)
        if values is None:
            return np.array(getattr(self.config, name), self.flat.dtype)
        values = values[self.columns].astype(self.flat.dtype)
        if values.ndim == 2:
            counts = [sum(place.counts) for place in layout(self.chunk.sizes)]
            return np.repeat(values.T, counts, axis=0)
        return values

    def _step(self, batch: BatchedNetwork) -> Calls:
        """Backward from where the batch was run forward, the L2 term added, frozen biases held, then the update."""
        w, g = self.flat, self.gradient
        calls = batch.backward(g) + taken_gradient(self.config, self.chunk.sizes, self.decay, w, g)
        rule, l, m = OPTIMIZERS[self.config.optimizer], self._setting("learning_rate"), self._setting("momentum")
        return calls + recorded(rule.step, (w, g, l, m, *self.memory), (w, *self.memory))

    @np.errstate(all="ignore")
    def _measure_start(self) -> None:
        """The losses before the group's first epoch; of who is new, the first loss and whether it is solved already."""
        members, columns = self.members, self.columns
        run(self.whole.forward)
        self.loss = self._losses()
        new = np.isnan(members.first_loss[columns])
        members.first_loss[columns[new]] = self.loss[new]
        self.first_loss = members.first_loss[columns]
        guess = members.guess_limit if self.chunk.dataset else members.guess_limit[columns]
        self.loss_limit = np.maximum(LOSS_GROWTH * self.first_loss, guess)
        self.next_record = 0 if len(self.chunk.record) else NEVER
        self.last_age = self.config.epochs - self.trained.max()
        if self.chunk.criterion == "loss":
            self._mark_solved(self.loss)
        self._record_due()

    def train(self, deadline: float) -> None:
        """Train until enough have left or time is up, then write back how far the others have come."""
        fewest = (1 - EMPTY_SHARE) * len(self.columns)
        with np.errstate(all="ignore"):
            while self.left >= max(1, fewest):
                self.epoch()
                if time.perf_counter() > deadline:
                    break
        self._write_back(np.flatnonzero(self.active))

    def epoch(self) -> None:
        """One epoch of all members."""
        last_loss = self.loss
        self.before[:] = self.flat
        if self.chunk.trainability:
            trainability.add(self.sums, last_loss, self.first_loss, self.config.epochs - self.trained - self.age)
        running_loss = last_loss if self.full_batch else self._train_batches()
        run(self.end_of_epoch)
        self.loss = self._losses()
        self.age += 1
        self._part_from_diverged(last_loss, running_loss)
        self._mark_solved(self.loss if self.chunk.criterion == "loss" else running_loss)
        if self.age >= self.last_age:
            self._leave(np.flatnonzero((self.trained + self.age >= self.config.epochs) & self.active))
            self.last_age = self.config.epochs - self.trained[self.active].max(initial=0)
        if self.age >= self.next_record:
            self._record_due()

    def _train_batches(self) -> np.ndarray:
        """One epoch batch by batch; its running losses (members,)."""
        n, size = self.whole.inputs.shape[1], self.config.batch_size
        drawn = {column: rng.permutation(n) for column, rng in self.orders.items()}
        order = np.stack([drawn[column] for column in self.columns], axis=1) if drawn else None
        running_loss = np.zeros(len(self.columns), self.flat.dtype)
        for start in range(0, n, size):
            here = slice(start, min(start + size, n))
            length = here.stop - here.start
            batch, rows = self.batches[length], (here,) if order is None else (order[here], self.sample_column)
            batch.inputs[...], batch.targets[...] = self.whole.inputs[:, *rows], self.whole.targets[:, *rows]
            run(batch.forward)
            share = length / n
            weight = share if self.config.reduction == "mean" else 1
            running_loss += weight * batch.data_losses() + share * self._penalties()
            run(self.steps[length])
        return running_loss

    def _losses(self) -> np.ndarray:
        """(members,) over the whole training set, L2 term included, where it was last run forward."""
        return self.whole.data_losses() + self._penalties()

    def _penalties(self) -> np.ndarray | float:
        """The L2 term of each member's loss."""
        return 0.0 if self.decay is None else penalty(self.decay, self.flat)

    def _part_from_diverged(self, last_loss: np.ndarray, running_loss: np.ndarray) -> None:
        """The rule of `divergence.py`; with Sohl-Dickstein's sums only nan, from which no run comes back, ends it."""
        fine = self._within_limits()
        suspects = () if fine.all() else np.flatnonzero(~fine & self.active)
        if not len(suspects):
            return
        loss, flat = self.loss[suspects], self.flat[:, suspects]
        finite = is_finite(loss, running_loss[suspects], flat)
        undone = suspects[~finite]  # the update is taken back
        self.flat[:, undone], self.loss[undone] = self.before[:, undone], last_loss[undone]
        diverged = suspects[~finite | is_beyond(loss, self.loss_limit[suspects], flat)]
        if self.chunk.trainability:
            left = self.config.epochs - self.trained - self.age
            trainability.add_capped(self.sums, diverged, left[diverged])
        self.members.diverged[self.columns[diverged]] = True
        self._leave(diverged)

    def _within_limits(self) -> np.ndarray:
        """(members,) bool: neither the loss nor a weight is beyond its limit or nan; nearly always so for all."""
        if self.chunk.trainability:
            return ~np.isnan(self.loss)
        return is_within(self.loss, self.loss_limit, einsum("ps,ps->s", self.flat, self.flat))

    def _mark_solved(self, loss: np.ndarray) -> None:
        """Who is solved leaves, except where Sohl-Dickstein's sums need all epochs."""
        if self.config.stop_at_loss is None:
            return
        solved = np.flatnonzero(loss < self.config.stop_at_loss)
        solved = solved[self.active[solved]]
        if len(solved):
            first_time = solved[self.members.epochs[self.columns[solved]] < 0]
            self.members.epochs[self.columns[first_time]] = self.trained[first_time] + self.age
            if not self.chunk.trainability:
                self._leave(solved)

    def _record_due(self) -> None:
        """Keep the losses of whose epoch is to be recorded, and find the age at which the next one is."""
        record, now = self.chunk.record, self.trained + self.age
        place = np.searchsorted(record, now)
        due = np.flatnonzero((place < len(record)) & self.active)
        due = due[record[place[due]] == now[due]]
        self.members.losses[place[due], self.columns[due]] = self.loss[due]
        following = np.searchsorted(record, now, side="right")
        waits = (np.append(record, NEVER)[following] - now)[self.active]
        self.next_record = self.age + waits.min(initial=NEVER - self.age)

    def _leave(self, places: np.ndarray) -> None:
        """These members have ended: their numbers are written down, and from now on nobody looks at their places."""
        self._write_back(places)
        self.active[places] = False
        self.left -= len(places)
        columns = self.columns[places]
        self.members.done[columns] = True
        to_come = self.chunk.record[:, None] >= self.members.trained[columns]
        self.members.losses[:, columns] = np.where(to_come, self.loss[places], self.members.losses[:, columns])

    def _write_back(self, places: np.ndarray) -> None:
        members, columns = self.members, self.columns[places]
        members.flat[:, columns] = self.flat[:, places]
        for kept, vectors in zip(members.memory, self.memory, strict=True):
            kept[:, columns] = vectors[:, places]
        members.loss[columns] = self.loss[places]
        members.trained[columns] = self.trained[places] + self.age
        if self.chunk.trainability:
            members.sums[:, columns] = self.sums[:, places]

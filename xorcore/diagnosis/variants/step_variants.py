"""The training steps as a textbook writes them, taken by many variants at once, batch by batch, each in its own order."""

from itertools import count
from types import SimpleNamespace

import numpy as np

from xorcore.diagnosis.variants.gradient_variants import VariantNetworks
from xorcore.diagnosis.variants.printed_losses import WHILE_TRAINING
from xorcore.diagnosis.variants.update_variants import Rule, steps_of
from xorcore.diagnosis.variants.variant import Variant
from xorcore.optimizers import Memory

Batch = tuple[np.ndarray, np.ndarray]  # x (V, n, units) and y (V or 1, n, units)


class VariantTraining:
    """The networks of these variants, how many passes each takes, and what their update rules remember."""

    def __init__(self, variants: list[Variant], sizes: tuple[int, ...], flat: np.ndarray, memory: Memory, steps: int = 1):
        self.networks = VariantNetworks(variants, sizes, flat)
        v = self.networks.variants
        self.update_rules = [
            steps_of(rule, early, decimals, [variants[i] for i in np.arange(len(v))[rows]], rows, self.networks.w, sizes,
                     memory)
            for (rule, early, decimals), rows in v.groups("rule", "early_update", "decimals")]
        self.lookahead = v.rows("lookahead", bool)
        self.passes = steps + v.each("extra_steps", int)
        self.keeps_losses = any(variant.reported in WHILE_TRAINING for variant in variants)
        self.losses = np.zeros(len(v))  # of the batches of the last pass, each before its update

    def step(self, x: np.ndarray, y: np.ndarray) -> None:
        """The gradient of one batch and one update."""
        w = self.networks.w
        for rule in self.update_rules:
            rule.begin()
        if len(self.lookahead):
            here = w[self.lookahead]
            for rule in self.update_rules:
                if rule.lookahead.any():
                    w[rule.rows] += np.where(rule.lookahead, rule.ahead(), 0)
        self.networks.gradients(x, y, self._update_early)
        if len(self.lookahead):
            w[self.lookahead] = here
        self._update_the_rest()

    def _update_early(self, layer: int) -> None:
        """Those that change the weights of a layer before the error goes back through it."""
        places = self.networks.places
        for rule in self.update_rules:
            if rule.early == "each" or (rule.early == "output" and layer == len(places) - 1):
                self._update(rule, places[layer].both)

    def _update_the_rest(self) -> None:
        before_output = slice(self.networks.places[-1].both.start)
        for rule in self.update_rules:
            if rule.early != "each":
                self._update(rule, before_output if rule.early else slice(None))

    def _update(self, rule: Rule, part: slice) -> None:
        """Change this part of the weights of the variants with this rule."""
        change = rule.change(self.networks.g[rule.rows, part], part)
        self.networks.w[rule.rows, part] += change if rule.decimals is None else change.round(rule.decimals)

    def memory(self) -> np.ndarray:
        """What the update rules that are written here remember, (2, V, parameters)."""
        memory = np.zeros((2, *self.networks.w.shape))
        for rule in self.update_rules:
            memory[:, rule.rows] = rule.memory
        return memory

    def take_passes(self, data: SimpleNamespace, again: np.ndarray) -> np.ndarray:
        """Each its own number of passes; who has ended keeps the weights. Returns the memory (2, V', parameters) that it
        leaves to those that start again."""
        variants, w = self.networks.variants.all, self.networks.w
        ended, left = [], np.zeros((2, len(again), w.shape[1]))
        changing = any(len(v.orders) > 1 for v in variants if v.orders)
        for number in count():
            if (rows := np.flatnonzero(self.passes == number)).size:
                ended.append((rows, w[rows].copy()))
                if len(again):
                    here = self.passes[again] == number
                    left[:, here] = self.memory()[:, again[here]]
            if number == self.passes.max():
                break
            if number == 0 or changing:
                taken = batches(variants, data.inputs, data.targets, number)
            for x, y in taken:
                if self.keeps_losses and (last := self.passes == number + 1).any():
                    self.losses += np.where(last, self.networks.batch_loss(x, y), 0)
                self.step(x, y)
        for rows, weights in ended:
            w[rows] = weights
        return left


def batches(variants: list[Variant], inputs: np.ndarray, targets: np.ndarray, number: int) -> list[Batch]:
    """The batches of pass `number`, each variant's samples in its order."""
    if any(v.orders for v in variants):
        every = tuple(range(len(inputs)))
        order = np.array([v.orders[number % len(v.orders)] if v.orders else every for v in variants])
        inputs, targets = inputs[order], targets[order]
    else:
        inputs, targets = np.broadcast_to(inputs, (len(variants), *inputs.shape)), targets[None]
    size = variants[0].batch_size or inputs.shape[1]
    return [(inputs[:, at : at + size], targets[:, at : at + size]) for at in range(0, inputs.shape[1], size)]


@np.errstate(all="ignore")
def first_gradients(variants: list[Variant], sizes: tuple[int, ...], flat: np.ndarray, data: SimpleNamespace) -> np.ndarray:
    """The gradients of the first update, (V, parameters)."""
    training = VariantTraining(variants, sizes, flat, data.memory)
    training.step(*batches(variants, data.inputs, data.targets, 0)[0])
    return training.networks.g


@np.errstate(all="ignore")
def after_steps(variants: list[Variant], sizes: tuple[int, ...], flat: np.ndarray, data: SimpleNamespace,
                steps: int) -> VariantTraining:
    """The training after this many passes over the samples."""
    training = VariantTraining(variants, sizes, flat, data.memory, steps)
    again = training.networks.variants.rows("start", lambda start: start == "earlier run")
    left = training.take_passes(data, again)
    if len(again):  # these take the passes a second time from the same start, with the memory that the first time left
        repeated = [variants[i]._replace(start="given") for i in again]
        left_data = SimpleNamespace(inputs=data.inputs, targets=data.targets, memory=tuple(left))
        second = after_steps(repeated, sizes, flat, left_data, steps)
        training.networks.w[again], training.losses[again] = second.networks.w, second.losses
    return training

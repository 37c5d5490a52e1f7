"""The passes over the samples that many variants of one network take at once, batch by batch, each in its own order."""

from collections.abc import Callable
from itertools import count
from types import SimpleNamespace

import numpy as np

from xorcore.diagnosis.step_variants import VariantNetworks
from xorcore.diagnosis.variant import Variant

Batch = tuple[np.ndarray, np.ndarray]  # x (V, n, units) and y (V or 1, n, units)
Watch = Callable[[VariantNetworks, int, np.ndarray, np.ndarray], None]  # what is done before the batch x, y of a pass


def batches(variants: list[Variant], inputs: np.ndarray, targets: np.ndarray, number: int) -> list[Batch]:
    """The batches of pass `number`, each variant's samples in its order."""
    one = variants[0]
    if any(v.orders for v in variants):
        every = tuple(range(len(inputs)))
        order = np.array([v.orders[number % len(v.orders)] if v.orders else every for v in variants])
        inputs, targets = inputs[order], targets[order]
    else:
        inputs, targets = np.broadcast_to(inputs, (len(variants), *inputs.shape)), targets[None]
    size = one.batch_size or inputs.shape[1]
    return [(inputs[:, at : at + size], targets[:, at : at + size]) for at in range(0, inputs.shape[1], size)]


def unwatched(networks: VariantNetworks, number: int, x: np.ndarray, y: np.ndarray) -> None:
    pass


@np.errstate(all="ignore")
def first_gradients(variants: list[Variant], sizes: tuple[int, ...], flat: np.ndarray, data: SimpleNamespace) -> np.ndarray:
    """The gradients of the first update, (V, parameters)."""
    networks = VariantNetworks(variants, sizes, flat, data.memory)
    networks.step(*batches(variants, data.inputs, data.targets, 0)[0])
    return networks.g


@np.errstate(all="ignore")
def after_steps(variants: list[Variant], sizes: tuple[int, ...], flat: np.ndarray, data: SimpleNamespace, steps: int,
                before_batch: Watch = unwatched) -> VariantNetworks:
    """The networks after this many passes over the samples."""
    networks = VariantNetworks(variants, sizes, flat, data.memory)
    networks.passes = steps + networks.variants.each("extra_steps", int)
    again = networks.variants.rows("start", lambda start: start == "earlier run")
    left = _take_passes(networks, data, before_batch, again)
    if len(again):
        _take_them_again(networks, again, left, flat, data, steps, before_batch)
    return networks


def _take_passes(networks: VariantNetworks, data: SimpleNamespace, before_batch: Watch, again: np.ndarray) -> np.ndarray:
    """Each its own number of passes; who has ended keeps the weights. Returns the memory (2, V', parameters) that it leaves
    to those that start again."""
    ended, left = [], np.zeros((2, len(again), networks.w.shape[1]))
    changing = any(len(v.orders) > 1 for v in networks.variants.all if v.orders)
    for number in count():
        if (rows := np.flatnonzero(networks.passes == number)).size:
            ended.append((rows, networks.w[rows].copy()))
            if len(again):
                here = networks.passes[again] == number
                left[:, here] = networks.memory()[:, again[here]]
        if number == networks.passes.max():
            break
        if number == 0 or changing:
            taken = batches(networks.variants.all, data.inputs, data.targets, number)
        for x, y in taken:
            before_batch(networks, number, x, y)
            networks.step(x, y)
    for rows, weights in ended:
        networks.w[rows] = weights
    return left


def _take_them_again(networks: VariantNetworks, rows: np.ndarray, left: np.ndarray, flat: np.ndarray, data: SimpleNamespace,
                     steps: int, before_batch: Watch) -> None:
    """These take the passes a second time from the same start, with the memory that the first time left."""
    data = SimpleNamespace(**{**vars(data), "memory": tuple(left)})
    variants = [networks.variants.all[i]._replace(start="given") for i in rows]
    second = after_steps(variants, networks.sizes, flat, data, steps, before_batch)
    networks.w[rows] = second.w
    if networks.losses:
        total = np.sum(networks.losses, axis=0)
        total[rows] = np.sum(second.losses, axis=0)
        networks.losses = [total]

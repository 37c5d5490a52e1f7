"""One training step taken apart: every number of one pass forward, one pass backward and one update.

The numbers are the engine's own, left behind in copies of its buffers; only the split of the update into its terms
and of the gradient into data and L2 part is worked out here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from xorcore.checked import brief, checked
from xorcore.compiled import run
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.epoch import TrainingState
from xorcore.network import Layer, Network, fitting_sizes
from xorcore.objective import frozen_biases, penalty, weight_decay
from xorcore.optimizers import OPTIMIZERS, Memory
from xorcore.parameters import GivenParameters, Pair, flatten, unflatten
from xorcore.step.update_terms import UpdateTerms, split_update
from xorcore.training import orders_after


@dataclass(frozen=True, eq=False)
class LayerTrace:
    """One layer in one step, rows are samples. The weights are those before the update."""

    W: np.ndarray  # (fan_in, fan_out)
    b: np.ndarray  # (fan_out,)
    x: np.ndarray  # (n, fan_in)
    z: np.ndarray  # (n, fan_out)
    a: np.ndarray  # (n, fan_out)
    slope: np.ndarray  # (n, fan_out), f'(z)
    delta: np.ndarray  # (n, fan_out), dL/dz of the batch's loss: with reduction "mean" it contains 1/n
    dW_data: np.ndarray  # (fan_in, fan_out), without the L2 term
    dW_l2: np.ndarray  # (fan_in, fan_out), l2 times W
    dW: np.ndarray  # (fan_in, fan_out), their sum
    db: np.ndarray  # (fan_out,)
    db_used: np.ndarray  # (fan_out,), what the update takes: 0 where biases are not trained
    change_W: np.ndarray  # (fan_in, fan_out), ΔW
    change_b: np.ndarray  # (fan_out,)
    new_W: np.ndarray  # (fan_in, fan_out), after the update
    new_b: np.ndarray  # (fan_out,)


@dataclass(frozen=True, eq=False)
class StepTrace:
    """One step on one batch. Flat vectors as in the network: for each layer W row by row, then b. Holds copies."""

    config: Config
    sizes: tuple[int, ...]
    rows: np.ndarray  # which samples of the dataset, in their order
    inputs: np.ndarray  # (n, inputs)
    targets: np.ndarray  # (n, outputs)
    layers: tuple[LayerTrace, ...]
    sample_losses: np.ndarray  # (n,), each sample's own, not divided by n
    scale: float  # 1/n with reduction "mean", else 1
    data_loss: float  # scale times their sum
    l2_loss: float  # l2/2 times the sum of the squared weights
    vector: np.ndarray  # weights and biases before
    gradient: np.ndarray  # what the update takes: L2 term added, 0 for biases that are not trained
    update: UpdateTerms
    new_vector: np.ndarray  # weights and biases after
    memory: Memory  # of the update rule, before
    new_memory: Memory  # after

    @property
    def loss(self) -> float:
        """The batch's loss before the update, L2 term included."""
        return self.data_loss + self.l2_loss

    @property
    def change(self) -> np.ndarray:
        """Δw, flat: the sum of the update's terms. vector + change is new_vector but for the last bit."""
        return self.update.values["Δw"]


@np.errstate(over="ignore", invalid="ignore", divide="ignore")
@checked
def step_trace(config: Config, parameters: GivenParameters, dataset: Dataset, memory: Memory | None = None,
               rows: ArrayLike | None = None) -> StepTrace:
    """All numbers of one step from these parameters on the samples `rows` (None: all), in their order.

    memory: the update rule's, as in `Trainer.state()`, None at the start of a run. Raises ValueError where shapes do not
    fit, IndexError for a row that does not exist.
    """
    sizes, flat = fitting_sizes(config, parameters, dataset), flatten(parameters)
    rows = _rows(rows, len(dataset.inputs))
    rule = OPTIMIZERS[config.optimizer]
    before = rule.start(flat) if memory is None else tuple(map(np.copy, memory))
    if [vector.shape for vector in before] != [flat.shape] * len(rule.memory):
        raise ValueError(f"{config.optimizer} remembers {len(rule.memory)} vectors of {len(flat)} numbers, "
                         f"got {[vector.size for vector in before]}")
    network = Network(config, sizes, flat, len(rows)).load(dataset.inputs[rows], dataset.targets[rows])
    data_gradient = np.empty_like(flat)
    run(network.forward + network.backward(data_gradient))
    decay = weight_decay(config.l2, sizes)
    decayed = decay * flat
    derivative = data_gradient + decayed
    used = derivative.copy()
    for biases in frozen_biases(config, sizes):
        used[biases] = 0

    l, m = config.learning_rate, config.momentum
    new_vector, after = rule.stepped(flat, used, l, m, before)
    update = split_update(rule, used, l, m, before, after)

    parts = [unflatten(v, sizes) for v in (flat, data_gradient, decayed, derivative, used, update.values["Δw"], new_vector)]
    layers = tuple(_layer_trace(layer, *of_layer) for layer, *of_layer in zip(network.layers, *parts, strict=True))
    return StepTrace(config, sizes, rows, dataset.inputs[rows], dataset.targets[rows], layers, _sample_losses(network),
                     network.scale, network.data_loss(), penalty(decay, flat), flat, used, update,
                     new_vector, before, after)


def _rows(rows: ArrayLike | None, samples: int) -> np.ndarray:
    """The numbers of these samples, of all for None."""
    if rows is None:
        return np.arange(samples)
    rule = "rows must be the numbers of samples, whole numbers from 0 on"
    try:
        rows = np.atleast_1d(np.asarray(rows))
    except ValueError:
        raise ValueError(f"{rule}, got {brief(rows)}") from None
    if not rows.size:
        raise ValueError("rows must name at least one sample, got none")
    if rows.dtype.kind not in "iu" or rows.ndim > 1:
        raise ValueError(f"{rule}, got {rows.dtype if rows.ndim == 1 else brief(rows)}")
    if ((rows < 0) | (rows >= samples)).any():
        raise IndexError(f"rows must be 0 to {samples - 1}, got {rows.min()} to {rows.max()}")
    return rows.astype(int)


def _layer_trace(layer: Layer, weights: Pair, data: Pair, l2: Pair, derivative: Pair, used: Pair, change: Pair,
                 new: Pair) -> LayerTrace:
    """Rows are samples from here on."""
    x, z, a, slope, delta = (part.T.copy() for part in (layer.x[:-1], layer.z, layer.a, layer.slope, layer.delta))
    return LayerTrace(*weights, x, z, a, slope, delta, data[0], l2[0], *derivative, used[1], *change, *new)


def _sample_losses(network: Network) -> np.ndarray:
    """Each sample's loss, from the loss function that the network trains with."""
    whole = (network.layers[-1].z, network.targets, network.error)
    z, y, error = (np.ascontiguousarray(part)[:, None, :] for part in whole)
    return network.loss.value(z, y, error)


@checked
def batches_after(config: Config, state: TrainingState, samples: int) -> list[np.ndarray]:
    """The batches of the epoch that follows this state: the rows of each, in the order in which they are trained."""
    (order,) = orders_after(config, state, samples, 1)
    size = config.batch_size or samples
    return [order[start : start + size] for start in range(0, samples, size)]

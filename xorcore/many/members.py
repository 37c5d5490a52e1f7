"""Members are many runs of one Config that differ in seed, start or rates; a chunk of them is trained in slices.

Into a slice goes what is to be done and how far it has come, out of it how far it has come; it needs nothing else. So it
can run in any thread, process or machine, and end anywhere, with the same bits.
"""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.divergence import DivergenceCheck
from xorcore.initialisation import initial_parameters
from xorcore.many.seeding import DATA, ORDER, WEIGHTS, MemberDraws, streams
from xorcore.optimizers import OPTIMIZERS
from xorcore.parameters import augmented, parameter_count
from xorcore.start import dataset_of


class Chunk(NamedTuple):
    """What a chunk of T members is to do."""

    config: Config
    sizes: tuple[int, ...]
    dataset: Dataset | None  # the samples of them all; None where each seed draws its own
    seeds: np.ndarray  # (T,)
    varied: dict[str, np.ndarray]  # settings in place of the Config's: (T,), of learning_rate also (T, layers)
    start: np.ndarray | None  # (parameters, T); None for the Config's random start
    dtype: type
    criterion: str  # which loss must fall below stop_at_loss: "loss" or "running_loss"
    record: np.ndarray  # epochs whose losses are kept, ascending
    trainability: bool  # sum up Sohl-Dickstein's value, and therefore train to the end whatever happens
    width: int  # members that are trained together


@dataclass(eq=False)
class Members:
    """How far a chunk of T members has come. Arrays have the members last."""

    flat: np.ndarray  # (parameters, T)
    memory: np.ndarray  # (of the update rule, parameters, T)
    loss: np.ndarray  # (T,) after `trained` epochs; nan before the start was measured
    first_loss: np.ndarray
    guess_limit: np.ndarray  # ten times the loss of always answering the mean target; (1,) where all have the same samples
    trained: np.ndarray  # (T,) epochs so far
    epochs: np.ndarray  # (T,) first epoch that solved it, -1 where none
    diverged: np.ndarray
    done: np.ndarray
    losses: np.ndarray  # (recorded epochs, T); nan where not reached; of a member that has ended, its last loss
    sums: np.ndarray  # (3, T) of `trainability`
    inputs: np.ndarray = field(repr=False)  # (inputs, n, T), or (inputs, n, 1) where all have the same samples
    targets: np.ndarray = field(repr=False)
    orders: list[np.random.Generator] = field(repr=False)  # that shuffle; empty where nothing is shuffled

    def copy(self) -> "Members":
        """A copy of what training changes, so that no slice changes what an Outcome shows. The generators are handed on."""
        names = ("flat", "memory", "loss", "first_loss", "trained", "epochs", "diverged", "done", "losses", "sums")
        return replace(self, **{name: getattr(self, name).copy() for name in names})

    def part(self, here: slice) -> "Members":
        """These members alone, as views; an array of one member is what all of them share."""
        arrays = {name: array for name, array in vars(self).items() if name != "orders" and array.shape[-1] != 1}
        return replace(self, orders=self.orders[here], **{name: array[..., here] for name, array in arrays.items()})

    def freed(self) -> "Members":
        """Without what only further training needs."""
        nothing = np.empty(0)
        return replace(self, memory=nothing, inputs=nothing, targets=nothing, orders=[])


def begin(chunk: Chunk) -> Members:
    """The untrained members of a chunk."""
    config, T = chunk.config, len(chunk.seeds)
    datasets = [chunk.dataset] if chunk.dataset else [dataset_of(config, rng) for rng in streams(chunk.seeds, DATA)]
    limits = [DivergenceCheck(0.0, dataset, config.reduction).loss_limit for dataset in datasets]
    shuffled = config.sample_order == "shuffled" and 0 < config.batch_size < len(datasets[0].inputs)
    flat: np.ndarray = (start_weights(chunk) if chunk.start is None else chunk.start).astype(chunk.dtype)
    return Members(
        flat=flat,
        memory=np.zeros((len(OPTIMIZERS[config.optimizer].memory), *flat.shape), chunk.dtype),
        loss=np.full(T, np.nan, chunk.dtype),
        first_loss=np.full(T, np.nan, chunk.dtype),
        guess_limit=np.array(limits, chunk.dtype),
        trained=np.zeros(T, int),
        epochs=np.full(T, -1),
        diverged=np.zeros(T, bool),
        done=np.zeros(T, bool),
        losses=np.full((len(chunk.record), T), np.nan, chunk.dtype),
        sums=np.zeros((3, T if chunk.trainability else 0)),
        inputs=np.stack([dataset.inputs.T for dataset in datasets], axis=-1).astype(chunk.dtype),
        targets=np.stack([dataset.targets.T for dataset in datasets], axis=-1).astype(chunk.dtype),
        orders=list(streams(chunk.seeds, ORDER)) if shuffled else [],
    )


def start_weights(chunk: Chunk) -> np.ndarray:
    """Random start weights (parameters, T), each as `train` draws them for this seed and init_scale."""
    config, count = chunk.config, parameter_count(chunk.sizes)
    scale = chunk.varied.get("init_scale", config.init_scale)
    layers = initial_parameters(config.init, chunk.sizes, scale, MemberDraws(chunk.seeds, WEIGHTS, count))
    flat = np.empty((count, len(chunk.seeds)))
    for Wb, (W, b) in zip(augmented(flat, chunk.sizes), layers, strict=True):
        Wb[:-1] = W.reshape(*W.shape[:2], -1)  # what is 0 for all members comes without their axis
        Wb[-1] = b.reshape(len(b), -1)
    return flat

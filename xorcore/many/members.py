"""Members are many runs of one Config that differ in seed, start or rates; a span of them is trained in slices.

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
from xorcore.many import trainability
from xorcore.many.seeding import DATA, ORDER, WEIGHTS, MemberDraws, streams
from xorcore.optimizers import OPTIMIZERS
from xorcore.parameters import augmented, parameter_count
from xorcore.training import dataset_of


class Span(NamedTuple):
    """What a span of T members is to do."""

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


@dataclass
class Members:
    """How far a span of T members has come. Arrays have the members last."""

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


def begin(span: Span) -> Members:
    """The untrained members of a span."""
    config, T = span.config, len(span.seeds)
    datasets = [span.dataset] if span.dataset else [dataset_of(config, rng) for rng in streams(span.seeds, DATA)]
    limits = [DivergenceCheck(0.0, dataset, config.reduction).loss_limit for dataset in datasets]
    shuffled = config.sample_order == "shuffled" and 0 < config.batch_size < len(datasets[0].inputs)
    flat: np.ndarray = (start_weights(span) if span.start is None else span.start).astype(span.dtype)
    return Members(
        flat=flat,
        memory=np.zeros((len(OPTIMIZERS[config.optimizer].memory), *flat.shape), span.dtype),
        loss=np.full(T, np.nan, span.dtype),
        first_loss=np.full(T, np.nan, span.dtype),
        guess_limit=np.array(limits, span.dtype),
        trained=np.zeros(T, int),
        epochs=np.full(T, -1),
        diverged=np.zeros(T, bool),
        done=np.zeros(T, bool),
        losses=np.full((len(span.record), T), np.nan, span.dtype),
        sums=trainability.empty_sums(T if span.trainability else 0),
        inputs=np.stack([dataset.inputs.T for dataset in datasets], axis=-1).astype(span.dtype),
        targets=np.stack([dataset.targets.T for dataset in datasets], axis=-1).astype(span.dtype),
        orders=list(streams(span.seeds, ORDER)) if shuffled else [],
    )


def start_weights(span: Span) -> np.ndarray:
    """Random start weights (parameters, T), each as `train` draws them for this seed and init_scale."""
    config, count = span.config, parameter_count(span.sizes)
    scale = span.varied.get("init_scale", config.init_scale)
    layers = initial_parameters(config.init, span.sizes, scale, MemberDraws(span.seeds, WEIGHTS, count))
    flat = np.empty((count, len(span.seeds)))
    for Wb, (W, b) in zip(augmented(flat, span.sizes), layers, strict=True):
        Wb[:-1] = W.reshape(*W.shape[:2], -1)  # what is 0 for all members comes without their axis
        Wb[-1] = b.reshape(len(b), -1)
    return flat

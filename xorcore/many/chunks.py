"""What varies between the members of a run of many networks: checked, brought to one length, and cut into chunks.

A chunk is long enough to keep its group of members full while some of them leave, and short enough for all processors to
have one. How the members are cut does not change their numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from xorcore.checked import brief
from xorcore.config import OWN_DATA, Config
from xorcore.datasets import DATASETS, Dataset
from xorcore.limits import is_whole
from xorcore.many.batched_network import pass_bytes
from xorcore.many.members import Chunk, Members
from xorcore.many.seeding import DATA, streams
from xorcore.network import network_sizes
from xorcore.number_notation import grouped
from xorcore.optimizers import OPTIMIZERS
from xorcore.parameters import GivenParameters, flatten, pairs, sizes_of
from xorcore.start import checked_start, dataset_of

CACHE_BYTES = 5_000_000  # of the arrays of the members that are trained together; two threads share 8 MB of cache
LONGEST_ROW = 37_000  # bytes of one number of all of them; half the first cache
LEAST_WIDTH = 8
MOST_SEEDS = 1_000_000
SHORTEST_CHUNK = 1000  # below it, threads wait longer for each other between NumPy's loops than the loops take


def chunk_of_all(config: Config, seeds: int | Iterable[int] | None, parameters: GivenParameters | None,
                dataset: Dataset | None, varied: dict[str, Any], *, dtype: type = np.float64, criterion: str = "loss",
                record: Sequence[int] = (), trainability: bool = False) -> Chunk:
    """All members in one chunk. Arguments and errors are those of `train_many_steps`."""
    if dtype not in (np.float32, np.float64, float):
        raise ValueError(f"dtype must be np.float32 or np.float64, got {getattr(dtype, '__name__', repr(dtype)[:40])}")
    if criterion not in ("loss", "running_loss"):
        raise ValueError(f"criterion must be loss or running_loss, got {criterion}")
    own_seeds = _checked(config, "seed", config.seed if seeds is None else _listed(seeds))
    first = own_seeds.reshape(-1)[:1]
    if dataset is None and (config.dataset == OWN_DATA or not DATASETS[config.dataset].drawn or own_seeds.ndim == 0):
        dataset = dataset_of(config, *streams(first, DATA))
    example = dataset_of(config, *streams(first, DATA)) if dataset is None else dataset
    sizes = network_sizes(config, example)
    varied = {name: _checked(config, name, values) for name, values in varied.items() if values is not None}
    _check_layers(varied, len(sizes) - 1)
    start = None if parameters is None else _flat_start(parameters, sizes)
    columns = {"seeds": own_seeds, **varied, **({} if start is None else {"parameters": start[0]})}
    S = _common_length({name: len(values) for name, values in columns.items() if values.ndim})
    shared: dict[str, Any] = {name: float(values) for name, values in varied.items() if values.ndim == 0}
    config = replace(config, **shared)
    varied = {name: values for name, values in varied.items() if values.ndim}
    if start is not None:
        start = np.broadcast_to(start.reshape(len(start), -1), (len(start), S))
    return Chunk(config, sizes, dataset, np.broadcast_to(own_seeds, S), varied, start, dtype, criterion, _epochs(record),
                trainability, group_width(config, sizes, len(example.inputs), dtype))


def cut(whole: Chunk, count: int) -> tuple[Chunk, ...]:
    """The whole in about so many chunks. The first ones are short, so that there is soon something to see."""
    S = len(whole.seeds)
    shortest = min(SHORTEST_CHUNK, whole.width)
    longest = int(np.clip(-(-S // count), shortest, 2 * whole.width))
    ends, length = [0], shortest
    while ends[-1] < S:
        ends.append(min(S, ends[-1] + length))
        length = min(2 * length, longest)
    return tuple(_part(whole, slice(*here)) for here in pairwise(ends))


def halves(chunk: Chunk, members: Members) -> list[tuple[Chunk, Members]]:
    """The chunk in two with as many left to train in each; as it is where they would be short."""
    left = np.flatnonzero(~members.done)
    if len(left) < SHORTEST_CHUNK:
        return [(chunk, members)]
    middle = left[len(left) // 2]
    return [(_part(chunk, here), members.part(here)) for here in (slice(middle), slice(middle, None))]


def _part(chunk: Chunk, here: slice) -> Chunk:
    return chunk._replace(
        seeds=chunk.seeds[here],
        varied={name: values[here] for name, values in chunk.varied.items()},
        start=None if chunk.start is None else chunk.start[:, here],
    )


def group_width(config: Config, sizes: tuple[int, ...], n: int, dtype: type) -> int:
    """About how many members to train together on n samples: their arrays should fit the cache."""
    member = pass_bytes(sizes, n, len(OPTIMIZERS[config.optimizer].memory), dtype)
    most = LONGEST_ROW // np.dtype(dtype).itemsize
    return int(np.clip(CACHE_BYTES // member, LEAST_WIDTH, most))


def _listed(seeds: int | Iterable[int]) -> Sequence[int]:
    """The seeds one by one: a number of them are 0, 1, 2, ..."""
    if isinstance(seeds, Iterable):
        if np.ma.is_masked(seeds):
            raise ValueError("seeds must be whole numbers, got masked ones among them")
        listed = list(seeds)
        if any(isinstance(seed, (bool, np.bool_)) for seed in listed):
            raise ValueError("seeds must be whole numbers, got True or False among them")
        return listed
    if not is_whole(seeds) or not 1 <= seeds <= MOST_SEEDS:
        raise ValueError(f"a number of seeds must be a whole number, 1 to {grouped(MOST_SEEDS)}, got {brief(seeds)}")
    return range(seeds)


def _epochs(record: Sequence[int]) -> np.ndarray:
    """The epochs to record, each once."""
    try:
        epochs = np.atleast_1d(np.unique(np.asarray(record)))
    except ValueError:  # lists of several lengths
        epochs = np.array([np.nan])
    if epochs.dtype.kind not in "iu" and epochs.size or np.ndim(record) != 1 or epochs.min(initial=0) < 0:
        raise ValueError(f"epochs to record must be a list of whole numbers of at least 0, got {brief(record)}")
    return epochs.astype(int)


def _checked(config: Config, name: str, values: Any) -> np.ndarray:
    """The values as an array, or a ConfigError in the words of Config for one that it would refuse."""
    try:
        array = np.array(values)
    except ValueError:  # lists of several lengths
        array = np.array(None)
    if array.dtype.kind not in "biuf" or (name == "seed" and array.ndim > 1) or np.ma.is_masked(values):
        raise ValueError(f"{name} must be numbers{' in a row' if name == 'seed' else ''}, got {brief(values)}")
    if array.size == 0:
        raise ValueError(f"{name} must be at least one number, got none")
    kind = int if name == "seed" else float
    for extreme in (array.min(), array.max()):
        replace(config, **{name: extreme.item()})
    return array.astype(kind)


def _check_layers(varied: dict[str, np.ndarray], layers: int) -> None:
    for name, values in varied.items():
        if values.ndim > 1 and (name != "learning_rate" or values.shape[1:] != (layers,)):
            rule = f"(S,) or (S, {layers} layers)" if name == "learning_rate" else "(S,)"
            raise ValueError(f"{name} must have the shape {rule}, got {values.shape}")


def _common_length(lengths: dict[str, int]) -> int:
    """The one length of all that varies; 1 where nothing does."""
    if len(set(lengths.values())) > 1:
        raise ValueError(f"what varies must have one length, got {', '.join(f'{n} {s}' for n, s in lengths.items())}")
    return next(iter(lengths.values()), 1)


def _flat_start(parameters: GivenParameters, sizes: tuple[int, ...]) -> np.ndarray:
    """(parameters,) of one network's start weights, (parameters, S) of S networks'."""
    layers = pairs(parameters)
    if layers[0][0].ndim < 3:
        return checked_start(sizes_of(layers), sizes, flatten(layers))
    parts = [part for layer in layers for part in layer]
    S = len(parts[0])
    if S == 0 or any(part.ndim == 0 or len(part) != S for part in parts):
        raise ValueError("start weights of S networks must be W (S, fan_in, fan_out), b (S, fan_out) in every layer, "
                         f"got {', '.join(str(part.shape) for part in parts)}")
    first = [(W[0], b[0]) for W, b in layers]
    return checked_start(sizes_of(first), sizes, np.concatenate([part.reshape(S, -1).T for part in parts]))

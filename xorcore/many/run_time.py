"""How long a batch of networks will take, measured as for one network (`xorcore.run_time`)."""

import time
from dataclasses import replace

import numpy as np

from xorcore.checked import checked
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.limits import LIMITS, check_at_least
from xorcore.many.chunks import chunk_of_all
from xorcore.many.lockstep import Group
from xorcore.many.members import begin

MEASURED_BATCHES, MEASURED_SECONDS = 50, 0.01


@checked
def predicted_many_seconds(config: Config, members: int, dataset: Dataset | None = None) -> float:
    """Seconds that all epochs of this many seeds will take here on one processor if none of them ends early.

    Of an epoch of many batches only the first MEASURED_BATCHES are trained: an epoch of thousands of updates of wide
    networks would take seconds to measure. Raises ValueError where `members` is no whole number of at least 1.
    """
    check_at_least("members", members, 1)
    epochs_of_few, config, dataset = _few_batches(config, dataset)
    chunk = chunk_of_all(replace(config, stop_at_loss=None), range(min(members, 500)), None, dataset, {})
    together = np.arange(len(chunk.seeds))[: chunk.width]
    group = Group(chunk, begin(chunk), together)
    epochs, start = 0, time.thread_time()
    with np.errstate(all="ignore"):  # some may diverge
        while epochs == 0 or time.thread_time() - start < MEASURED_SECONDS:
            group.epoch()
            epochs += 1
    return (time.thread_time() - start) / epochs / len(together) * members * config.epochs * epochs_of_few


def _few_batches(config: Config, dataset: Dataset | None) -> tuple[float, Config, Dataset | None]:
    """How many times longer a whole epoch is; the Config and the data of an epoch of a few batches."""
    samples = config.samples if dataset is None else len(dataset.inputs)
    few = max(MEASURED_BATCHES * config.batch_size, int(LIMITS["samples"].low))
    if not config.batch_size or few >= samples:
        return 1.0, config, dataset
    if dataset is not None:
        dataset = Dataset(dataset.inputs[:few], dataset.targets[:few])
    return samples / few, replace(config, samples=few), dataset

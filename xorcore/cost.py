"""How long a run will take, measured by training a little of it.

Measured is this thread's own processor time: in so short a piece, a moment that goes to somebody else would count for
hours.
"""

import time
from dataclasses import replace

import numpy as np

from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.member_group import Group
from xorcore.members import begin
from xorcore.spans import span_of_all
from xorcore.training import train


def predicted_seconds(config: Config, dataset: Dataset | None = None, measure_seconds: float = 0.01) -> float:
    """Seconds that all epochs of this Config will take here, from training it for about `measure_seconds`."""
    trainer = train(replace(config, stop_at_loss=None), dataset=dataset)
    next(trainer)
    epochs, start = 0, time.thread_time()
    for _ in trainer:
        epochs += 1
        elapsed = time.thread_time() - start
        if elapsed > measure_seconds:
            break
    return elapsed / epochs * config.epochs


def predicted_many_seconds(config: Config, members: int, dataset: Dataset | None = None, dtype: type = np.float64,
                           measure_seconds: float = 0.01) -> float:
    """Seconds that all epochs of this many seeds will take here on one processor if none of them ends early."""
    span = span_of_all(replace(config, stop_at_loss=None), range(min(members, 500)), None, dataset, {}, dtype=dtype)
    together = np.arange(len(span.seeds))[: span.width]
    group = Group(span, begin(span), together)
    epochs, start = 0, time.thread_time()
    while epochs == 0 or time.thread_time() - start < measure_seconds:
        group.epoch()
        epochs += 1
    return (time.thread_time() - start) / epochs / len(together) * members * config.epochs

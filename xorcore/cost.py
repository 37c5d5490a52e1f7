"""How long a run will take, measured by training a little of it."""

import time
from dataclasses import replace

from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.training import train


def predicted_seconds(config: Config, dataset: Dataset | None = None, measure_seconds: float = 0.01) -> float:
    """Seconds that all epochs of this Config will take here, from training it for about `measure_seconds`."""
    trainer = train(replace(config, stop_at_loss=None), dataset=dataset)
    next(trainer)
    epochs, start = 0, time.perf_counter()
    for _ in trainer:
        epochs += 1
        elapsed = time.perf_counter() - start
        if elapsed > measure_seconds:
            break
    return elapsed / epochs * config.epochs

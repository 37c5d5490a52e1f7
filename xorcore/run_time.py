"""How long a run will take, measured by training a little of it.

Measured is this thread's own processor time: in so short a time, a moment that goes to somebody else would count for
hours.
"""

import time
from dataclasses import replace

from xorcore.checked import checked
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.training import train


@checked
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

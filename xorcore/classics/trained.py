"""Training within a check: to its end, with a None some ten times a second, so that it can be watched and cancelled.

`yield from` hands the Nones on, and its value is what the function returns.
"""

import time
from collections.abc import Generator, Iterable
from typing import Any

import numpy as np

from xorcore.classics.classic import Setup
from xorcore.epoch import Epoch
from xorcore.many.training import Outcome, train_many_steps
from xorcore.parameters import Parameters
from xorcore.training import train

SECONDS = 0.05  # between two Nones


def trained(setup: Setup) -> Generator[None, None, Epoch]:
    """The last epoch of `train`. A None at its end too: a check may train many that are short."""
    began = time.perf_counter()
    for epoch in train(*setup):
        if time.perf_counter() - began > SECONDS:
            yield None
            began = time.perf_counter()
    yield None
    return epoch


def trained_many(*arguments: Any, **settings: Any) -> Generator[None, None, Outcome]:
    """The complete outcome of `train_many_steps`, with its arguments."""
    for outcome in train_many_steps(*arguments, **settings):
        yield None
    return outcome


def networks(outcome: Outcome) -> list[Parameters]:
    """The parameters of each network as it ended."""
    layers = [zip(W, b, strict=True) for W, b in outcome.parameters]
    return [list(network) for network in zip(*layers, strict=True)]


def epochs_to_criterion(setups: Iterable[Setup]) -> Generator[None, None, np.ndarray]:
    """(setups,) the epochs of each until its running loss is below `stop_at_loss`, -1 where it never is: the counting of
    the programs of the 1980s. The setups may differ in learning rate and momentum only."""
    setups = list(setups)
    config, parameters, dataset = setups[0]
    outcome = yield from trained_many(
        config, None, parameters, dataset, criterion="running_loss",
        learning_rate=[setup.config.learning_rate for setup in setups],
        momentum=[setup.config.momentum for setup in setups],
    )
    return outcome.epochs

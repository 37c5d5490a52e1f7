"""The objective is what training makes small: the loss of the data and half of l2 times the sum of the squared weights.

    L(w) = data loss + 1/2 sum of decay w^2,   dL/dw = its data gradient + decay w,   decay = l2 for weights, 0 for biases

Biases that are not trained have their derivative like others; the update takes 0 for it.
"""

from functools import partial
from typing import Any

import numpy as np

from xorcore.compiled import Calls, einsum, recorded
from xorcore.config import Config
from xorcore.parameters import layout, parameter_count


def weight_decay(l2: float, sizes: tuple[int, ...]) -> np.ndarray:
    """Flat vector of the L2 factor of each parameter: l2 for weights, 0 for biases."""
    decay = np.full(parameter_count(sizes), l2)
    for place in layout(sizes):
        decay[place.b] = 0
    return decay


def penalty(decay: np.ndarray, flat: np.ndarray) -> Any:
    """The L2 term of the loss; (members,) of many networks (parameters, members)."""
    if flat.ndim == 1:
        return 0.5 * float(flat.dot(decay * flat))
    return 0.5 * einsum("ps,ps->s", decay * flat, flat)


def frozen_biases(config: Config, sizes: tuple[int, ...]) -> list[slice]:
    """Where the biases that are not trained lie in the flat vector."""
    return [] if config.train_biases else [place.b for place in layout(sizes)]


def with_decay(g: np.ndarray, w: np.ndarray, decay: np.ndarray) -> np.ndarray:
    """g <- g + decay w"""
    return g + w * decay


def taken_gradient(config: Config, sizes: tuple[int, ...], decay: np.ndarray | None, w: np.ndarray, g: np.ndarray) -> Calls:
    """The calls that make of the data's gradient g what the update takes: the L2 term added, 0 for frozen biases."""
    calls = [] if decay is None else recorded(with_decay, (g, w, decay), (g,))
    return calls + [partial(g[biases].fill, 0) for biases in frozen_biases(config, sizes)]

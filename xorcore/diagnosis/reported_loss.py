"""The loss that somebody prints, in the ways in which it is printed; V variants at once, a and z (V, n, outputs)."""

from collections.abc import Callable
from typing import Any

import numpy as np

from xorcore.config import Config
from xorcore.diagnosis.formulas import summed_loss
from xorcore.diagnosis.gradient_variants import VariantNetworks
from xorcore.diagnosis.variant import WHILE_TRAINING


def squares(a: np.ndarray, y: np.ndarray) -> np.ndarray:
    return ((a - y) ** 2).sum(axis=(1, 2))


def logs(a: np.ndarray, z: np.ndarray, y: np.ndarray, sign: float) -> np.ndarray:
    """−y log a − sign (1 − y) log(1 − a)"""
    return (y * np.logaddexp(0, -z) + sign * (1 - y) * np.logaddexp(0, z)).sum(axis=(1, 2))


# What is printed in place of the data loss: (the loss as configured summed and averaged, a, z, y) -> (V,)
REPORTED: dict[str, Callable[[Any, Any, Any, Any], Any]] = {
    "as configured": lambda whole, a, z, y: whole,
    "no half": lambda whole, a, z, y: 2 * whole,
    "half of it": lambda whole, a, z, y: whole / 2,
    "negative": lambda whole, a, z, y: -whole,
    "over outputs": lambda whole, a, z, y: whole / y.shape[2],
    "sum of squares": lambda whole, a, z, y: squares(a, y),
    "mean of squares": lambda whole, a, z, y: squares(a, y) / y.shape[1],
    "mean of squares over outputs": lambda whole, a, z, y: squares(a, y) / y[0].size,
    "root of mean of squares": lambda whole, a, z, y: np.sqrt(squares(a, y) / y[0].size),
    "root of sum of squares": lambda whole, a, z, y: np.sqrt(squares(a, y)),
    "half the mean of squares": lambda whole, a, z, y: squares(a, y) / y.shape[1] / 2,
    "half the sum of squares": lambda whole, a, z, y: squares(a, y) / 2,
    "mean of absolute errors": lambda whole, a, z, y: np.abs(a - y).mean(axis=(1, 2)),
    "sum of absolute errors": lambda whole, a, z, y: np.abs(a - y).sum(axis=(1, 2)),
    "mean of errors": lambda whole, a, z, y: (a - y).mean(axis=(1, 2)),
    "largest error": lambda whole, a, z, y: np.abs(a - y).max(axis=(1, 2)),
    "cross-entropy, summed": lambda whole, a, z, y: logs(a, z, y, 1),
    "cross-entropy, averaged": lambda whole, a, z, y: logs(a, z, y, 1) / y.shape[1],
    "plus in place of minus": lambda whole, a, z, y: logs(a, z, y, -1),
    "plus in place of minus, averaged": lambda whole, a, z, y: logs(a, z, y, -1) / y.shape[1],
    "first term": lambda whole, a, z, y: logs(a, z, y, 0),
    "first term, averaged": lambda whole, a, z, y: logs(a, z, y, 0) / y.shape[1],
    "binary logarithm": lambda whole, a, z, y: whole / np.log(2),
    "decimal logarithm": lambda whole, a, z, y: whole / np.log(10),
}
OF_ONE_SAMPLE = {"last sample": slice(-1, None), "first sample": slice(0, 1)}
AVERAGED = ("mean", "while training, averaged")


@np.errstate(all="ignore")
def reported_losses(networks: VariantNetworks, inputs: np.ndarray, targets: np.ndarray, config: Config,
                    while_training: np.ndarray) -> np.ndarray:
    """The loss over all samples as each variant hands it in, (V,); while_training: those of its last pass, summed."""
    (*_, a), (*_, z) = networks.forward(np.broadcast_to(inputs, (len(networks.w), *inputs.shape)))
    n = len(inputs)
    y, whole = targets[None], summed_loss(config.loss, a, z, targets[None])
    result = np.empty(len(a))
    for name, rows in networks.variants.groups("reported"):
        if name in REPORTED:
            mean = n if config.reduction == "mean" else 1
            result[rows] = REPORTED[name](whole[rows] / mean, a[rows], z[rows], y)
        elif name in OF_ONE_SAMPLE:
            one = OF_ONE_SAMPLE[name]
            result[rows] = summed_loss(config.loss, a[rows, one], z[rows, one], y[:, one])
        else:
            data = while_training if name in WHILE_TRAINING else whole
            result[rows] = data[rows] / (n if name in AVERAGED else 1)
    return result + penalties(networks, config)


def penalties(networks: VariantNetworks, config: Config) -> np.ndarray:
    """½ λ Σ w², or with the λ that a variant prints."""
    l2 = networks.variants.each("l2_reported", lambda l2: config.l2 if l2 is None else float(l2))
    return l2 / 2 * sum((Wb[:, :-1] ** 2).sum(axis=(1, 2)) for Wb in networks.Wb)

"""The loss that somebody prints, in the ways in which it is printed; V variants at once, a and z (V, n, outputs)."""

import numpy as np

from xorcore.config import Config
from xorcore.textbook_step import Networks
from xorcore.variant import Variant


def half_squares(a, z, y):
    """½ (a − y)²"""
    return 0.5 * (a - y) ** 2


def cross_entropy(a, z, y):
    """−y log a − (1 − y) log(1 − a), from z"""
    return np.logaddexp(0, z) - y * z


TERMS = {"half_squared_error": half_squares, "cross_entropy": cross_entropy}


def squares(a, y):
    return ((a - y) ** 2).sum(axis=(1, 2))


def logs(a, z, y, sign: float):
    """−y log a − sign (1 − y) log(1 − a)"""
    return (y * np.logaddexp(0, -z) + sign * (1 - y) * np.logaddexp(0, z)).sum(axis=(1, 2))


# What is printed in place of the data loss: (the loss as configured summed and averaged, a, z, y) -> (V,)
REPORTED = {
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
OF_ONE_SAMPLE = {"last sample": -1, "first sample": 0}
WHILE_TRAINING = ("while training", "while training, averaged")  # each batch's loss before its update, in the last pass


def batch_loss(networks: Networks, x: np.ndarray, y: np.ndarray, loss: str) -> np.ndarray:
    """The sum over the samples of a batch, (V,)."""
    a, z = networks.forward(x)
    return TERMS[loss](a[-1], z[-1], y).sum(axis=(1, 2))


@np.errstate(all="ignore")
def reported_losses(networks: Networks, inputs: np.ndarray, targets: np.ndarray, config: Config) -> np.ndarray:
    """The loss over all samples as each variant hands it in, (V,)."""
    a, z = networks.forward(inputs[None])
    a, z, n = a[-1], z[-1], len(inputs)
    terms = TERMS[config.loss](a, z, targets[None]).sum(axis=2)
    result = np.array([_data_loss(v, i, terms, n, config, networks) for i, v in enumerate(networks.variants)], float)
    for name in dict.fromkeys(v.reported for v in networks.variants):
        if name in REPORTED:
            rows = networks._has(lambda v, name=name: v.reported == name)
            whole = terms[rows].sum(axis=1) / (n if config.reduction == "mean" else 1)
            result[rows] = REPORTED[name](whole, a[rows], z[rows], targets[None])
    return result + penalties(networks, config)


def _data_loss(v: Variant, i: int, terms: np.ndarray, n: int, config: Config, networks: Networks) -> float:
    """Of a variant that is not in REPORTED."""
    if v.reported in OF_ONE_SAMPLE:
        return terms[i, OF_ONE_SAMPLE[v.reported]]
    if v.reported in WHILE_TRAINING:
        return sum(loss[i] for loss in networks.losses) / (n if v.reported.endswith("averaged") else 1)
    return terms[i].sum() / (n if v.reported == "mean" else 1)


def penalties(networks: Networks, config: Config) -> np.ndarray:
    """½ λ Σ w², or with the λ that a variant prints."""
    l2 = np.array([config.l2 if v.l2_reported is None else v.l2_reported for v in networks.variants])
    return l2 / 2 * sum((Wb[:, :-1] ** 2).sum(axis=(1, 2)) for Wb in networks.Wb)

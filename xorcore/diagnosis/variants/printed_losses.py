"""What people print as the loss in place of the one that was asked for: in words, and as it is computed."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from xorcore.diagnosis.variants.formulas import summed_loss


class Evaluated(NamedTuple):
    """What V programs know when they print their loss."""

    loss: str  # a key of the registry
    whole: np.ndarray  # (V,) as configured, summed over the samples or averaged
    while_training: np.ndarray  # (V,) of each batch of the last pass before its update, summed
    a: np.ndarray  # (V, n, outputs)
    z: np.ndarray
    y: np.ndarray  # (1, n, outputs)

    @property
    def n(self) -> int:
        return self.y.shape[1]

    @property
    def squares(self) -> Any:
        return ((self.a - self.y) ** 2).sum(axis=(1, 2))

    def of(self, samples: slice) -> np.ndarray:
        """The loss of these samples, summed."""
        return summed_loss(self.loss, self.a[:, samples], self.z[:, samples], self.y[:, samples])

    def logs(self, sign: float) -> Any:
        """−y log a − sign (1 − y) log(1 − a)"""
        return (self.y * np.logaddexp(0, -self.z) + sign * (1 - self.y) * np.logaddexp(0, self.z)).sum(axis=(1, 2))


Formula = Callable[[Evaluated], Any]  # (V,)

# In words that complete "the printed loss is …"; what is likelier comes first
WHILE_TRAINING: dict[str, Formula] = {
    "summed while training, each before its update": lambda e: e.while_training,
    "averaged while training, each before its update": lambda e: e.while_training / e.n,
}
OF_ANY_LOSS: dict[str, Formula] = {
    "half of it": lambda e: e.whole / 2,
    "negative": lambda e: -e.whole,
    "that of the last sample only": lambda e: e.of(slice(-1, None)),
    "that of the first sample only": lambda e: e.of(slice(0, 1)),
    **WHILE_TRAINING,
    "divided by the outputs": lambda e: e.whole / e.y.shape[2],
    "the mean of absolute errors": lambda e: np.abs(e.a - e.y).mean(axis=(1, 2)),
    "the sum of absolute errors": lambda e: np.abs(e.a - e.y).sum(axis=(1, 2)),
    "the root of the mean squared error": lambda e: np.sqrt(e.squares / e.y[0].size),
    "the mean squared error, no ½": lambda e: e.squares / e.n,
    "the mean squared error over samples and outputs": lambda e: e.squares / e.y[0].size,
    "the largest error": lambda e: np.abs(e.a - e.y).max(axis=(1, 2)),
    "the root of the sum of squares": lambda e: np.sqrt(e.squares),
    "the mean error, not squared": lambda e: (e.a - e.y).mean(axis=(1, 2)),
}
OF_HALF_SQUARED_ERROR: dict[str, Formula] = OF_ANY_LOSS | {
    "the sum of squares": lambda e: e.squares,
    "cross-entropy, summed": lambda e: e.logs(1),
    "cross-entropy, averaged": lambda e: e.logs(1) / e.n,
}
OF_CROSS_ENTROPY: dict[str, Formula] = OF_ANY_LOSS | {
    "the half squared error, summed": lambda e: e.squares / 2,
    "the half squared error, averaged": lambda e: e.squares / e.n / 2,
    "the sum of squares": lambda e: e.squares,
    "that with one sign wrong, summed": lambda e: e.logs(-1),
    "that with one sign wrong, averaged": lambda e: e.logs(-1) / e.n,
    "−y log a only, summed": lambda e: e.logs(0),
    "−y log a only, averaged": lambda e: e.logs(0) / e.n,
    "that with the binary logarithm": lambda e: e.whole / np.log(2),
    "that with the decimal logarithm": lambda e: e.whole / np.log(10),
}
LISTED = {"half_squared_error": OF_HALF_SQUARED_ERROR, "cross_entropy": OF_CROSS_ENTROPY}  # by the loss; OF_ANY_LOSS else
REPORTED: dict[str, Formula] = OF_HALF_SQUARED_ERROR | OF_CROSS_ENTROPY | {
    "as configured": lambda e: e.whole,
    "without its ½": lambda e: 2 * e.whole,
    "the sum over the samples": lambda e: e.of(slice(None)),
    "the mean over the samples": lambda e: e.of(slice(None)) / e.n,
}

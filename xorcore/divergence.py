"""A run diverges when its numbers grow without end. That is a fact about the run, not an error of the program."""

from typing import Any

import numpy as np

from xorcore.checked import checked
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.limits import LARGEST_WEIGHT
from xorcore.number_notation import grouped
from xorcore.optimizers import OPTIMIZERS

LOSS_GROWTH = 10  # a loss of this many times the first counts as divergence
LARGEST_SQUARE = LARGEST_WEIGHT**2  # while the sum of squares is below it, no weight can be beyond
L2_UPDATES = 300  # within which a weight that L2 alone drives apart has grown beyond the largest
NOT_APPLIED = "the update gave numbers that are not finite and was not applied"


class DivergenceCheck:
    """The limits of one run: ten times its first loss, or, where its start was nearly perfect, ten times the loss of
    always answering the mean target."""

    def __init__(self, first_loss: float, dataset: Dataset, reduction: str):
        squares = (dataset.targets - dataset.targets.mean(axis=0)) ** 2
        mean_answer = 0.5 * float(squares.sum()) / (len(squares) if reduction == "mean" else 1)
        self.loss_limit = LOSS_GROWTH * max(first_loss, mean_answer)
        self._reference = "the first" if first_loss >= mean_answer else "that of always answering the mean target"

    def reason(self, loss: float, flat: np.ndarray) -> str:
        """Why these finite numbers mean divergence, "" where they do not."""
        if not is_beyond(loss, self.loss_limit, flat):
            return ""
        if loss > self.loss_limit:
            return f"the loss grew to more than {LOSS_GROWTH} times {self._reference}"
        return f"a weight grew beyond {grouped(LARGEST_WEIGHT)}"


# Of one run, or of many: loss, limit, square (members,), flat (parameters, members).


def is_within(loss: Any, limit: Any, square: Any) -> Any:
    """Whether the loss and the sum of the squared weights are so small that nothing is beyond its limit, nor nan."""
    return (loss <= limit) & (square <= LARGEST_SQUARE)


def is_finite(loss: Any, running_loss: Any, flat: np.ndarray) -> Any:
    """Whether all numbers after an update are finite; else the update is taken back."""
    return np.isfinite(loss) & np.isfinite(running_loss) & np.isfinite(flat).all(axis=0)


def is_beyond(loss: Any, limit: Any, flat: np.ndarray) -> Any:
    """Whether these finite numbers mean divergence."""
    return (loss > limit) | (np.abs(flat).max(axis=0) > LARGEST_WEIGHT)


@checked
def l2_alone_diverges(config: Config) -> bool:
    """Whether the update rule drives one weight apart on the L2 term alone, whose gradient is l2 w.

    Plain gradient descent multiplies the weight by 1 - learning_rate l2, so from a product of 2 on it does. For the other
    rules it is tried.
    """
    rule, w = OPTIMIZERS[config.optimizer], np.ones(1)
    memory = rule.start(w)
    with np.errstate(all="ignore"):
        for _ in range(L2_UPDATES):
            w, memory = rule.stepped(w, config.l2 * w, config.learning_rate, config.momentum, memory)
    return not abs(w[0]) <= LARGEST_WEIGHT


@checked
def momentum_is_a_rate(config: Config) -> bool:
    """Whether the update rule, at a learning rate of nothing, still goes down or up a slope by its momentum, as
    `previous_gradient` does: then a smaller learning rate alone does not make its steps small."""
    rule, w, slope = OPTIMIZERS[config.optimizer], np.zeros(1), np.ones(1)
    w, memory = rule.stepped(w, slope, 0.0, config.momentum, rule.start(w))
    return bool(rule.stepped(w, slope, 0.0, config.momentum, memory)[0] != 0)

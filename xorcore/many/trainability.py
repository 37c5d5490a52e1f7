"""Sohl-Dickstein's measure of how well, or how badly, a training goes: one number from all its losses.

v = loss / first loss, at most 1e6 (also where it is not finite). A run has converged when the mean of its last 20 v is
below 1. Its value is then -sum of v, else +sum of 1/v: "The boundary of neural network trainability is fractal"
(arXiv 2402.06184). Only three sums are kept of each run, (3, members): of v, of 1/v, of the last 20 v.
"""

import numpy as np

from xorcore.checked import checked

CAP = 1e6
LAST = 20


def add(sums: np.ndarray, loss: np.ndarray, first_loss: np.ndarray, left: np.ndarray) -> None:
    """Count each member's loss (members,); `left` losses were still to come, this one included."""
    v = np.fmin(loss.astype(float) / first_loss, CAP)  # where loss is nan, fmin gives the cap
    sums += v, 1 / v, (left <= LAST) * v


def add_capped(sums: np.ndarray, places: np.ndarray, left: np.ndarray) -> None:
    """Count the cap for all losses that the members at these places had still to come."""
    sums[:, places] += left * CAP, left / CAP, np.minimum(left, LAST) * CAP


def value(sums: np.ndarray, epochs: int) -> np.ndarray:
    """Sohl-Dickstein's value (members,) of runs of this many losses: negative where the run has converged."""
    converged = sums[2] < min(LAST, epochs)
    return np.where(converged, -sums[0], sums[1])


@checked
def equalised(values: np.ndarray) -> np.ndarray:
    """Colours of a map: ranks of the values, from -1 to 0 where negative and from 0 to 1 where positive; nan stays nan."""
    colours = np.full(values.shape, np.nan)
    for side, low, least in ((values < 0, -1.0, 1), (values >= 0, 0.0, 0)):  # ranks from 0, and from 1
        ranks = np.searchsorted(np.sort(values[side]), values[side], side="right") - least
        colours[side] = low + ranks / max(1, side.sum())
    return colours

"""How sure one can be of a share that was counted, and of the difference of two.

A share of n trials is itself random; these intervals hold the true share in about 95 of 100 repetitions, also where it is
near 0 or 1.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from xorcore.checked import brief, real_array
from xorcore.limits import is_real, is_whole

Z95 = 1.959963984540054  # the normal distribution's 97.5 % point
MOST_DEVIATIONS = 100


class Estimate(NamedTuple):
    """A share, or a difference of shares, with its interval."""

    value: float
    low: float
    high: float


def proportion(successes: int, n: int, z: float = Z95) -> Estimate:
    """successes / n with the score interval of Wilson (1927). Raises ValueError unless 0 <= successes <= n and n > 0, both
    whole numbers, and z > 0."""
    if not (is_whole(successes) and is_whole(n) and 0 <= successes <= n and n > 0):
        raise ValueError(f"a share needs 0 to n successes of n > 0 trials, got {brief(successes)} of {brief(n)}")
    if not (is_real(z) and 0 < z <= MOST_DEVIATIONS):
        raise ValueError(f"z must be a number of at most {MOST_DEVIATIONS} standard deviations above 0, got {brief(z)}")
    p = successes / n
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    # At 0 and n the limit is exact; rounding would put it just beyond.
    return Estimate(p, 0.0 if successes == 0 else middle - half, 1.0 if successes == n else middle + half)


def paired_difference(first: ArrayLike, second: ArrayLike) -> Estimate:
    """Share of `second` minus share of `first`, for outcomes of the same members: two (n,) arrays of bool.

    The interval is Newcombe's (1998, "Improved confidence intervals for the difference between binomial proportions
    based on paired data", method 10): Wilson's of both shares, joined by their correlation phi.
    """
    rule = "paired outcomes must be true or false, or 1 or 0: did it succeed?"
    first, second = real_array(first, rule), real_array(second, rule)
    if not np.isin([*first.flat, *second.flat], (0, 1)).all():
        raise ValueError(rule)
    first, second = first.astype(bool), second.astype(bool)
    if first.shape != second.shape or first.ndim != 1:
        raise ValueError(f"paired outcomes must be two vectors of one length, got {first.shape} and {second.shape}")
    n = len(first)
    p1, low1, high1 = proportion(int(first.sum()), n)
    p2, low2, high2 = proportion(int(second.sum()), n)
    phi = _phi(int((first & second).sum()), int((~first & second).sum()), int((first & ~second).sum()),
               int((~first & ~second).sum()))
    down = math.sqrt(max(0, (p2 - low2) ** 2 - 2 * phi * (p2 - low2) * (high1 - p1) + (high1 - p1) ** 2))
    up = math.sqrt(max(0, (high2 - p2) ** 2 - 2 * phi * (high2 - p2) * (p1 - low1) + (p1 - low1) ** 2))
    return Estimate(p2 - p1, p2 - p1 - down, p2 - p1 + up)


def _phi(both: int, only_second: int, only_first: int, neither: int) -> float:
    """Correlation of the outcomes, with Newcombe's continuity correction where it is positive."""
    product = (both + only_second) * (only_first + neither) * (both + only_first) * (only_second + neither)
    if product == 0:
        return 0.0
    n = both + only_second + only_first + neither
    excess = both * neither - only_second * only_first
    return (max(0, excess - n / 2) if excess > 0 else excess) / math.sqrt(product)

"""Right programs whose numbers are not the correct ones to the last digit: each way says what it is, and how near it comes.

Derivatives from differences, start weights or intermediate results that were rounded, float32: none of them is a mistake
in the step. A way completes "This is the correct step, …"; "" where none gives the numbers.
"""

import numpy as np

from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.comparison import CUT, MOST_BY_CHANCE, THRESHOLDS, Comparison, can_be_float32, looks_like_float32
from xorcore.diagnosis.mistakes.catalogue import rounded_starts
from xorcore.diagnosis.tiers import Tiers
from xorcore.diagnosis.variants.gradient_variants import VariantNetworks
from xorcore.diagnosis.variants.reported_loss import penalties
from xorcore.diagnosis.variants.step_variants import batches
from xorcore.number_notation import true_minus

NEAR = 3e-2  # of the largest number: farther away, none of these is the reason
STEPS_OF_DIFFERENCES = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
ROUNDINGS_OF_A_LOSS = 16  # machine precisions of the loss in each of the two whose difference is taken
MOST_PARAMETERS = 120  # for which differences are tried
HAND_DECIMALS = range(2, 7)
HAND_UNITS = 2.0  # of the last given place, beside what was measured: they may be rounded in another place
MEASURED = 2.0  # times the error of the rounding that was tried: every hand rounds elsewhere
FLOAT32_LOSS = 1e-6  # of the loss: what float32 leaves in few steps


def exact_ways(tiers: Tiers, comparison: Comparison, correct: np.ndarray) -> str:
    """The way that gives the numbers to the last digit given: nothing else explains them better."""
    candidates = tiers.candidates
    if looks_like_float32(comparison.given):
        single = Comparison(candidates, comparison.given, float32=True)
        if single.fits(correct, [candidates.right])[0]:
            return "computed in float32, which holds 7 digits"
    if (turned := comparison.turned()) and turned.fits(correct, [candidates.right])[0]:
        return THRESHOLDS
    tiers.tried(0)
    starts = rounded_starts()
    variants = [start.made_in(candidates.right) for start in starts]
    values = candidates.known(variants)
    for i in np.flatnonzero(comparison.fits(values, variants)):
        changed = (VariantNetworks([variants[i]], candidates.case.sizes, candidates.flat).w != candidates.flat).any()
        if changed and comparison.by_chance(correct, values, CUT) <= MOST_BY_CHANCE:
            return f"but {starts[i].sentence}"
    return _differences(candidates, comparison, correct) if _is_near(comparison, correct) else ""


def _is_near(comparison: Comparison, correct: np.ndarray) -> bool:
    return bool(comparison.away(correct).max() <= NEAR * np.abs(correct).max())


def _differences(candidates: Candidates, comparison: Comparison, correct: np.ndarray) -> str:
    """The gradient from differences of the loss, (L(w + h) − L(w − h)) / 2h, or (L(w + h) − L(w)) / h."""
    count = len(candidates.flat)
    if candidates.case.kind != "gradients" or count > MOST_PARAMETERS:
        return ""
    here = _losses(candidates, candidates.flat[None])
    for h in STEPS_OF_DIFFERENCES:
        up, down = (_losses(candidates, candidates.flat + sign * h * np.eye(count)) for sign in (1, -1))
        noise = ROUNDINGS_OF_A_LOSS * np.finfo(float).eps * np.abs(here) / h
        for words, quotient in (("central", (up - down) / (2 * h)), ("forward", (up - here) / h)):
            away = comparison.away(quotient[None])
            if (away <= comparison.tolerance(quotient[None]) + noise).all():
                return (f"by {words} differences with h about {true_minus(f'{h:g}')}, "
                        f"which are right to {comparison.digits(correct)} digits here")
    return ""


def _losses(candidates: Candidates, starts: np.ndarray) -> np.ndarray:
    """The loss of the first batch at each of these weights, (V,)."""
    config, right = candidates.case.config, candidates.right
    networks = VariantNetworks(variants := [right] * len(starts), candidates.case.sizes, candidates.flat)
    networks.w[:] = starts
    x, y = batches(variants, candidates.data.inputs, candidates.data.targets, 0)[0]
    data = networks.batch_loss(x, y)
    return (data / y.shape[1] if config.reduction == "mean" else data) + penalties(networks, config)


def loose_ways(candidates: Candidates, comparison: Comparison, correct: np.ndarray) -> str:
    """The way that leaves as much as is seen, where no mistake gives the numbers."""
    given = comparison.given
    away = comparison.away(correct)
    if can_be_float32(given) and (away <= FLOAT32_LOSS * np.abs(correct).max() + given.place).all():
        return "to as many digits as float32 holds"
    if candidates.case.kind == "loss":
        return ""  # one number says nothing of how its intermediate results were rounded
    hands = [candidates.right._replace(decimals=decimals) for decimals in HAND_DECIMALS]
    place = given.place.max()
    if given.digits > max(HAND_DECIMALS) + 2 or not _is_near(comparison, correct):
        return ""
    for decimals, values in zip(HAND_DECIMALS, candidates.known(hands), strict=True):
        left = MEASURED * np.abs(values - correct[0]).max()
        if 10.0**-decimals <= (1 + 1e-6) * place and (away <= left + HAND_UNITS * CUT * place).all():
            return f"as near as intermediate results of {decimals} decimals come"
    return ""

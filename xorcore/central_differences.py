"""A gradient is right when it is the slope that one sees by moving each parameter a little to either side.

    numeric = (L(w + eps) - L(w - eps)) / (2 eps)

Back-propagation does not enter it: only the loss is computed, twice for every parameter. This slope has errors of its own:
the curve bends between the two points (an error that falls to a quarter with half the eps), and each loss is rounded (an
error that doubles). Both are measured, and only what lies beyond them is a fault of the gradient.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

import numpy as np

from xorcore.checked import checked
from xorcore.compiled import run
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.gradient import loss_and_gradient
from xorcore.limits import check_at_least
from xorcore.naming import parameter_name, parameter_symbol, place_of
from xorcore.network import Network, fitting_sizes
from xorcore.objective import penalty, weight_decay
from xorcore.parameters import GivenParameters, flatten, parameter_count

RIGHT = 1e-6  # of a derivative: so far any two values may differ; a gradient that is wrong by a thousandth has 1e-3
SEEN = 1e-3  # of a derivative: a fault of this size is seen where the bound is below it
RESOLUTION = 1e-4  # of the loss: smaller slopes are compared with it, so that a relative error says something
BENDING, ROUNDING = 4, 12  # how many times the measured error of either kind is allowed
EPS = 1e-5  # best in float64 for usual networks
STEPS = 4.0 ** np.arange(2, -7, -1)  # times EPS: what else is tried, the largest first
LEAST_STEP = 1e-8  # of a parameter: smaller ones are lost in its rounding
ORDER, SPACING = 6, 1e-8  # of the differences that measure rounding


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """Both gradients as flat vectors, and where they differ most. All arrays (checked,): a place per checked parameter."""

    sizes: tuple[int, ...]
    places: np.ndarray  # of the checked parameters in the flat vector of all, ascending
    analytic: np.ndarray  # from back-propagation
    numeric: np.ndarray  # central differences
    bound: np.ndarray  # how far the two may lie apart without a fault: RIGHT, and what central differences cannot know
    at_kink: np.ndarray  # bool: between w - eps and w + eps lies a kink of an activation: two slopes
    floor: float  # RESOLUTION times the loss

    @property
    def progress(self) -> float:
        """The share of all parameters that is checked."""
        return len(self.places) / parameter_count(self.sizes)

    @property
    def difference(self) -> np.ndarray:
        return abs(self.analytic - self.numeric)

    @property
    def size(self) -> np.ndarray:
        return np.maximum(abs(self.analytic), abs(self.numeric))

    @property
    def relative_error(self) -> np.ndarray:
        """|analytic - numeric| / max(|analytic|, |numeric|, floor)"""
        return self.difference / np.maximum(self.size, self.floor)

    @property
    def wrong(self) -> np.ndarray:
        """bool: the two differ by more than central differences can be wrong, or one of them is not a number."""
        return ~(self.difference <= self.bound) & ~self.at_kink

    @property
    def widened(self) -> np.ndarray:
        """bool: central differences know this one less well than to RIGHT."""
        return self.bound > 2 * RIGHT * self.size

    @property
    def unseen(self) -> np.ndarray:
        """bool: right as far as one can see, but a thousandth of it would not be seen."""
        return ~self.wrong & ~self.at_kink & (self.size > 0) & (self.bound > SEEN * self.size)

    @property
    def worst(self) -> int:
        """Index of the largest relative error among the wrong ones, among all where none is; without those at a kink."""
        asked = self.wrong if self.wrong.any() else ~self.at_kink
        return int(np.argmax(np.where(asked, self.relative_error, -1)))

    @property
    def worst_error(self) -> float:
        return 0.0 if self.at_kink.all() else float(self.relative_error[self.worst])

    @property
    def passed(self) -> bool:
        return not self.wrong.any()

    @property
    def faulty_layer(self) -> int | None:
        """The last layer, counted from 1, with a wrong gradient: an error in it spoils those before it, not those behind.

        None where the check passed.
        """
        wrong = np.flatnonzero(self.wrong)
        return place_of(self.sizes, int(self.places[wrong[-1]]))[0] + 1 if len(wrong) else None

    def name(self, index: int) -> str:
        """The checked parameter in words and in Python: "w from h1.2 to h2.1, W2[1, 0]"."""
        place = int(self.places[index])
        return f"{parameter_name(self.sizes, place)}, {parameter_symbol(self.sizes, place)}"


@checked
def gradient_check(config: Config, parameters: GivenParameters, dataset: Dataset,
                   most: int | None = None) -> GradientCheck:
    """Analytic against central differences for every parameter, of the whole loss with its L2 term.

    most: how many parameters are checked at most, spread evenly over all layers; None for all.

    Where the two differ by more than RIGHT of their size, or rounding may hide a fault, other steps are tried, and the one
    that tells most gives the numeric value and its bound. The relative error has a floor of 1e-4 times the loss. Raises
    ValueError where shapes do not fit.
    """
    (check,) = growing_check(config, parameters, dataset, most)
    return check


@checked
def growing_check(config: Config, parameters: GivenParameters, dataset: Dataset, most: int | None = None,
                  at_once: int | None = None) -> Iterator[GradientCheck]:
    """The same check of more and more parameters, from the first on; the last one is of all.

    at_once: how many are added each time, None for all.
    """
    if at_once is not None:
        check_at_least("at_once", at_once, 1)
    sizes, flat = fitting_sizes(config, parameters, dataset), flatten(parameters)
    places = _spread(len(flat), most)
    with np.errstate(over="ignore", invalid="ignore"):
        loss, gradient = loss_and_gradient(config, parameters, dataset)
        moved, analytic = _MovedLoss(config, sizes, flat, dataset), flatten(gradient)[places]
        rounding = moved.rounding()
    floor = max(RESOLUTION * abs(loss), np.finfo(float).tiny)
    parts: list[tuple[np.ndarray, ...]] = []
    for start in range(0, len(places), at_once or len(places)):
        part = slice(start, start + (at_once or len(places)))
        parts.append(_compared(moved, places[part], analytic[part], rounding))
        end = start + len(places[part])
        numeric, bound, at_kink = map(np.concatenate, zip(*parts, strict=True))
        yield GradientCheck(sizes, places[:end], analytic[:end], numeric, bound, at_kink, floor)


@np.errstate(over="ignore", invalid="ignore")
def _compared(moved: "_MovedLoss", places: np.ndarray, analytic: np.ndarray,
              rounding: float) -> tuple[np.ndarray, ...]:
    """The central differences at these places, their bounds, and which are at a kink."""
    numeric, switches = np.array([moved.slope(i, moved.step(i)) for i in places]).T
    at_kink, size = switches.astype(bool), np.maximum(abs(analytic), abs(numeric))
    bound = RIGHT * size + ROUNDING * rounding / EPS
    for i in np.flatnonzero(~(abs(analytic - numeric) <= RIGHT * size) | (bound > SEEN / 10 * size) & (size > 0)):
        numeric[i], wrong, at_kink[i] = moved.best_slope(places[i], moved.step(places[i]), rounding)
        bound[i] = RIGHT * size[i] + wrong
    return numeric, bound, at_kink


def _spread(count: int, most: int | None) -> np.ndarray:
    """At most so many of `count` places, evenly from the first to the last."""
    if most is not None:
        check_at_least("most", most, 1)
    return np.arange(count) if most is None or most >= count else np.linspace(0, count - 1, most).astype(int)


class _MovedLoss:
    """The loss of a network of which some parameters were moved."""

    def __init__(self, config: Config, sizes: tuple[int, ...], flat: np.ndarray, dataset: Dataset):
        self._flat, self._decay = flat, weight_decay(config.l2, sizes)
        self._network = Network(config, sizes, flat, len(dataset.inputs)).load(dataset.inputs, dataset.targets)
        self._kinks = [(layer.z, kink) for layer in self._network.layers for kink in layer.activation.kinks]

    def _loss(self) -> float:
        run(self._network.forward)
        return self._network.data_loss() + penalty(self._decay, self._flat)

    def step(self, i: int) -> float:
        """EPS, or more where parameter i is so large that EPS would be lost in its rounding."""
        return max(EPS, LEAST_STEP * abs(self._flat[i]))

    def _sides(self) -> list[np.ndarray]:
        """On which side of each kink of its activation every z lies."""
        return [z > kink for z, kink in self._kinks]

    def slope(self, i: int, step: float) -> tuple[float, bool]:
        """The central difference of parameter i, and whether an activation has a kink on the way."""
        flat, w = self._flat, self._flat[i]
        step = (w + step) - w  # rounded so that both sides are as far away
        flat[i] = w + step
        above, sides_above = self._loss(), self._sides()
        flat[i] = w - step
        below, sides_below = self._loss(), self._sides()
        flat[i] = w
        switches = any((one != other).any() for one, other in zip(sides_above, sides_below, strict=True))
        return (above - below) / (2 * step), switches

    def best_slope(self, i: int, step: float, rounding: float) -> tuple[float, float, bool]:
        """The slope over that of the steps around this one which gives it best, how wrong it may be, and whether a kink
        lies even within the smallest.

        How much the curve bends shows in the next smaller step, and where it bends so sharply that both miss it, in a
        much smaller one.
        """
        steps = step * STEPS
        slopes, switches = np.array([self.slope(i, step) for step in steps]).T
        rounded = ROUNDING * rounding / steps
        apart = abs(slopes[:, None] - slopes)
        bent = np.maximum(np.diag(apart, 1), np.triu(apart - rounded, 1).max(axis=1)[:-1])
        wrong = np.where(switches[:-1], np.inf, BENDING * bent + rounded[:-1])
        best = int(np.argmin(wrong))
        return slopes[best], wrong[best], bool(switches[:-1].all())

    def rounding(self) -> float:
        """The usual error of one loss by rounding.

        High differences of neighbouring losses vanish for a smooth curve; what is left is rounding. From R. W. Hamming,
        Introduction to Applied Numerical Analysis, 1971; Moré & Wild, Estimating Computational Noise, SIAM J. Sci. Comput.
        33 (2011).
        """
        w, losses = self._flat.copy(), []
        away = SPACING * np.maximum(1, abs(w)) * np.random.default_rng(0).choice([-1.0, 1.0], len(w))
        for k in range(2 * ORDER + 1):
            self._flat[:] = w + (k - ORDER) * away
            losses.append(self._loss())
        self._flat[:] = w
        spread = float(np.sqrt(np.mean(np.diff(losses, ORDER) ** 2) / comb(2 * ORDER, ORDER)))
        return max(spread, np.finfo(float).eps * (max(losses) + self._cancelled()))

    def _cancelled(self) -> float:
        """The size of what cancels within a loss that is computed from z, y z against log(1 + e^z)."""
        network = self._network
        return network.scale * float(abs(network.layers[-1].z).sum()) if network.loss.reads_z else 0.0

"""An optimizer turns the gradient g = dL/dw into a change of the weights w.

Each rule is its equation, over whole vectors: w holds every weight and bias, and what the rule remembers (a velocity, an
earlier gradient, averages) has the shape of w and starts at 0. l is the learning rate, m the momentum. A rule returns the
new w and the new memory; the order of its operations fixes every bit of a run.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Array = np.ndarray
Memory = tuple[np.ndarray, ...]

VELOCITY, PREVIOUS_GRADIENT = "velocity", "previous gradient"  # what a rule may remember
MEAN_GRADIENT, MEAN_SQUARE, MEAN_OF_ONES = "mean gradient", "mean square", "mean of ones"


@dataclass(frozen=True)
class Optimizer:
    """One update rule: `step(w, g, l, m, *memory)` gives the new w, or the new w and memory."""

    step: Callable[..., Any]
    equations: tuple[str, ...]  # as a report writes them, in their order; the last is that of Δw
    terms: tuple[str, ...]  # that add up to Δw: what the gradient adds, then what the memory adds
    memory: dict[str, str] = field(default_factory=dict)  # the symbol of each vector that it remembers, and what that is
    uses_momentum: bool = False
    adaptive: bool = False  # divides by the size of the gradient, which may be rounding alone

    @property
    def averages_gradient(self) -> bool:
        """Whether it steps along an average of gradients: then no single one that is all rounding counts."""
        return bool({VELOCITY, MEAN_GRADIENT} & set(self.memory.values()))

    def stepped(self, w: np.ndarray, g: np.ndarray, l: float, m: float, memory: Memory) -> tuple[np.ndarray, Memory]:
        """The w and the memory after one step, in new arrays."""
        results = self.step(w, g, l, m, *memory)
        new_w, *new_memory = results if isinstance(results, tuple) else (results,)
        return new_w, tuple(map(np.copy, new_memory))

    def start(self, w: np.ndarray) -> Memory:
        """Its memory at the start of a run."""
        return tuple(np.zeros_like(w) for _ in self.memory)


def gradient_descent(w: Array, g: Array, l: float, m: float) -> Array:
    """w <- w - l g"""
    return w - l * g


def previous_gradient(w: Array, g: Array, l: float, m: float, previous: Array) -> tuple[Array, ...]:
    """w <- w - (l g_t + m g_{t-1})

    The lab report's rule: what it calls the velocity is the last round's gradient.
    """
    return w - (l * g + m * previous), g


def as_printed(w: Array, g: Array, l: float, m: float, previous: Array) -> tuple[Array, ...]:
    """w <- w + (m g_{t-1} - l g_t)

    The report's formula with its sign taken literally. With m > l it climbs the loss.
    """
    return w + (m * previous - l * g), g


def momentum(w: Array, g: Array, l: float, m: float, v: Array) -> tuple[Array, ...]:
    """v <- m v - l g;  w <- w + v

    The heavy ball: Polyak (1964); Rumelhart, Hinton & Williams (1986).
    """
    v = m * v - l * g
    return w + v, v


def nesterov(w: Array, g: Array, l: float, m: float, v: Array) -> tuple[Array, ...]:
    """v <- m v - l g;  w <- w - l g + m v

    Nesterov (1983) in the form of Bengio, Boulanger-Lewandowski & Pascanu (2012): w is the look-ahead point, so the
    gradient is that of the loss at w.
    """
    downhill = l * g
    v = m * v - downhill
    return w - downhill + m * v, v


def rmsprop(w: Array, g: Array, l: float, m: float, s: Array) -> tuple[Array, ...]:
    """s <- 0.9 s + 0.1 g^2;  w <- w - l g / (sqrt(s) + 1e-8)

    Tieleman & Hinton (2012), lecture 6e of the Coursera course.
    """
    s = 0.9 * s + (1 - 0.9) * g * g
    return w - l * (g / (np.sqrt(s) + 1e-8)), s


def adam(w: Array, g: Array, l: float, m: float, v: Array, s: Array, c: Array, d: Array) -> tuple[Array, ...]:
    """v <- 0.9 v + 0.1 g;  s <- 0.999 s + 0.001 g^2;  w <- w - l (v / c) / (sqrt(s / d) + 1e-8)

    Kingma & Ba (2015). The corrections c = 1 - 0.9^t and d = 1 - 0.999^t are the same averages taken over ones.
    """
    v = 0.9 * v + (1 - 0.9) * g
    s = 0.999 * s + (1 - 0.999) * g * g
    c = 0.9 * c + (1 - 0.9)
    d = 0.999 * d + (1 - 0.999)
    return w - l * (v / (np.sqrt(s / d) + 1e-8)) / c, v, s, c, d


OPTIMIZERS = {
    "previous_gradient": Optimizer(
        previous_gradient, ("Δw = −(l·gₜ + m·gₜ₋₁)",), ("−l·gₜ", "−m·gₜ₋₁"), {"g": PREVIOUS_GRADIENT}, uses_momentum=True,
    ),
    "momentum": Optimizer(
        momentum, ("vₜ = m·vₜ₋₁ − l·gₜ", "Δw = vₜ"), ("−l·gₜ", "m·vₜ₋₁"), {"v": VELOCITY}, uses_momentum=True,
    ),
    "as_printed": Optimizer(
        as_printed, ("Δw = m·gₜ₋₁ − l·gₜ",), ("−l·gₜ", "m·gₜ₋₁"), {"g": PREVIOUS_GRADIENT}, uses_momentum=True,
    ),
    "gradient_descent": Optimizer(gradient_descent, ("Δw = −l·gₜ",), ("−l·gₜ",)),
    "nesterov": Optimizer(
        nesterov, ("vₜ = m·vₜ₋₁ − l·gₜ", "Δw = m·vₜ − l·gₜ"), ("−l·gₜ", "m·vₜ"), {"v": VELOCITY}, uses_momentum=True,
    ),
    "rmsprop": Optimizer(
        rmsprop, ("sₜ = 0.9·sₜ₋₁ + 0.1·gₜ²", "Δw = −l·gₜ/(√(sₜ) + 1e−8)"), ("−l·gₜ/(√(sₜ) + 1e−8)",), {"s": MEAN_SQUARE},
        adaptive=True,
    ),
    "adam": Optimizer(
        adam,
        ("vₜ = 0.9·vₜ₋₁ + 0.1·gₜ", "sₜ = 0.999·sₜ₋₁ + 0.001·gₜ²", "cₜ = 0.9·cₜ₋₁ + 0.1", "dₜ = 0.999·dₜ₋₁ + 0.001",
         "v̂ = vₜ/cₜ", "ŝ = sₜ/dₜ", "Δw = −l·v̂/(√(ŝ) + 1e−8)"),
        ("−l/(cₜ·(√(ŝ) + 1e−8))·(0.1·gₜ)", "−l/(cₜ·(√(ŝ) + 1e−8))·(0.9·vₜ₋₁)"),
        {"v": MEAN_GRADIENT, "s": MEAN_SQUARE, "c": MEAN_OF_ONES, "d": MEAN_OF_ONES}, adaptive=True,
    ),
}

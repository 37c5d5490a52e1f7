"""An optimizer turns the gradient g = dL/dw into a change of the weights w.

Each rule is written like its equation, over whole vectors: w holds every weight and bias, and what the rule remembers
(velocity v, an earlier gradient, averages) has the shape of w and starts at 0. l is the learning rate, m the momentum;
both are 0-d arrays, so that changing them in place changes the next step. Each function lists the calls of one step.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from xorcore.compiled import Calls, constant, copy


class Optimizer(NamedTuple):
    """One update rule: `step(w, g, l, m, *memory)` lists the calls that change w and the memory in place."""

    step: Callable[..., Calls]
    memory: int  # how many vectors of the shape of w the rule remembers
    uses_momentum: bool
    equation: str


def gradient_descent(w, g, l, m) -> Calls:
    """w <- w - l g"""
    step = np.empty_like(w)
    return [partial(np.multiply, g, l, step), partial(np.subtract, w, step, w)]


def previous_gradient(w, g, l, m, previous) -> Calls:
    """w <- w - (l g_t + m g_{t-1})

    The lab report's rule: what it calls the velocity is the last round's gradient.
    """
    step = np.empty_like(w)
    return [
        partial(np.multiply, previous, m, previous),
        partial(np.multiply, g, l, step),
        partial(np.add, step, previous, step),
        partial(np.subtract, w, step, w),
        copy(g, previous),
    ]


def as_printed(w, g, l, m, previous) -> Calls:
    """w <- w + (m g_{t-1} - l g_t)

    The report's formula with its sign taken literally. With m > l it climbs the loss.
    """
    step = np.empty_like(w)
    return [
        partial(np.multiply, previous, m, previous),
        partial(np.multiply, g, l, step),
        partial(np.subtract, previous, step, step),
        partial(np.add, w, step, w),
        copy(g, previous),
    ]


def momentum(w, g, l, m, v) -> Calls:
    """v <- m v - l g;  w <- w + v

    The heavy ball: Polyak (1964); Rumelhart, Hinton & Williams (1986).
    """
    step = np.empty_like(w)
    return [
        partial(np.multiply, v, m, v),
        partial(np.multiply, g, l, step),
        partial(np.subtract, v, step, v),
        partial(np.add, w, v, w),
    ]


def nesterov(w, g, l, m, v) -> Calls:
    """v <- m v - l g;  w <- w + m v - l g

    Nesterov (1983) in the form of Bengio, Boulanger-Lewandowski & Pascanu (2012): w is the look-ahead point, so the
    gradient is that of the loss at w.
    """
    step = np.empty_like(w)
    return [
        partial(np.multiply, v, m, v),
        partial(np.multiply, g, l, step),
        partial(np.subtract, v, step, v),
        partial(np.subtract, w, step, w),
        partial(np.multiply, v, m, step),
        partial(np.add, w, step, w),
    ]


def rmsprop(w, g, l, m, s) -> Calls:
    """s <- 0.9 s + 0.1 g^2;  w <- w - l g / (sqrt(s) + 1e-8)

    Tieleman & Hinton (2012), lecture 6e of the Coursera course.
    """
    step = np.empty_like(w)
    return [*_average(s, g, g, 0.9, step), *_divided_by_root(g, s, l, step), partial(np.subtract, w, step, w)]


def adam(w, g, l, m, v, s, cv, cs) -> Calls:
    """v <- 0.9 v + 0.1 g;  s <- 0.999 s + 0.001 g^2;  w <- w - l (v / cv) / (sqrt(s / cs) + 1e-8)

    Kingma & Ba (2015). The corrections cv = 1 - 0.9^t and cs = 1 - 0.999^t are the same averages taken over ones.
    """
    one = constant(1, w)
    step, corrected = np.empty_like(w), np.empty_like(w)
    return [
        *_average(v, g, one, 0.9, step),
        *_average(s, g, g, 0.999, step),
        *_average(cv, one, one, 0.9, step),
        *_average(cs, one, one, 0.999, step),
        partial(np.divide, s, cs, corrected),
        *_divided_by_root(v, corrected, l, step),
        partial(np.divide, step, cv, step),
        partial(np.subtract, w, step, w),
    ]


def _average(mean, x, y, decay, scratch) -> Calls:
    """mean <- decay mean + (1 - decay) x y"""
    return [
        partial(np.multiply, mean, constant(decay, mean), mean),
        partial(np.multiply, x, constant(1 - decay, mean), scratch),
        partial(np.multiply, scratch, y, scratch),
        partial(np.add, mean, scratch, mean),
    ]


def _divided_by_root(g, s, l, step) -> Calls:
    """step = l g / (sqrt(s) + 1e-8)"""
    return [
        partial(np.sqrt, s, step),
        partial(np.add, step, constant(1e-8, step), step),
        partial(np.divide, g, step, step),
        partial(np.multiply, step, l, step),
    ]


OPTIMIZERS = {
    "previous_gradient": Optimizer(previous_gradient, 1, True, "Δw = −(l·g_t + m·g_{t−1})"),
    "momentum": Optimizer(momentum, 1, True, "v = m·v − l·g;  Δw = v"),
    "as_printed": Optimizer(as_printed, 1, True, "Δw = m·g_{t−1} − l·g_t"),
    "gradient_descent": Optimizer(gradient_descent, 0, False, "Δw = −l·g"),
    "nesterov": Optimizer(nesterov, 1, True, "v = m·v − l·g;  Δw = m·v − l·g"),
    "rmsprop": Optimizer(rmsprop, 1, False, "s = 0.9·s + 0.1·g²;  Δw = −l·g / (√s + 10⁻⁸)"),
    "adam": Optimizer(adam, 4, False, "v̂, ŝ = averages of g, g²;  Δw = −l·v̂ / (√ŝ + 10⁻⁸)"),
}

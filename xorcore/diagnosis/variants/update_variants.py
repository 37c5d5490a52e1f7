"""The update rules as a textbook writes them, for many variants at once: each row of w, g and the memory is one of them.

A rule takes its coefficients c, the gradient g and two memories, and returns Δw and the memories after it.
"""

from types import SimpleNamespace

import numpy as np

from xorcore.diagnosis.variants.variant import Rows, Variant, Variants
from xorcore.optimizers import OPTIMIZERS, Array, Memory
from xorcore.parameters import layout

Stepped = tuple[Array, Array, Array]  # Δw and the memories after it


def gradient_descent(c: SimpleNamespace, g: Array, first: Array, second: Array) -> Stepped:
    return -c.l * g, first, second


def previous_gradient(c: SimpleNamespace, g: Array, previous: Array, second: Array) -> Stepped:
    return -(c.l * g + c.m * previous), g, second


def as_printed(c: SimpleNamespace, g: Array, previous: Array, second: Array) -> Stepped:
    return c.m * previous - c.l * g, g, second


def momentum(c: SimpleNamespace, g: Array, v: Array, second: Array) -> Stepped:
    v = c.m * v - c.l * g
    return v, v, second


def nesterov(c: SimpleNamespace, g: Array, v: Array, second: Array) -> Stepped:
    v = c.m * v - c.l * g
    return c.m * v - c.l * g, v, second


def rmsprop(c: SimpleNamespace, g: Array, s: Array, second: Array) -> Stepped:
    s = c.decay * s + (1 - c.decay) * g * g
    return -c.l * g / root(c, s), s, second


def adam(c: SimpleNamespace, g: Array, v: Array, s: Array) -> Stepped:
    v = c.beta1 * v + (1 - c.beta1) * g
    s = c.beta2 * s + (1 - c.beta2) * g * g
    return -c.l * (v / c.first_share) / root(c, s / c.second_share), v, s


def root(c: SimpleNamespace, s: Array) -> Array:
    """√s + ε; or √(s + ε), or s + ε"""
    return np.where(c.eps_inside, np.sqrt(s + c.eps), np.where(c.without_root, s, np.sqrt(s)) + c.eps)


RULES = {rule.__name__: rule for rule in (
    gradient_descent, previous_gradient, as_printed, momentum, nesterov, rmsprop, adam)}

SIGN_OF_PREVIOUS = {"previous_gradient": 1, "as_printed": -1}  # beside that of l g

RATES = ("gradient", "twice", "whole step", "memory")


def steps_of(name: str, early: str, decimals: int | None, variants: list[Variant], rows: Rows, w: Array,
             sizes: tuple[int, ...], memory: Memory) -> "Rule":
    """The rule of these variants, which are these rows of w; the registry's own where it is not written here."""
    rule = (Rule if name in RULES else RegistryRule)(name, variants, rows, w, sizes, memory)
    rule.early, rule.decimals = early, decimals
    return rule


class Rule:
    """One update rule of some variants, with their coefficients (V, parameters) and what it remembers.

    memory: the run's, a vector each, or (V, parameters) of all variants."""

    early = ""  # which layers are updated before the error goes back: "", "output" or "each"
    decimals: int | None = None  # to which a change is rounded

    def __init__(self, name: str, variants: list[Variant], rows: Rows, w: Array, sizes: tuple[int, ...],
                 memory: Memory) -> None:
        self.name, self.variants, self.rows, self.updates = name, Variants(variants), rows, 0
        given = np.zeros((2, len(variants), w.shape[1]))
        for kept, vector in zip(given, memory, strict=False):
            kept[:] = vector[rows] if vector.ndim == 2 else vector
        # Adam's corrections 1 - beta^t go on from the run's
        shares = [float(vector[0]) for vector in memory[2:4]] if len(memory) == 4 else [0.0, 0.0]
        from_zero = self.variants.each("start", lambda start: start == "zero")
        self.memory = [np.where(from_zero[:, None], 0, kept) for kept in given]
        self.shares = [np.where(from_zero, 0, share)[:, None] for share in shares]
        self.lookahead = self.variants.each("lookahead", bool)[:, None]
        self.c = _coefficients(name, self.variants, sizes)
        self.is_scaled = bool((self.c.whole != 1).any())
        self.corrected = [self.variants.each("corrected", ways.__contains__)[:, None]
                          for ways in (("both", "first", "once"), ("both", "second", "once"))]
        self.once = self.variants.each("corrected", lambda way: way == "once")[:, None]

    def begin(self) -> None:
        """Before the gradient of another update is taken."""
        self.updates += 1
        if self.name != "adam":
            return
        one = self.c
        self.shares = [beta * share + (1 - beta) for beta, share in zip((one.beta1, one.beta2), self.shares, strict=True)]
        one.first_share, one.second_share = (
            np.where(on, np.where(self.once, 1 - beta, share), 1)
            for on, beta, share in zip(self.corrected, (one.beta1, one.beta2), self.shares, strict=True))

    def ahead(self) -> np.ndarray:
        """m v, where the gradient is taken that looks ahead."""
        return self.c.m * self.memory[0]

    def change(self, g: np.ndarray, part: slice) -> np.ndarray:
        """Δw of this part of the weights; the memory is replaced."""
        if self.updates == 1:
            self._start(g, part)
        c = self.c if part == slice(None) else SimpleNamespace(
            **{**vars(self.c), **{name: vars(self.c)[name][:, part] for name in ("l", "m", "whole")}})
        step, first, second = RULES[self.name](c, g, *(kept[:, part] for kept in self.memory))
        self.memory[0][:, part], self.memory[1][:, part] = first, second
        return c.whole * step if self.is_scaled else step

    def _start(self, g: np.ndarray, part: slice) -> None:
        """The memory of who begins with the first gradient, or the first step."""
        for start, rows in self.variants.groups("start"):
            if start in ("gradient", "step"):
                l = self.variants.each("learning_rate")[rows, None]
                self.memory[0][rows, part] = g[rows] if start == "gradient" else -l * g[rows]


class RegistryRule(Rule):
    """A rule that is only in the registry: its own equation, on all variants at once."""

    def __init__(self, name: str, variants: list[Variant], rows: Rows, w: Array, sizes: tuple[int, ...],
                 memory: Memory) -> None:
        super().__init__(name, variants, rows, w, sizes, ())
        self.optimizer = OPTIMIZERS[name]
        memory = memory or self.optimizer.start(w[0])
        self.memory = [np.tile(vector, (len(variants), 1)) for vector in memory]

    def change(self, g: np.ndarray, part: slice) -> np.ndarray:
        memory = tuple(kept[:, part] for kept in self.memory)
        step, after = self.optimizer.stepped(np.zeros_like(g), g, self.c.l[:, part], self.c.m[:, part], memory)
        for kept, new in zip(self.memory, after, strict=True):
            kept[:, part] = new
        return self.c.whole[:, part] * step


def _coefficients(rule: str, v: Variants, sizes: tuple[int, ...]) -> SimpleNamespace:
    """l, m and what the whole step is multiplied by, (V, parameters), and the constants of the averages, (V, 1).

    Who has the new gradient in place of the previous one, m g for m times it, has l + m for l, and 0 for m.
    """
    l, rate = v.each("learning_rate")[:, None], v.each("rate", RATES.index)[:, None]
    gradient, twice, whole, memory = range(len(RATES))
    counts = [count for place in layout(sizes) for count in place.counts]
    m = v.each("momentum")[:, None]
    damping = np.where(v.each("damped", bool)[:, None], 1 - m, 1)
    constants = {name: v.each(name)[:, None] for name in ("decay", "beta1", "beta2", "eps")}
    switches = {name: v.each(name, bool)[:, None] for name in ("eps_inside", "without_root")}
    of_memory = m * np.where(rate == memory, l, 1) * np.repeat(v.each("momentum_factor", np.ravel), counts, axis=1)
    of_gradient = damping * np.where((rate == gradient) | (rate == twice), l, 1)
    aliased = v.each("aliased", bool)[:, None] & (rule in SIGN_OF_PREVIOUS)
    return SimpleNamespace(
        m=np.where(aliased, 0, of_memory), l=of_gradient + SIGN_OF_PREVIOUS.get(rule, 0) * aliased * of_memory,
        whole=np.where((rate == twice) | (rate == whole), l, np.ones_like(of_memory)), **constants, **switches,
    )

"""One training step as a textbook writes it, with a switch for everything that is often done in another way.

Slower than the engine's calls and easier to read. With every switch as the Config says, its numbers are the engine's
but for rounding; with one switch changed, they are those of a known mistake.
"""

from typing import NamedTuple

import numpy as np

from xorcore.config import Config
from xorcore.parameters import augmented, layout

FUNCTIONS = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "linear": lambda z: z,
}
SLOPES = {  # f'(z) in terms of a = f(z)
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a * a,
    "relu": lambda a: np.sign(np.maximum(a, 0)),
    "linear": np.ones_like,
}


class Variant(NamedTuple):
    """How somebody takes a step. `textbook(config)` gives the right one; a mistake replaces some of the fields."""

    hidden_activation: str
    output_activation: str
    loss: str
    l2: float
    rule: str
    learning_rate: float
    momentum: float
    batch_size: int  # 0: all samples
    train_biases: bool
    # The error at the output
    average: str  # "sum"; "mean" over the samples; "mean over outputs" over samples and outputs
    output_slope: bool  # dL/dz = (a - y) f'(z), else a - y
    error_factor: float = 1
    # The way back
    hidden_slope: bool = True
    slope_at: str = "a"  # "z": a(1 - a) with z put in for a; "f(a)": with f(a) put in
    early_update: str = ""  # "output" or "each": the layer is updated before the error goes back through it
    bias_gradient: str = "sum"  # over the samples; or "mean", "times n", "first", "last", "one number" for all units
    transposed: frozenset[str] = frozenset()  # where a square W is taken as W': "forward", "back", "gradient"
    # The update
    momentum_factor: int = 1  # -1: with the wrong sign; 0: without
    damped: bool = False  # v = m v - (1 - m) l g
    start: str = "zero"  # of the memory; or "gradient", "step" (-l g), "earlier run"
    rate: str = "gradient"  # what l multiplies: or "twice", "whole step", "memory" in place of the gradient
    # The run
    order: tuple[int, ...] | None = None  # of the samples; None as given
    extra_steps: int = 0
    dtype: type = np.float64
    # The loss that is handed in
    reported: str = "as configured"  # or "no half", "mean", "sum", "no l2"


def textbook(config: Config) -> Variant:
    """The right step. Samples are taken in the order of the dataset."""
    return Variant(config.hidden_activation, config.output_activation, config.loss, config.l2, config.optimizer,
                   config.learning_rate, config.momentum, config.batch_size, config.train_biases,
                   average=config.reduction, output_slope=config.loss == "half_squared_error")


class Network:
    """A variant's weights and biases in one flat vector, the gradient and the memory beside it."""

    def __init__(self, variant: Variant, sizes: tuple[int, ...], flat: np.ndarray):
        self.variant, self.sizes, self.places = variant, sizes, layout(sizes)
        self.w = flat.astype(variant.dtype)
        self.g, self.memory = np.zeros_like(self.w), list(np.zeros((4, len(flat)), variant.dtype))
        self.Wb, self.dWb = augmented(self.w, sizes), augmented(self.g, sizes)
        hidden, output = variant.hidden_activation, variant.output_activation
        self.activations = [*[hidden] * (len(self.Wb) - 1), output]
        self.W_forward, self.W_back = ([self._taken(Wb[:-1], way) for Wb in self.Wb] for way in ("forward", "back"))
        self.updates = 0

    def _taken(self, W: np.ndarray, way: str) -> np.ndarray:
        """W as this variant takes it on this way."""
        return W.T if way in self.variant.transposed and W.shape[0] == W.shape[1] else W

    def forward(self, x: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """z = x W + b, a = f(z) of every layer; the first a is x."""
        a, z = [x], []
        for W, Wb, activation in zip(self.W_forward, self.Wb, self.activations, strict=True):
            z.append(a[-1] @ W + Wb[-1])
            a.append(FUNCTIONS[activation](z[-1]))
        return a, z

    def slope(self, layer: int, a: list[np.ndarray], z: list[np.ndarray]) -> np.ndarray:
        """f'(z) of this layer, from what the variant puts into its formula."""
        name, at = self.activations[layer], a[layer + 1]
        if self.variant.slope_at == "z":
            at = z[layer]
        elif self.variant.slope_at == "f(a)":
            at = FUNCTIONS[name](at)
        return SLOPES[name](at)

    def output_delta(self, a: list[np.ndarray], z: list[np.ndarray], y: np.ndarray) -> np.ndarray:
        """dL/dz of the last layer."""
        delta = self.variant.error_factor * (a[-1] - y)
        if self.variant.output_slope:
            delta = delta * self.slope(len(z) - 1, a, z)
        return delta / {"sum": 1, "mean": len(y), "mean over outputs": y.size}[self.variant.average]

    def step(self, x: np.ndarray, y: np.ndarray) -> None:
        """One pass forward, one pass backward, one update; the gradient stays in `g`."""
        variant, last = self.variant, len(self.Wb) - 1
        a, z = self.forward(x)
        delta, updated = self.output_delta(a, z, y), []
        for layer in range(last, -1, -1):
            self.layer_gradient(layer, a[layer], delta)
            if variant.early_update == "each" or (variant.early_update == "output" and layer == last):
                self.update(layer)
                updated.append(layer)
            if layer > 0:
                delta = delta @ self.W_back[layer].T
                if variant.hidden_slope:
                    delta = delta * self.slope(layer - 1, a, z)
        if updated:
            for layer in set(range(last + 1)) - set(updated):
                self.update(layer)
        else:
            self.update()
        self.updates += 1

    def layer_gradient(self, layer: int, x: np.ndarray, delta: np.ndarray) -> None:
        """dL/dW = x' delta + l2 W,   dL/db = sum of delta"""
        dWb, variant = self.dWb[layer], self.variant
        dWb[:-1] = self._taken(x.T @ delta, "gradient")
        if variant.l2:
            dWb[:-1] += variant.l2 * self.Wb[layer][:-1]
        dWb[-1] = BIAS_GRADIENTS[variant.bias_gradient](delta) if variant.train_biases else 0

    def update(self, layer: int | None = None) -> None:
        """Change the weights of this layer, or all, by the update rule."""
        part = slice(None) if layer is None else self.places[layer].both
        g, memory = self.g[part], [vector[part] for vector in self.memory]
        if self.updates == 0 and self.variant.start in ("gradient", "step"):
            memory[0][:] = g if self.variant.start == "gradient" else -self.variant.learning_rate * g
        self.w[part] += change(self.variant, g, memory, self.updates + 1)


BIAS_GRADIENTS = {
    "sum": lambda delta: delta.sum(axis=0),
    "mean": lambda delta: delta.sum(axis=0) / len(delta),
    "times n": lambda delta: delta.sum(axis=0) * len(delta),
    "first": lambda delta: delta[0],
    "last": lambda delta: delta[-1],
    "one number": lambda delta: delta.sum(),
}


def change(variant: Variant, g: np.ndarray, memory: list[np.ndarray], t: int) -> np.ndarray:
    """Δw of update number t, counted from 1; the memory is replaced in place."""
    l, m = variant.learning_rate, variant.momentum_factor * variant.momentum
    lg, whole = {"gradient": (l, 1), "twice": (l, l), "whole step": (1, l), "memory": (1, 1)}[variant.rate]
    lg = lg * (1 - variant.momentum) * g if variant.damped else lg * g
    if variant.rate == "memory":
        m = l * m
    first, second = memory[:2]
    match variant.rule:
        case "gradient_descent":
            step = -lg
        case "previous_gradient" | "as_printed":
            step = -(lg + m * first) if variant.rule == "previous_gradient" else m * first - lg
            first[:] = g
        case "momentum" | "nesterov":
            first[:] = m * first - lg
            step = first if variant.rule == "momentum" else m * first - lg
        case "rmsprop":
            first[:] = 0.9 * first + 0.1 * g * g
            step = -lg / (np.sqrt(first) + 1e-8)
        case "adam":
            first[:] = 0.9 * first + 0.1 * g
            second[:] = 0.999 * second + 0.001 * g * g
            step = -l * (first / (1 - 0.9**t)) / (np.sqrt(second / (1 - 0.999**t)) + 1e-8)
    return whole * step


def batches(variant: Variant, inputs: np.ndarray, targets: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """The batches of one pass over the samples, in their order."""
    if variant.order is not None:
        inputs, targets = inputs[list(variant.order)], targets[list(variant.order)]
    size = variant.batch_size or len(inputs)
    pairs = [(inputs[at : at + size], targets[at : at + size]) for at in range(0, len(inputs), size)]
    return [(x.astype(variant.dtype), y.astype(variant.dtype)) for x, y in pairs]


@np.errstate(all="ignore")
def first_gradient(variant: Variant, sizes, flat: np.ndarray, inputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The gradient of the first update, flat."""
    network = Network(variant, sizes, flat)
    network.step(*batches(variant, inputs, targets)[0])
    return network.g


@np.errstate(all="ignore")
def after_steps(variant: Variant, sizes, flat: np.ndarray, inputs: np.ndarray, targets: np.ndarray,
                steps: int) -> Network:
    """The network after this many passes over the samples."""
    network, every = Network(variant, sizes, flat), batches(variant, inputs, targets)
    for run in range(2 if variant.start == "earlier run" else 1):
        if run == 1:
            network.w[:], network.updates = flat, 0
        for _ in range(steps + variant.extra_steps):
            for x, y in every:
                network.step(x, y)
    return network


@np.errstate(all="ignore")
def reported_loss(network: Network, inputs: np.ndarray, targets: np.ndarray, config: Config) -> float:
    """The loss over all samples, as this variant hands it in."""
    variant = network.variant
    a, z = network.forward(inputs.astype(variant.dtype))
    if variant.loss == "half_squared_error":
        loss = np.sum((a[-1] - targets) ** 2) * (1 if variant.reported == "no half" else 0.5)
    else:
        loss = np.sum(np.logaddexp(0, z[-1]) - targets * z[-1])
    averaged = variant.reported if variant.reported in ("mean", "sum") else config.reduction
    data = loss / len(targets) if averaged == "mean" else loss
    penalty = config.l2 / 2 * sum(np.sum(Wb[:-1] ** 2) for Wb in network.Wb)
    return float(data if variant.reported == "no l2" else data + penalty)

"""The training step as a textbook writes it, with a switch for everything that is often done in another way.

Many variants take their steps at once, the variant is the first axis: thousands of mistakes take as long as a few would
one by one. With every switch as the Config says, the numbers are the engine's but for rounding; with one changed, they
are those of a known mistake. Shapes: V variants, n samples of a batch; w (V, parameters), x (V or 1, n, units).
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from xorcore.activations import ACTIVATIONS
from xorcore.diagnosis.update_variants import steps_of
from xorcore.diagnosis.variant import Groups, Variant, Variants
from xorcore.losses import LOSSES
from xorcore.optimizers import Memory
from xorcore.parameters import layout

Function = Callable[[Any], Any]

FUNCTIONS: dict[str, Function] = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "linear": lambda z: z,
}
SLOPES: dict[str, Function] = {  # f'(z) in terms of a = f(z)
    "sigmoid": lambda a: a * (1 - a),
    "tanh": lambda a: 1 - a * a,
    "relu": lambda a: np.sign(np.maximum(a, 0)),
    "linear": np.ones_like,
    # As it is also written
    "1 − a": lambda a: 1 - a,
    "a": lambda a: a,
    "1 + a²": lambda a: 1 + a * a,
}
ERROR_ALONE = ("half_squared_error", "cross_entropy")  # losses whose gradient is a - y, with f'(z) or without
BIAS_GRADIENTS: dict[str, Function] = {  # delta (V, n, units) -> (V, units)
    "sum": lambda delta: delta.sum(axis=1),
    "mean": lambda delta: delta.sum(axis=1) / delta.shape[1],
    "times n": lambda delta: delta.sum(axis=1) * delta.shape[1],
    "first": lambda delta: delta[:, 0],
    "last": lambda delta: delta[:, -1],
    "one number": lambda delta: delta.sum(axis=(1, 2))[:, None],
}


def function_of(name: str) -> Function:
    """f, of the registry where it is not written here."""
    return FUNCTIONS.get(name) or ACTIVATIONS[name].function


def slope_of(name: str) -> Function:
    """f'(z) in terms of a, of the registry where it is not written here."""
    return SLOPES.get(name) or ACTIVATIONS[name].slope


class VariantNetworks:
    """Variants of one network, their weights, gradients and memories. They have in common what decides the order of work:
    the batch size, an early update."""

    def __init__(self, variants: list[Variant], sizes: tuple[int, ...], flat: np.ndarray, memory: Memory = ()):
        self.variants, self.sizes, self.places = Variants(variants), sizes, layout(sizes)
        self.one = variants[0]  # for what all have in common
        self.w = self._rounded_start(flat)
        self.g = np.zeros_like(self.w)
        self.Wb, self.dWb = ([flat[:, p.both].reshape(len(variants), -1, p.shape[1]) for p in self.places]
                             for flat in (self.w, self.g))
        self._read_the_pass()
        self._read_the_gradient()
        self.update_rules = [steps_of(rule, [variants[i] for i in np.arange(len(variants))[rows]], rows, self.w, sizes,
                                      memory) for rule, rows in self.variants.groups("rule")]
        self.accumulated = self.variants.each("accumulated", bool)
        self.lookahead = self.variants.each("lookahead", bool)
        self.passes = np.zeros(len(variants), int)  # that each takes
        self.losses: list[np.ndarray] = []  # of the batches, before their update, where one is asked for

    def _read_the_pass(self) -> None:
        v, layers = self.variants, range(len(self.places))
        self.activation, self.slope, self.slope_at = (
            [v.groups(field, k) for k in layers] for field in ("activations", "slopes", "slope_at"))
        self.bias_in = v.each("bias_in", np.array)
        self.own_slope, self.back_slope = (
            (v.each("output_slope", bool) & v.each(field, lambda whole: whole == "delta"))[:, None, None]
            for field in ("output_gradient", "back_error"))
        self.sends_slope = v.each("back_error", lambda way: way != "errors")[:, None, None]
        self.transposed = {way: self._turned(way) for way in ("forward", "back", "gradient")}

    def _turned(self, way: str) -> np.ndarray:
        return self.variants.each("transposed", lambda ways: way in ways)

    def _read_the_gradient(self) -> None:
        v = self.variants
        counts = [count for place in self.places for count in place.counts]
        self.factors = np.repeat(v.each("factors", np.ravel), counts, axis=1)
        for place in self.places:
            self.factors[:, place.b] *= v.each("train_biases")[:, None]
        self.plain = bool((self.factors == 1).all())
        self.l2, self.l2_biases = v.each("l2")[:, None, None], v.each("l2_biases")[:, None]
        self.decays = bool(self.l2.any() or self.l2_biases.any())
        layers = range(len(self.places))
        self.weight_gradient, self.bias_gradient = (
            [v.groups(field, k) for k in layers] for field in ("weight_gradient", "bias_gradient"))
        self.counted = v.groups("counted")

    def _rounded_start(self, flat: np.ndarray) -> np.ndarray:
        w = np.tile(flat, (len(self.variants), 1))
        for decimals, rows in self.variants.groups("start_decimals"):
            if decimals is not None:
                w[rows] = flat.round(decimals)
        for digits, rows in self.variants.groups("start_digits"):
            if digits is not None:
                w[rows] = [float(f"{x:.{digits - 1}e}") for x in flat]
        return w

    def kept(self, numbers: np.ndarray) -> np.ndarray:
        """An intermediate result, rounded where this is done by hand."""
        return numbers if self.one.decimals is None else numbers.round(self.one.decimals)

    def _taken(self, W: np.ndarray, way: str) -> np.ndarray:
        """W as each variant takes it on this way."""
        rows = self.transposed[way]
        if rows.any() and W.shape[1] == W.shape[2]:
            W = W.copy()
            W[rows] = W[rows].transpose(0, 2, 1)
        return W

    def forward(self, x: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """z = x W + b, a = f(z) of every layer; the first a is x."""
        a, z = [np.broadcast_to(x, (len(self.variants), *x.shape[1:]))], []
        for layer, Wb in enumerate(self.Wb):
            b = self.bias_in[:, layer, None, None] * Wb[:, -1:]
            z.append(self.kept(a[-1] @ self._taken(Wb[:, :-1], "forward") + b))
            a.append(self.kept(_by(self.activation[layer], function_of, z[-1])))
        return a, z

    def slope_in(self, layer: int, a: list[np.ndarray], z: list[np.ndarray]) -> np.ndarray:
        """f'(z) of this layer, from what each variant puts into its formula."""
        at = a[layer + 1]
        for where, rows in self.slope_at[layer]:
            if where != "a":
                at = at.copy()
                at[rows] = z[layer][rows] if where == "z" else self._again(layer, at)[rows]
        return _by(self.slope[layer], slope_of, at)

    def _again(self, layer: int, a: np.ndarray) -> np.ndarray:
        return _by(self.activation[layer], function_of, a)

    def output_deltas(self, a: list[np.ndarray], z: list[np.ndarray], y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """dL/dz of the last layer, as its own gradient takes it, and as it is sent back."""
        n, outputs = y.shape[1:]
        share = {"sum": 1, "mean": n, "mean over outputs": n * outputs, "twice": n * n, "outputs": outputs}
        factor = self.variants.each("error_factor") / self.variants.each("average", share.get)
        error, with_slope = (_of_samples(self.counted, factor[:, None, None] * delta) for delta in self._deltas(a, z, y))
        return (self.kept(np.where(self.own_slope, with_slope, error)),
                self.kept(np.where(self.back_slope, with_slope, error)))

    def _deltas(self, a: list[np.ndarray], z: list[np.ndarray], y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """dL/dz of each output without f'(z) and with it."""
        error, slope = a[-1] - y, self.slope_in(len(z) - 1, a, z)
        if self.one.loss in ERROR_ALONE:
            return error, error * slope
        delta = LOSSES[self.one.loss].delta
        return delta(z[-1], y, error, np.ones_like(slope)), delta(z[-1], y, error, slope)

    def gradients(self, x: np.ndarray, y: np.ndarray, after_layer: Callable[[int], None] = lambda layer: None) -> None:
        """One pass forward and one backward; the gradient is in `g`."""
        a, z = self.forward(x)
        own, back = self.output_deltas(a, z, y)
        for layer in range(len(self.Wb) - 1, -1, -1):
            self.layer_gradient(layer, a[layer], own)
            after_layer(layer)
            if layer > 0:
                back = back @ self._taken(self.Wb[layer][:, :-1], "back").transpose(0, 2, 1)
                own = self.kept(back * self.slope_in(layer - 1, a, z))
                back = own if self.sends_slope.all() else np.where(self.sends_slope, own, back)

    def layer_gradient(self, layer: int, x: np.ndarray, delta: np.ndarray) -> None:
        """dL/dW = x' delta + l2 W,   dL/db = sum of delta, times the factors of this variant"""
        fresh = np.empty_like(self.dWb[layer])
        fresh[:, :-1] = self._taken(x.transpose(0, 2, 1) @ _of_samples(self.weight_gradient[layer], delta), "gradient")
        for way, rows in self.bias_gradient[layer]:
            fresh[rows, -1] = BIAS_GRADIENTS[way](delta[rows])
        if self.decays:
            fresh[:, :-1] += self.l2 * self.Wb[layer][:, :-1]
            fresh[:, -1] += self.l2_biases * self.Wb[layer][:, -1]
        if not self.plain:
            fresh *= self.factors[:, self.places[layer].both].reshape(fresh.shape)
        if self.accumulated.any():
            fresh[self.accumulated] += self.dWb[layer][self.accumulated]
        self.dWb[layer][:] = self.kept(fresh)

    def step(self, x: np.ndarray, y: np.ndarray) -> None:
        """The gradient of one batch and one update."""
        for rule in self.update_rules:
            rule.begin()
        if self.lookahead.any():
            self._look_ahead(x, y)
        elif not self.one.early_update:
            self.gradients(x, y)
            self.update()
        else:
            last = len(self.Wb) - 1
            early = range(last + 1) if self.one.early_update == "each" else [last]
            self.gradients(x, y, lambda layer: self.update(layer) if layer in early else None)
            for layer in set(range(last + 1)) - set(early):
                self.update(layer)

    def _look_ahead(self, x: np.ndarray, y: np.ndarray) -> None:
        here = self.w.copy()
        for rule in self.update_rules:
            self.w[rule.rows] += np.where(self.lookahead[rule.rows, None], rule.ahead(), 0)
        self.gradients(x, y)
        self.w[:] = here
        self.update()

    def update(self, layer: int | None = None) -> None:
        """Change the weights of this layer, or all, each variant by its rule."""
        part = slice(None) if layer is None else self.places[layer].both
        for rule in self.update_rules:
            self.w[rule.rows, part] += self.kept(rule.change(self.g[rule.rows, part], part))


def _of_samples(which: Groups, delta: np.ndarray) -> np.ndarray:
    """dL/dz with 0 for the samples that a variant leaves out."""
    for samples, rows in which:
        if samples in ("first", "last"):
            delta = delta.copy()
            delta[rows] *= (np.arange(delta.shape[1]) == (0 if samples == "first" else delta.shape[1] - 1))[:, None]
    return delta


def _by(names: Groups, function: Callable[[str], Function], x: np.ndarray) -> np.ndarray:
    """Each variant's own function of its own x."""
    if len(names) == 1:
        return function(names[0][0])(x)
    result = np.empty_like(x)
    for name, rows in names:
        result[rows] = function(name)(x[rows])
    return result


Batch = tuple[np.ndarray, np.ndarray]  # x and y
Watch = Callable[[VariantNetworks, int, np.ndarray, np.ndarray], None]  # is told the pass and the batch before an update


def batches(variants: list[Variant], inputs: np.ndarray, targets: np.ndarray, number: int) -> list[Batch]:
    """The batches of pass `number`, each variant's samples in its order: x and y (V or 1, n, units)."""
    one = variants[0]
    if any(v.orders for v in variants):
        every = tuple(range(len(inputs)))
        order = np.array([v.orders[number % len(v.orders)] if v.orders else every for v in variants])
        inputs, targets = inputs[order], targets[order]
    else:
        inputs, targets = inputs[None], targets[None]
    size = one.batch_size or inputs.shape[1]
    return [(inputs[:, at : at + size], targets[:, at : at + size]) for at in range(0, inputs.shape[1], size)]


@np.errstate(all="ignore")
def first_gradients(variants: list[Variant], sizes: tuple[int, ...], flat: np.ndarray, data: SimpleNamespace) -> np.ndarray:
    """The gradients of the first update, (V, parameters)."""
    networks = VariantNetworks(variants, sizes, flat, data.memory)
    x, y = batches(variants, data.inputs, data.targets, 0)[0]
    if networks.lookahead.any() or variants[0].early_update:
        networks.step(x, y)
    else:
        networks.gradients(x, y)
    return networks.g


@np.errstate(all="ignore")
def after_steps(variants: list[Variant], sizes: tuple[int, ...], flat: np.ndarray, data: SimpleNamespace, steps: int,
                before_batch: Watch = lambda networks, number, x, y: None) -> VariantNetworks:
    """The networks after this many passes over the samples."""
    one = variants[0]
    networks = VariantNetworks(variants, sizes, flat, data.memory)
    networks.passes = steps + networks.variants.each("extra_steps", int)
    for again in range(2 if one.start == "earlier run" else 1):
        if again:
            networks.w[:] = flat
            networks.losses.clear()
            for rule in networks.update_rules:
                rule.updates = 0
        _take_passes(networks, data, before_batch)
    return networks


def _take_passes(networks: VariantNetworks, data: SimpleNamespace, before_batch: Watch) -> None:
    """Each its own number of passes; who has ended keeps the weights."""
    ended = []
    for number in range(networks.passes.max()):
        if (rows := np.flatnonzero(networks.passes == number)).size:
            ended.append((rows, networks.w[rows].copy()))
        for x, y in batches(networks.variants.all, data.inputs, data.targets, number):
            before_batch(networks, number, x, y)
            networks.step(x, y)
    for rows, weights in ended:
        networks.w[rows] = weights

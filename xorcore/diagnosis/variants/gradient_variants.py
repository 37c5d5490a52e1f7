"""The gradient as a textbook writes it, with a switch for everything that is often done in another way.

Many variants are taken at once, the variant is the first axis: thousands of mistakes take as long as a few would one by
one. With every switch as the Config says, the numbers are the engine's but for rounding; with one changed, they are those
of a known mistake. Shapes: V variants, n samples of a batch; w (V, parameters), x (V, n, units).
"""

from collections.abc import Callable
from itertools import accumulate

import numpy as np

from xorcore.diagnosis.variants.formulas import function_of, shares_of_samples, slope_of, summed_loss, summed_over_samples
from xorcore.diagnosis.variants.variant import Rows, Variant, Variants, each_its_own, factors_of
from xorcore.losses import LOSSES
from xorcore.parameters import layout

Way = tuple[str, str, str]  # a slope's name; what is put into its formula: "a", "z" or "f(a)"; and f for the last
Layers = list[np.ndarray]  # (V, n, units) of each layer

ONE_SAMPLE = {"first": 0, "last": -1}
ERROR_ALONE = ("half_squared_error", "cross_entropy")  # losses whose gradient is a - y, with f'(z) or without


class VariantNetworks:
    """Variants of one network, their weights and gradients. Their batches have one size."""

    def __init__(self, variants: list[Variant], sizes: tuple[int, ...], flat: np.ndarray):
        self.variants, self.sizes, self.places = Variants(variants), sizes, layout(sizes)
        self.w = self._start(flat)
        self.g = np.zeros_like(self.w)
        self.Wb, self.dWb = ([flat[:, p.both].reshape(len(variants), -1, p.shape[1]) for p in self.places]
                             for flat in (self.w, self.g))
        self._read_the_pass()
        self._read_the_gradient()

    def _read_the_pass(self) -> None:
        v, layers = self.variants, range(len(self.places))
        self.loss = v.one.loss
        self.activation = [v.groups("activations", layer=k) for k in layers]
        self.bias_in = v.each("bias_in", np.array)
        self.adds_biases = bool((self.bias_in == 1).all())
        self.own_slope, self.back_slope = (
            _if_mixed(v.each("output_slope", bool) & v.each(field, lambda whole: whole == "delta"))
            for field in ("output_gradient", "back_error"))
        self.without_slopes = v.rows("back_error", lambda way: way == "errors")
        self.turned = {way: self._turned(way) for way in ("forward", "back", "gradient")}
        self.rounded = [(decimals, rows) for decimals, rows in v.groups("decimals") if decimals is not None]
        self._factors: dict[int, np.ndarray] = {}  # by the number of samples
        self._slopes: dict[int, Slopes] = {}

    def _turned(self, way: str) -> np.ndarray:
        return self.variants.rows("transposed", lambda ways: way in ways)

    def _read_the_gradient(self) -> None:
        v = self.variants
        factors = factors_of(v, self.sizes)
        plain = (factors == 1).all()
        self.factors = [None if plain else factors[:, place.both].reshape(g.shape)
                        for place, g in zip(self.places, self.dWb, strict=True)]
        self.l2, self.l2_biases = v.each("l2")[:, None, None], v.each("l2_biases")[:, None]
        self.decays = bool(self.l2.any() or self.l2_biases.any())
        layers = range(len(self.places))
        ways_of_W, ways_of_b = ([v.groups(name, layer=k) for k in layers] for name in ("weight_gradient", "bias_gradient"))
        self.one_sample = [[(ONE_SAMPLE[way], rows) for way, rows in ways if way in ONE_SAMPLE] for ways in ways_of_W]
        self.one_number = [[rows for way, rows in ways if way == "one number"] for ways in ways_of_b]
        self._shares: dict[int, list[np.ndarray | None]] = {}  # by the number of samples
        self.accumulated = v.rows("accumulated", bool)

    def _start(self, flat: np.ndarray) -> np.ndarray:
        """The start weights, shaken or rounded."""
        w = shaken_start(flat, self.variants.each("shaken")[:, None])
        for decimals, rows in self.variants.groups("start_decimals"):
            if decimals is not None:
                w[rows] = w[rows].round(decimals)
        for digits, rows in self.variants.groups("start_digits"):
            if digits is not None:
                w[rows] = [[float(f"{x:.{digits - 1}e}") for x in row] for row in np.atleast_2d(w[rows])]
        return w

    def kept(self, numbers: np.ndarray) -> np.ndarray:
        """An intermediate result, rounded where this is done by hand."""
        for decimals, rows in self.rounded:
            numbers[rows] = numbers[rows].round(decimals)
        return numbers

    def _through(self, W: np.ndarray, x: np.ndarray, way: str) -> np.ndarray:
        """x W; x W' where a variant has them the other way round on this way."""
        product, rows = x @ W, self.turned[way]
        if len(rows) and W.shape[1] == W.shape[2]:
            product[rows] = x[rows] @ W[rows].transpose(0, 2, 1)
        return product

    def forward(self, x: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
        """z = x W + b, a = f(z) of every layer; the first a is x."""
        a, z = [x], []
        for layer, Wb in enumerate(self.Wb):
            z.append(self._through(Wb[:, :-1], a[-1], "forward"))
            z[-1] += Wb[:, -1:] if self.adds_biases else self.bias_in[:, layer, None, None] * Wb[:, -1:]
            self.kept(z[-1])
            a.append(self.kept(each_its_own(self.activation[layer], lambda name, rows: function_of(name)(z[-1][rows]))))
        return a, z

    def batch_loss(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The data loss, summed over the samples of a batch, (V,)."""
        a, z = self.forward(x)
        return summed_loss(self.loss, a[-1], z[-1], y)

    def slopes(self, a: list[np.ndarray], z: list[np.ndarray]) -> list[np.ndarray]:
        """f'(z) of every layer, from what each variant puts into its formula."""
        n = z[0].shape[1]
        if n not in self._slopes:
            self._slopes[n] = Slopes(self.variants, n, self.sizes)
        return self._slopes[n](a[1:], z)

    def output_deltas(self, a: np.ndarray, z: np.ndarray, slope: np.ndarray,
                      y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """dL/dz of the last layer, as its own gradient takes it, and as it is sent back."""
        factor = self._factor(*y.shape[1:])
        error, with_slope = (factor * delta for delta in self._deltas(a, z, slope, y))
        return (self.kept(_either(self.own_slope, with_slope, error)),
                self.kept(_either(self.back_slope, with_slope, error)))

    def _factor(self, n: int, outputs: int) -> np.ndarray:
        """What the error of a batch of n samples is multiplied by, (V, n, 1): 0 for the samples that a variant leaves
        out."""
        if n not in self._factors:
            share = {"sum": 1, "mean": n, "mean over outputs": n * outputs, "twice": n * n, "outputs": outputs}
            factor = self.variants.each("error_factor") / self.variants.each("average", share.get)
            self._factors[n] = (factor[:, None] * self.variants.each("counted", shares_of_samples(n).get))[:, :, None]
        return self._factors[n]

    def _deltas(self, a: np.ndarray, z: np.ndarray, slope: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """dL/dz of each output without f'(z) and with it."""
        error = a - y
        if self.loss in ERROR_ALONE:
            return error, error * slope
        delta = LOSSES[self.loss].delta
        return delta(z, y, error, np.ones_like(slope)), delta(z, y, error, slope)

    def gradients(self, x: np.ndarray, y: np.ndarray, taken: Callable[[int], None]) -> None:
        """One pass forward and one backward; the gradient is in `g`. `taken` is called with each layer whose gradient is
        taken, before the error goes back through it."""
        a, z = self.forward(x)
        slopes = self.slopes(a, z)
        own, back = self.output_deltas(a[-1], z[-1], slopes[-1], y)
        for layer in range(len(self.Wb) - 1, -1, -1):
            self.layer_gradient(layer, a[layer], own)
            taken(layer)
            if layer > 0:
                back = self._through(self.Wb[layer][:, :-1].transpose(0, 2, 1), back, "back")
                own = self.kept(back * slopes[layer - 1])
                whole, back = back, own
                if len(self.without_slopes):
                    back = own.copy()
                    back[self.without_slopes] = whole[self.without_slopes]

    def layer_gradient(self, layer: int, x: np.ndarray, delta: np.ndarray) -> None:
        """dL/dW = x' delta + l2 W,   dL/db = sum of delta, times the factors of this variant"""
        g, Wb = self.dWb[layer], self.Wb[layer]
        before = g[self.accumulated] if len(self.accumulated) else ()
        np.matmul(x.transpose(0, 2, 1), delta, out=g[:, :-1])
        for sample, rows in self.one_sample[layer]:
            g[rows, :-1] = x[rows, sample, :, None] * delta[rows, sample, None]
        if len(rows := self.turned["gradient"]) and x.shape[2] == delta.shape[2]:
            g[rows, :-1] = g[rows, :-1].transpose(0, 2, 1)
        g[:, -1] = summed_over_samples(delta, self._share(layer, delta.shape[1]))
        for rows in self.one_number[layer]:
            g[rows, -1] = g[rows, -1].sum(axis=1, keepdims=True)
        if self.decays:
            g[:, :-1] += self.l2 * Wb[:, :-1]
            g[:, -1] += self.l2_biases * Wb[:, -1]
        if self.factors[layer] is not None:
            g *= self.factors[layer]
        if len(before):
            g[self.accumulated] += before
        self.kept(g)

    def _share(self, layer: int, n: int) -> np.ndarray | None:
        """What each of n samples counts in the bias gradient of each variant, (V, n); None where all count once."""
        if n not in self._shares:
            ways = self.variants.each("bias_gradient", lambda ways: [shares_of_samples(n)[way] for way in ways])
            self._shares[n] = [None if (share == 1).all() else share for share in ways.swapaxes(0, 1)]
        return self._shares[n][layer]


def shaken_start(flat: np.ndarray, by: float | np.ndarray) -> np.ndarray:
    """The start weights, changed by this share of each, up and down in turn."""
    return flat * (1 + by * np.where(np.arange(len(flat)) % 2, -1, 1))


def _if_mixed(which: np.ndarray) -> bool | np.ndarray:
    """What holds for each variant, (V, 1, 1), or True or False where it holds for all or none."""
    return bool(which[0]) if (which == which[0]).all() else which[:, None, None]


def _either(which: bool | np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.where(which, one, other) if isinstance(which, np.ndarray) else one if which else other


class Slopes:
    """f'(z) of all units, for n samples, from what each variant puts into its formula.

    Where the variants have several formulas, the units of all layers are taken together: one call for each formula, in
    whichever layers it stands.
    """

    def __init__(self, variants: Variants, n: int, sizes: tuple[int, ...]):
        self.shapes = [(len(variants), n, units) for units in sizes[1:]]
        self.ends = list(accumulate(len(variants) * n * units for units in sizes[1:]))
        by_layer = [[((name, at, f if at == "f(a)" else ""), rows) for (name, at, f), rows
                     in variants.groups("slopes", "slope_at", "activations", layer=k)] for k in range(len(self.shapes))]
        found = list(dict.fromkeys(way for groups in by_layer for way, _ in groups))
        self.ways: list[tuple[Way, Rows]] = [(found[0], slice(None))]
        if len(found) > 1:
            places = self._by_layer(np.arange(self.ends[-1]))
            units = {way: np.concatenate([layer[rows].ravel() for layer, groups in zip(places, by_layer, strict=True)
                                          for each, rows in groups if each == way]) for way in found}
            self.ways = [(way, units[way]) for way in sorted(units, key=lambda way: -len(units[way]))]

    def __call__(self, a: Layers, z: Layers) -> Layers:
        """Of every layer, from its a and z."""
        if len(self.ways) == 1:
            way = self.ways[0][0]
            return [_slope(way, *layer) for layer in zip(a, z, strict=True)]
        put_in = {"a": _joined(a), "z": _joined(z)}
        return self._by_layer(each_its_own(
            self.ways, lambda way, units: _slope(way, put_in["a"][units], put_in["z"][units])))

    def _by_layer(self, flat: np.ndarray) -> Layers:
        return [flat[start:end].reshape(shape)
                for start, end, shape in zip([0, *self.ends], self.ends, self.shapes, strict=False)]


def _slope(way: Way, a: np.ndarray, z: np.ndarray) -> np.ndarray:
    name, at, activation = way
    return slope_of(name)(z if at == "z" else function_of(activation)(a) if at == "f(a)" else a)


def _joined(layers: Layers) -> np.ndarray:
    return np.concatenate([layer.ravel() for layer in layers])

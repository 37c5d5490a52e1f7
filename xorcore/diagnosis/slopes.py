"""f'(z) of all units of many variants, from what each variant puts into its formula.

Where the variants have several formulas, the units of all layers are taken together: one call for each formula, in
whichever layers it stands.
"""

from itertools import accumulate

import numpy as np

from xorcore.diagnosis.formulas import function_of, slope_of
from xorcore.diagnosis.variant import Rows, Variants, each_its_own

Way = tuple[str, str, str]  # the slope's name; what is put into its formula: "a", "z" or "f(a)"; and f for the last
Layers = list[np.ndarray]  # (V, n, units) of each layer


class Slopes:
    """For n samples of a network of these layer sizes."""

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

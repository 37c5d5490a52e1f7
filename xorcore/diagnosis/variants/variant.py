"""How somebody takes a training step: one field for everything that is often done in another way.

`textbook(config)` is the right way; a mistake replaces some of the fields. A tuple holds one value for each layer.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

import numpy as np

from xorcore.config import Config
from xorcore.parameters import layout

Factors = tuple[tuple[float, float], ...]  # for each layer that of W and that of b
Rows = slice | np.ndarray
Groups = list[tuple[Any, Rows]]  # a value of a field, and the variants that have it


class Variant(NamedTuple):
    """How somebody takes a step, from the forward pass to the loss that is printed."""

    # The forward pass
    activations: tuple[str, ...]
    bias_in: tuple[float, ...]  # z = x W + b times this: 0 left out, -1 a threshold
    # The error at the output
    loss: str
    average: str  # "sum"; "mean" over samples; "mean over outputs" and samples; "outputs"; "twice": by n and n again
    output_slope: bool  # dL/dz = (a - y) f'(z), else a - y
    # The way back
    slopes: tuple[str, ...]  # whose f'(z) stands in dL/dz of each layer; "linear": none
    slope_at: tuple[str, ...]  # "a"; "z": a(1 - a) with z put in for a; "f(a)": with f(a) put in
    # The gradient
    l2: float
    train_biases: bool
    factors: Factors  # of the gradient of each array
    weight_gradient: tuple[str, ...]  # of each layer: "sum" over the samples, or "first", "last"
    bias_gradient: tuple[str, ...]  # "sum"; or "mean", "times n", "first", "last", "one number" for all units
    # The update
    rule: str
    learning_rate: float
    momentum: float
    momentum_factor: Factors  # of each array; -1: with the wrong sign; 0: without
    # The run
    batch_size: int  # 0: all samples
    error_factor: float = 1
    back_error: str = "delta"  # or "error": hidden layers get a - y without f'(z) of the output; "errors": nor of theirs
    output_gradient: str = "delta"  # or "error": the output's own gradient lacks f'(z), the error sent back has it
    early_update: str = ""  # "output" or "each": the layer is updated before the error goes back through it
    counted: str = "sum"  # over the samples of the batch; or "last", "first"
    transposed: frozenset[str] = frozenset()  # where a square W is taken as W': "forward", "back", "gradient"
    l2_biases: float = 0
    accumulated: bool = False  # gradients are not set to 0 between updates
    damped: bool = False  # v = m v - (1 - m) l g
    lookahead: bool = False  # the gradient is taken at w + m v
    aliased: bool = False  # the previous gradient is the new one: a second name, not a copy
    start: str = "given"  # memory; or "zero", "gradient", "step" (-l g), "earlier run"
    rate: str = "gradient"  # what l multiplies: or "twice", "whole step", "memory" in place of the gradient
    decay: float = 0.9  # of RMSprop's average
    beta1: float = 0.9  # of Adam's
    beta2: float = 0.999
    corrected: str = "both"  # Adam's averages; or "none", "first", "second", "once": always as in the first update
    eps: float = 1e-8
    eps_inside: bool = False  # of the root
    without_root: bool = False  # divided by the average of the squares itself
    orders: tuple[tuple[int, ...], ...] | None = None  # of the samples in each pass, used in turn; None: as given
    extra_steps: int = 0
    start_decimals: int | None = None  # of the start weights
    start_digits: int | None = None
    decimals: int | None = None  # to which every intermediate result is rounded
    shaken: float = 0  # relative change of the start weights, up and down in turn: roundings, to see what they come to
    # What is handed in
    reported: str = "as configured"  # the loss; a key of REPORTED
    l2_reported: float | None = None  # in the loss; None as configured


def textbook(config: Config) -> Variant:
    """The right step."""
    layers = len(config.hidden) + 1
    activations = (*[config.hidden_activation] * (layers - 1), config.output_activation)
    return Variant(
        activations, (1.0,) * layers, config.loss, config.reduction, config.loss != "cross_entropy", activations,
        ("a",) * layers, config.l2, config.train_biases, ((1.0, 1.0),) * layers, ("sum",) * layers, ("sum",) * layers,
        config.optimizer, config.learning_rate, config.momentum, ((1.0, 1.0),) * layers, config.batch_size,
    )


def times(config: Config, factor: float, arrays: str = "Wb", layers: Collection[int] | None = None) -> Factors:
    """This factor for W, b or both of these layers (counted from 0; None: of all), 1 for the others."""
    every = range(len(config.hidden) + 1)
    chosen = every if layers is None else layers
    of_W, of_b = (float(factor) if letter in arrays else 1.0 for letter in "Wb")
    return tuple((of_W, of_b) if k in chosen else (1.0, 1.0) for k in every)


def without_factors(variant: Variant) -> Variant:
    """The variant whose first gradient, times the factors of this one, is that of this one."""
    if variant.early_update or variant.decimals is not None:
        return variant  # what comes after the factors depends on them
    return variant._replace(factors=((1.0, 1.0),) * len(variant.factors), train_biases=True)


class Variants:
    """Many variants, field by field: few of them differ in any one field, so that each is worked out once."""

    def __init__(self, variants: list[Variant]):
        self.all, self.one = variants, variants[0]
        self._columns = dict(zip(Variant._fields, zip(*variants, strict=True), strict=True))

    def __len__(self) -> int:
        return len(self.all)

    def groups(self, *fields: str, layer: int | None = None) -> Groups:
        """Each value of this field, of one layer, and the rows of those that have it, the most frequent one first; a
        slice where all do. Of several fields, their values together."""
        columns: list[Sequence[Any]] = [self._columns[field] for field in fields]
        if layer is not None:
            columns = [[value[layer] for value in column] for column in columns]
        values: Sequence[Any] = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
        if values.count(values[0]) == len(values):
            return [(values[0], slice(None))]
        places = {value: place for place, (value, _) in enumerate(Counter(values).most_common())}
        place_of = np.array([places[value] for value in values])
        return [(value, in_one_piece(np.flatnonzero(place_of == place))) for value, place in places.items()]

    def rows(self, field: str, chosen: Callable[[Any], object]) -> np.ndarray:
        """The rows of those whose value is chosen."""
        return np.flatnonzero(self.each(field, lambda value: bool(chosen(value))))

    def each(self, field: str, convert: Callable[[Any], Any] = float) -> np.ndarray:
        """`convert(value)` of every variant, (V, ...)."""
        groups = self.groups(field)
        first = np.asarray(convert(groups[0][0]))
        result = np.empty((len(self), *first.shape), first.dtype)
        for value, rows in groups:
            result[rows] = convert(value)
        return result


def factors_of(variants: Variants, sizes: tuple[int, ...]) -> np.ndarray:
    """What each variant multiplies each derivative by, 0 where biases are not trained: (V, parameters)."""
    places = layout(sizes)
    factors = np.repeat(variants.each("factors", np.ravel), [count for place in places for count in place.counts], axis=1)
    for place in places:
        factors[:, place.b] *= variants.each("train_biases")[:, None]
    return factors


def in_one_piece(rows: np.ndarray) -> Rows:
    """A slice where they stand one behind the other: a view of them costs a tenth of a copy."""
    return slice(rows[0], rows[-1] + 1) if rows[-1] - rows[0] < len(rows) else rows


def each_its_own(groups: Groups, made: Callable[[Any, Rows], np.ndarray]) -> np.ndarray:
    """`made(value, rows)` of each group: that of the largest of all rows, which the others then replace in theirs."""
    (value, _), *others = groups
    result = made(value, slice(None))
    if others and not result.flags.owndata:
        result = result.copy()
    for value, rows in others:
        result[rows] = made(value, rows)
    return result

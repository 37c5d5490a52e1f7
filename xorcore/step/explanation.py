"""Any number of a step as a report writes it: the formula, the formula with this step's numbers, the result.

z and a belong to the unit itself, aᵢ come in (xᵢ in the first layer), zₖ are of the next layer, f′ is the slope of f. The
result shows as many digits as the printed numbers give when they are worked out again.

Layers, units and samples count from 0 here, as in the trace's arrays; samples are rows of the trace.
"""

import re
from typing import NamedTuple

import numpy as np

from xorcore.checked import checked
from xorcore.limits import check_place
from xorcore.losses import LOSSES
from xorcore.naming import bias_name, unit_name, weight_name
from xorcore.network import layer_activations
from xorcore.optimizers import OPTIMIZERS
from xorcore.parameters import layout
from xorcore.step.arithmetic import FULL, common_digits, evaluate, put_in
from xorcore.step.trace import StepTrace

MOST_PRODUCTS = 12  # of a sum are written out; the rest is one number

Values = dict[str, float | str]  # of a formula's symbols; a text is put in as it is


class Explanation(NamedTuple):
    """One equation in plain text: `symbol = formula`, then `numbers`, then `result`."""

    name: str  # whose number it is: "w from h1.2 to h2.1", "h1.2 at sample 3"
    symbol: str  # "∂L/∂w"
    formula: str
    numbers: str  # the formula's arithmetic with every symbol replaced by its number
    result: str  # the digits on which the numbers and `value` agree
    value: float  # the engine's
    note: str = ""  # one sentence where something needs to be said, else ""


@checked
def explain_z(trace: StepTrace, layer: int, unit: int, sample: int, digits: int = FULL) -> Explanation:
    """z = Σ wᵢ aᵢ + b of one unit."""
    name, here = _unit_at(trace, layer, unit, sample), trace.layers[layer]
    total, note = _sum_of_products(here.W[:, unit], here.x[sample], digits)
    formula = "Σ wᵢ xᵢ + b" if layer == 0 else "Σ wᵢ aᵢ + b"
    values = {formula.removesuffix(" + b"): total, "b": here.b[unit]}
    return _explanation(name, "z", formula, values, here.z[sample, unit], digits, note)


@checked
def explain_a(trace: StepTrace, layer: int, unit: int, sample: int, digits: int = FULL) -> Explanation:
    """a = f(z) of one unit."""
    name, here = _unit_at(trace, layer, unit, sample), trace.layers[layer]
    formula = layer_activations(trace.config)[layer].formula
    return _explanation(name, "a", formula, {"z": here.z[sample, unit]}, here.a[sample, unit], digits)


@checked
def explain_loss(trace: StepTrace, sample: int | None = None, digits: int = FULL) -> Explanation:
    """L of one sample, or of the whole batch from those of its samples, L2 term included."""
    output = trace.layers[-1]
    if sample is None:
        return _explain_batch_loss(trace, digits)
    name = _sample(trace, sample)
    loss, of_sample = LOSSES[trace.config.loss], (output.z[sample], output.a[sample], trace.targets[sample])
    total, note = _added([put_in(loss.summand, {"z": z, "a": a, "y": y}, digits)
                          for z, a, y in zip(*of_sample, strict=True)], digits)
    values: Values = {loss.formula[loss.formula.index("Σ") :]: total}
    return _explanation(name, "L", loss.formula, values, trace.sample_losses[sample], digits, note)


def _explain_batch_loss(trace: StepTrace, digits: int) -> Explanation:
    total, note = _added([put_in("L", {"L": loss}, digits) for loss in trace.sample_losses], digits)
    values: Values = {"Σ Lₛ": total, "n": str(len(trace.rows)), "λ": trace.config.l2}
    formula = "Σ Lₛ" if trace.scale == 1 else "Σ Lₛ · 1/n"
    if trace.config.l2:
        squares = sum(float(layer.W.ravel() @ layer.W.ravel()) for layer in trace.layers)
        formula, values["Σ w²"] = f"{formula} + ½·λ·Σ w²", squares
    return _explanation(_batch(trace), "L", formula, values, trace.loss, digits, note)


@checked
def explain_delta(trace: StepTrace, layer: int, unit: int, sample: int, digits: int = FULL) -> Explanation:
    """∂L/∂z of one unit: at the output from the error, elsewhere from the next layer."""
    name = _unit_at(trace, layer, unit, sample)
    formula, values, note = _delta(trace, layer, unit, sample, digits)
    return _explanation(name, "∂L/∂z", formula, values, trace.layers[layer].delta[sample, unit], digits, note)


@checked
def explain_weight(trace: StepTrace, layer: int, i: int, j: int, sample: int | None = None,
                   digits: int = FULL) -> Explanation:
    """∂L/∂w of W[i, j]: what one sample adds to it, or the whole batch's with the L2 term."""
    name = f"{weight_name(trace.sizes, layer, i, j)}, {_where(trace, sample)}"
    here, symbol = trace.layers[layer], "xᵢ" if layer == 0 else "aᵢ"
    if sample is None and len(trace.rows) > 1:
        total, note = _sum_of_products(here.x[:, i], here.delta[:, j], digits)
        formula = f"Σ {symbol} · ∂L/∂z"
        values: Values = {formula: total}
    else:
        formula, values, note = _delta(trace, layer, j, sample or 0, digits)
        formula, values = f"{symbol} · {formula}", values | {symbol: here.x[sample or 0, i]}
    if sample is not None:
        value = here.x[sample, i] * here.delta[sample, j]
        if trace.config.l2:
            note = f"{note} The L2 term λ·w is added once for the whole batch.".strip()
        return _explanation(name, "∂L/∂w", formula, values, value, digits, note)
    if trace.config.l2:
        formula, values = f"{formula} + λ·w", values | {"λ": trace.config.l2, "w": here.W[i, j]}
    return _explanation(name, "∂L/∂w", formula, values, here.dW[i, j], digits, note)


@checked
def explain_bias(trace: StepTrace, layer: int, j: int, sample: int | None = None, digits: int = FULL) -> Explanation:
    """∂L/∂b of b[j]: what one sample adds to it, or the whole batch's."""
    name = f"{bias_name(trace.sizes, layer, j)}, {_where(trace, sample)}"
    here = trace.layers[layer]
    if sample is None and len(trace.rows) > 1:
        total, note = _added([put_in("d", {"d": delta}, digits) for delta in here.delta[:, j]], digits)
        formula = "Σ ∂L/∂z"
        values: Values = {formula: total}
    else:
        formula, values, note = _delta(trace, layer, j, sample or 0, digits)
    value = here.db[j] if sample is None else here.delta[sample, j]
    if not trace.config.train_biases:
        note = f"{note} Biases are not trained: the update does not use it.".strip()
    return _explanation(name, "∂L/∂b", formula, values, value, digits, note)


@checked
def explain_update(trace: StepTrace, layer: int, i: int | None, j: int, digits: int = FULL) -> tuple[Explanation, ...]:
    """The update of W[i, j], or of b[j] where i is None: the rule's equations in their order, then the new weight."""
    name = bias_name(trace.sizes, layer, j) if i is None else weight_name(trace.sizes, layer, i, j)
    place = layout(trace.sizes)[layer]
    index = place.b.start + j if i is None else place.W.start + i * place.shape[1] + j
    symbol = "w" if i is not None else "b"
    of_rule = {key: float(v) if np.ndim(v) == 0 else float(v[index]) for key, v in trace.update.values.items()}
    values: Values = {**of_rule, f"{symbol}ₜ": trace.vector[index], f"{symbol}ₜ₊₁": trace.new_vector[index]}
    note = "" if i is not None or trace.config.train_biases else "Biases are not trained: the update takes g = 0."
    lines = [*OPTIMIZERS[trace.config.optimizer].equations, f"{symbol}ₜ₊₁ = {symbol}ₜ + Δw"]
    explained = []
    for line in lines:
        left, formula = line.split(" = ")
        explained.append(_explanation(name, left, formula, values, float(values[left]), digits, note))
    if i is None:
        explained = [each._replace(symbol=each.symbol.replace("Δw", "Δb"), formula=each.formula.replace("Δw", "Δb"))
                     for each in explained]
    return tuple(explained)


def _delta(trace: StepTrace, layer: int, unit: int, sample: int, digits: int) -> tuple[str, Values, str]:
    """Formula of ∂L/∂z, its values, and a note where the sum is not written out."""
    here, slope = trace.layers[layer], _factor(layer_activations(trace.config)[layer].slope_formula)
    a = here.a[sample, unit]
    values: Values = {slope: _slope_numbers(slope, a, digits), "z": here.z[sample, unit], "a": a}
    note = ""
    if layer < len(trace.layers) - 1:
        following = trace.layers[layer + 1]
        values["Σ wₖ ∂L/∂zₖ"], note = _sum_of_products(following.W[unit], following.delta[sample], digits)
        return f"{slope} · Σ wₖ ∂L/∂zₖ", values, note
    formula = _factor(LOSSES[trace.config.loss].delta_formula.replace("f′", slope))
    values |= {"y": trace.targets[sample, unit], "n": str(len(trace.rows))}
    return (formula if trace.scale == 1 else f"{formula} · 1/n"), values, note


def _factor(formula: str) -> str:
    """The formula as one factor of a product: a sum in brackets."""
    inside = re.compile(r"[(\[][^()\[\]]*[)\]]")
    outside = formula
    while inside.search(outside):
        outside = inside.sub("", outside)
    return f"({formula})" if re.search("[+−]", outside) else formula


def _slope_numbers(slope: str, a: float, digits: int) -> str:
    """The slope's formula with this number in it; what stands in [ ] is 1 or 0."""
    numbers = put_in(slope, {"a": a}, digits)
    return re.sub(r"\[(.*?)\]", lambda condition: f"{evaluate(condition[1]):g}", numbers)


def _sum_of_products(left: np.ndarray, right: np.ndarray, digits: int) -> tuple[str, str]:
    return _added([put_in("p·q", {"p": p, "q": q}, digits) for p, q in zip(left, right, strict=True)], digits)


def _added(texts: list[str], digits: int) -> tuple[str, str]:
    """The texts as one sum in brackets; the rest of a long one is worked out, and a note says so."""
    if len(texts) <= MOST_PRODUCTS:
        return f"({' + '.join(texts)})", ""
    shown, rest = texts[: MOST_PRODUCTS - 1], texts[MOST_PRODUCTS - 1 :]
    value = sum(map(evaluate, rest))
    total = put_in("s", {"s": value}, digits)
    return f"({' + '.join([*shown, total])})", f"The last number of the sum stands for its other {len(rest)} terms."


def _explanation(name: str, symbol: str, formula: str, values: Values, value: float, digits: int,
                 note: str = "") -> Explanation:
    numbers = put_in(formula, values, digits)
    return Explanation(name, symbol, formula, numbers, common_digits(value, evaluate(numbers), digits), float(value), note)


def _where(trace: StepTrace, sample: int | None) -> str:
    return _batch(trace) if sample is None else _sample(trace, sample)


def _sample(trace: StepTrace, sample: int) -> str:
    check_place("sample", sample, len(trace.rows))
    return f"sample {trace.rows[sample] + 1}"


def _unit_at(trace: StepTrace, layer: int, unit: int, sample: int) -> str:
    check_place("layer", layer, len(trace.layers))
    return f"{unit_name(trace.sizes, layer + 1, unit)}, {_sample(trace, sample)}"


def _batch(trace: StepTrace) -> str:
    n = len(trace.rows)
    return f"{'sum' if trace.scale == 1 else 'mean'} over {n} samples" if n > 1 else _sample(trace, 0)

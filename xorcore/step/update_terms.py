"""The change of every weight, split into the terms of its update rule: what the gradient adds, what the memory adds.

The rule's own formulas are worked out for whole vectors: a symbol with ₜ₋₁ is the memory before the step, one with ₜ that
after it. The step itself is the optimizer's; nothing here changes a weight.
"""

from typing import Any, NamedTuple

import numpy as np

from xorcore.optimizers import Memory, Optimizer
from xorcore.step.arithmetic import evaluate_all

Values = dict[str, Any]  # numbers, or flat vectors


class UpdateTerms(NamedTuple):
    """One step of one rule, all vectors flat."""

    terms: dict[str, np.ndarray]  # by formula; they add up to the change, the gradient's own term is the first
    values: Values  # every symbol of the rule's formulas: rates, gradients, memory before and after, averages


@np.errstate(all="ignore")
def split_update(rule: Optimizer, g: np.ndarray, l: float, m: float, before: Memory, after: Memory) -> UpdateTerms:
    """The terms of this rule's step and all of its symbols; `before` and `after` are its memory."""
    values: Values = {"l": l, "m": m, "gₜ": g}
    for symbol, old, new in zip(rule.memory, before, after, strict=True):
        values |= {f"{symbol}ₜ₋₁": old, f"{symbol}ₜ": new}
    for equation in rule.equations[:-1]:
        symbol, formula = equation.split(" = ")
        if symbol not in values:
            values[symbol] = evaluate_all(formula, values)
    terms = {term: evaluate_all(term, values) for term in rule.terms}
    return UpdateTerms(terms, values | {"Δw": sum(terms.values())})

"""The change of every weight, split into the terms of its update rule: what the gradient adds, what the memory adds.

Each rule is told twice with the same symbols: as formulas in the words of a report, and as the numbers of one step.
The step itself is the optimizer's; nothing here changes a weight.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

Values = dict[str, float | np.ndarray]
Memory = tuple[np.ndarray, ...]


class UpdateTerms(NamedTuple):
    """One step of one rule, all vectors flat."""

    terms: dict[str, np.ndarray]  # by formula; they add up to the change, the gradient's own term is the first
    values: Values  # every symbol of the rule's formulas: rates, gradients, memory before and after, averages


class UpdateRule(NamedTuple):
    """`formulas` end with that of Δw; `split(g, l, m, before, after)` takes the memory before and after the step."""

    formulas: tuple[str, ...]
    split: Callable[[np.ndarray, float, float, Memory, Memory], UpdateTerms]


def gradient_descent(g, l, m, before, after) -> UpdateTerms:
    """Δw = −l·g"""
    return UpdateTerms({"−l·gₜ": -(l * g)}, {})


def previous_gradient(g, l, m, before, after) -> UpdateTerms:
    """Δw = −(l·g + m·g of the step before)"""
    (previous,) = before
    return UpdateTerms({"−l·gₜ": -(l * g), "−m·gₜ₋₁": -(m * previous)}, {"gₜ₋₁": previous})


def as_printed(g, l, m, before, after) -> UpdateTerms:
    """Δw = −l·g + m·g of the step before"""
    (previous,) = before
    return UpdateTerms({"−l·gₜ": -(l * g), "m·gₜ₋₁": m * previous}, {"gₜ₋₁": previous})


def momentum(g, l, m, before, after) -> UpdateTerms:
    """Δw = v = m·(v before) − l·g"""
    (v_before,), (v,) = before, after
    return UpdateTerms({"−l·gₜ": -(l * g), "m·vₜ₋₁": m * v_before}, {"vₜ₋₁": v_before, "vₜ": v})


def nesterov(g, l, m, before, after) -> UpdateTerms:
    """Δw = −l·g + m·v with the new velocity v = m·(v before) − l·g"""
    (v_before,), (v,) = before, after
    return UpdateTerms({"−l·gₜ": -(l * g), "m·vₜ": m * v}, {"vₜ₋₁": v_before, "vₜ": v})


def rmsprop(g, l, m, before, after) -> UpdateTerms:
    """Δw = −l·g / (√s + 1e-8)"""
    (s_before,), (s,) = before, after
    return UpdateTerms({"−l·gₜ/(√sₜ + 1e−8)": -(l * g / (np.sqrt(s) + 1e-8))}, {"sₜ₋₁": s_before, "sₜ": s})


def adam(g, l, m, before, after) -> UpdateTerms:
    """Δw = −l·v̂ / (√ŝ + 1e-8), where v̂ holds a tenth of g and nine tenths of the average before"""
    (v_before, s_before, cv_before, cs_before), (v, s, cv, cs) = before, after
    corrected = {"v̂": v / cv, "ŝ": s / cs}
    rate = -(l / (cv * (np.sqrt(corrected["ŝ"]) + 1e-8)))
    terms = {"−l·0.1·gₜ/(cₜ·(√ŝ + 1e−8))": rate * (0.1 * g), "−l·0.9·vₜ₋₁/(cₜ·(√ŝ + 1e−8))": rate * (0.9 * v_before)}
    memory = {"vₜ₋₁": v_before, "sₜ₋₁": s_before, "cₜ₋₁": cv_before, "dₜ₋₁": cs_before,
              "vₜ": v, "sₜ": s, "cₜ": cv, "dₜ": cs}
    return UpdateTerms(terms, memory | corrected)


VELOCITY = "vₜ = m·vₜ₋₁ − l·gₜ"

UPDATE_RULES = {
    "previous_gradient": UpdateRule(("Δw = −(l·gₜ + m·gₜ₋₁)",), previous_gradient),
    "momentum": UpdateRule((VELOCITY, "Δw = vₜ"), momentum),
    "as_printed": UpdateRule(("Δw = m·gₜ₋₁ − l·gₜ",), as_printed),
    "gradient_descent": UpdateRule(("Δw = −l·gₜ",), gradient_descent),
    "nesterov": UpdateRule((VELOCITY, "Δw = m·vₜ − l·gₜ"), nesterov),
    "rmsprop": UpdateRule(("sₜ = 0.9·sₜ₋₁ + 0.1·gₜ²", "Δw = −l·gₜ/(√(sₜ) + 1e−8)"), rmsprop),
    "adam": UpdateRule(
        ("vₜ = 0.9·vₜ₋₁ + 0.1·gₜ", "sₜ = 0.999·sₜ₋₁ + 0.001·gₜ²", "cₜ = 0.9·cₜ₋₁ + 0.1", "dₜ = 0.999·dₜ₋₁ + 0.001",
         "v̂ = vₜ/cₜ", "ŝ = sₜ/dₜ", "Δw = −l·v̂/(√(ŝ) + 1e−8)"),
        adam,
    ),
}


@np.errstate(all="ignore")
def split_update(rule: str, g: np.ndarray, l: float, m: float, before: Memory, after: Memory) -> UpdateTerms:
    """The terms of this rule's step and all of its symbols, those that every rule has included."""
    terms, values = UPDATE_RULES[rule].split(g, l, m, before, after)
    return UpdateTerms(terms, {"l": l, "m": m, "gₜ": g, **values, "Δw": sum(terms.values())})

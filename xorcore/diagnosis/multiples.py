"""Gradients of which whole arrays are multiples of the right ones: k is measured, so that none has to be guessed."""

import numpy as np

from xorcore.diagnosis.comparison import CUT, Comparison
from xorcore.diagnosis.mistakes.mistake import Case, Mistake, rare
from xorcore.number_notation import true_minus
from xorcore.parameters import layout

LEAST_NUMBERS = 3  # that must have the same k, each to LEAST_UNITS of its last place or more
LEAST_UNITS = 100

Named = tuple[str, slice]  # an array, and where it lies in the flat vector


def multiples(case: Case, comparison: Comparison, correct: np.ndarray) -> Mistake | None:
    """All arrays that are wrong, as k times the right ones; None where any is not, or too few numbers say so."""
    if case.kind != "gradients":
        return None
    right = comparison.right_arrays(correct)
    wrong = [(f"{letter}{layer + 1}", part) for layer, place in enumerate(layout(case.sizes))
             for letter, part in (("W", place.W), ("b", place.b)) if (layer, letter) not in right]
    found: list[tuple[float, list[Named]]] = []  # k, and its arrays
    for array in sorted(wrong, key=lambda array: -_digits(comparison, array[1])):
        known = next((each for each in found if _is(comparison, correct, array[1], each[0])), None)
        if known is None:
            k = _measured(comparison.given.values, correct, array[1])
            if k is None or not _is(comparison, correct, array[1], k):
                return None
            found.append(known := (k, []))
        known[1].append(array)
    if not found or any(_telling(comparison, correct, arrays) < LEAST_NUMBERS for _, arrays in found):
        return None
    return rare("one array", "; ".join(_words(case, k, sorted(name for name, _ in arrays)) for k, arrays in found))


def _digits(comparison: Comparison, part: slice) -> float:
    """How many units of its last place the array's longest number has."""
    return float((np.abs(comparison.given.values[part]) / np.maximum(comparison.given.place[part], 1e-300)).max())


def _measured(given: np.ndarray, correct: np.ndarray, part: slice) -> float | None:
    """k by the largest number of the array."""
    largest = part.start + int(np.argmax(np.abs(correct[part])))
    return float(given[largest] / correct[largest]) if np.isfinite(correct[part]).all() and correct[largest] else None


def _is(comparison: Comparison, correct: np.ndarray, part: slice, k: float) -> bool:
    """Whether the array is k times the right one, k known no better than its largest number."""
    allowed = 2 * CUT * comparison.given.place[part] + abs(k) * comparison.rounding(correct)
    return bool((np.abs(comparison.given.values[part] - k * correct[part]) <= allowed).all())


def _telling(comparison: Comparison, correct: np.ndarray, arrays: list[Named]) -> int:
    """How many of these numbers are long enough to say what k is."""
    return sum(int((np.abs(comparison.given.values[part]) >= LEAST_UNITS * comparison.given.place[part]).sum())
               for _, part in arrays if np.abs(correct[part]).any())


def _words(case: Case, k: float, arrays: list[str]) -> str:
    l, n = case.config.learning_rate, case.rows
    known = {"−l": -l, "l": l, "2l": 2 * l, "−2l": -2 * l, "l/n": l / n, "−l/n": -l / n, "½l": l / 2, "−½l": -l / 2,
             "1/n": 1 / n, "−1/n": -1 / n, "n": n, "−n": -n, "1/n²": 1 / n**2, "l²": l * l}
    said = next((f" = {words}" for words, value in known.items() if abs(k / value - 1) < 1e-3), "")
    return f"the gradient of {' and '.join(arrays)} is {true_minus(f'{k:.4g}')}{said} times the right one"

"""Round values along an axis, and their labels."""

import math

import numpy as np

from xorcore.book import true_minus

MOST = 8
MOST_EPOCHS = 6  # ticks: as many as a phone has room for
LEAST_RATIO = 10  # from which a logarithmic axis has powers of ten
LEAST_DIGITS, MOST_DIGITS = 5, 17  # with fewer than 5, 10 would be written 1e+01
SEPARATORS = ".\u202f"  # of Plotly's numbers: the decimal point, and what stands between groups of three digits

Tick = tuple[float, str]


def ticks(low: float, high: float, logarithmic: bool = False, most: int = MOST) -> list[Tick]:
    """At most `most` round values from low to high: (value, label). At least two, but one where both ends are the same."""
    if not high > low:
        return [(low, true_minus(f"{low:.{LEAST_DIGITS}g}"))]
    powers = logarithmic and high / low >= LEAST_RATIO
    values = _powers(low, high, most) if powers else _multiples(low, high, most)
    step = float(np.diff(values).min()) if len(values) > 1 else high - low
    digits = LEAST_DIGITS if powers else max(LEAST_DIGITS, _digits(float(np.abs(values).max()), step))
    return [(float(value), true_minus(f"{value:.{digits}g}")) for value in values]


def log_axis(values: np.ndarray) -> dict[str, list]:
    """Of a logarithmic axis of Plotly that shows these values; nothing where none is positive."""
    values = values[np.isfinite(values) & (values > 0)]
    found = ticks(float(values.min()), float(values.max()), logarithmic=True) if values.size else []
    if len(found) < 2:
        return {}
    return {"tickvals": [value for value, _ in found], "ticktext": [label for _, label in found]}


def log_epoch_axis(first: int, last: int) -> dict:
    """Of a logarithmic axis of epochs of Plotly between these two, with a tick at its end; for what is fast and slow."""
    first, last = max(1, first), max(2, last)
    first = min(first, last // 2)
    values = dict.fromkeys(round(value) for value, _ in ticks(first, last, logarithmic=True, most=MOST_EPOCHS))
    kept = [value for value in values if value < last / 1.6]
    return {"type": "log", "range": [math.log10(first), math.log10(last)], "tickvals": [*kept, last], "tickformat": ",d",
            "tickangle": 0}


def _powers(low: float, high: float, most: int) -> np.ndarray:
    """Powers of ten; where there is room for them, 2 and 5 times these as well."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    powers = 10.0 ** np.arange(first - 1, last + 2)
    finer = (powers[:, None] * (1, 2, 5)).ravel()
    finer = finer[(finer >= low * (1 - 1e-9)) & (finer <= high * (1 + 1e-9))]
    return finer if len(finer) <= most else 10.0 ** np.arange(first, last + 1, -(-(last + 1 - first) // most))


def _multiples(low: float, high: float, most: int) -> np.ndarray:
    """Multiples of 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    step = next(power * k for k in (1, 2, 5, 10, 20) if (high - low) / (power * k) <= most - 1)
    values = np.unique(np.arange(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1.0) * step)
    return values if len(values) > 1 else np.array([low, high])


def _digits(largest: float, step: float) -> int:
    """How many tell neighbours apart."""
    return min(MOST_DIGITS, max(1, math.ceil(math.log10(max(largest / step, 1)) + 1)))

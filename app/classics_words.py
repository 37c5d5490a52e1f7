"""A classic's figures and verdicts in words: what is published, what was computed, whether the two agree."""

import math
from decimal import Decimal

import pandas as pd

from app.plain_text import plain
from xorcore.classics import Check, Classic, Comparison, Figure
from xorcore.classics.classic import CONSISTENT, CORRECTED, FAILED, REPRODUCED

MARKS = {REPRODUCED: "✓", CORRECTED: "†", CONSISTENT: "≈", FAILED: "✕"}  # so that no verdict is its colour alone
COLOURS = {REPRODUCED: "green", CORRECTED: "orange", CONSISTENT: "blue", FAILED: "red"}
NOT_YET = "not run yet"


def coloured(verdict: str) -> str:
    """The verdict with its mark, as Markdown."""
    return f":{COLOURS[verdict]}[{MARKS[verdict]} {verdict}]"


def as_printed(value: float, printed: str) -> str:
    """The value with as many digits as are printed; a whole number that it is not keeps all of its own."""
    exponent = Decimal(printed).as_tuple().exponent
    if not math.isfinite(value) or exponent >= 0:
        return in_full(value)
    mantissa, _, power = printed.lower().partition("e")
    return f"{value:.{len(mantissa.partition('.')[2])}{'e' if power else 'f'}}"


def in_full(value: float) -> str:
    """All digits that tell this number from every other; a whole number without a fraction."""
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)


def published(figure: Figure) -> str:
    """As it was printed; a statement in words as the interval that it is taken for."""
    return figure.published or "in words"


def computed(figure: Figure, value: float) -> str:
    """With as many digits as were published."""
    return as_printed(value, figure.published) if figure.published else f"{value:.4g}"


def compared(figure: Figure) -> str:
    """How the figure is compared."""
    if figure.between:
        low, high = figure.between
        return f"{figure.comparison}: from {low:g} to {high:g}"
    return figure.comparison


def agreement(check: Check) -> str:
    """How many of the figures agree; the verdicts are the core's."""
    verdicts = [comparison.verdict for comparison in check.comparisons]
    n, failed, corrected = len(verdicts), verdicts.count(FAILED), verdicts.count(CORRECTED)
    figures = "figure" if n == 1 else "figures"
    as_corrected = f", {corrected} of them as corrected" if corrected else ""
    return f"{n - failed} of {n} {figures} agree{'s' if n == 1 else ''}{as_corrected}"


def leading(classic: Classic) -> tuple[int, ...]:
    """Places of the figures that a card shows: the first, and the first that had to be corrected."""
    corrected = (i for i, figure in enumerate(classic.figures) if figure.corrected)
    return tuple(dict.fromkeys([0, next(corrected, 0)]))


def figures_table(check: Check) -> pd.DataFrame:
    """A row for each figure; empty cells where it is not computed yet. The column corrected only where there is one."""
    figures = check.classic.figures
    missing = [None] * (len(figures) - len(check.comparisons))
    rows = [_row(*pair) for pair in zip(figures, [*check.comparisons, *missing], strict=True)]
    return pd.DataFrame(rows).drop(columns=[] if any(figure.corrected for figure in figures) else "corrected")


def _row(figure: Figure, comparison: Comparison | None) -> dict[str, str]:
    return {
        "figure": figure.name,
        "published": published(figure),
        "corrected": figure.corrected,
        "computed": computed(*comparison) if comparison else "",
        "in full": in_full(comparison.computed) if comparison else "",
        "compared": compared(figure),
        "verdict": comparison.verdict if comparison else "",
    }


def as_markdown(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the verdicts marked and in colour, all other text as it stands."""
    return table.map(plain).assign(verdict=[coloured(verdict) if verdict else "" for verdict in table["verdict"]])


def duration(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds:.2f} s"

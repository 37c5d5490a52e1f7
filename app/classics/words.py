"""A classic's figures and verdicts in words: what is published, what was computed, whether the two agree."""

import math
import re
import textwrap
from decimal import Decimal

import pandas as pd

from app.words.numbers import SPACE
from app.words.numbers import figure as number
from app.words.plain_text import plain
from xorcore.classics import CLAIMED, CONSISTENT, CORRECTED, FAILED, REPRODUCED, Check, Classic, ComparedFigure, Figure

# So that no verdict is its colour alone.
MARKS = {REPRODUCED: "✓", CORRECTED: "†", CLAIMED: "∈", CONSISTENT: "≈", FAILED: "✕"}
COLOURS = {REPRODUCED: "green", CORRECTED: "orange", CLAIMED: "violet", CONSISTENT: "blue", FAILED: "red"}
# Where ours does not agree, in words that fit how it was compared; and where there is nothing printed to agree with.
FAILS = {"exact": FAILED, "to rounding": FAILED, "statistical": "not consistent (statistical)",
         "within limits": "not as claimed"}
EXPECTED = "as expected (statistical)"
VERDICTS = dict.fromkeys(FAILS.values(), FAILED) | {EXPECTED: CONSISTENT}  # the core's, of words that are not its own
NOTHING_PRINTED = ("", "not at hand")  # what a figure says then
NO_BREAK = "\N{NO-BREAK SPACE}"
NOT_YET = "not run yet"
SHORTEST_LINE = 20  # characters of a figure's name in a table


def verdict_in_words(comparison: ComparedFigure) -> str:
    """The core's verdict of one figure, in words that fit its check."""
    figure, verdict = comparison.figure, comparison.verdict
    if verdict == FAILED:
        return FAILS[figure.comparison]
    nothing_printed = not figure.published and figure.said in NOTHING_PRINTED
    return EXPECTED if verdict == CONSISTENT and nothing_printed else verdict


def verdict_of_card(check: Check) -> str:
    """The weakest verdict of a complete check, in the words of the first figure that has it."""
    return next(verdict_in_words(each) for each in check.comparisons if each.verdict == check.verdict)


def coloured(words: str) -> str:
    """A verdict in words, with its mark, as Markdown."""
    verdict = VERDICTS.get(words, words)
    return f":{COLOURS[verdict]}[{MARKS[verdict]}{NO_BREAK}{words}]"


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
    """As it was printed, or what the source says in place of a number."""
    return figure.published or figure.said or "not printed"


def computed(figure: Figure, value: float) -> str:
    """With as many digits as were published."""
    return as_printed(value, figure.published) if figure.published else number(value)


def compared(figure: Figure) -> str:
    """Exactly, to rounding, statistically or within limits, the last two with their interval."""
    words = f"{figure.comparison}, {interval(figure)}" if figure.interval else figure.comparison
    return words.replace(" ", NO_BREAK)


def interval(figure: Figure) -> str:
    """Where a figure that is compared with an interval must lie."""
    low, high = figure.interval
    return f"{number(low)} to {number(high)}"


def agreement(check: Check) -> str:
    """How many of the figures agree; the verdicts are the core's."""
    verdicts = [comparison.verdict for comparison in check.comparisons]
    n, failed, corrected = len(verdicts), verdicts.count(FAILED), verdicts.count(CORRECTED)
    figures = "figure" if n == 1 else "figures"
    as_corrected = f", {corrected} of them as corrected" if corrected else ""
    return f"{n - failed} of {n} {figures} agree{'s' if n == 1 else ''}{as_corrected}"


def leading(classic: Classic) -> int:
    """The place of the figure that a card shows: the first that had to be corrected, else the first."""
    return next((place for place, figure in enumerate(classic.figures) if figure.corrected), 0)


def figures_table(check: Check) -> pd.DataFrame:
    """A row for each figure, without a verdict where it is not computed yet. The column corrected only where it says
    something."""
    figures = check.classic.figures
    missing = [None] * (len(figures) - len(check.comparisons))
    rows = [_row(*pair) for pair in zip(figures, [*check.comparisons, *missing], strict=True)]
    return pd.DataFrame(rows).drop(columns=[] if any(figure.corrected for figure in figures) else "corrected")


def _row(figure: Figure, comparison: ComparedFigure | None) -> dict[str, str]:
    return {
        "figure": figure.name,
        "published": published(figure),
        "corrected": figure.corrected,
        "computed": computed(*comparison) if comparison else "",
        "verdict": verdict_in_words(comparison) if comparison else "",
        "in full": in_full(comparison.computed) if comparison else "",
        "compared": compared(figure),
    }


def as_markdown(table: pd.DataFrame) -> pd.DataFrame:
    """The table for the page: verdicts marked and in colour, a correction beside what it corrects, names of figures in
    lines that are not too narrow."""
    shown = table.map(text).assign(figure=table["figure"].map(in_lines),
                                   verdict=[coloured(verdict) if verdict else "" for verdict in table["verdict"]])
    if "corrected" not in shown:
        return shown
    corrected = shown.pop("corrected").map(lambda value: value and f" {MARKS[CORRECTED]}{NO_BREAK}{value}")
    return shown.assign(published=shown["published"] + corrected).rename(columns={"published": "published † corrected"})


def in_lines(name: str) -> str:
    """Text that breaks into lines of about SHORTEST_LINE characters at the narrowest."""
    return " ".join(line.replace(" ", NO_BREAK) for line in textwrap.wrap(text(name), SHORTEST_LINE))


def text(words: str) -> str:
    """A text of the core as Markdown that shows it as it stands; a number like 30 000 stays on one line."""
    return plain(re.sub(r"(?<=\d) (?=\d{3}\b)", SPACE, words))

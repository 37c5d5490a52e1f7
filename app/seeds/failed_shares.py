"""How many starts of each setting fail, as bars with their 95 % intervals: a page's first picture, so plain HTML.

It stands as soon as the browser has it; Plotly's script takes a second to begin.
"""

from collections.abc import Sequence
from html import escape

from app.drawing.palette import RUNS
from app.drawing.ticks import ticks
from app.seeds.statistics import Statistics
from app.words.numbers import figure, percent

ROW, AXIS = 34, 44  # pixels of a bar, and of the axis below all bars
MOST_TICKS = 6
STYLE = """<style>
.shares { display: grid; grid-template-columns: max-content 1fr max-content; column-gap: 0.75rem; font-size: 0.8125rem;
    font-variant-numeric: tabular-nums; line-height: 1.2 }
.shares > * { align-content: center }
.shares .track { position: relative; border-left: 1px solid color-mix(in srgb, currentColor 45%, transparent) }
.shares .bar, .shares .interval, .shares .tick { position: absolute; forced-color-adjust: none }
.shares .bar { top: 22%; bottom: 22%; left: 0 }
.shares .interval { top: calc(50% - 5px); height: 10px; border: solid currentColor; border-width: 0 2px;
    background: linear-gradient(currentColor, currentColor) center / 100% 2px no-repeat }
.shares .axis { position: relative; height: 100%; border-top: 1px solid color-mix(in srgb, currentColor 45%, transparent) }
.shares .tick { transform: translateX(-50%); top: 4px; white-space: nowrap }
.shares .title { position: absolute; right: 0; top: 22px; opacity: 0.8 }
</style>"""


def shares_height(settings: int) -> int:
    """Pixels of the picture of so many settings."""
    return ROW * settings + AXIS


def failed_shares(settings: Sequence[Statistics]) -> str:
    """The axis ends a little beyond the intervals."""
    high = max((stats.share_failed.high for stats in settings), default=1.0)
    end = min(1.0, 1.1 * high)
    bars = "".join(_bar(stats, colour, end) for stats, colour in zip(settings, RUNS, strict=False))
    style = f"grid-template-rows: repeat({max(1, len(settings))}, {ROW}px) {AXIS}px"
    return (f'{STYLE}<div class="shares" role="img" aria-label="{escape(in_words(settings))}" style="{style}">'
            f'{bars}{_axis(end) if settings else ""}</div>')


def _bar(stats: Statistics, colour: str, end: float) -> str:
    value, low, high = (100 * part / end for part in stats.share_failed)
    return (f'<span>{escape(stats.setting.name or "this network")}</span><span class="track" title="{_interval(stats)}">'
            f'<i class="bar" style="width: {value:.3f}%; background: {colour}"></i>'
            f'<i class="interval" style="left: {low:.3f}%; width: {high - low:.3f}%"></i></span>'
            f"<span>{percent(stats.share_failed.value)}</span>")


def _axis(end: float) -> str:
    marks = "".join(f'<span class="tick" style="left: {value / end:.3f}%">{label}</span>'
                    for value, label in ticks(0, 100 * end, most=MOST_TICKS))
    return f'<span></span><span class="axis">{marks}<span class="title">starts that fail, %</span></span>'


def _interval(stats: Statistics) -> str:
    value, low, high = (figure(100 * part, 4) for part in stats.share_failed)
    return f"{value} %, 95 % interval {low} % to {high} %"


def in_words(settings: Sequence[Statistics]) -> str:
    """For who does not see it."""
    told = "; ".join(f"{stats.setting.name} {_interval(stats)}".strip() for stats in settings)
    return f"Starts that fail: {told or 'not known yet'}."

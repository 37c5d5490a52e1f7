"""The bars of the shares that fail, as the browser reads them."""

import re

import pytest

from app.drawing.palette import RUNS
from app.seeds.failed_shares import failed_shares, in_words
from tests.helpers.seeds import made


def drawn(html):
    """Of each bar its end, and the ends of its interval, in percent of the axis's length; and the axis's ticks."""
    bars = [float(end) for end in re.findall(r'class="bar" style="width: ([0-9.]+)%', html)]
    intervals = [(float(low), float(low) + float(length)) for low, length
                 in re.findall(r'class="interval" style="left: ([0-9.]+)%; width: ([0-9.]+)%', html)]
    ticks = re.findall(r'class="tick" style="left: ([0-9.]+)%">([^<]+)<', html)
    return bars, intervals, {float(label): float(place) for place, label in ticks}


@pytest.mark.parametrize("failed", [0, 1, 7, 10])
def test_the_bar_of_a_share_has_its_interval_on_the_scale_of_the_axis(failed):
    stats = made([-1] * failed + [10] * (10 - failed))
    (bar,), ((low, high),), ticks = drawn(failed_shares([stats]))
    label, place = max(ticks.items())
    for at, share in zip((bar, low, high), stats.share_failed, strict=True):
        assert at * label / place == pytest.approx(100 * share, abs=0.01)


@pytest.mark.parametrize(("epochs", "longest"), [([10] * 997 + [-1] * 3, 1.0), ([-1] * 10, 100.0), ([10] * 1000, 0.5)])
def test_the_axis_ends_a_little_beyond_the_interval(epochs, longest):
    _, ((_, high),), ticks = drawn(failed_shares([made(epochs)]))
    assert 90 < high <= 100.001
    assert max(ticks) <= longest


def test_the_axis_holds_the_intervals_of_all_settings():
    _, intervals, _ = drawn(failed_shares([made([10] * 40 + [-1]), made([-1] * 4 + [10] * 4), made([10] * 30)]))
    assert len(intervals) == 3 and 90 < max(high for _, high in intervals) <= 100.001


def test_each_setting_has_its_name_its_colour_and_its_figure():
    html = failed_shares([made([10, -1, -1, 10], name="momentum <0>"), made([-1, -1], name="momentum 0.5")])
    assert re.findall(r"<span>([^<]+)</span><span class=\"track\"", html) == ["momentum &lt;0&gt;", "momentum 0.5"]
    assert re.findall(r"background: (#[0-9a-f]+)", html) == list(RUNS[:2])
    assert re.findall(r"<span>([0-9.]+ %)</span>", html) == ["50 %", "100 %"]


def test_before_there_is_anything_nothing_is_said():
    assert "class=\"bar\"" not in failed_shares([])
    assert in_words([]) == "Starts that fail: not known yet."


def test_it_is_told_in_words_with_its_interval():
    assert in_words([made([-1] * 5 + [10] * 5, name="momentum 0.9")]) == (
        "Starts that fail: momentum 0.9 50 %, 95 % interval 23.66 % to 76.34 %.")

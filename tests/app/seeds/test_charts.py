import numpy as np
import pytest

from app.drawing.palette import RUNS
from app.seeds.charts import (
    BINS,
    MOST_DOTS,
    epochs_to_solve,
    final_losses,
    loss_curves,
    share_solved,
)
from app.seeds.statistics import solved_by
from tests.helpers.seeds import made
from tests.helpers.transcript import assert_drawn

CHARTS = (share_solved, epochs_to_solve, final_losses, loss_curves)


def traces(figure, kind, mode=None):
    return [trace for trace in figure.data if trace.type == kind and (mode is None or trace.mode == mode)]


def test_the_curve_reaches_the_share_at_the_limit():
    (line,) = traces(share_solved([made([10, 20, 20, -1])]), "scatter", "lines")
    assert list(line.x) == [1, 10, 20, 20, 3000]
    assert list(line.y) == [0, 25, 50, 75, 75]


def test_every_dot_of_the_curve_is_its_seed():
    (dots,) = traces(share_solved([made([20, -1, 10, 30])]), "scatter", "markers")
    assert [tuple(row) for row in dots.customdata] == [(0, 2, 10), (0, 0, 20), (0, 3, 30)]
    assert list(dots.x) == [10, 20, 30]


def test_every_dot_of_the_unsolved_is_its_seed_with_its_loss():
    stats = made([5, -1, -1, -1], [0.01, 0.3334, 0.2501, 0.2502])
    (dots,) = traces(final_losses([stats]), "scatter", "markers")
    assert [tuple(row) for row in dots.customdata] == [(0, 2, 0.2501), (0, 3, 0.2502), (0, 1, 0.3334)]
    assert list(dots.y) == [1, 2, 1]


def test_dots_lie_on_the_bar_of_their_loss():
    rng = np.random.default_rng(0)
    stats = made([-1] * 200, rng.uniform(0.02, 0.6, 200))
    for settings in ([stats], [stats, made([-1] * 50, rng.uniform(0.02, 0.6, 50))]):
        figure = final_losses(settings)
        for bars, dots in zip(traces(figure, "bar"), traces(figure, "scatter", "markers"), strict=True):
            height = dict(zip(bars.x, bars.y, strict=True))
            for x, (_, _, loss) in zip(dots.x, dots.customdata, strict=True):
                low, high = bars.customdata[list(bars.x).index(x)]
                assert low <= loss < high
            assert {x: max(y for x_, y in zip(dots.x, dots.y, strict=True) if x_ == x) for x in set(dots.x)} == {
                x: y for x, y in height.items() if y}


@pytest.mark.parametrize("solved", [0, 1, 700])
def test_histograms_count_every_seed_once(solved):
    stats = made([*range(1, solved + 1), *[-1] * (700 - solved)])
    assert sum(traces(epochs_to_solve([stats]), "bar")[0].y) == solved
    assert sum(traces(final_losses([stats]), "bar")[0].y) == 700 - solved
    assert len(traces(epochs_to_solve([stats]), "bar")[0].y) == BINS


def test_diverged_seeds_are_in_no_chart_of_losses():
    figure = final_losses([made([-1, -1], [0.25, 1e9], diverged=[False, True])])
    assert sum(traces(figure, "bar")[0].y) == 1


def test_where_none_is_unsolved_the_axis_of_seeds_begins_at_0():
    assert final_losses([made([5, 7])]).layout.yaxis.range == (0, 1)


def test_a_level_is_in_the_middle_of_its_bin():
    (bars,) = traces(final_losses([made([-1] * 3, [0.25, 1 / 3, 0.5])]), "bar")
    assert [x for x, y in zip(bars.x, bars.y, strict=True) if y] == pytest.approx([0.25, 1 / 3, 0.5])


def test_levels_are_drawn_for_xor_only():
    assert len(final_losses([made([-1])]).layout.shapes) == 3
    assert len(final_losses([made([-1], dataset="moons")]).layout.shapes) == 0


def test_of_many_seeds_evenly_chosen_ones_have_a_dot():
    (dots,) = traces(share_solved([made(np.arange(1, 2901))]), "scatter", "markers")
    assert len(dots.x) == MOST_DOTS
    assert (dots.x[0], dots.x[-1]) == (1, 2900)


def test_the_median_is_the_line():
    stats = made([10, -1])
    (line,) = traces(loss_curves([stats]), "scatter", "lines")
    np.testing.assert_array_equal(line.y, stats.quartiles[1, 1:])


def test_the_bands_are_the_interval_of_the_share_in_percent_and_the_quartiles():
    stats = made([10, 20, 20, -1])
    solved, losses = (next(trace for trace in chart([stats]).data if trace.fill) for chart in (share_solved, loss_curves))
    first, limit = solved_by(stats, np.array([8, 3000]))
    half = len(solved.x) // 2
    assert list(solved.x[:half]) == list(solved.x[half:])[::-1] and (solved.x[0], solved.x[half]) == (8, 3000)
    ends = first.low, limit.low, limit.high, first.high
    assert [solved.y[i] for i in (0, half - 1, half, -1)] == [100 * value for value in ends]
    assert (list(losses.x), list(losses.y)) == ([1000, 3000, 3000, 1000], [0.01, 0.01, 0.25, 0.25])


@pytest.mark.parametrize(("chart", "x", "y"), [
    (share_solved, "epoch", "solved, %"), (epochs_to_solve, "epochs to solve", "seeds"),
    (final_losses, "final loss of the unsolved", "seeds"), (loss_curves, "epoch", "loss")])
def test_the_axes_say_what_they_show(chart, x, y):
    layout = chart([made([10, -1])]).layout
    assert (layout.xaxis.title.text, layout.yaxis.title.text) == (x, y)


def test_the_share_has_one_scale_whatever_is_solved_and_begins_before_the_first_solved_seed():
    layout = share_solved([made([100, 300, -1]), made([50, 60, 900])]).layout
    assert layout.yaxis.range == (0, 102)
    assert layout.xaxis.range == pytest.approx(np.log10([40, 3000]))


@pytest.mark.parametrize("chart", CHARTS)
def test_settings_have_a_legend_and_a_colour_each(chart):
    several = chart([made([10, -1], name=f"momentum {m}") for m in (0, 0.5, 0.9)])
    assert several.layout.showlegend
    assert not chart([made([10, -1])]).layout.showlegend
    named = [trace for trace in several.data if trace.name]
    assert [trace.name for trace in named] == ["momentum 0", "momentum 0.5", "momentum 0.9"]
    colours = [(trace.line.color if trace.type == "scatter" else trace.marker.color) for trace in named]
    assert colours == list(RUNS[:3])


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("epochs", [[-1, -1], [5, 5]])
def test_no_chart_needs_both_solved_and_unsolved(chart, epochs):
    assert chart([made(epochs)]).data


@pytest.mark.parametrize("chart", CHARTS)
def test_all_that_is_told_of_a_picture_is_as_agreed(chart):
    ends, losses = [10, 200, -1, -1], [0.01, 0.015, 0.2502, 0.3334]
    assert_drawn(chart([made(ends, losses)]), f"seeds, {chart.__name__}")
    both = [made(ends, losses, name="momentum 0"), made([20, 300, 400, -1], [0.01, 0.015, 0.012, 0.7], name="momentum 0.9")]
    assert_drawn(chart(both), f"seeds, {chart.__name__} of two")

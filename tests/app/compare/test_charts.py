"""The pictures of a comparison: what is drawn where, on which scale."""

import numpy as np
import pytest

from app.compare.charts import landscape_figure, surface_figure
from app.drawing.palette import DASHES, RUNS
from tests.helpers.transcript import assert_drawn
from xorcore import Dataset
from xorcore.many import Projection

U, V = np.array([-1.0, 0, 3]), np.array([10.0, 30])
LOSSES = np.array([[0.5, 0.1, 1e-6], [0.2, 10, 0.3]])  # a row for each v
PATHS = [Projection(np.array(u), np.array([10.0, 20, 30]), np.array([0, 0.12345, 0]))
         for u in ([0.0, 1, 2], [0.0, -0.5, -1])]
EPOCHS, PATH_LOSSES = np.array([0, 50, 1200]), [np.array([0.5, 0.25, 0.01]), np.array([0.5, 0.125, 0.02])]


def landscape(losses=LOSSES, paths=PATHS):
    return landscape_figure(U, V, losses, ["one", "two"], paths, [EPOCHS] * 2, PATH_LOSSES)


def test_a_shade_is_the_logarithm_of_the_loss_down_to_a_tenth_of_the_lowest_of_a_run():
    plane = landscape().data[0]
    np.testing.assert_allclose(plane.z, np.log10(LOSSES))
    assert (plane.zmin, plane.zmax) == pytest.approx((-3, 1))
    assert landscape(np.maximum(LOSSES, 0.1)).data[0].zmin == -1
    assert (plane.text[0][0], plane.text[0][2]) == ("0.5", "1e−06")


def test_a_loss_of_0_has_the_lightest_shade_and_is_said():
    plane = landscape(np.where(LOSSES < 0.1, 0, LOSSES)).data[0]
    assert plane.text[0][2] == "0" and np.isfinite(plane.z).all() and plane.zmin == pytest.approx(-3)


def test_the_bar_of_shades_says_losses_and_nothing_where_all_are_equal():
    bar = landscape().data[0].colorbar
    assert (bar.ticktext, bar.tickvals) == (("0.001", "0.01", "0.1", "1", "10"), (-3, -2, -1, 0, 1))
    assert landscape(np.full((2, 3), 0.5)).data[0].colorbar.ticktext == ()


def test_all_paths_lie_on_white_and_end_with_a_cross_in_their_runs_own_looks():
    plane, white, other_white, one, two, start = landscape().data
    assert [line.line.color for line in (white, other_white)] == ["white"] * 2 and white.line.width > one.line.width
    assert [(path.name, path.line.color, path.line.dash) for path in (one, two)] == [
        ("one", RUNS[0], list(DASHES)[0]), ("two", RUNS[1], list(DASHES)[1])]
    assert (list(two.x), list(two.y)) == (list(PATHS[1].u), list(PATHS[1].v)) == (list(other_white.x), list(other_white.y))
    assert one.marker.symbol == "x" and (one.marker.size[:2] == 0).all() and one.marker.size[2] > 0
    assert (list(start.x), list(start.y), start.name) == ([0], [10], "start")


def test_a_point_of_a_path_says_its_epoch_the_loss_of_the_run_and_how_far_from_the_plane_it_is():
    one = landscape().data[3]
    assert one.customdata[1].tolist() == [50, 0.25, 0.12345] and one.text[1] == "0.25<br>0.123"
    assert one.hovertemplate == "epoch %{customdata[0]:,d}<br>loss of the run %{text} away from the plane"


@pytest.mark.parametrize(("paths", "shown"), [([None, PATHS[1]], [("two", RUNS[1]), ("start", None)]), ([None, None], [])])
def test_a_run_that_is_left_out_takes_no_other_runs_looks(paths, shown):
    traces = [trace for trace in landscape(paths=paths).data if trace.name]
    assert [(trace.name, trace.line.color) for trace in traces] == shown


def test_the_landscape_fills_its_axes_in_equal_units():
    layout = landscape().layout
    assert (layout.xaxis.range, layout.yaxis.range, layout.yaxis.scaleanchor) == ((-1, 3), (10, 30), "x")


def test_a_surface_lies_over_its_plane_with_row_0_at_the_lowest_x2():
    output = np.array([[0, 0.25, 0.3], [0.5, 0.75, 1.0]])
    heat, contour, *_ = surface_figure(output, (-1, 3, 10, 14), Dataset([[0, 11]], [0]), 300).data
    for trace in (heat, contour):
        assert (list(trace.x), list(trace.y), trace.z.tolist()) == ([-1, 1, 3], [10, 14], output.tolist())
    assert contour.contours.start == contour.contours.end == 0.5


@pytest.mark.parametrize(("count", "size"), [(60, 9), (61, 5)])
def test_many_samples_are_drawn_smaller(count, size):
    data = Dataset(np.zeros((count, 2)), np.zeros(count))
    assert surface_figure(np.zeros((2, 2)), (0, 1, 0, 1), data, 300).data[-1].marker.size == size


def test_a_surface_has_equal_units_and_no_more_room_than_its_plane():
    layout = surface_figure(np.zeros((2, 2)), (-1, 3, 10, 14), Dataset([[0, 11]], [0]), 321).layout
    assert (layout.xaxis.range, layout.yaxis.range, layout.yaxis.scaleanchor) == ((-1, 3), (10, 14), "x")
    assert (layout.height, layout.showlegend) == (321, False)


@pytest.mark.parametrize(("name", "figure"), [
    ("landscape", landscape()),
    ("surface", surface_figure(np.array([[0, 0.25, 0.3], [0.5, 0.75, 1.0]]), (-1, 3, 10, 14),
                               Dataset([[0, 11], [1, 12]], [0, 1]), 300)),
], ids=["landscape", "surface"])
def test_all_that_is_told_of_a_picture_is_as_agreed(name, figure):
    assert_drawn(figure, f"compare, {name}")

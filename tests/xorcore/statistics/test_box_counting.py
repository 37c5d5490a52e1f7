"""Sets whose dimension is known."""

import numpy as np
import pytest

from xorcore.statistics.box_counting import box_counts, box_dimension, edge_of

ROW, COLUMN = np.mgrid[:257, :257]
DISC = (COLUMN - 128) ** 2 + (ROW - 128) ** 2 < 100**2


def koch_curve(cells: int, generations: int = 8) -> np.ndarray:
    """The curve that replaces the middle third of every segment by two sides of a triangle, on cells."""
    points = np.array([0, 1 + 0j])
    for _ in range(generations):
        start, third = points[:-1], np.diff(points) / 3
        peak = start + third + third * np.exp(1j * np.pi / 3)
        points = np.append(np.stack([start, start + third, peak, start + 2 * third], axis=1).ravel(), 1)
    grid = np.zeros((cells, cells), bool)
    grid[(points.imag * cells).astype(int), np.minimum((points.real * cells).astype(int), cells - 1)] = True
    return grid


KNOWN = {
    "a row": (ROW[:256, :256] == 100, 1, 1e-9),
    "a diagonal": (np.eye(256, dtype=bool), 1, 1e-9),
    "a filled square": (np.ones((256, 256), bool), 2, 1e-9),
    "a point": (np.arange(256)[None] == 77, 0, 1e-9),
    "the edge of a slope": (edge_of(0.37 * COLUMN + 20 > ROW), 1, 0.02),
    "the edge of a disc": (edge_of(DISC), 1, 0.02),
    "a Koch curve": (koch_curve(2048), np.log(4) / np.log(3), 0.03),
}


@pytest.mark.parametrize("name", KNOWN)
def test_the_dimension_of_a_known_set(name):
    cells, dimension, tolerance = KNOWN[name]
    assert box_dimension(cells) == pytest.approx(dimension, abs=tolerance)


def test_a_sierpinski_carpet_needs_eight_times_the_boxes_at_a_third_of_the_side():
    carpet = np.ones((1, 1), bool)
    for _ in range(5):
        carpet = np.block([[carpet, carpet, carpet], [carpet, np.zeros_like(carpet), carpet], [carpet, carpet, carpet]])
    assert box_counts(carpet, (1, 3, 9, 27)).tolist() == [8**5, 8**4, 8**3, 8**2]
    assert box_dimension(carpet, (1, 3, 9, 27)) == pytest.approx(np.log(8) / np.log(3))


def test_boxes_at_the_end_may_be_cut_off():
    assert box_counts(np.ones((5, 7), bool), (2, 3, 10)).tolist() == [12, 6, 1]


def test_the_edge_lies_between_points_on_both_sides():
    region = np.zeros((4, 4), bool)
    region[1, 1] = True
    assert edge_of(region).tolist() == [[True, True, False], [True, True, False], [False, False, False]]
    assert not edge_of(np.ones((4, 4))).any()


@pytest.mark.parametrize("side", [1, 2, 4, 8])
def test_a_box_holds_the_edge_where_its_points_differ(side):
    counted = sum(
        DISC[i : i + side + 1, j : j + side + 1].min() != DISC[i : i + side + 1, j : j + side + 1].max()
        for i in range(0, 256, side) for j in range(0, 256, side)
    )
    assert box_counts(edge_of(DISC), [side]) == counted


def test_an_empty_set_has_no_dimension():
    with pytest.raises(ValueError, match="empty set"):
        box_dimension(np.zeros((8, 8), bool))

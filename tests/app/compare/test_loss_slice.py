"""How fine the slice is, how far it reaches, and when it gives way."""

import numpy as np
import pytest

from app.compare import loss_slice
from app.compare.loss_slice import MARGIN, MOST_SECONDS, loss_slices
from xorcore import Config, train

CONFIG = Config(hidden=(), epochs=1)
DATA = train(CONFIG).dataset
START = np.zeros(3)
PATHS = [np.array([START, [4.0, 0, 0]]), None, np.array([START, [1.0, 2, 0], [0, 2, 0]])]


@pytest.fixture
def quick(monkeypatch):
    """So many losses as are asked for take a second of a clock that only they move."""
    def points_a_second(number):
        points = []

        def losses_on(_config, _dataset, _plane, u, v):
            points.extend(range(len(u) * len(v)))
            return np.zeros((len(v), len(u)))

        monkeypatch.setattr(loss_slice, "losses_on", losses_on)
        monkeypatch.setattr(loss_slice.time, "thread_time", lambda: len(points) / number)
    return points_a_second


@pytest.mark.parametrize(("landscapes", "points", "side"), [
    (1, 81 * 81 / MOST_SECONDS * 1.01, 81), (1, 81 * 81 / MOST_SECONDS * 0.99, 41), (2, 81 * 81 / MOST_SECONDS * 1.01, 41),
    (1, 1, 11)])
def test_a_slice_has_the_most_points_that_its_time_allows(quick, landscapes, points, side):
    quick(points)
    *rows, found = loss_slices([CONFIG] * landscapes, DATA, PATHS)
    assert [losses.shape for losses in found.losses] == [(side, side)] * landscapes
    assert rows == [None] * side * landscapes  # it can be left after each


def test_a_slice_holds_all_paths_with_a_margin_and_those_that_are_left_out_are_none(quick):
    quick(1)
    *_, found = loss_slices([CONFIG], DATA, PATHS)
    one, none, other = found.paths
    assert none is None
    for axis, name in ((found.u, "u"), (found.v, "v")):
        values = np.concatenate([getattr(one, name), getattr(other, name)])
        extent = values.max() - values.min()
        assert values.min() - axis[0] >= 0.99 * MARGIN * extent and axis[-1] - values.max() >= 0.99 * MARGIN * extent


def test_one_path_that_moves_is_enough(quick):
    quick(1)
    still = np.array([START, START])
    *_, found = loss_slices([CONFIG], DATA, [still, PATHS[0]])
    assert found.paths[0].u.tolist() == [0, 0]

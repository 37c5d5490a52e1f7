import numpy as np
import pytest

from app.drawing.thinning import thinned

RNG = np.random.default_rng(0)


@pytest.mark.parametrize("length", [1, 2, 3, 99, 100, 101, 102, 5000, 30_001])
@pytest.mark.parametrize("most", [100, 601])
def test_a_thinned_curve_keeps_its_ends_and_its_extremes(length, most):
    values = RNG.normal(size=length)
    epochs, kept = thinned(values, 0, length - 1, most)
    assert len(epochs) <= most
    assert (epochs[0], epochs[-1]) == (0, length - 1)
    assert (kept.min(), kept.max()) == (values.min(), values.max())


@pytest.mark.parametrize("height", [1, -1])
@pytest.mark.parametrize("spike", [1, 17, 12_345, 29_998, 29_999])
def test_no_spike_up_or_down_is_lost(spike, height):
    values = np.zeros(30_001)
    values[spike] = height
    epochs, kept = thinned(values, 0, 30_000, 600)
    assert epochs[kept == height].tolist() == [spike]


def test_every_kept_point_is_a_point_of_the_curve_in_order():
    values = RNG.normal(size=10_000)
    epochs, kept = thinned(values, 2000, 9000, 300)
    assert np.array_equal(values[epochs], kept)
    assert (np.diff(epochs) > 0).all()
    assert (epochs[0], epochs[-1]) == (2000, 9000)


def test_a_short_window_is_kept_whole():
    values = RNG.normal(size=10_000)
    epochs, kept = thinned(values, 500, 700, 600)
    assert np.array_equal(epochs, np.arange(500, 701))
    assert np.array_equal(kept, values[500:701])

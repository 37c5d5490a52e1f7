import numpy as np
import pytest

from app.drawing.ticks import MOST, log_axis, log_epoch_axis, ticks


@pytest.mark.parametrize(("low", "high", "logarithmic", "labels"), [
    (0, 1, False, ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
    (0.5, 0.9, False, ["0.5", "0.6", "0.7", "0.8", "0.9"]),
    (-3, 3, False, ["−3", "−2", "−1", "0", "1", "2", "3"]),
    (1e-4, 1e2, True, ["0.0001", "0.001", "0.01", "0.1", "1", "10", "100"]),
    (0.01, 0.5, True, ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5"]),
    (1e-30, 1, True, ["1e−30", "1e−26", "1e−22", "1e−18", "1e−14", "1e−10", "1e−06", "0.01"]),
])
def test_ticks_are_round(low, high, logarithmic, labels):
    assert [label for _, label in ticks(low, high, logarithmic)] == labels


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_ticks_lie_between_the_ends_and_are_told_apart(logarithmic, seed):
    rng = np.random.default_rng(seed)
    low, high = np.sort(10.0 ** rng.uniform(-8, 8, 2))
    found = ticks(low, high, logarithmic)
    assert 2 <= len(found) <= MOST
    assert all(low - 1e-9 * high <= value <= high * (1 + 1e-9) for value, _ in found)
    assert len({label for _, label in found}) == len(found)
    assert all(float(label.replace("−", "-")) == pytest.approx(value, rel=0.05) for value, label in found)


def test_a_logarithmic_axis_leaves_out_what_has_no_logarithm():
    assert log_axis(np.array([0, np.nan, np.inf, 1, 100]))["tickvals"][0] == 1
    assert log_axis(np.array([0.0])) == {}


@pytest.mark.parametrize(("values", "texts"), [
    ([0.02, 0.5], ["0.02", "0.05", "0.1", "0.2", "0.5"]),
    ([1e-5, 0.3], ["1e−05", "0.0001", "0.001", "0.01", "0.1"]),
    ([0.31, 0.48], ["0.35", "0.4", "0.45"]),
])
def test_a_logarithmic_axis_has_round_ticks(values, texts):
    assert log_axis(np.array(values))["ticktext"] == texts


@pytest.mark.parametrize(("first", "last", "values"), [
    (50, 3000, [50, 100, 200, 500, 1000, 3000]), (1, 1, [1, 2]), (900, 1000, [500, 600, 1000]),
    (1, 1_000_000, [1, 100, 10_000, 1_000_000]),
])
def test_a_logarithmic_axis_of_epochs_ends_with_a_tick_at_the_last_epoch(first, last, values):
    axis = log_epoch_axis(first, last)
    assert 10 ** axis["range"][1] == pytest.approx(values[-1])
    assert axis["tickvals"] == values


@pytest.mark.parametrize(("low", "high"), [(1000, 1000.001), (-7.00002, -7), (1e-9, 1.0001e-9), (0, 3e9),
                                         (0.25, np.nextafter(0.25, 1)), (1, 1 + 1e-15)])
def test_neighbours_that_differ_in_their_last_digits_only_have_different_labels(low, high):
    values, labels = zip(*ticks(low, high), strict=True)
    assert len(set(labels)) == len(labels) > 1
    assert [float(label.replace("−", "-")) for label in labels] == pytest.approx(values, rel=1e-12)

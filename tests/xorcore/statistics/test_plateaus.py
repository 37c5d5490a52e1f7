"""Runs that do not solve XOR end at named levels."""

from collections import Counter

import numpy as np
import pytest

from xorcore import Config, train_many
from xorcore.statistics import nearest_plateau, plateau_losses, solved_loss


def test_levels_of_the_half_sum_are_the_published_ones():
    """Sums of squares 1/2, 2/3 and 1, of which the loss is half."""
    assert [2 * loss for loss in plateau_losses(Config()).values()] == pytest.approx([0, 1 / 2, 2 / 3, 1])


def test_mean_is_a_quarter_of_the_sum():
    sums, means = plateau_losses(Config()), plateau_losses(Config(reduction="mean"))
    assert [4 * loss for loss in means.values()] == pytest.approx(list(sums.values()))


@pytest.mark.parametrize("loss", ["half_squared_error", "cross_entropy"])
def test_a_level_is_the_least_loss_of_one_shared_output(loss):
    """Found again by trying all outputs."""
    a = np.linspace(0.001, 0.999, 999)[:, None]
    _, *levels = plateau_losses(Config(loss=loss)).values()
    for targets, level in zip([[0, 1], [0, 1, 1], [0, 0, 1, 1]], levels, strict=True):
        y = np.array(targets)
        losses = -(y * np.log(a) + (1 - y) * np.log(1 - a)) if loss == "cross_entropy" else 0.5 * (a - y) ** 2
        assert losses.sum(axis=1).min() == pytest.approx(level, rel=1e-5)


def test_nearest_level_is_named_with_its_distance():
    nearest = nearest_plateau(Config(), 0.3)
    assert nearest == ("three patterns share one output", pytest.approx(1 / 3), pytest.approx(1 / 30))


def test_every_run_of_a_2_2_1_net_ends_solved_or_at_a_named_level():
    """800 starts from U(-1, 1), with the count of each. None ends where all patterns share one output."""
    config = Config(hidden=(2,), init="uniform", optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=4000)
    levels = [nearest_plateau(config, loss) for loss in train_many(config, range(800)).loss]
    assert max(level.distance for level in levels) < 0.01  # 0.02 in the sum of squares
    shares = Counter(level.name for level in levels)
    expected = {"solved": 666, "two patterns share one output": 120, "three patterns share one output": 14}
    assert shares == pytest.approx(expected, abs=4)  # another processor rounds otherwise


@pytest.mark.parametrize(("settings", "loss"), [
    ({}, 0.005), ({"reduction": "mean"}, 0.005), ({"loss": "cross_entropy"}, 0.105),
    ({"output_activation": "linear"}, 0.005),
    ({"output_activation": "tanh"}, 0.005),
])
def test_an_output_is_solved_where_it_is_off_by_a_tenth(settings, loss):
    """1/2 0.1², or −ln 0.9, to three digits."""
    assert solved_loss(Config(**settings)) == loss


@pytest.mark.parametrize(("loss", "name", "distance"), [
    (0, "solved", 0), (0.12, "solved", 0.12), (0.13, "two patterns share one output", 0.12),
    (0.29, "two patterns share one output", 0.04), (0.6, "all four patterns share one output", 0.1),
])
def test_the_nearest_level_lies_on_either_side(loss, name, distance):
    level = nearest_plateau(Config(), loss)
    assert (level.name, level.distance) == (name, pytest.approx(distance))

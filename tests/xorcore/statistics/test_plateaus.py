"""Runs that do not solve XOR end at named levels."""

from collections import Counter

import numpy as np
import pytest

from xorcore import Config, train_many
from xorcore.statistics import nearest_plateau, plateau_losses


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

"""A run starts from samples and weights that are given or drawn, and that can be trained."""

import numpy as np
import pytest

from xorcore import INITS, Config, ConfigError, train


def small(**changes):
    return Config(**{"hidden": (3,), "epochs": 3} | changes)


def test_own_start_weights_are_copied():
    start = [(np.ones((2, 3)), np.zeros(3)), (np.ones((3, 1)), np.zeros(1))]
    list(train(small(), parameters=start))
    assert all((W == 1).all() and (b == 0).all() for W, b in start)


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ([(np.ones((2, 4)), np.ones(4)), (np.ones((4, 1)), [1])], r"must fit the layers \(2, 3, 1\), got \(2, 4, 1\)"),
        ([(np.ones((2, 1)), np.ones(1))], r"must fit the layers \(2, 3, 1\), got \(2, 1\)"),
        ([], "at least one layer"),
        ([(np.ones((2, 3)), np.ones(3)), (np.ones((3, 1)), [np.nan])], "must be finite numbers"),
        ([(np.full((2, 3), np.inf), np.ones(3)), (np.ones((3, 1)), [0])], "must be finite numbers"),
        ([(np.full((2, 3), -2e6), np.ones(3)), (np.ones((3, 1)), [0])], "of at most 1\u202f000\u202f000, got 2000000"),
    ],
)
def test_start_weights_that_do_not_fit_are_refused(start, message):
    with pytest.raises(ValueError, match=message):
        train(small(), parameters=start)


def test_dataset_called_own_must_be_given():
    with pytest.raises(ConfigError, match="dataset own needs "):
        train(Config(dataset="own"))


@pytest.mark.parametrize("init", INITS)
def test_training_starts_from_the_config_s_init(init):
    first = next(train(small(init=init, init_scale=2.0)))
    assert np.any(first.vector) == (init != "zeros")
    half = next(train(small(init=init, init_scale=1.0)))
    np.testing.assert_allclose(first.vector, 2 * half.vector)


@pytest.mark.parametrize("largest", [1e6, -1e6])
def test_a_weight_of_a_million_can_be_trained(largest):
    start = [(np.full((2, 3), largest), np.zeros(3)), (np.zeros((3, 1)), np.zeros(1))]
    assert next(train(small(), parameters=start)).vector[0] == largest

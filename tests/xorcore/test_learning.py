"""What learns XOR, what climbs away from it and what cannot learn it."""

from dataclasses import replace

import numpy as np
import pytest

from xorcore import OPTIMIZERS, Config, predict, train

XOR = train(Config()).dataset


def largest_error(config, epoch):
    return np.abs(predict(config, epoch.parameters, XOR.inputs) - XOR.targets).max()


def run(config, **start):
    return list(train(config, **start))


LEARNING = {  # learning rate, momentum; all learn XOR at (4, 4) from at least 9 of 10 seeds
    "gradient_descent": (1.0, 0),
    "previous_gradient": (0.5, 0.5),
    "momentum": (0.5, 0.9),
    "nesterov": (0.5, 0.9),
    "rmsprop": (0.02, 0),
    "adam": (0.05, 0),
}
CLIMBING = "as_printed"


def test_every_update_rule_but_as_printed_is_in_the_table():
    assert {*LEARNING, CLIMBING} == set(OPTIMIZERS)


@pytest.mark.parametrize("optimizer", LEARNING)
def test_xor_is_learned_from_9_of_10_seeds(optimizer):
    rate, momentum = LEARNING[optimizer]
    config = Config(optimizer=optimizer, learning_rate=rate, momentum=momentum, epochs=3000, stop_at_loss=0.002)
    learned = [largest_error(config, run(replace(config, seed=seed))[-1]) < 0.1 for seed in range(10)]
    assert sum(learned) >= 9


@pytest.mark.parametrize("seed", range(3))
def test_as_printed_climbs_to_the_largest_error(seed):
    config = Config(optimizer=CLIMBING, epochs=3000, seed=seed)
    assert largest_error(config, run(config)[-1]) > 0.999


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("optimizer", LEARNING)
@pytest.mark.parametrize(
    "network",
    [
        {"hidden": ()},
        {"hidden": (), "output_activation": "linear"},
        {"hidden_activation": "linear"},
        {"hidden_activation": "linear", "output_activation": "linear"},
    ],
    ids=["sigmoid_0", "linear_0", "sigmoid_4_4", "linear_4_4"],
)
def test_linear_network_cannot_learn_xor(network, optimizer, seed):
    """Minsky & Papert (1969): a line leaves at least one of the four patterns half wrong."""
    config = Config(
        optimizer=optimizer, learning_rate=0.02, momentum=0.02, epochs=400, seed=seed, init_scale=0.5, **network
    )
    epochs = run(config)
    assert not epochs[-1].diverged
    assert epochs[-1].loss < epochs[0].loss
    assert min(largest_error(config, epoch) for epoch in epochs[::50]) >= 0.49


def test_equal_units_stay_equal():
    """What `zeros` is there to show."""
    W, _ = run(Config(init="zeros", epochs=50))[-1].parameters[0]
    np.testing.assert_array_equal(W, np.repeat(W[:, :1], 4, axis=1))

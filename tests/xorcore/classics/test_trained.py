"""Training within a check gives what training gives."""

from dataclasses import replace

import pytest

from xorcore import CLASSICS, Config, train, train_many
from xorcore.classics import Setup
from xorcore.classics.mcclelland_rumelhart import GROUPS
from xorcore.classics.trained import epochs_to_criterion, trained, trained_many


def returned(generator):
    """What the generator returns, and how often it yields."""
    yielded = 0
    while True:
        try:
            assert next(generator) is None
        except StopIteration as end:
            return end.value, yielded
        yielded += 1


def test_the_last_epoch_is_that_of_train():
    setup = Setup(Config(epochs=20_000))
    for epoch in train(*setup):
        pass
    last, yielded = returned(trained(setup))
    assert last.vector.tobytes() == epoch.vector.tobytes()
    assert yielded > 1


def test_even_a_short_training_yields_once_so_that_many_of_them_can_be_cancelled():
    assert returned(trained(Setup(Config(epochs=1))))[1] == 1


def test_the_outcome_is_that_of_train_many():
    outcome, yielded = returned(trained_many(Config(epochs=50), range(5)))
    assert outcome.loss.tobytes() == train_many(Config(epochs=50), range(5)).loss.tobytes()
    assert yielded >= 1


@pytest.mark.parametrize("name", ["binary", "bipolar"])
def test_epochs_are_counted_by_the_error_that_is_measured_before_each_update(name):
    setup = CLASSICS["fausett"].setups[name]
    (count,), _ = returned(epochs_to_criterion([setup]))
    trainer = train(*setup._replace(config=replace(setup.config, stop_at_loss=None)))
    assert count == next(epoch.number for epoch in trainer if epoch.running_loss < setup.config.stop_at_loss)


def test_a_criterion_that_is_never_met_is_minus_one():
    setup = CLASSICS["fausett"].setups["binary"]
    counts, _ = returned(epochs_to_criterion([setup._replace(config=replace(setup.config, epochs=10))]))
    assert counts.tolist() == [-1]


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_trained_together_differs_in_rate_and_momentum_only(group):
    rest = {replace(setup.config, learning_rate=1, momentum=0) for setup in group.values()}
    assert len(rest) == len({id(setup.dataset) for setup in group.values()}) == 1

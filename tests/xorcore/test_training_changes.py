"""What can change while a run trains holds from the next update on, is recorded, and is refused where it cannot be."""

from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.same_bits import same
from xorcore import (
    Change,
    Config,
    ConfigError,
    Dataset,
    Trainer,
    loss_and_gradient,
    train,
)

EPOCHS = 12


ONE_WEIGHT = Config(dataset="own", hidden=(), output_activation="linear", optimizer="gradient_descent", train_biases=False)


def small(**settings):
    return Config(**{"dataset": "circle", "samples": 10, "hidden": (3,), "epochs": EPOCHS, "l2": 0.01} | settings)


def run(config, **start):
    return list(train(config, **start))


def test_change_holds_from_the_next_update():
    rates = {0: 0.1, 4: 0.7}
    trainer, epochs = train(small(optimizer="gradient_descent", learning_rate=0.3)), []
    for epoch in trainer:
        epochs.append(epoch)
        if epoch.number in rates:
            trainer.change(learning_rate=rates[epoch.number])
    for before, epoch in zip(epochs, epochs[1:], strict=False):
        rate = 0.7 if before.number >= 4 else 0.1
        _, gradient = loss_and_gradient(trainer.config, before.parameters, trainer.dataset)
        step = np.concatenate([part.ravel() for layer in gradient for part in layer])
        np.testing.assert_allclose(epoch.vector, before.vector - rate * step, rtol=1e-12)


@pytest.mark.parametrize("config", [small(), small(l2=0.01), small(batch_size=3, sample_order="shuffled")],
                         ids=["without", "another", "in batches"])
def test_another_l2_from_some_epoch_on_is_that_of_a_run_with_it_from_there(config):
    """The weights of the epoch are the start weights of the other run; plain gradient descent has no memory."""
    config = replace(config, optimizer="gradient_descent", sample_order="fixed")
    trainer = train(config)
    for _ in range(5):
        at_change = next(trainer)
    trainer.change(l2=0.2)
    other = train(replace(config, l2=0.2), parameters=at_change.parameters)
    assert next(other).loss != at_change.loss
    for _ in range(3):
        ours, theirs = next(trainer), next(other)
        assert same(ours._replace(number=0), theirs._replace(number=0))


def test_a_state_taken_after_a_change_of_l2_goes_on_bit_for_bit():
    trainer = train(small(optimizer="momentum"))
    for _ in range(5):
        next(trainer)
    trainer.change(l2=0.2, learning_rate=0.1)
    again = Trainer(trainer.config, trainer.state())
    assert again.epoch.loss == trainer.epoch.loss
    for _ in range(5):
        assert same(next(again), next(trainer))


def test_a_larger_l2_is_no_divergence():
    trainer = train(Config(optimizer="gradient_descent", learning_rate=0.01))
    for _ in range(100):
        next(trainer)
    trainer.change(l2=1)
    assert next(trainer).diverged == ""


@pytest.mark.parametrize("epoch", [0, 3])
def test_a_change_holds_from_the_update_after_its_epoch(epoch):
    """Made while training or given beforehand: the epoch of that number is as without it, the next one is not."""
    made, given = train(small()), train(small(), changes=(Change(epoch, "learning_rate", 0.9),))
    plain = run(small())
    for _ in range(epoch + 1):
        assert next(made).vector.tobytes() == next(given).vector.tobytes() == plain[made.epoch.number].vector.tobytes()
    made.change(learning_rate=0.9)
    assert next(made).vector.tobytes() == next(given).vector.tobytes() != plain[epoch + 1].vector.tobytes()
    assert made.changes == given.changes


def test_changes_are_recorded_with_their_epoch_and_leave_the_config():
    trainer = train(small())
    trainer.change(momentum=0.1)
    next(trainer)
    trainer.change(learning_rate=1)
    next(trainer)
    trainer.change(momentum=np.float64(0.2), learning_rate=0.3)
    assert trainer.changes == (
        Change(0, "momentum", 0.1), Change(0, "learning_rate", 1.0), Change(1, "momentum", 0.2),
        Change(1, "learning_rate", 0.3),
    )  # fmt: skip
    assert trainer.config == small()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"learning_rate": -1}, "learning_rate must be > 0 and at most 1\u202f000, got -1"),
        ({"learning_rate": 0.1, "momentum": np.nan}, "momentum must be at least 0 and at most 1, got nan"),
        ({"momentum": "0.5"}, "momentum must be at least 0 and at most 1, got the text “0.5”"),
        ({"learning_rate": 0.1, "seed": 3}, "seed cannot change while training: only learning_rate, momentum and l2 can"),
        ({"nothing": 3}, "nothing cannot change while training"),
    ],
)
def test_a_change_that_is_refused_changes_nothing(settings, message):
    trainer = train(small())
    next(trainer)
    with pytest.raises(ConfigError, match=message):
        trainer.change(**settings)
    assert trainer.changes == ()
    np.testing.assert_array_equal(list(trainer)[-1].vector, run(small())[-1].vector)


@pytest.mark.parametrize(
    "change", [Change(1, "seed", 1), Change(1, "learning_rate", np.nan), Change(1, "momentum", -1), Change(1, "flat", 0),
               Change(-1, "momentum", 0.1),
               Change(1.5, "momentum", 0.1)]
)
def test_given_changes_are_checked_like_made_ones(change):
    with pytest.raises(ConfigError):
        train(small(), changes=(change,))


def test_a_change_before_epoch_0_holds_from_its_loss_on():
    changed, from_there = train(small(l2=0.1)), train(small(l2=0.5))
    changed.change(l2=0.5, learning_rate=0.25)
    from_there.change(learning_rate=0.25)
    for epoch, other in zip(changed, from_there, strict=True):
        assert same(epoch, other)
    assert [tuple(change) for change in changed.changes] == [(0, "l2", 0.5), (0, "learning_rate", 0.25)]


@pytest.mark.parametrize(("before", "after", "rate"), [(1, 0, 4.7), (0, 1, 1.8)])
def test_after_a_change_of_l2_the_limit_is_that_of_the_larger_loss(before, after, rate):
    """The losses of the start are 1/2 without L2 and 1 with it: 6.8 is more than 10 times the one, not the other."""
    trainer = train(replace(ONE_WEIGHT, l2=before, learning_rate=rate), [([[1]], [0])], Dataset([[1]], [[0]]))
    next(trainer)
    trainer.change(l2=after)
    last = next(trainer)
    assert 5 < last.loss < 10 and not last.diverged

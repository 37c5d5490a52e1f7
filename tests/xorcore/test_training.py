"""Training goes epoch by epoch, batch by batch, and says of each what it was. test_training_changes.py,
test_repeatable.py, test_learning.py and test_divergence.py check the rest of a run.
"""

from dataclasses import replace

import numpy as np
import pytest

from xorcore import (
    OPTIMIZERS,
    Config,
    Dataset,
    loss_and_gradient,
    train,
)

EPOCHS = 12
every_rule = pytest.mark.parametrize("optimizer", OPTIMIZERS)
every_order = pytest.mark.parametrize(
    "order", [{}, {"batch_size": 3}, {"batch_size": 3, "sample_order": "shuffled"}],
    ids=["full_batch", "mini_batch", "shuffled"],
)  # fmt: skip


def small(**settings):
    return Config(**{"dataset": "circle", "samples": 10, "hidden": (3,), "epochs": EPOCHS, "l2": 0.01} | settings)


def run(config, **start):
    return list(train(config, **start))


def test_epochs_count_from_0_to_the_last():
    assert [epoch.number for epoch in run(small())] == list(range(EPOCHS + 1))


def test_epoch_0_is_the_untrained_network():
    start = next(train(small(seed=4))).parameters
    epoch = next(train(small(), parameters=start))
    np.testing.assert_array_equal(epoch.vector, np.concatenate([part.ravel() for layer in start for part in layer]))
    assert np.isnan(epoch.running_loss)


@every_order
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_loss_is_that_of_the_whole_training_set_at_the_epoch_s_parameters(order, reduction):
    config = small(reduction=reduction, test_share=0.2, **order)
    trainer = train(config)
    for epoch in trainer:
        loss, _ = loss_and_gradient(config, epoch.parameters, trainer.dataset)
        assert epoch.loss == pytest.approx(loss, rel=1e-13)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_test_loss_is_the_data_s_loss_over_the_test_set(reduction):
    config = small(test_share=0.3, reduction=reduction)
    trainer = train(config)
    tests = Dataset(trainer.dataset.test_inputs, trainer.dataset.test_targets)
    for epoch in trainer:
        loss, _ = loss_and_gradient(replace(config, l2=0), epoch.parameters, tests)
        assert epoch.test_loss == pytest.approx(loss, rel=1e-13)


def test_without_test_set_there_is_no_test_loss():
    assert all(np.isnan(epoch.test_loss) for epoch in run(small()))


@every_order
def test_test_set_never_influences_training(order):
    data, config = train(small()).dataset, small(dataset="own", **order)
    tests = np.random.default_rng(0).normal(0, 1000, (50, 2))
    with_tests = run(config, dataset=Dataset(data.inputs, data.targets, tests, np.ones(50)))
    without = run(config, dataset=data)
    for epoch, other in zip(with_tests, without, strict=True):
        np.testing.assert_array_equal(epoch.vector, other.vector)
        assert np.array_equal([epoch.loss, epoch.running_loss], [other.loss, other.running_loss], equal_nan=True)


@pytest.mark.parametrize("batch_size", [10, 11, 2000])
@pytest.mark.parametrize("sample_order", ["fixed", "shuffled"])
def test_a_batch_of_all_samples_or_more_is_the_full_batch(batch_size, sample_order):
    epochs, whole = run(small(batch_size=batch_size, sample_order=sample_order)), run(small())
    for epoch, other in zip(epochs, whole, strict=True):
        assert epoch.vector.tobytes() == other.vector.tobytes()
        assert np.array_equal([epoch.loss, epoch.running_loss], [other.loss, other.running_loss], equal_nan=True)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 4, 6, 7, 9])
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_batches_go_once_over_all_samples_with_a_smaller_one_at_the_end(batch_size, reduction):
    """Batch by batch by hand: gradient descent on each, the running loss summed before each update."""
    config = small(
        batch_size=batch_size, reduction=reduction, optimizer="gradient_descent", learning_rate=0.3, epochs=2
    )
    trainer = train(config)
    data, parameters = trainer.dataset, next(trainer).parameters
    for epoch in trainer:
        running = 0
        for begin in range(0, 10, batch_size):
            batch = Dataset(data.inputs[begin : begin + batch_size], data.targets[begin : begin + batch_size])
            rows = len(batch.inputs)
            loss, gradient = loss_and_gradient(config, parameters, batch)
            data_loss, _ = loss_and_gradient(replace(config, l2=0), parameters, batch)
            running += data_loss * (rows / 10 if reduction == "mean" else 1) + (loss - data_loss) * rows / 10
            parameters = [
                (W - 0.3 * dW, b - 0.3 * db) for (W, b), (dW, db) in zip(parameters, gradient, strict=True)
            ]
        assert epoch.running_loss == pytest.approx(running, rel=1e-12)
        for (W, b), (mine, my_b) in zip(epoch.parameters, parameters, strict=True):
            np.testing.assert_allclose(W, mine, rtol=1e-12)
            np.testing.assert_allclose(b, my_b, rtol=1e-12)


def test_running_loss_of_a_full_batch_is_the_loss_of_the_epoch_before():
    epochs = run(small())
    for before, epoch in zip(epochs, epochs[1:], strict=False):
        assert epoch.running_loss == before.loss


@pytest.mark.parametrize("batch_size", [0, 3])
@every_rule
def test_frozen_biases_keep_their_start(optimizer, batch_size):
    epochs = run(small(optimizer=optimizer, train_biases=False, batch_size=batch_size))
    for (W, b), (W_start, b_start) in zip(epochs[-1].parameters, epochs[0].parameters, strict=True):
        np.testing.assert_array_equal(b, b_start)
        assert not np.array_equal(W, W_start)


def test_shuffled_batches_visit_every_sample_once():
    """At a rate of almost zero the running loss is the plain loss, whatever the order."""
    config = small(batch_size=1, sample_order="shuffled", learning_rate=1e-12, optimizer="gradient_descent")
    for epoch in run(config)[1:]:
        assert epoch.running_loss == pytest.approx(epoch.loss, rel=1e-9)


def test_samples_are_shuffled_anew_in_every_epoch():
    """One weight, two samples that contradict each other, each obeyed at once: the weight shows which came last."""
    config = Config(dataset="own", hidden=(), output_activation="linear", optimizer="gradient_descent", learning_rate=1,
                    batch_size=1, sample_order="shuffled", train_biases=False, epochs=40)  # fmt: skip
    epochs = run(config, parameters=[([[0.0]], [0.0])], dataset=Dataset([[1], [1]], [[0], [1]]))
    last_seen = [float(epoch.vector[0]) for epoch in epochs[1:]]
    assert set(last_seen) == {0, 1}
    assert 5 < np.count_nonzero(np.diff(last_seen)) < 35


@pytest.mark.parametrize("level", [0.3, 0.01])
def test_stop_at_loss_ends_with_the_first_epoch_below_it(level):
    config = Config(optimizer="momentum", learning_rate=0.5, momentum=0.9, stop_at_loss=level)
    trainer = train(config)
    losses = [epoch.loss for epoch in trainer]
    assert losses[-1] < level <= min(losses[:-1])
    assert trainer.ended == "solved"


def test_a_loss_that_is_as_large_as_the_limit_is_not_below_it():
    start = next(train(Config()))
    trainer = train(Config(stop_at_loss=start.loss))
    next(trainer)
    assert trainer.ended == ""


def test_stop_at_loss_stops_before_training_where_the_start_is_good_enough():
    assert len(run(Config(stop_at_loss=1000))) == 1


def test_ended_says_how():
    trainer = train(Config(epochs=1))
    assert trainer.ended == ""
    next(trainer)
    assert trainer.ended == ""
    next(trainer)
    assert trainer.ended == "finished"
    with pytest.raises(StopIteration):
        next(trainer)

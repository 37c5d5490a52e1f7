"""Training reproduces published experiments, counted and compared here without the classics' own checks."""

from dataclasses import replace

import numpy as np
import pytest

from tests.helpers import published
from xorcore import Config, Dataset, predict, train


def first_epoch_below(trainer, criterion):
    """The counting of the programs of that time: the epoch in which the error is measured, not the update before it."""
    return next(epoch.number for epoch in trainer if epoch.running_loss < criterion)


def test_lab_report_ends_near_its_printed_errors():
    """The report prints a largest error of 0.0064 after 30 000 epochs; its seed and widths are not known."""
    largest = []
    for seed in range(3):
        config = Config(seed=seed)
        trainer = train(config)
        for epoch in trainer:
            pass
        outputs = predict(config, epoch.parameters, trainer.dataset.inputs)
        largest.append(np.abs(outputs - trainer.dataset.targets).max())
    assert 0.004 < np.median(largest) < 0.009


def test_pdp_weights_follow_the_program_of_1987():
    """The C program computes in float32; float64 stays within 3e-6 of it."""
    trainer = train(published.PDP_CONFIG, parameters=published.PDP_START, dataset=published.PDP_DATA)
    next(trainer)
    trace = published.pdp_trace()
    assert len(trace) == 289
    for half_sum, layers in trace:
        epoch = next(trainer)
        assert epoch.running_loss == pytest.approx(half_sum, abs=3e-6)
        for (W, b), (W_published, b_published) in zip(epoch.parameters, layers, strict=True):
            np.testing.assert_allclose(W, W_published, rtol=0, atol=3e-6)
            np.testing.assert_allclose(b, b_published, rtol=0, atol=3e-6)


def test_pdp_total_sum_of_squares_at_the_criterion():
    """tss .0397615500 after 288 updates."""
    trainer = train(replace(published.PDP_CONFIG, epochs=288), published.PDP_START, published.PDP_DATA)
    assert 2 * [epoch.loss for epoch in trainer][-1] == pytest.approx(0.0397615500, abs=1e-10)


@pytest.mark.parametrize(("batch_size", "rate", "momentum", "targets", "epochs"), published.PDP_COUNTS)
def test_pdp_epochs_to_criterion(batch_size, rate, momentum, targets, epochs):
    config = replace(published.PDP_CONFIG, batch_size=batch_size, learning_rate=rate, momentum=momentum)
    values = np.array(targets)[published.PDP_DATA.targets.astype(int)]
    trainer = train(config, parameters=published.PDP_START, dataset=Dataset(published.PDP_DATA.inputs, values))
    assert first_epoch_below(trainer, published.PDP_HALF_CRITERION) == epochs


@pytest.mark.parametrize("name", published.FAUSETT_COUNTS)
def test_fausett_epochs_to_criterion(name):
    setup = published.FAUSETT[name]
    trainer = train(*setup._replace(config=replace(setup.config, stop_at_loss=None)))
    assert first_epoch_below(trainer, published.FAUSETT_HALF_CRITERION) == published.FAUSETT_COUNTS[name]


def test_mazur_one_step_by_hand():
    trainer = train(published.MAZUR_CONFIG, published.MAZUR_START, published.MAZUR_DATA)
    assert next(trainer).loss == pytest.approx(published.MAZUR_ERROR, abs=1e-9)
    epoch = next(trainer)
    assert epoch.loss == pytest.approx(published.MAZUR_ERROR_AFTER_ONE_STEP, abs=1e-15)
    for (W, b), expected, (_, b_start) in zip(
        epoch.parameters, published.MAZUR_AFTER_ONE_STEP, published.MAZUR_START, strict=True
    ):
        np.testing.assert_allclose(W, expected, rtol=0, atol=1e-8)
        np.testing.assert_array_equal(b, b_start)


def test_mazur_after_10_000_steps():
    for epoch in train(published.MAZUR_CONFIG, published.MAZUR_START, published.MAZUR_DATA):
        pass
    assert epoch.number == 10_000
    outputs = predict(published.MAZUR_CONFIG, epoch.parameters, published.MAZUR_DATA.inputs)[0]
    np.testing.assert_allclose(outputs, published.MAZUR_OUTPUTS_AFTER_10_000, rtol=0, atol=1e-12)
    assert epoch.loss == pytest.approx(published.MAZUR_ERROR_AFTER_10_000, abs=1e-14)

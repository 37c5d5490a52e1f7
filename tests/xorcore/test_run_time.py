"""The time of a run is predicted from a little of it."""

import itertools

import numpy as np
import pytest

from xorcore import Config, run_time
from xorcore.book import predicted_seconds


@pytest.mark.parametrize("epochs", [1, 11, 30_000, 1_000_000])
@pytest.mark.parametrize("stop_at_loss", [None, 1000])
def test_predicted_time_is_the_time_of_an_epoch_times_all_epochs(monkeypatch, epochs, stop_at_loss):
    """With a clock that moves by a millisecond per epoch."""
    clock = itertools.count(0, 0.001)
    monkeypatch.setattr(run_time.time, "thread_time", clock.__next__)
    seconds = predicted_seconds(Config(epochs=epochs, stop_at_loss=stop_at_loss))
    assert seconds == pytest.approx(0.001 * epochs)
    assert next(clock) >= min(0.01, 0.001 * epochs)  # so much of it was trained


@pytest.mark.parametrize(("measure_seconds", "trained"), [(0.0, 1), (0.003, 2), (0.005, 3), (0.009, 5)])
def test_so_much_is_trained_of_the_samples_that_are_given(monkeypatch, measure_seconds, trained):
    """With a clock that only an epoch moves, by 2 ms, and reads 1000 s at the start."""
    epochs = []

    def training(config, dataset):
        assert (config.stop_at_loss, dataset) == (None, "samples")
        yield "the start"
        while True:
            epochs.append(1)
            yield len(epochs)

    monkeypatch.setattr(run_time, "train", training)
    monkeypatch.setattr(run_time.time, "thread_time", lambda: 1000 + 0.002 * len(epochs))
    seconds = predicted_seconds.__wrapped__(Config(epochs=30, stop_at_loss=1), "samples", measure_seconds)
    assert (seconds, len(epochs)) == (pytest.approx(0.06), trained)


def test_time_of_a_run_that_diverges_at_once_is_predicted_too():
    assert 0 < predicted_seconds(Config(output_activation="linear", learning_rate=1000)) < np.inf

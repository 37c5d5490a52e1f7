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


def test_time_of_a_run_that_diverges_at_once_is_predicted_too():
    assert 0 < predicted_seconds(Config(output_activation="linear", learning_rate=1000)) < np.inf

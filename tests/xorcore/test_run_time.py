"""The time of a run is predicted from a little of it."""

import itertools

import numpy as np
import pytest

from xorcore import Config, run_time
from xorcore.book import predicted_seconds
from xorcore.many import predicted_many_seconds


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


@pytest.mark.parametrize(("members", "epochs"), [(1, 10), (400, 3), (100_000, 1000)])
def test_predicted_time_of_many_is_the_time_of_an_epoch_of_one_times_all(monkeypatch, members, epochs):
    """With a clock that moves by a millisecond whenever it is read: at the start, per epoch, and at the end."""
    monkeypatch.setattr(run_time.time, "thread_time", itertools.count(0, 0.001).__next__)
    seconds = predicted_many_seconds(Config(epochs=epochs), members)
    assert seconds == pytest.approx(0.001 * epochs * members / min(members, 500), rel=0.3)

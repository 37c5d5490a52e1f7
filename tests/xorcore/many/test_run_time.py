"""Thousands of networks are measured by a few of their updates."""

import numpy as np
import pytest

from xorcore import Config, Dataset
from xorcore.many import predicted_many_seconds, run_time
from xorcore.many.run_time import _few_batches


@pytest.mark.parametrize(("batch_size", "samples", "times"), [(1, 50, 40.0), (10, 500, 4.0), (100, 2000, 1.0),
                                                              (0, 2000, 1.0)])
def test_of_an_epoch_of_many_batches_only_a_few_are_measured(batch_size, samples, times):
    config = Config(dataset="moons", samples=2000, batch_size=batch_size)
    drawn = _few_batches(config, None)
    assert (drawn[0], drawn[1].samples, drawn[2]) == (times, samples, None)
    data = Dataset(np.zeros((2000, 2)), np.zeros((2000, 1)))
    given = _few_batches(config, data)
    assert (given[0], len(given[2].inputs)) == (times, samples)


@pytest.fixture
def epochs_trained(monkeypatch):
    """With a clock that only an epoch moves, by 2 ms: how many members each has trained."""
    trained, epoch = [], run_time.Group.epoch

    def timed(group):
        trained.append(len(group.columns))
        epoch(group)

    monkeypatch.setattr(run_time.Group, "epoch", timed)
    monkeypatch.setattr(run_time.time, "thread_time", lambda: 0.002 * len(trained))
    return trained


@pytest.mark.parametrize(("members", "together"), [(2, 2), (499, 499), (500, 500), (501, 500), (100_000, 500)])
@pytest.mark.parametrize("stop_at_loss", [None, 1000])
def test_the_time_of_many_is_that_of_an_epoch_of_one_times_all_whoever_would_be_solved(
        epochs_trained, members, together, stop_at_loss):
    seconds = predicted_many_seconds(Config(epochs=30, stop_at_loss=stop_at_loss), members)
    assert epochs_trained == [together] * 5  # a hundredth of a second
    assert seconds == pytest.approx(0.002 / together * members * 30)


def test_no_more_are_measured_than_are_trained_together(epochs_trained, monkeypatch):
    """With a cache that holds none, it is the eight that are the least."""
    monkeypatch.setattr("xorcore.many.chunks.CACHE_BYTES", 1)
    assert predicted_many_seconds(Config(epochs=3), 80) == pytest.approx(0.002 / 8 * 80 * 3)
    assert set(epochs_trained) == {8}


def test_an_epoch_that_takes_longer_than_the_measurement_is_trained_once(epochs_trained, monkeypatch):
    monkeypatch.setattr(run_time, "MEASURED_SECONDS", 0.001)
    assert predicted_many_seconds(Config(epochs=1), 3) == pytest.approx(0.002)
    assert len(epochs_trained) == 1


def test_an_epoch_of_few_batches_stands_for_a_whole_one(epochs_trained):
    data = Dataset(np.zeros((200, 2)), np.zeros((200, 1)))
    assert predicted_many_seconds(Config(batch_size=2, epochs=1), 4, data) == pytest.approx(0.002 * 2)


@pytest.mark.filterwarnings("error")
def test_who_diverges_is_measured_without_a_warning():
    config = Config(output_activation="linear", hidden_activation="linear", learning_rate=1000, epochs=1, init_scale=100)
    assert predicted_many_seconds(config, 3) > 0


@pytest.mark.parametrize("members", [0, -1, 2.0])
def test_at_least_one_is_measured(members):
    with pytest.raises(ValueError, match=f"members must be a whole number of at least 1, got {members}"):
        predicted_many_seconds(Config(), members)

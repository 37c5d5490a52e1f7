"""Thousands of networks are measured by a few of their updates."""

import numpy as np
import pytest

from xorcore import Config, Dataset
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

"""Variants take their passes together as they would alone."""

from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest

from xorcore import Config
from xorcore.diagnosis.passes import after_steps, batches
from xorcore.diagnosis.variant import textbook

SIZES, STEPS = (2, 3, 3, 1), 3
RNG = np.random.default_rng(0)
START = RNG.normal(size=25)
DATA = SimpleNamespace(inputs=RNG.normal(size=(5, 2)), targets=RNG.uniform(size=(5, 1)), memory=())
RIGHT = textbook(Config(hidden=(3, 3), optimizer="momentum", momentum=0.5, learning_rate=0.5, batch_size=2))
WAYS = [{"extra_steps": extra, "start": start, "early_update": early, "lookahead": ahead, "decimals": decimals}
        for extra, start, early, ahead, decimals in product(
            (-1, 0, 1), ("given", "earlier run", "step"), ("", "output", "each"), (False, True), (None, 3))
        if not (early and ahead)]


@pytest.mark.parametrize("way", WAYS[::3], ids=str)
def test_the_passes_among_others_are_those_alone(way):
    """Others end earlier or later, look ahead, update early, round, or start again: none of it reaches this one."""
    variants = [RIGHT._replace(**each) for each in WAYS]
    together = after_steps(variants, SIZES, START, DATA, STEPS).w[WAYS.index(way)]
    alone = after_steps([RIGHT._replace(**way)], SIZES, START, DATA, STEPS).w[0]
    np.testing.assert_allclose(together, alone, rtol=1e-12, atol=1e-13)


def test_who_starts_again_keeps_the_memory_of_the_first_time():
    variant = RIGHT._replace(start="earlier run", rule="previous_gradient", batch_size=0)
    end = after_steps([variant], SIZES, START, DATA, 1).w[0]
    right = after_steps([variant._replace(start="given")], SIZES, START, DATA, 1).w[0]
    np.testing.assert_allclose(end - START, 2 * (right - START), rtol=1e-9)  # l g + m g for l g


def test_batches_keep_the_order_and_the_rest():
    variant = textbook(Config(batch_size=2))._replace(orders=((2, 1, 0), (0, 1, 2)))
    x = np.arange(3.0)[:, None]
    for number, expected in enumerate([[[2, 1], [0]], [[0, 1], [2]], [[2, 1], [0]]]):
        assert [batch.ravel().tolist() for batch, _ in batches([variant], x, x, number)] == expected

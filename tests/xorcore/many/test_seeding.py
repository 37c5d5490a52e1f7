"""The streams of many seeds are, bit for bit, those that NumPy spawns."""

import numpy as np
import pytest

from xorcore.many.seeding import DATA, ORDER, WEIGHTS, MemberDraws, streams

SEEDS = np.array([5, 0, 1, 2**32 - 1, 5, 2**31, 1234567])


@pytest.mark.parametrize("number", [DATA, WEIGHTS, ORDER])
def test_streams_are_those_that_numpy_spawns(number):
    for seed, rng in zip(SEEDS.tolist(), streams(SEEDS, number), strict=True):
        spawned = np.random.default_rng(seed).spawn(3)[number]
        assert rng.bit_generator.state == spawned.bit_generator.state


@pytest.mark.parametrize("sizes", [[(2, 3), 3, (3, 1), 1], [(1, 1), 1]])
def test_draws_of_many_are_those_of_each(sizes):
    low = np.linspace(-2, -1, len(SEEDS))
    for kind in ("normal", "uniform"):
        draws = MemberDraws(SEEDS, WEIGHTS, 20)
        many = [draws.normal(size) if kind == "normal" else draws.uniform(low, -low, size) for size in sizes]
        for member, rng in enumerate(streams(SEEDS, WEIGHTS)):
            for size, drawn in zip(sizes, many, strict=True):
                one = rng.normal(size=size) if kind == "normal" else rng.uniform(low[member], -low[member], size)
                assert drawn[..., member].tobytes() == one.tobytes()


def test_members_of_one_seed_share_their_draws():
    draws = MemberDraws(np.array([7, 3, 7]), WEIGHTS, 4)
    first, second = draws.normal(3), draws.normal(1)
    assert first.shape == (3, 3) and second.shape == (1, 3)
    assert first[:, 0].tolist() == first[:, 2].tolist() != first[:, 1].tolist()
    assert draws.seeds.tolist() == [3, 7]

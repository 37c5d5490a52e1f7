"""The random streams of many seeds: of each seed those that `np.random.default_rng(seed).spawn(3)` gives."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

DATA, WEIGHTS, ORDER = range(3)  # the streams of a seed, as `Trainer` spawns them
Size = int | tuple[int, ...]
POOL = 4  # words of 32 bits: NumPy fills a seed up to them with 0, and the key of a stream follows


def streams(seeds: np.ndarray, number: int) -> Iterator[np.random.Generator]:
    """The generator `np.random.default_rng(seed).spawn(3)[number]` of each seed: 8 us each, all of them NumPy's hash."""
    words = np.zeros((len(seeds), POOL + 1), np.uint32)
    words[:, 0], words[:, POOL] = seeds, number
    yield from map(np.random.default_rng, words)  # of the words that SeedSequence(seed, spawn_key=(number,)) makes


class MemberDraws:
    """One generator in the place of many: what it draws has one more axis, the member, and it is the last.

    `most` numbers are drawn for each member at once, since a call takes 2 us whether it gives one number or fifty.
    Members of the same seed share their draws.
    """

    def __init__(self, seeds: np.ndarray, number: int, most: int):
        self.seeds, self.place = np.unique(seeds, return_inverse=True)
        self.number, self.used = number, 0
        self.drawn = np.empty((len(self.seeds), most))

    def normal(self, size: Size) -> np.ndarray:
        """(*size, members) from N(0, 1)."""
        return self._next(np.random.Generator.standard_normal, size)

    def uniform(self, low: Any, high: Any, size: Size) -> np.ndarray:
        """(*size, members) from U(low, high); low and high may be (members,)."""
        return low + (high - low) * self._next(np.random.Generator.random, size)

    def _next(self, draw: Callable[..., object], size: Size) -> np.ndarray:
        if not self.used:
            for row, generator in zip(self.drawn, streams(self.seeds, self.number), strict=True):
                draw(generator, out=row)
        start, self.used = self.used, self.used + int(np.prod(size))
        shape = np.atleast_1d(size)
        return self.drawn[self.place, start : self.used].T.reshape(*shape, -1)

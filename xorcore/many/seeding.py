"""The random streams of thousands of seeds: those of `np.random.default_rng(seed).spawn(3)`, at a tenth of its time.

NumPy hashes one seed at a time, at 10 us and more; here all are hashed together, by the same published function: O'Neill's
seed_seq_fe in the form of NumPy's SeedSequence, whose numbers NumPy promises to keep.
"""

from collections.abc import Callable, Iterator
from itertools import permutations

import numpy as np
from numpy.random.bit_generator import ISeedSequence

DATA, WEIGHTS, ORDER = range(3)  # the streams of a seed, as `Trainer` spawns them
POOL = 4  # words of 32 bits


def streams(seeds: np.ndarray, number: int) -> Iterator[np.random.Generator]:
    """The generator `np.random.default_rng(seed).spawn(3)[number]` of each seed."""
    for words in seed_words(seeds, number):
        yield np.random.Generator(np.random.PCG64(HashedSeed(words)))


class HashedSeed(ISeedSequence):
    """What a bit generator takes its first state from: words that are known already."""

    def __init__(self, words: np.ndarray):
        self.words = words

    def generate_state(self, n_words, dtype=np.uint32):
        return self.words


def seed_words(seeds: np.ndarray, number: int) -> np.ndarray:
    """(S, 4) uint64, what `SeedSequence(seed, spawn_key=(number,)).generate_state(4, np.uint64)` gives for each seed."""
    entropy = [np.asarray(seeds, np.uint32), *np.zeros((POOL - 1, 1), np.uint32)]
    constants = _hash_constants(0x43B0D7E5, 0x931E8875)
    pool = [_hashed(word, constants) for word in entropy]
    for source, place in permutations(range(POOL), 2):
        pool[place] = _mixed(pool[place], _hashed(pool[source], constants))
    for place in range(POOL):
        pool[place] = _mixed(pool[place], _hashed(np.array([number], np.uint32), constants))
    constants = _hash_constants(0x8B51F9DD, 0x58F38DED)
    low, high = np.array([_hashed(word, constants) for word in 2 * pool], np.uint64).reshape(POOL, 2, -1).swapaxes(0, 1)
    return np.ascontiguousarray((low | high << np.uint64(32)).T)  # a bit generator reads a row from memory, unasked


def _hash_constants(constant: int, factor: int) -> Iterator[tuple[np.uint32, np.uint32]]:
    while True:
        following = constant * factor % 2**32
        yield np.uint32(constant), np.uint32(following)
        constant = following


def _hashed(word: np.ndarray, constants: Iterator[tuple[np.uint32, np.uint32]]) -> np.ndarray:
    before, after = next(constants)
    word = (word ^ before) * after
    return word ^ word >> np.uint32(16)


def _mixed(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    x = np.uint32(0xCA01F9DD) * x - np.uint32(0x4973F715) * y
    return x ^ x >> np.uint32(16)


class MemberDraws:
    """One generator in the place of many: what it draws has one more axis, the member, and it is the last.

    `most` numbers are drawn for each member at once, since a call takes 2 us whether it gives one number or fifty.
    Members of the same seed share their draws.
    """

    def __init__(self, seeds: np.ndarray, number: int, most: int):
        self.seeds, self.place = np.unique(seeds, return_inverse=True)
        self.number, self.used = number, 0
        self.drawn = np.empty((len(self.seeds), most))

    def normal(self, size) -> np.ndarray:
        """(*size, members) from N(0, 1)."""
        return self._next(np.random.Generator.standard_normal, size)

    def uniform(self, low, high, size) -> np.ndarray:
        """(*size, members) from U(low, high); low and high may be (members,)."""
        return low + (high - low) * self._next(np.random.Generator.random, size)

    def _next(self, draw: Callable, size: int | tuple[int, ...]) -> np.ndarray:
        if not self.used:
            for row, generator in zip(self.drawn, streams(self.seeds, self.number), strict=True):
                draw(generator, out=row)
        start, self.used = self.used, self.used + int(np.prod(size))
        shape = np.atleast_1d(size)
        return self.drawn[self.place, start : self.used].T.reshape(*shape, -1)

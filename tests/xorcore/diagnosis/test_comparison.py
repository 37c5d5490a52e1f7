"""When two numbers are the same: to the digits given, and beyond them to the rounding of a right program."""

import numpy as np
import pytest

from xorcore import Config, diagnose, train

CONFIG = Config(hidden=(3,))


def asked(off):
    """The right weights after one step, each off by so much of itself, in turn up and down."""
    trainer = train(CONFIG)
    start = next(trainer).parameters
    flat = next(trainer).flat
    flat = flat * (1 + off * np.where(np.arange(len(flat)) % 2, -1, 1))
    return diagnose(CONFIG, start, trainer.dataset, weights=flat)


@pytest.mark.parametrize("off", [0, 1e-15, 3e-13])
def test_what_rounding_can_make_is_the_same(off):
    assert asked(off).matches


@pytest.mark.parametrize("off", [1e-9, 1e-8, 1e-6])
def test_what_rounding_cannot_make_is_not(off):
    answer = asked(off)
    assert not answer.matches
    assert answer.digits == pytest.approx(-np.log10(off), abs=1)

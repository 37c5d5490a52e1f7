"""Which colour a cell has: 0 dark blue to 126 pale blue, 127 pale orange to 253 dark orange."""

import numpy as np
import pytest

from app.maps.colours import COLOURS, DIVERGED, PALETTE, UNKNOWN, UNSOLVED, css, ramp


def colours(name, values, states):
    return COLOURS[name](np.array(values), np.array(states, np.uint8)).tolist()


@pytest.mark.parametrize(("values", "states", "found"), [
    ([1, 10, 100], [1, 1, 1], [126, 63, 0]), ([0, 1, 100], [1, 1, 1], [126, 126, 0]), ([5, 5], [1, 1], [126, 126]),
    ([10, 1000, 0.3, 1e9, np.nan], [1, 1, 2, 3, 0], [126, 0, UNSOLVED, DIVERGED, UNKNOWN]), ([0.3], [2], [UNSOLVED]),
])
def test_soon_is_pale_blue_and_late_dark_blue_in_equal_ratios(values, states, found):
    assert colours("epochs", values, states) == found


@pytest.mark.parametrize(("values", "states", "found"), [
    ([1e-4, 1e-2, 1.0], [2, 2, 2], [0, 126, 253]), ([0, 1.0], [2, 2], [0, 253]), ([0.5, 0.5], [2, 2], [0, 0]),
    ([0.01, 1, 1e9, np.nan], [2, 2, 3, 0], [0, 253, DIVERGED, UNKNOWN]), ([1e9], [3], [DIVERGED]),
])
def test_the_smallest_loss_is_dark_blue_and_the_largest_dark_orange(values, states, found):
    assert colours("loss", values, states) == found


def test_the_edge_of_training_is_dark_on_both_sides():
    assert colours("sohl_dickstein", [-9, -1, 1, 9, np.nan], [1, 1, 2, 2, 0]) == [0, 63, 190, 253, UNKNOWN]


def test_the_ends_of_the_palette_are_dark_and_its_middle_is_pale_and_what_diverged_is_grey():
    light = PALETTE.astype(int).sum(axis=1)
    assert (np.diff(light[:127]) >= 0).all() and (np.diff(light[127:254]) <= 0).all()
    assert light[0] < 300 < 600 < light[126] and light[253] < 300 < 600 < light[127]
    assert len(set(PALETTE[DIVERGED].tolist())) == 1
    assert (PALETTE[:127, 2] > PALETTE[:127, 0]).all() and (PALETTE[127:254, 0] > PALETTE[127:254, 2]).all()


def test_a_ramp_goes_from_one_colour_to_the_other_in_seven_steps():
    assert css(DIVERGED) == "rgb(118, 118, 118)"
    assert ramp(126, 0) == f"linear-gradient(to right, {', '.join(map(css, (126, 105, 84, 63, 42, 21, 0)))})"

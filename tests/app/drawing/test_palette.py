"""Colours of runs are seen on both pages. Contrast as WCAG 2 defines it."""

import pytest

from app.drawing.palette import DASHES, RUNS, pale

WHITE, DARK = "#ffffff", "#0e1117"


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", RUNS)
def test_a_thin_line_is_seen_on_white_and_more_on_the_dark_page_where_it_looks_dimmer(colour):
    assert contrast(colour, WHITE) > 3
    assert contrast(colour, DARK) > 4


@pytest.mark.parametrize("name", DASHES)
def test_a_dash_has_a_line_and_a_gap_for_each_part_of_its_name(name):
    assert len(DASHES[name]) == 2 * (name.count("dash") + name.count("dot"))


def test_a_pale_colour_is_the_same_one_to_be_seen_through():
    assert pale("#1f7ad8") == "rgba(31,122,216,0.2)"

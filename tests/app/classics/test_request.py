"""Which card is open, and its link."""

import pytest

from app.classics.request import Opened, first_setup, from_link, to_link
from xorcore.classics import CLASSICS

ALL = [Opened(), *(Opened(name, setup) for name, classic in CLASSICS.items() for setup in classic.setups)]


@pytest.mark.parametrize("asked", ALL, ids=str)
def test_a_link_brings_the_card_back(asked):
    assert from_link(to_link(asked)) == (asked, "")


def test_what_there_is_not_is_refused_in_one_sentence():
    assert from_link({"classic": "x"}) == (Opened(), "There is no classic called “x”: these are all that there are.")
    first = first_setup("mazur")
    assert from_link({"classic": "mazur", "setup": "x"}) == (
        Opened("mazur", first), f"There is no setup called “x” here; it is {first}.")
    assert from_link({"setup": "x"}) == (
        Opened(), "“setup” of the link, “x”, needs “classic” beside it; no card is open.")
    assert from_link({"classic": "", "setup": ""}) == (Opened(), "“classic” and “setup” of the link may not be empty.")
    assert from_link({"classic": "mazur", "setup": ""}) == (Opened("mazur", first), "“setup” of the link may not be empty.")


def test_a_link_says_no_more_than_it_must():
    assert to_link(Opened("mazur", first_setup("mazur"))) == {"classic": "mazur"}

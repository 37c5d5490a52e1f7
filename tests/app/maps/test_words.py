"""What to look at on a map."""

from dataclasses import replace

import pytest

from app.maps.request import THIS_RUN, first_choices
from app.maps.words import what_to_see
from xorcore import Config
from xorcore.classics import MAP_PRESETS
from xorcore.many import Axis


@pytest.mark.parametrize("name", MAP_PRESETS)
def test_a_preset_says_its_own_as_long_as_it_is_whole_and_then_what_its_colours_say(name):
    choices = first_choices(name, Config())
    whole, by_colours = what_to_see(choices), what_to_see(replace(choices, network=THIS_RUN))
    assert whole != by_colours
    part = Axis(choices.x.name, choices.x.low, choices.x.high / 2)
    assert what_to_see(replace(choices, x=part)) == what_to_see(replace(choices, y=part)) == by_colours

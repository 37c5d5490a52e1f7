from dataclasses import replace

import numpy as np
import pytest

from app.maps.request import LINK_KEYS, THIS_RUN, MapChoices, first_choices, from_link, network_of, request, to_link
from app.maps.work import TooLong
from app.run.session import PAGE_KEYS
from app.server.computation import Computation
from xorcore import Config, train
from xorcore.classics.map_presets import MAP_PRESETS
from xorcore.many.maps import Axis

CONFIG = Config()
DATASET = train(CONFIG).dataset
OWN = MapChoices(THIS_RUN, Axis("l2", 0, 1 / 3), Axis("w1[0,1]", -1 / 3, 2.5), 128, "loss", 77, 1e-3)


def read(link):
    return from_link(link, CONFIG, DATASET)


@pytest.mark.parametrize("choices", [OWN, *(first_choices(name, CONFIG) for name in (*MAP_PRESETS, THIS_RUN))])
def test_a_link_brings_the_choices_back(choices):
    assert read(to_link(choices, CONFIG)) == (choices, {})


@pytest.mark.parametrize(("link", "words"), [
    ({"map": "x"}, "“Network” must be one of the maps here, got “x”"),
    ({"map": ""}, "“Network” must be"),
    ({"cells": "33"}, "“Cells a side” must be"),
    ({"cells": "9" * 5000}, "“Cells a side” must be"),
    ({"colour": "red"}, "“Colour” must be"),
    ({"x_axis": "epochs"}, "“Across” must be what this network has for an axis, got “epochs”"),
    ({"x_from": "nan"}, "“From” of x must be"), ({"x_from": "-1"}, "“From” of x must be > 0"),
    ({"x_from": "500"}, "“From” must be below “To”, got 500 and 100"),
    ({"y_axis": "learning_rate"}, "Both axes would vary learning rate"),
    ({"y_to": "1e999"}, "beyond the largest"), ({"y_to": "much"}, "“much” is not a number"),
    ({"map_epochs": "0"}, "“Epochs at most” must be"), ({"map_epochs": "-5"}, "whole number"),
    ({"solved_below": "0"}, "“Solved when the loss is below” must be"),
    ({"y_axis": "w9[0,0]"}, "got “w9[0,0]”"), ({"y_axis": "w01[0, 0]"}, "got “w01[0, 0]”"),
    ({"x_axis": "init_scale"}, "Both axes would vary scale of start weights; x stays learning rate."),
    ({"x_axis": "init_scale", "y_axis": "init_scale"}, "Both axes would vary scale of start weights; x stays"),
])
def test_what_a_link_gets_wrong_is_refused_and_the_rest_kept(link, words):
    choices, refused = read(link)
    assert len(refused) == 1
    (sentence,) = refused.values()
    assert words in sentence
    assert len(sentence) < 250
    assert choices == first_choices(THIS_RUN, CONFIG)


@pytest.mark.parametrize("link", [
    {"x_axis": "momentum", "y_axis": "momentum"}, {"x_axis": "init_scale", "y_axis": "w9[0,0]"},
    {"x_axis": "init_scale", "y_axis": "learning_rate"}, {"y_axis": "learning_rate"},
])
def test_no_link_lets_both_axes_vary_the_same(link):
    choices, _ = read(link)
    assert choices.x.name != choices.y.name


@pytest.mark.parametrize(("link", "config", "name"), [
    ({"x_axis": "momentum"}, Config(optimizer="adam"), "momentum"),
    ({"map": "1988: learning rate and momentum", "x_axis": "init_scale"}, CONFIG, "init_scale"),
])
def test_what_changes_nothing_in_the_network_is_no_axis_of_a_link_either(link, config, name):
    choices, refused = from_link(link, config, DATASET)
    assert choices == first_choices(link.get("map", THIS_RUN), config)
    assert f"must be what this network has for an axis, got “{name}”;" in refused["x"]


def test_only_a_map_of_epochs_to_solve_stops_at_a_loss():
    network = network_of(OWN, CONFIG, DATASET)
    assert request(OWN, network).config.stop_at_loss is None
    assert request(first_choices(THIS_RUN, CONFIG), network).config.stop_at_loss == 0.02


def test_a_map_of_hours_is_refused_with_its_time_and_the_limit():
    choices = first_choices(THIS_RUN, CONFIG)
    long = request(choices, network_of(choices, CONFIG, DATASET))
    long = long._replace(cells=512, config=Config(epochs=1_000_000))
    with pytest.raises(TooLong, match=r"about \d+ hours, and at most 10 minutes"):
        next(long.pictures())


def test_a_small_map_is_allowed_and_comes_out_complete():
    choices = first_choices("1988: learning rate and momentum", CONFIG, 32)
    asked = request(choices, network_of(choices, CONFIG, DATASET))._replace(config=MAP_PRESETS[choices.network].config)
    *_, picture = asked.pictures()
    assert picture.complete


def test_the_picture_stays_the_same_until_the_next_is_due():
    choices = first_choices("1988: learning rate and momentum", CONFIG, 64)
    pictures = list(request(choices, network_of(choices, CONFIG, DATASET)).pictures())
    assert len({id(picture) for picture in pictures}) < len(pictures)
    assert pictures[-1].complete


def test_a_cancelled_map_stays_as_it_is():
    choices = first_choices("Sohl-Dickstein: two learning rates", CONFIG, 128)
    computation = Computation(request(choices, network_of(choices, CONFIG, DATASET)).pictures())
    computation.cancel()
    shown = computation.newest
    computation.join(5)
    assert computation.cancelled
    assert computation.newest is shown


def test_values_are_as_many_as_cells_even_on_the_narrowest_axis():
    with pytest.raises(ValueError, match="narrower than float64"):
        request(replace(OWN, x=Axis("momentum", 0.5, np.nextafter(0.5, 1))), network_of(OWN, CONFIG, DATASET))


def test_no_entry_of_the_page_is_taken_for_a_setting_of_the_run():
    assert PAGE_KEYS["maps"] == LINK_KEYS

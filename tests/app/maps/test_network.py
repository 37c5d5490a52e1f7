"""The line that says what all cells of a map share."""

import numpy as np
import pytest

from app.maps.network import network_in_words
from app.maps.request import MappedNetwork, first_choices, network_of
from xorcore import Config, Dataset, train
from xorcore.classics.map_presets import MAP_PRESETS

CONFIG = Config()
DATASET = train(CONFIG).dataset
OWN = Dataset([[0, 0], [1, 1], [0, 1]], [0, 1, 1])


@pytest.mark.parametrize("name", MAP_PRESETS)
def test_the_line_of_settings_leaves_out_what_varies(name):
    choices = first_choices(name, CONFIG)
    line = network_in_words(network_of(choices, CONFIG, DATASET), (choices.x.name, choices.y.name))
    assert ("learning rate" in line) == ("w1" in choices.x.name)
    assert "given start weights" in line


@pytest.mark.parametrize(("settings", "axes", "words"), [
    ({}, ("l2", "init_scale"), "Layers 2-4-4-1 on XOR, sigmoid and sigmoid; previous gradient (report), learning rate "
                               "0.05, momentum 0.5; normal start weights of seed 0."),
    ({"optimizer": "adam", "seed": 7}, ("l2", "init_scale"), "adam, learning rate 0.05; normal start weights of seed 7."),
    ({}, ("learning_rate", "momentum"), "XOR, sigmoid and sigmoid; previous gradient (report); normal start"),
    ({}, ("learning_rate[1]", "momentum"), "previous gradient (report), learning rate 0.05; normal"),
    ({"hidden": (2,)}, ("learning_rate[2]", "momentum"), "previous gradient (report), learning rate 0.05; normal"),
    ({"hidden": (2,)}, ("learning_rate[1]", "learning_rate[2]"), "previous gradient (report), momentum 0.5; normal"),
    ({"init": "xavier"}, ("l2", "w1[0,1]"), "; otherwise xavier start weights of seed 0."),
    ({}, ("b2[0]", "l2"), "; otherwise normal start weights of seed 0."),
    ({"hidden_activation": "relu", "output_activation": "tanh"}, ("l2", "init_scale"), " on XOR, relu and tanh; "),
])
def test_the_line_says_what_no_axis_replaces(settings, axes, words):
    assert words in network_in_words(MappedNetwork(Config(**settings), DATASET), axes)


def test_the_line_says_how_many_own_points_there_are_and_that_start_weights_were_given():
    network = MappedNetwork(Config(dataset="own", hidden=()), OWN, [(np.zeros((2, 1)), np.zeros(1))])
    line = network_in_words(network, ("l2", "momentum"))
    assert line.startswith("Layers 2-1 on 3 points, ") and line.endswith("; given start weights.")

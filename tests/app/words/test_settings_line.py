"""A run's settings in one line: what defines the run is in it, what has no effect is not."""

from dataclasses import replace

import pytest

from app.words.settings_line import settings_line
from xorcore import Config
from xorcore.book import FIELDS


@pytest.mark.parametrize(("settings", "words"), [
    ({}, "hidden layers 4, 4"), ({"hidden": ()}, "no hidden layer"), ({"l2": 0.001}, "L2 0.001"),
    ({"batch_size": 3}, "batches of 3"), ({}, "all samples in a batch"), ({"seed": 77}, "seed 77"),
    ({"stop_at_loss": 0.02}, "stop at loss 0.02"), ({"epochs": 12345}, "12\u202f345 epochs"),
    ({"learning_rate": 0.125}, "learning rate 0.125"), ({"momentum": 0.25}, "momentum 0.25"),
    ({"reduction": "mean"}, "mean over samples"), ({"dataset": "moons"}, "moons, 200 samples, noise 0.1"),
    ({"dataset": "xor"}, "XOR"), ({"optimizer": "as_printed"}, "as printed (report, climbs)"),
    ({"loss": "cross_entropy"}, "cross entropy"), ({"hidden_activation": "relu"}, "relu"),
    ({"output_activation": "tanh"}, "tanh output"), ({"train_biases": False}, "biases not trained"),
    ({"init": "xavier"}, "xavier start weights"), ({"init_scale": 0.5}, "scale of start weights 0.5"),
    ({"batch_size": 2, "sample_order": "shuffled"}, "shuffled order"),
    ({"dataset": "moons", "test_share": 0.25}, "moons, 200 samples, 0.25 of them for testing, noise 0.1"),
])
def test_the_line_says_what_defines_the_run(settings, words):
    assert words in settings_line(Config(**settings)).split(" · ")


@pytest.mark.parametrize(("settings", "start"), [
    ({"optimizer": "adam"}, "momentum"), ({"l2": 0.0}, "L2"), ({}, "stop at loss"), ({"hidden": ()}, "sigmoid"),
    ({"sample_order": "shuffled"}, "shuffled"), ({}, "normal"), ({}, "scale"), ({}, "biases"), ({"test_share": 0.5}, "0.5"),
])
def test_what_has_no_effect_is_left_out(settings, start):
    assert not [part for part in settings_line(Config(**settings)).split(" · ") if part.startswith(start)]


def test_two_runs_that_differ_have_different_lines():
    usual = Config(dataset="moons", batch_size=1)
    others = {"dataset": "circle", "samples": 60, "noise": 0.2, "test_share": 0.1, "hidden": (4,),
              "hidden_activation": "relu", "output_activation": "tanh",
              "loss": "cross_entropy", "reduction": "mean", "l2": 0.1, "optimizer": "momentum",
              "learning_rate": 0.1234567, "momentum": 0.1, "epochs": 9, "batch_size": 2, "sample_order": "shuffled",
              "stop_at_loss": 0.1, "init": "xavier", "init_scale": 2.0, "train_biases": False, "seed": 1}
    assert others.keys() == FIELDS.keys()
    lines = {settings_line(replace(usual, **{field: value})) for field, value in others.items()}
    assert len(lines | {settings_line(usual), settings_line(replace(usual, learning_rate=0.1234568))}) == len(others) + 2


def test_what_is_said_elsewhere_is_left_out():
    assert "seed 5" not in settings_line(Config(seed=5), without="seed")
    assert "momentum" in settings_line(Config(optimizer="adam"), without="optimizer")  # of the other rules beside it
    assert settings_line(Config(), without=("dataset", "seed")) == settings_line(Config()).removeprefix(
        "XOR · ").removesuffix(" · seed 0")

"""A run's settings in one line: what defines the run is in it, what has no effect is not."""

import pytest

from app.words.settings_line import settings_line
from xorcore import Config


@pytest.mark.parametrize(("settings", "words"), [
    ({}, "hidden layers 4, 4"), ({"hidden": ()}, "no hidden layer"), ({"l2": 0.001}, "L2 0.001"),
    ({"batch_size": 3}, "batches of 3"), ({}, "all samples in a batch"), ({"seed": 77}, "seed 77"),
    ({"stop_at_loss": 0.02}, "stop at loss 0.02"), ({"epochs": 12345}, "12\u202f345 epochs"),
    ({"learning_rate": 0.125}, "learning rate 0.125"), ({"momentum": 0.25}, "momentum 0.25"),
    ({"reduction": "mean"}, "mean over samples"), ({"dataset": "moons"}, "moons, 200 samples, noise 0.1"),
    ({"dataset": "xor"}, "XOR"), ({"optimizer": "as_printed"}, "as printed (report, climbs)"),
    ({"loss": "cross_entropy"}, "cross entropy"), ({"hidden_activation": "relu"}, "relu"),
])
def test_the_line_says_what_defines_the_run(settings, words):
    assert words in settings_line(Config(**settings)).split(" · ")


@pytest.mark.parametrize(("settings", "start"), [
    ({"optimizer": "adam"}, "momentum"), ({"l2": 0.0}, "L2"), ({}, "stop at loss"), ({"hidden": ()}, "sigmoid"),
])
def test_what_has_no_effect_is_left_out(settings, start):
    assert not [part for part in settings_line(Config(**settings)).split(" · ") if part.startswith(start)]


def test_two_runs_that_differ_have_different_lines():
    lines = {settings_line(config) for config in (Config(), Config(l2=0.1), Config(batch_size=2), Config(seed=1),
                                                  Config(hidden=(4,)), Config(momentum=0.1), Config(epochs=9),
                                                  Config(learning_rate=0.1234567), Config(learning_rate=0.1234568))}
    assert len(lines) == 9


def test_what_is_said_elsewhere_is_left_out():
    assert "seed 5" not in settings_line(Config(seed=5), without="seed")
    assert "momentum" in settings_line(Config(optimizer="adam"), without="optimizer")  # of the other rules beside it

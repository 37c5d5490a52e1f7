import numpy as np
import pytest

from app.classics.setup import order_in_words, samples_table, settings_table, start_in_words, weights_text
from xorcore import Config, Dataset
from xorcore.classics import Setup


def test_the_settings_are_those_that_differ_from_the_labs():
    table = settings_table(Config(hidden=(2,), learning_rate=0.5, train_biases=False))
    assert dict(zip(table["setting"], table["value"], strict=True)) == {
        "hidden": "2", "learning_rate": "0.5", "train_biases": "no"}
    assert list(settings_table(Config())) == ["setting", "value"]


def test_the_start_weights_are_in_full_digits():
    W, b = np.array([[1 / 3], [0.1 + 0.2]]), np.array([-0.25])
    assert weights_text([(W, b)]) == "W1 = [[0.3333333333333333], [0.30000000000000004]]\nb1 = [-0.25]"


def test_drawn_start_weights_say_how_they_were_drawn():
    assert start_in_words(Setup(Config(init="uniform", init_scale=0.1, seed=7))) == "Drawn: uniform, scale 0.1, seed 7."
    assert start_in_words(Setup(Config(hidden=()), [([[0], [0]], [0])])) == "Given, not drawn."


@pytest.mark.parametrize(("config", "samples", "words"), [
    (Config(), 4, "One update an epoch, over all 4 samples."),
    (Config(batch_size=4), 4, "One update an epoch, over all 4 samples."),
    (Config(), 1, "One sample, one update an epoch."),
    (Config(batch_size=1), 4, "One update for each sample, in this order."),
    (Config(batch_size=2, sample_order="shuffled"), 4,
     "One update for every 2 samples, in an order that is drawn anew for each epoch."),
])
def test_the_order_of_the_samples_is_said(config, samples, words):
    assert order_in_words(config, samples) == words


def test_the_samples_are_in_their_order():
    table = samples_table(Dataset([[1, 1], [0, 0.5]], [0, 1]))
    assert table.values.tolist() == [[1, 1, 0], [0, 0.5, 1]]
    assert list(table) == ["x1", "x2", "target"]
    assert list(samples_table(Dataset([[1]], [[0, 1]]))) == ["x1", "target 1", "target 2"]

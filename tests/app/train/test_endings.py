"""What is said at the end of a run helps with that run."""

from dataclasses import replace

import pytest

from app.server.run import new_run
from app.train.endings import (
    ADVICE,
    BOTH,
    ON,
    OWN_RATE,
    against_divergence,
    against_l2,
    ending,
    next_step,
    smaller_steps,
)
from xorcore import OPTIMIZERS, Config, train
from xorcore.book import l2_alone_diverges
from xorcore.statistics import Cause


def ended(config):
    run = new_run(config)
    run.train_for(1e9, 10**9)
    return ending(run)


RELU = Config(hidden=(2,), hidden_activation="relu", optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=2000)


@pytest.mark.parametrize(("config", "words"), [
    (Config(init_scale=0.01, epochs=2000),
     ["**Not solved** after 2\u202f000 epochs", "All four patterns share one output, 0.5", "e−", "larger start weights"]),
    (RELU, ["**Not solved**", "1 of 4 samples is", "Three patterns share one output, 0.333", "dead", "New seed"]),
    (Config(learning_rate=1000, epochs=200),
     ["**Not solved**", "All four patterns share one output, 1", "derivative is 0.", "saturated", "smaller learning rate"]),
    (Config(dataset="moons", reduction="mean", l2=0.3, epochs=2000),
     ["**Not solved**", "All 200 samples share one output", "a smaller L2"]),
    (Config(optimizer="gradient_descent", learning_rate=1e-5, epochs=1000),
     ["not solved yet", "still falls", "ten times larger learning rate"]),
    (Config(epochs=1), ["**Finished** its only epoch, not solved yet"]),
    (Config(init_scale=0.01, epochs=1), ["1 epoch"]),
    (Config(epochs=200, stop_at_loss=0.987654321), ["**Solved**", "the loss is below 0.987654321"]),
    (Config(epochs=2000, stop_at_loss=1.23456789e-6), ["not solved yet: the loss is not below 1.23456789e−06"]),
])
def test_an_unsolved_end_says_where_why_and_what_to_try(config, words):
    sentence = ended(config)
    assert [word for word in words if word not in sentence] == []
    assert "\n" not in sentence


@pytest.mark.parametrize(("config", "falls"), [
    (Config(epochs=3000), True), (Config(epochs=100), True),
    (Config(init_scale=0.01, epochs=500), False), (Config(learning_rate=1000, epochs=200), False),
    (Config(l2=1, epochs=1000), False),
])
def test_the_button_that_goes_on_is_named_only_where_the_loss_still_falls(config, falls):
    assert (ON in ended(config)) == falls


@pytest.mark.parametrize("epochs", [100, 3000])
def test_a_run_that_may_have_no_more_epochs_is_not_told_to_go_on(monkeypatch, epochs):
    monkeypatch.setattr("app.train.endings.more_epochs", lambda _: 0)
    assert ON not in ended(Config(epochs=epochs))


def test_a_run_that_has_learned_all_and_stands_says_so():
    assert "all samples are answered rightly" in ended(Config(optimizer="momentum", learning_rate=1, momentum=0.9, l2=2e-3,
                                                              hidden=(4,), epochs=3000))


def test_every_cause_has_its_advice():
    names = set(Cause)
    assert set(ADVICE) == names


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("l2", [0, 10])
def test_advice_against_divergence_names_only_settings_that_are_in_use(optimizer, l2):
    config = Config(output_activation="linear", optimizer=optimizer, learning_rate=0.3, l2=l2, momentum=0.2)
    words = against_divergence(config)
    assert words.endswith("“Start over”.")  # as the main button is called then
    assert OPTIMIZERS[optimizer].uses_momentum or "momentum" not in words
    assert "momentum" in words or l2 or not OPTIMIZERS[optimizer].uses_momentum
    assert "momentum" not in against_divergence(replace(config, momentum=0))
    assert "start weights" not in words
    assert "smaller start weights" in against_divergence(replace(config, init_scale=50, l2=0))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("config", [
    Config(learning_rate=0.5, momentum=0.9, l2=10), Config(learning_rate=0.003, momentum=0.9, l2=10),
    Config(learning_rate=0.4, momentum=0.2, l2=10), Config(learning_rate=1, momentum=0, l2=5),
])
def test_each_remedy_against_l2_that_is_named_helps_by_itself(optimizer, config):
    config = replace(config, optimizer=optimizer)
    changed = {"a smaller L2": {"l2": 1e-6}, "a smaller learning rate": {"learning_rate": 1e-6},
               "less momentum": {"momentum": 0}, BOTH: {"learning_rate": 1e-6, "momentum": 0}}
    for remedy in against_l2(config):
        assert not l2_alone_diverges(replace(config, **changed[remedy]))


@pytest.mark.parametrize(("config", "remedies"), [
    (Config(optimizer="previous_gradient", learning_rate=0.05, momentum=0.5), [OWN_RATE]),
    (Config(optimizer="previous_gradient", learning_rate=5, momentum=0.5), [BOTH]),
    (Config(optimizer="as_printed", learning_rate=5, momentum=0.5), [BOTH]),
    (Config(optimizer="previous_gradient", momentum=0), ["a smaller learning rate"]),
    (Config(optimizer="momentum", learning_rate=0.05, momentum=0.5), ["a smaller learning rate", "less momentum"]),
    (Config(optimizer="adam"), ["a smaller learning rate"]),
])
def test_a_momentum_that_is_a_rate_of_its_own_is_what_makes_steps_smaller(config, remedies):
    assert smaller_steps(config) == remedies


@pytest.mark.parametrize("config", [
    Config(output_activation="linear", learning_rate=0.3, epochs=300), Config(dataset="spiral", hidden=(2,), epochs=1000),
], ids=["diverges", "swings"])
def test_where_momentum_is_the_larger_rate_less_of_it_helps_and_a_smaller_learning_rate_does_not(config):
    def last(**changed):
        trainer = train(replace(config, **changed))
        *_, epoch = trainer
        return epoch.loss

    assert OWN_RATE in ended(config)
    assert last(momentum=0) < 0.8 * last() < last(learning_rate=config.learning_rate / 100) * 5


@pytest.mark.parametrize(("config", "words"), [
    (Config(init_scale=100, optimizer="momentum", epochs=300), "since the start: where"),
    (Config(hidden=(), optimizer="as_printed", epochs=300), "this rule goes up the loss"),
    (Config(optimizer="as_printed", momentum=0.9, epochs=1), "The loss still falls. “Go on” trains on from here. With a"),
])
def test_the_cause_that_counts_is_told(config, words):
    assert words in ended(config)


@pytest.mark.parametrize(("momentum", "climbs"), [(0.31, True), (0.3, False), (0.29, False)])
def test_the_printed_rule_climbs_only_with_a_momentum_above_the_learning_rate(momentum, climbs):
    words = against_divergence(Config(optimizer="as_printed", learning_rate=0.3, momentum=momentum))
    assert words.startswith("With a momentum above the learning rate") == climbs


def test_divergence_by_l2_is_said_to_be_so():
    words = ended(Config(optimizer="gradient_descent", learning_rate=0.3, l2=10))
    assert "learning rate times L2 is 3" in words
    assert "smaller L2" in words and "momentum" not in words


@pytest.mark.parametrize(("config", "command"), [
    (Config(epochs=20), "go_on"),
    (Config(stop_at_loss=0.5), "reset"),
    (Config(hidden=(), output_activation="linear", learning_rate=1000, epochs=2000), "reset"),
])
def test_after_the_end_the_main_button_goes_on_or_starts_over(config, command):
    run = new_run(config)
    assert next_step(run) is None
    run.train_for(1e9, 10**9)
    assert next_step(run)[1] == command

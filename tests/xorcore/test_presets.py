"""The presets are Configs that do what their names say."""

from dataclasses import asdict

import numpy as np
import pytest

from tests.helpers.agreed import AGREED, assert_agreed
from xorcore import DATASETS, OPTIMIZERS, PRESETS, Config, predict, train
from xorcore.classics import MAP_PRESETS

FAILING = ("As printed (climbs)", "No hidden layer")


def end_of(name):
    """The last epoch of this preset, the run that gave it, and the share of right answers on its training samples."""
    trainer = train(PRESETS[name])
    for epoch in trainer:
        pass
    outputs = predict(PRESETS[name], epoch.parameters, trainer.dataset.inputs)
    return epoch, trainer, np.mean((outputs > 0.5) == (trainer.dataset.targets > 0.5))


def test_first_preset_is_the_lab_report():
    assert list(PRESETS.items())[0] == ("Lab report", Config())


@pytest.mark.parametrize("name", PRESETS)
def test_preset_is_a_config_with_a_short_name(name):
    assert isinstance(PRESETS[name], Config)
    assert len(name) <= 24


@pytest.mark.parametrize("name", PRESETS)
def test_preset_takes_no_more_updates_than_the_lab(name):
    config = PRESETS[name]
    samples = len(train(config).dataset.inputs)
    assert config.epochs * -(-samples // (config.batch_size or samples)) <= Config().epochs


@pytest.mark.parametrize("name", [name for name in PRESETS if name not in FAILING])
def test_preset_answers_95_percent_of_its_training_samples(name):
    epoch, _, accuracy = end_of(name)
    assert epoch.number == PRESETS[name].epochs and not epoch.diverged
    assert accuracy >= 0.95


@pytest.mark.parametrize("name", FAILING)
def test_preset_that_cannot_learn_does_not(name):
    epoch, _, accuracy = end_of(name)
    assert not epoch.diverged
    assert accuracy <= 0.75


def test_every_dataset_has_a_preset_that_learns_it():
    assert {PRESETS[name].dataset for name in PRESETS if name not in FAILING} == set(DATASETS)


def test_presets_differ():
    assert len(set(PRESETS.values())) == len(PRESETS)


def test_presets_show_every_update_rule_and_a_test_set():
    assert {config.optimizer for config in PRESETS.values()} == set(OPTIMIZERS)
    assert any(config.test_share for config in PRESETS.values())
    assert any(
        config.loss == "cross_entropy" and config.batch_size and config.sample_order == "shuffled"
        for config in PRESETS.values()
    )


def of_its_own(config):
    """What is not as in the lab."""
    lab = asdict(Config())
    return ", ".join(f"{name}={value}" for name, value in asdict(config).items() if value != lab[name])


def test_the_settings_of_the_presets_are_those_that_were_agreed_on():
    lines = [f"{name}: {of_its_own(config)}".strip() for name, config in PRESETS.items()]
    maps = [f"{name}: {preset.colour}, {tuple(preset.x)}, {tuple(preset.y)}, {of_its_own(preset.config)}"
            for name, preset in MAP_PRESETS.items()]
    assert_agreed([*lines, "", "Maps", *maps], AGREED / "presets.txt")

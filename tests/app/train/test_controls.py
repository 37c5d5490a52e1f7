"""The sidebar: a setting is taken in place, starts a new run, or is refused in one sentence."""

import pytest

from app.train.controls import CHANGED_PRESET
from tests.helpers.train_page import (
    assert_fine,
    command,
    opened,
    play_on,
    press,
    run_of,
    set_to,
    train,
    train_to_the_end,
    turn,
    widget,
    words,
)
from tests.helpers.transcript import assert_reads
from xorcore import LIMITS, PRESETS, Config
from xorcore.config import FIELDS, LABELS, choices
from xorcore.epoch import CHANGEABLE


def test_every_field_of_the_config_has_its_widget():
    app = opened(dataset="moons")
    for field in FIELDS:
        assert widget(app, field) is not None
    assert_reads(app, "train on moons")


def test_learning_rate_and_momentum_change_the_playing_run_in_place():
    app = opened()
    train(app, 1)
    run = run_of(app)
    set_to(app, "learning_rate", 0.2)
    assert run_of(app) is run
    assert [(c.field, c.value) for c in run.trainer.changes] == [("learning_rate", 0.2)]
    assert run.playing
    assert "Learning rate 0.2 from epoch" in words(app)


@pytest.mark.parametrize("field", CHANGEABLE)
def test_what_can_change_while_training_does_so_in_the_run_that_plays(field):
    app = opened(speed="full")
    train(app, 1)
    run = run_of(app)
    set_to(app, field, 0.02)
    turn(app)
    app.run()
    assert_fine(app)
    assert run_of(app) is run
    assert run.playing
    assert getattr(run.present_config, field) == 0.02


def test_a_setting_that_defines_the_start_makes_a_new_run_and_says_so():
    app = opened()
    command(app, "play")
    set_to(app, "hidden", "3")
    assert run_of(app).last.number == 0
    assert not run_of(app).playing
    assert run_of(app).config == Config(hidden=(3,))
    assert "New run: hidden layers changed." in words(app)


def test_the_same_setting_typed_otherwise_is_no_change():
    app = opened()
    command(app, "play")
    run = run_of(app)
    set_to(app, "hidden", "4,4")
    assert run_of(app) is run
    assert run.playing


def test_epochs_move_the_end_of_the_same_run():
    app = opened(epochs="20")
    train_to_the_end(app)
    run = run_of(app)
    assert run.ended == "finished"
    set_to(app, "epochs", 40)
    assert run_of(app) is run
    assert run.ended == ""


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_opens(name):
    app = opened(seed="99")
    app.selectbox(key="preset").set_value(name).run()
    assert_fine(app)
    assert run_of(app).config == PRESETS[name]
    press(app, "Step")


def test_the_preset_says_when_settings_are_ones_own():
    app = opened()
    set_to(app, "seed", 3)
    assert widget(app, "preset").value == CHANGED_PRESET


@pytest.mark.parametrize(("field", "value"), [(field, kind(end)) for field, limits in LIMITS.items()
                         for kind in [int if limits.whole else float] for end in (limits.low, limits.high)])
def test_every_number_at_its_limits_leaves_a_page_that_works(field, value):
    app = opened(dataset="moons", samples="20", batch_size="7", hidden="3")
    train(app, 2)
    set_to(app, field, value)
    refused = LIMITS[field].open_low and value == LIMITS[field].low
    assert bool(app.warning) == (refused or (field == "epochs" and value == 1))
    play_on(app)


@pytest.mark.parametrize("field", sorted(LIMITS.keys() - {"stop_at_loss"}))
def test_a_number_field_that_is_left_without_a_number_says_so_and_keeps_its_value(field):
    app = opened(dataset="moons", samples="20", momentum="0.25", optimizer="momentum")
    command(app, "play")
    run, shown = run_of(app), widget(app, field).value
    set_to(app, field, None)
    assert len(app.warning) == 1
    assert f"“{LABELS[field]}” must be a number; it stays {shown}." == app.warning[0].value
    assert widget(app, field).value == shown
    assert run_of(app) is run
    assert run.playing


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, limits in LIMITS.items() for value in (
    limits.low - 1, limits.high + 1, *([limits.low + 0.5] if limits.whole else []))])
def test_a_number_beyond_its_limits_is_refused_with_them_and_the_run_goes_on(field, value):
    app = opened(dataset="moons", samples="20", momentum="0.25", optimizer="momentum")
    command(app, "play")
    run, shown = run_of(app), widget(app, field).value
    set_to(app, field, value)
    assert len(app.warning) == 1
    cut = LIMITS[field].whole and value % 1
    came = f": “{value}” is not a whole number" if cut else f", got {value:.12g}"
    words = f"“{LABELS[field]}” must be {LIMITS[field].rule()}{came}; it stays {shown or 'empty'}."
    assert words == app.warning[0].value.replace("\\", "")
    assert widget(app, field).value == shown
    assert run_of(app) is run
    assert run.playing


@pytest.mark.parametrize(("text", "rate"), [
    ("0,25", 0.25), ("0,1", 0.1), (".5", 0.5), (" 1e-3 ", 0.001), ("\N{MINUS SIGN}1", None), ("1,000", None), ("nan", None),
    ("1_0", None), ("0.05.1", None)])
def test_what_is_typed_is_what_is_used_or_is_refused(text, rate):
    app = opened()
    set_to(app, "learning_rate", text)
    assert run_of(app).present_config.learning_rate == (rate or 0.05)
    assert widget(app, "learning_rate").value == f"{rate or 0.05:g}"
    assert len(app.warning) == (rate is None)


def test_a_number_shows_all_its_digits():
    assert widget(opened(learning_rate="0.1234567890123"), "learning_rate").value == "0.1234567890123"


def test_no_loss_to_stop_at_is_allowed():
    app = opened(stop_at_loss="0.001")
    set_to(app, "stop_at_loss", None)
    assert not app.warning
    assert run_of(app).present_config.stop_at_loss is None


@pytest.mark.parametrize(("field", "value"), [(f, v) for f, values in choices().items() for v in values])
def test_every_choice_leaves_a_page_that_works(field, value):
    app = opened(dataset="gauss", samples="20", batch_size="7", hidden="3")
    set_to(app, field, value)
    assert not app.warning
    play_on(app)


@pytest.mark.parametrize("value", ["0", "-1", "8,,8", ",".join(["2"] * 1000), "abc", "4.5", "33", "\N{PARTY POPPER}"])
def test_a_refused_shape_is_said_and_the_running_network_stays(value):
    app = opened()
    command(app, "play")
    run, number = run_of(app), run_of(app).last.number
    set_to(app, "hidden", value)
    assert len(app.warning) == 1
    assert "“Hidden layers” must be" in app.warning[0].value
    assert "it stays 4, 4" in app.warning[0].value
    assert run_of(app) is run
    assert run.playing
    assert len(run.history) == run.last.number + 1 >= number + 1
    assert app.text_input(key="hidden").value == "4, 4"


def test_a_loss_that_does_not_fit_the_output_is_refused():
    app = opened(output_activation="tanh")
    set_to(app, "loss", "cross_entropy")
    assert "“Loss” cross_entropy needs the output activation sigmoid" in app.warning[0].value
    assert run_of(app).config.loss == "half_squared_error"

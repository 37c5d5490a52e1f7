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


def test_every_preset_opens():
    app = opened(seed="99")
    for name, config in PRESETS.items():
        set_to(app, "preset", name)
        assert run_of(app).config == config, name
        press(app, "Step")


def test_the_preset_says_when_settings_are_ones_own():
    app = opened()
    set_to(app, "seed", 3)
    assert widget(app, "preset").value == CHANGED_PRESET


@pytest.mark.parametrize("field", LIMITS)
def test_every_number_at_its_limits_leaves_a_page_that_works(field):
    limits = LIMITS[field]
    app = opened(dataset="moons", samples="20", batch_size="7", hidden="3")
    train(app, 2)
    for value in map(int if limits.whole else float, (limits.low, limits.high)):
        set_to(app, field, value)
        refused = limits.open_low and value == limits.low
        assert bool(app.warning) == (refused or (field == "epochs" and value == 1))
        play_on(app)


def test_a_number_field_that_is_left_without_a_number_says_so_and_keeps_its_value():
    app = opened(dataset="moons", samples="20", momentum="0.25", optimizer="momentum")
    command(app, "play")
    run = run_of(app)
    for field in sorted(LIMITS.keys() - {"stop_at_loss"}):
        shown = widget(app, field).value
        set_to(app, field, None)
        assert [each.value for each in app.warning] == [f"“{LABELS[field]}” must be a number; it stays {shown}."]
        assert widget(app, field).value == shown
        assert run_of(app) is run
        assert run.playing


def test_a_number_beyond_its_limits_is_refused_with_them_and_the_run_goes_on():
    app = opened(dataset="moons", samples="20", momentum="0.25", optimizer="momentum")
    command(app, "play")
    run = run_of(app)
    for field, limits in LIMITS.items():
        shown = widget(app, field).value
        for value in (limits.low - 1, limits.high + 1, *([limits.low + 0.5] if limits.whole else [])):
            set_to(app, field, value)
            cut = limits.whole and value % 1
            came = f": “{value}” is not a whole number" if cut else f", got {value:.12g}"
            words = f"“{LABELS[field]}” must be {limits.rule()}{came}; it stays {shown or 'empty'}."
            assert [each.value.replace("\\", "") for each in app.warning] == [words]
            assert widget(app, field).value == shown
            assert run_of(app) is run
            assert run.playing


def test_what_is_typed_is_what_is_used_or_is_refused():
    app, used = opened(), 0.05
    for text, rate in (
        ("0,25", 0.25), ("\N{MINUS SIGN}1", None), ("1,000", None), ("0,1", 0.1), ("nan", None), ("1_0", None), (".5", 0.5),
        ("0.05.1", None), (" 1e-3 ", 0.001),
    ):
        set_to(app, "learning_rate", text)
        used = rate or used
        assert run_of(app).present_config.learning_rate == used, text
        assert widget(app, "learning_rate").value == f"{used:g}"
        assert len(app.warning) == (rate is None)


def test_a_number_shows_all_its_digits():
    assert widget(opened(learning_rate="0.1234567890123"), "learning_rate").value == "0.1234567890123"


def test_no_loss_to_stop_at_is_allowed():
    app = opened(stop_at_loss="0.001")
    set_to(app, "stop_at_loss", None)
    assert not app.warning
    assert run_of(app).present_config.stop_at_loss is None


@pytest.mark.parametrize("field", choices())
def test_every_choice_leaves_a_page_that_works(field):
    app = opened(dataset="gauss", samples="20", batch_size="7", hidden="3")
    for value in choices()[field]:
        set_to(app, field, value)
        assert not app.warning
        assert getattr(run_of(app).present_config, field) == value
        play_on(app)


def test_a_refused_shape_is_said_and_the_running_network_stays():
    app = opened()
    command(app, "play")
    run, number = run_of(app), run_of(app).last.number
    for value in ("0", "-1", "8,,8", ",".join(["2"] * 1000), "abc", "4.5", "33", "\N{PARTY POPPER}"):
        set_to(app, "hidden", value)
        assert len(app.warning) == 1
        assert "“Hidden layers” must be" in app.warning[0].value
        assert "it stays 4, 4" in app.warning[0].value
        assert run_of(app) is run
        assert run.playing
        assert len(run.history) == run.last.number + 1 >= number + 1
        assert widget(app, "hidden").value == "4, 4"


def test_a_loss_that_does_not_fit_the_output_is_refused():
    app = opened(output_activation="tanh")
    set_to(app, "loss", "cross_entropy")
    assert "“Loss” cross_entropy needs the output activation sigmoid" in app.warning[0].value
    assert run_of(app).config.loss == "half_squared_error"

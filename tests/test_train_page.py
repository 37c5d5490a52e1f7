"""The Train page as a visitor uses it, without a browser: every `run()` of the app is one tick of a playing run."""

import random

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.controls import CHANGED_PRESET
from tests.decoding import decode
from tests.visitor import DASHBOARD
from xorcore import LIMITS, PRESETS, Config, train
from xorcore.config import CHOICES, FIELDS

TRANSPORT = ("Step", "Reset", "New seed")


@pytest.fixture(autouse=True)
def _clicks_faster_than_any_hand(monkeypatch):
    monkeypatch.setattr("app.session.REPLAY_SECONDS", 0)


def opened(**link):
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    assert_fine(app)
    return app


def assert_fine(app):
    assert [e.value for e in app.exception] == []
    header, _ = decode(live_frame(app))
    assert int(metric(app, "Epoch").replace(" ", "")) == header["epoch"]
    assert metric(app, "Loss") == f"{header['loss']:.3e}"


def live_frame(app):
    return next(c.proto.bytes for c in app.get("bidi_component") if "playing" in str(c.proto.bytes[:400]))


def metric(app, label):
    return next(m.value for m in app.metric if m.label == label)


def press(app, label):
    button(app, label).click().run()
    assert_fine(app)


def train_to_the_end(app):
    press(app, "Train")
    while run_of(app).playing:
        app.run()


def button(app, label):
    return next(b for b in app.button if b.label == label)


def run_of(app):
    return app.session_state["run"]


def widget(app, field):
    return next(w for kind in ("selectbox", "number_input", "text_input", "checkbox")
                for w in app.get(kind) if w.key == field)


def usable(app, field):
    return any(w.key == field and not w.disabled for kind in ("selectbox", "number_input") for w in app.get(kind))


def set_to(app, field, value):
    widget(app, field).set_value(value).run()
    assert_fine(app)


def test_the_page_opens_with_the_lab_untrained():
    app = opened()
    assert run_of(app).config == Config()
    assert metric(app, "Epoch") == "0"
    assert {m.label for m in app.metric} >= {"Epoch", "Loss", "Largest error", "Accuracy"}
    assert app.selectbox(key="preset").value == "Lab report"
    assert len(app.dataframe[0].value) == 4


def test_every_field_of_the_config_has_its_widget():
    app = opened(dataset="moons")
    for field in FIELDS:
        assert widget(app, field) is not None


def test_train_plays_until_pause():
    app = opened()
    press(app, "Train")
    first = run_of(app).last.number
    app.run()
    assert 0 < first < run_of(app).last.number
    press(app, "Pause")
    paused = run_of(app).last.number
    app.run()
    assert run_of(app).last.number == paused
    press(app, "Train")
    assert run_of(app).last.number > paused


def test_the_page_trains_what_the_core_trains():
    app = opened(epochs="300")
    train_to_the_end(app)
    *_, last = train(Config(epochs=300))
    assert run_of(app).last.flat.tobytes() == last.flat.tobytes()
    assert app.button(key="train").disabled
    assert any("Finished" in m.value for m in app.markdown)


def test_step_trains_one_epoch():
    app = opened()
    for number in (1, 2, 3):
        press(app, "Step")
        assert metric(app, "Epoch") == str(number)


def test_the_speed_limits_the_epochs_of_a_tick():
    app = opened()
    app.selectbox(key="speed").set_value("10 epochs a frame").run()
    press(app, "Train")
    number = run_of(app).last.number
    app.run()
    assert run_of(app).last.number == number + 10


def test_reset_repeats_the_same_start_and_new_seed_another():
    app = opened(seed="5")
    start = run_of(app).last.flat.copy()
    press(app, "Step")
    press(app, "Reset")
    assert np.array_equal(run_of(app).last.flat, start)
    press(app, "New seed")
    assert run_of(app).config.seed == 6
    assert not np.array_equal(run_of(app).last.flat, start)


def test_learning_rate_and_momentum_change_the_playing_run_in_place():
    app = opened()
    press(app, "Train")
    run = run_of(app)
    set_to(app, "learning_rate", 0.2)
    assert run_of(app) is run
    assert [(c.field, c.value) for c in run.trainer.changes] == [("learning_rate", 0.2)]
    assert any("Learning rate 0.2 from epoch" in m.value for m in app.markdown)


def test_a_setting_that_defines_the_start_makes_a_new_run_and_says_so():
    app = opened()
    press(app, "Train")
    set_to(app, "hidden", "3")
    assert run_of(app).last.number == 0
    assert not run_of(app).playing
    assert run_of(app).config == Config(hidden=(3,))
    assert any("New run: hidden changed." in m.value for m in app.markdown)


def test_the_same_setting_typed_otherwise_is_no_change():
    app = opened()
    press(app, "Train")
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
    assert app.selectbox(key="preset").value == CHANGED_PRESET


@pytest.mark.parametrize(("field", "value"), [(field, kind(end)) for field, limits in LIMITS.items()
                         for kind in [int if limits.whole else float] for end in (limits.low, limits.high)])
def test_every_number_at_its_limits_leaves_a_page_that_works(field, value):
    app = opened(dataset="moons", samples="20", batch_size="7", hidden="3")
    press(app, "Train")
    set_to(app, field, value)
    refused = LIMITS[field].open_low and value == LIMITS[field].low
    assert bool(app.warning) == (refused or (field == "epochs" and value == 1))
    if app.button(key="train").label == "Train" and not app.button(key="train").disabled:
        press(app, "Train")
    app.run()
    assert_fine(app)


@pytest.mark.parametrize(("field", "value"), [(f, v) for f, values in CHOICES.items() for v in values])
def test_every_choice_leaves_a_page_that_works(field, value):
    app = opened(dataset="gauss", samples="20", batch_size="7", hidden="3")
    set_to(app, field, value)
    assert not app.warning
    press(app, "Train")
    app.run()
    assert_fine(app)


@pytest.mark.parametrize("value", ["0", "-1", "8,,8", ",".join(["2"] * 1000), "abc", "4.5", "33", "\N{PARTY POPPER}"])
def test_a_refused_shape_is_said_and_the_running_network_stays(value):
    app = opened()
    press(app, "Train")
    run, number = run_of(app), run_of(app).last.number
    set_to(app, "hidden", value)
    assert len(app.warning) == 1
    assert "hidden must be" in app.warning[0].value
    assert "hidden stays 4, 4" in app.warning[0].value
    assert run_of(app) is run
    assert run.playing
    assert len(run.history) == run.last.number + 1 >= number + 1
    assert app.text_input(key="hidden").value == "4, 4"


def test_a_loss_that_does_not_fit_the_output_is_refused():
    app = opened(output_activation="tanh")
    set_to(app, "loss", "cross_entropy")
    assert "cross_entropy needs output_activation sigmoid" in app.warning[0].value
    assert run_of(app).config.loss == "half_squared_error"


BAD_LINKS = {
    "learning_rate": ["nan", "inf", "-1", "0", "1e400", "abc"],
    "epochs": ["1e12", "-3", "1.5", "9" * 5000],
    "hidden": ["0", "-1", "8,,8", ",".join(["4"] * 1000)],
    "no_such_setting": ["1"],
    "\N{PARTY POPPER}": ["\N{PARTY POPPER}"],
    "seed": [["1", "2"]],
    "dataset": ["own", "![x](http://host/p.png)"],
    "changes": ["1:epochs:2"],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in BAD_LINKS.items() for value in values])
def test_what_a_link_gets_wrong_is_said_in_one_sentence_and_the_rest_is_used(key, value):
    app = opened(momentum="0.25", **{key: value})
    assert len(app.warning) == 1
    assert "](" not in app.warning[0].value.replace("\\]", "").replace("\\[", "")
    assert run_of(app).config == Config(momentum=0.25)


def test_a_link_with_very_many_unknown_settings_is_answered_briefly():
    app = opened(**{f"unknown{i}": "1" for i in range(300)})
    assert len(app.warning) <= 6


def test_the_address_always_brings_the_run_back():
    app = opened()
    press(app, "Step")
    set_to(app, "momentum", 0.75)
    assert app.query_params == {"changes": "1:momentum:0.75"}
    set_to(app, "hidden", "3, 2")
    assert app.query_params == {"hidden": "3,2", "momentum": "0.75"}


def test_a_diverged_run_ends_with_advice():
    app = opened(output_activation="linear", learning_rate="500")
    train_to_the_end(app)
    assert any("Diverged" in m.value and "smaller learning rate" in m.value for m in app.markdown)
    assert app.button(key="train").disabled
    press(app, "Reset")
    assert not app.button(key="train").disabled


def test_a_solved_run_says_at_which_epoch():
    app = opened(stop_at_loss="0.3")
    train_to_the_end(app)
    run = run_of(app)
    assert any(f"Solved** at epoch {run.last.number:,}".replace(",", " ") in m.value for m in app.markdown)
    assert run.last.loss < 0.3


def test_a_long_run_says_so_before_it_starts():
    app = opened(dataset="moons", samples="2000", hidden="32,32,32", epochs="1000000")
    assert any("long run" in m.value for m in app.markdown)


@pytest.mark.parametrize("seed", [1, 2])
def test_60_random_actions_while_playing_never_break_the_page(seed):
    """No traceback, no second trainer, and the epoch goes back only by Reset, the timeline or a new run."""
    chance, app = random.Random(seed), opened()
    press(app, "Train")
    for _ in range(60):
        before, number = run_of(app), run_of(app).last.number
        action = chance.choice(["tick", "transport", "train", "number", "choice", "hidden"])
        if action == "tick":
            app.run()
        elif action == "transport":
            press(app, chance.choice([label for label in TRANSPORT if not button(app, label).disabled]))
        elif action == "train" and not app.button(key="train").disabled:
            press(app, app.button(key="train").label)
        elif action == "number":
            field, limits = chance.choice([(f, li) for f, li in LIMITS.items() if usable(app, f)])
            value = chance.uniform(limits.low, min(limits.high, 50))
            set_to(app, field, int(value) if limits.whole else value)
        elif action == "choice":
            field = chance.choice([f for f in CHOICES if usable(app, f)])
            set_to(app, field, chance.choice(CHOICES[field]))
        elif action == "hidden":
            set_to(app, "hidden", chance.choice(["", "2", "3, 3", "oops"]))
        assert_fine(app)
        run = run_of(app)
        if run is before:
            assert run.last.number >= number
        else:
            assert not before.playing
        assert len(run.history) == run.last.number + 1


def test_given_start_weights_stay_through_reset_and_go_with_a_new_seed():
    app = opened(hidden="2", weights="1,2,3,4,5,6,7,8,9")
    given = list(range(1, 10))
    assert run_of(app).last.flat.tolist() == given
    assert any("were given" in caption.value for caption in app.sidebar.caption)
    assert widget(app, "preset").value == CHANGED_PRESET
    press(app, "Step")
    press(app, "Reset")
    assert run_of(app).last.flat.tolist() == given
    widget(app, "learning_rate").set_value(0.5).run()
    assert run_of(app).last.flat.tolist() == given
    press(app, "New seed")
    assert run_of(app).parameters is None
    assert run_of(app).last.flat.tolist() != given


@pytest.mark.parametrize(("label", "again"), [("Pause", "Train"), ("Step", "Step"), ("Reset", "Reset"),
                                              ("New seed", "New seed")])
def test_a_click_while_playing_that_is_called_twice_counts_once(monkeypatch, label, again):
    monkeypatch.setattr("app.session.REPLAY_SECONDS", 60)
    app = opened(epochs="1000000")
    press(app, "Train")
    press(app, label)
    once = run_of(app).last.number, run_of(app).config
    press(app, again)  # after Pause, the button may be drawn as Train by the second call
    assert (run_of(app).last.number, run_of(app).config) == once
    assert not run_of(app).playing

"""The Train page as a visitor uses it: playing, stepping, how a run ends, and anything at random."""

import random

import numpy as np
import pytest

from app.server import fair_share
from tests.helpers.decoding import decode
from tests.helpers.train_page import (
    assert_fine,
    button,
    live_frames,
    metric,
    opened,
    press,
    run_of,
    set_to,
    train_to_the_end,
    usable,
)
from xorcore import LIMITS, Config, train
from xorcore.config import CHOICES

TRANSPORT = ("Step", "Reset", "New seed")


def test_the_page_opens_with_the_lab_untrained():
    app = opened()
    assert run_of(app).config == Config()
    assert metric(app, "Epoch") == "0"
    assert {m.label for m in app.metric} >= {"Epoch", "Loss", "Largest error", "Accuracy"}
    assert app.selectbox(key="preset").value == "Lab report"
    assert len(app.dataframe[0].value) == 4


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


def test_where_many_play_a_tick_brings_several_frames_each_trained_further(monkeypatch):
    monkeypatch.setattr(fair_share, "share_of", lambda playing: fair_share.Share(0.3, 4, 1000))
    app = opened()
    set_to(app, "speed", "10 epochs a frame")
    press(app, "Train")
    epochs = [decode(frame)[0]["epoch"] for frame in live_frames(app)]
    assert epochs == [0, 10, 20, 30]
    app.run()
    assert [decode(frame)[0]["epoch"] for frame in live_frames(app)] == [40, 50, 60, 70]


def test_the_frames_of_a_tick_stop_where_the_run_ends(monkeypatch):
    monkeypatch.setattr(fair_share, "share_of", lambda playing: fair_share.Share(0.3, 4, 1))
    app = opened(epochs="15")
    set_to(app, "speed", "10 epochs a frame")
    train_to_the_end(app)
    assert metric(app, "Epoch") == "15"
    assert len(live_frames(app)) == 1


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

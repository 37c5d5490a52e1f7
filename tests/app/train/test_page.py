"""The Train page as a visitor uses it: playing, stepping, how a run ends, and anything at random."""

import random

import numpy as np
import pytest

from app.server.pace import SPEEDS
from tests.helpers.train_page import (
    assert_fine,
    do,
    figure,
    frame_of,
    opened,
    press,
    set_to,
    train_to_the_end,
    turn,
    usable,
    words,
)
from tests.helpers.transcript import assert_reads
from tests.helpers.visitor import run_of, viewer_of
from xorcore import LIMITS, Config, train
from xorcore.config import choices

TRANSPORT = ("Train", "Pause", "Step", "Reset", "New seed")


def test_the_page_opens_with_the_lab_untrained():
    app = opened()
    assert run_of(app).config == Config()
    assert [name for name, *_ in frame_of(app)["figures"]] == ["Epoch", "Loss", "Largest error", "Accuracy"]
    assert figure(app, "Epoch") == "0"
    assert app.selectbox(key="preset").value == "Lab report"
    assert len(app.dataframe[0].value) == 4
    assert_reads(app, "train")


def test_train_plays_until_pause():
    app = opened(speed="full")
    press(app, "Train")
    turn(app)
    first = run_of(app).last.number
    turn(app)
    assert 0 < first < run_of(app).last.number
    press(app, "Pause")
    paused = run_of(app).last.number
    turn(app)
    assert run_of(app).last.number == paused
    press(app, "Train")
    turn(app)
    assert run_of(app).last.number > paused


def test_the_page_trains_what_the_core_trains():
    app = opened(epochs="300")
    train_to_the_end(app)
    *_, last = train(Config(epochs=300))
    assert run_of(app).last.vector.tobytes() == last.vector.tobytes()
    assert frame_of(app)["ended"] == "finished"
    assert "Finished" in words(app)


def test_step_trains_one_epoch():
    app = opened()
    for number in (1, 2, 3):
        press(app, "Step")
        assert figure(app, "Epoch") == str(number)


def test_a_step_from_a_past_epoch_shows_the_next_and_trains_none():
    app = opened()
    for _ in range(3):
        press(app, "Step")
    do(app, "show", 1)
    press(app, "Step")
    assert figure(app, "Epoch") == "2"
    assert run_of(app).last.number == 3


def test_to_go_to_an_epoch_pauses_a_playing_run():
    app = opened(speed="full")
    press(app, "Train")
    turn(app)
    do(app, "show", 1)
    turn(app)
    assert (figure(app, "Epoch"), frame_of(app)["playing"]) == ("1", False)


@pytest.mark.parametrize("speed", SPEEDS)
def test_the_speed_can_change_while_the_run_plays(speed):
    app = opened()
    press(app, "Train")
    do(app, "speed", speed)
    assert frame_of(app)["speed"] == speed
    assert run_of(app).playing


def test_reset_repeats_the_same_start_and_new_seed_another():
    app = opened(seed="5")
    start = run_of(app).last.vector.copy()
    press(app, "Step")
    press(app, "Reset")
    assert np.array_equal(run_of(app).last.vector, start)
    press(app, "New seed")
    assert run_of(app).config.seed == 6
    assert not np.array_equal(run_of(app).last.vector, start)


def test_a_new_run_keeps_the_speed():
    app = opened(speed="10")
    press(app, "Reset")
    set_to(app, "hidden", "3")
    assert frame_of(app)["speed"] == "10"


def test_a_diverged_run_ends_with_advice():
    app = opened(output_activation="linear", learning_rate="500")
    train_to_the_end(app)
    assert "Diverged" in words(app)
    assert "smaller learning rate" in words(app)
    assert frame_of(app)["ended"] == "diverged"
    press(app, "Reset")
    assert frame_of(app)["ended"] == ""


def test_a_solved_run_says_at_which_epoch():
    app = opened(stop_at_loss="0.3")
    train_to_the_end(app)
    run = run_of(app)
    assert f"Solved** at epoch {run.last.number:,}".replace(",", " ") in words(app)
    assert run.last.loss < 0.3


def test_a_long_run_says_so_before_it_starts():
    app = opened(dataset="moons", samples="2000", hidden="32,32,32", epochs="1000000")
    assert "long run" in words(app)


def test_where_no_socket_is_to_be_had_the_script_brings_the_frames_and_the_page_says_so():
    app = opened(epochs="50", speed="full")
    viewer_of(app).tick()
    app.run()
    assert any("no socket" in caption.value for caption in app.caption)
    assert_reads(app, "train without a socket")
    viewer_of(app).cookie_is_gone = True
    app.run()
    assert any("The cookie" in caption.value for caption in app.caption)
    press(app, "Train")
    while run_of(app).playing:
        app.run()
    assert figure(app, "Epoch") == "50"
    assert_fine(app)


@pytest.mark.parametrize("seed", [1, 2])
def test_60_random_actions_while_playing_never_break_the_page(seed):
    """No traceback, no second trainer, and the epoch goes back only by Reset, the timeline or a new run."""
    chance, app = random.Random(seed), opened()
    press(app, "Train")
    for _ in range(60):
        before, number = run_of(app), run_of(app).last.number
        action = chance.choice(["turn", "transport", "show", "speed", "number", "choice", "hidden"])
        if action == "turn":
            turn(app)
            app.run()
        elif action == "transport":
            press(app, chance.choice(TRANSPORT))
        elif action == "show":
            do(app, "show", chance.randrange(1 + 2 * number))
        elif action == "speed":
            do(app, "speed", chance.choice(list(SPEEDS)))
        elif action == "number":
            field, limits = chance.choice([(f, li) for f, li in LIMITS.items() if usable(app, f)])
            value = chance.uniform(limits.low, min(limits.high, 50))
            set_to(app, field, int(value) if limits.whole else value)
        elif action == "choice":
            field = chance.choice([f for f in choices() if usable(app, f)])
            set_to(app, field, chance.choice(choices()[field]))
        elif action == "hidden":
            set_to(app, "hidden", chance.choice(["", "2", "3, 3", "oops"]))
        assert_fine(app)
        run = run_of(app)
        if run is before:
            assert run.last.number >= number
        else:
            assert not before.playing
        assert len(run.history) == run.last.number + 1


@pytest.mark.parametrize("put_aside", [lambda app: press(app, "Reset"), lambda app: press(app, "New seed"),
                                       lambda app: set_to(app, "hidden", "3"), lambda app: set_to(app, "preset", "Moons")])
def test_a_run_that_a_new_one_took_the_place_of_comes_back_where_it_was(put_aside):
    app = opened()
    press(app, "Step")
    run = run_of(app)
    put_aside(app)
    assert run_of(app) is not run
    press(app, "Run before")
    assert run_of(app) is run
    assert run.last.number == 1


def test_points_that_a_link_cannot_hold_are_said():
    app = opened(epochs="30", dataset="own", points=";".join(f"{i / 100},0,{i % 2}" for i in range(300)))
    assert [each.value for each in app.warning] == [
        "The own points of this run are too many for a link; it brings back the rest."]
    assert app.code[-1].value.endswith("?epochs=30")


def test_a_run_of_no_epochs_is_nothing_to_go_back_to():
    app = opened()
    press(app, "New seed")
    assert next(b for b in app.button if b.label == "Run before").disabled

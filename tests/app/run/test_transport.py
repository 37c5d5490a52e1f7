"""What the live view's buttons and the settings do to a run; no page is drawn."""

import numpy as np
import pytest

from app.run import transport
from app.server import live_runs
from app.train.live_view.frame import frame
from tests.helpers.decoding import decode
from tests.helpers.watching import looking
from xorcore import LIMITS, Config, ConfigError, Dataset
from xorcore.parameters import flatten

GIVEN = [(np.ones((2, 2)), np.zeros(2)), (np.ones((2, 1)), np.zeros(1))]


def with_given_weights():
    viewer = looking()
    transport.start(viewer, Config(hidden=(2,)), parameters=GIVEN)
    return viewer


@pytest.mark.parametrize(("seed", "following"), [(0, 1), (LIMITS["seed"].high, 0)])
def test_after_the_last_seed_comes_the_first(seed, following):
    viewer = looking(Config(seed=seed))
    transport.new_seed(viewer)
    assert viewer.live.run.config.seed == following
    assert viewer.note == f"New run: seed {following}."


@pytest.mark.parametrize(("field", "value"), [("init_scale", 0.5), ("init", "he"), ("hidden", (3,)), ("seed", 7)])
def test_what_draws_start_weights_takes_the_place_of_given_ones(field, value):
    viewer = with_given_weights()
    transport.change(viewer, field, value)
    run = viewer.live.run
    assert (getattr(run.config, field), run.parameters) == (value, None)


@pytest.mark.parametrize(("field", "value"), [("l2", 0.1), ("batch_size", 1), ("loss", "cross_entropy")])
def test_what_draws_no_weights_keeps_given_ones(field, value):
    viewer = with_given_weights()
    transport.change(viewer, field, value)
    run = viewer.live.run
    assert getattr(run.config, field) == value
    assert run.last.vector.tolist() == flatten(GIVEN).tolist()


def test_reset_starts_from_the_given_weights_and_the_changed_rate():
    viewer = with_given_weights()
    transport.step(viewer)
    transport.change(viewer, "learning_rate", 0.123456789)
    transport.reset(viewer)
    run = viewer.live.run
    assert run.last.number == 0
    assert run.last.vector.tolist() == flatten(GIVEN).tolist()
    assert run.config.learning_rate == 0.123456789


def test_an_output_that_does_not_reach_the_own_points_is_refused_and_nothing_changes():
    viewer = looking()
    transport.start(viewer, Config(dataset="own", output_activation="tanh"), Dataset([[0, 1], [1, 0]], [-1, 1]))
    before = viewer.live
    with pytest.raises(ConfigError, match="must reach the own points: the target -1 is beyond 0 to 1"):
        transport.change(viewer, "output_activation", "sigmoid")
    transport.change(viewer, "output_activation", "tanh")
    assert viewer.live is before
    transport.change(viewer, "output_activation", "linear")
    assert viewer.live.run.config.output_activation == "linear"


@pytest.mark.parametrize(("set_it", "value", "of"), [
    (transport.set_speed, "10", lambda viewer: viewer.live.pace.speed),
    (transport.set_kind, "change", lambda viewer: viewer.kind),
    (transport.set_window, (3, 9), lambda viewer: viewer.window)])
def test_what_is_set_holds_and_leaves_what_was_said(set_it, value, of):
    viewer = looking()
    viewer.note = "Said before."
    set_it(viewer, value)
    assert (of(viewer), viewer.note) == (value, "Said before.")


def test_what_was_changed_while_it_trained_is_said_to_its_last_digit():
    viewer = looking()
    transport.step(viewer)
    transport.change(viewer, "learning_rate", 0.123456789)
    assert viewer.note == "Learning rate 0.123456789 from epoch 1 on."
    assert decode(frame(viewer.live.run))[0]["changes"] == [[1, "Learning rate 0.123456789"]]


def test_step_shows_the_next_epoch_without_training_where_a_past_one_is_on_the_screen():
    viewer = looking()
    viewer.live.run.train_for(0, 3)
    viewer.live.run.train_for(0, 3)
    last = viewer.live.run.last.number
    transport.show(viewer, 0)
    transport.step(viewer)
    assert (viewer.live.run.shown.number, viewer.live.run.last.number) == (1, last)
    transport.show(viewer, last)
    transport.step(viewer)
    assert (viewer.live.run.shown.number, viewer.live.run.last.number) == (last + 1, last + 1)


def test_whoever_plays_as_many_runs_as_one_may_is_told_so(monkeypatch):
    monkeypatch.setattr(live_runs, "MOST_PLAYING", 1)
    first, second, other = looking(visitor="me"), looking(visitor="me"), looking(visitor="you")
    for viewer in (first, second, other):
        transport.play(viewer)
    assert [viewer.live.playing for viewer in (first, second, other)] == [True, False, True]
    assert second.note == transport.TOO_MANY


@pytest.mark.parametrize("act", [lambda v: transport.pause(v), lambda v: transport.step(v), lambda v: transport.show(v, 0),
                                 lambda v: transport.reset(v), lambda v: transport.new_seed(v),
                                 lambda v: transport.change(v, "l2", 0.1)],
                         ids=["pause", "step", "show", "reset", "new seed", "a setting that starts anew"])
def test_a_run_that_is_left_or_looked_at_no_longer_plays(act):
    viewer = looking()
    before = viewer.live
    transport.play(viewer)
    act(viewer)
    assert not before.playing and not viewer.live.playing


def test_a_run_that_plays_again_shows_its_last_epoch():
    viewer = looking()
    viewer.live.run.train_for(1e6, 5)
    transport.show(viewer, 2)
    transport.play(viewer)
    assert viewer.live.run.shown.number == 5


def test_a_run_that_has_ended_does_not_play_and_stays_where_it_is_looked_at():
    viewer = looking(Config(epochs=5))
    viewer.live.run.train_for(1e6, 5)
    transport.show(viewer, 2)
    transport.play(viewer)
    assert (viewer.live.playing, viewer.live.run.shown.number) == (False, 2)


def test_a_run_that_plays_is_not_one_more(monkeypatch):
    monkeypatch.setattr(live_runs, "MOST_PLAYING", 1)
    viewer = looking()
    transport.play(viewer)
    transport.play(viewer)
    assert viewer.live.playing and viewer.note == ""


def test_a_finished_run_goes_on_for_as_many_epochs_again():
    viewer = looking(Config(epochs=20))
    run = viewer.live.run
    run.train_for(1e6, 20)
    transport.go_on(viewer)
    assert (run.config.epochs, run.last.number, run.playing, run.ended) == (40, 20, True, "")


def test_a_run_that_has_not_ended_does_not_go_on():
    viewer = looking(Config(epochs=20))
    transport.go_on(viewer)
    assert (viewer.live.run.config.epochs, viewer.live.run.playing) == (20, False)


@pytest.fixture
def two_tabs():
    """The second plays the run that both look at."""
    first = looking()
    second = looking(live=first.live)
    transport.play(second)
    return first, second


def test_a_tab_is_told_that_another_one_paused_its_run(two_tabs):
    first, second = two_tabs
    transport.pause(second)
    assert (first.note, second.note) == ("Paused in another tab.", "")


def test_and_no_more_when_it_plays_again(two_tabs):
    first, second = two_tabs
    transport.pause(second)
    transport.play(second)
    assert first.note == ""


def test_a_pause_of_what_stands_still_tells_nobody():
    first = looking()
    transport.pause(looking(live=first.live))
    assert first.note == ""


def test_a_run_goes_on_for_the_tab_that_looks_at_it_where_another_one_starts_anew(two_tabs):
    first, second = two_tabs
    transport.new_seed(second)
    assert first.live.playing
    assert not second.live.playing


def test_it_stands_still_where_the_only_tab_starts_anew():
    viewer = looking()
    before = viewer.live
    transport.play(viewer)
    transport.new_seed(viewer)
    assert not before.playing


def test_a_tab_that_is_closed_keeps_no_run_going(two_tabs):
    first, second = two_tabs
    first.connect(None)
    first.seen -= 60
    transport.new_seed(second)
    assert not first.live.playing

import numpy as np
import pytest

from app.server.run import new_run, plane_around, reopened
from xorcore import Config, ConfigError, Dataset, train
from xorcore.book import flatten
from xorcore.files import saved_run


def test_a_new_run_shows_the_untrained_network():
    run = new_run(Config())
    assert run.shown.number == run.last.number == 0
    assert not run.playing


def test_a_run_trains_what_train_gives():
    run, trainer = new_run(Config(epochs=50)), train(Config(epochs=50))
    run.train_for(1e6, 1000)
    *_, last = trainer
    assert run.last.vector.tobytes() == last.vector.tobytes()
    assert run.ended == "finished"


def test_training_stops_at_the_number_of_epochs_or_at_the_time():
    run = new_run(Config())
    run.train_for(1e6, 7)
    assert run.last.number == 7
    run.train_for(0, 1000)
    assert run.last.number == 8


def test_training_shows_the_last_epoch_again():
    run = new_run(Config())
    run.train_for(1e6, 20)
    run.show(5)
    assert run.shown.number == 5
    run.train_for(1e6, 1)
    assert run.shown is run.last


@pytest.mark.parametrize(("asked", "shown"), [(-3, 0), (0, 0), (13, 13), (20, 20), (10**9, 20)])
def test_the_timeline_stays_within_the_run(asked, shown):
    run = new_run(Config())
    run.train_for(1e6, 20)
    run.show(asked)
    assert run.shown.number == shown


def test_present_settings_include_what_was_changed():
    run = new_run(Config())
    run.train_for(1e6, 3)
    run.change(momentum=0.125)
    assert run.config == Config()
    assert run.present_config == Config(momentum=0.125)
    assert [run.config_at(epoch).momentum for epoch in (3, 4)] == [Config().momentum, 0.125]
    assert [run.config_after(epoch).momentum for epoch in (2, 3)] == [Config().momentum, 0.125]


def test_more_epochs_go_on_where_the_run_ended():
    run = new_run(Config(epochs=10))
    run.train_for(1e6, 100)
    run.end_at(15, None)
    assert run.ended == ""
    run.train_for(1e6, 100)
    *_, last = train(Config(epochs=15))
    assert run.last.vector.tobytes() == last.vector.tobytes()


def test_the_end_cannot_move_into_the_past():
    run = new_run(Config(epochs=10))
    run.train_for(1e6, 8)
    with pytest.raises(ConfigError, match="at least the 8"):
        run.end_at(5, None)
    assert run.config.epochs == 10


def test_the_plane_is_a_square_with_a_margin_around_all_samples():
    assert plane_around(np.array([[0, 0], [1, 1.0]])) == (-0.25, 1.25, -0.25, 1.25)
    assert plane_around(np.array([[0, 0], [4, 2.0]])) == (-1, 5, -2, 4)
    assert plane_around(np.array([[3, 3.0]])) == (2.25, 3.75, 2.25, 3.75)
    assert plane_around(np.array([[5, 5], [1, 7.0]])) == (0, 6, 3, 9)


@pytest.mark.parametrize(("hidden", "side"), [((9,), 20), ((10,), 10), ((32, 7), 10), ((32, 8), 5), ((32,) * 5, 4)])
def test_the_thumbnails_of_all_neurons_together_have_at_most_4000_points(hidden, side):
    run = new_run(Config(hidden=hidden))
    _, thumbnails = run.surface(run.shown.vector)
    assert thumbnails[0].shape == (hidden[0], side, side)


@pytest.mark.parametrize(("shown", "before"), [(0, 0), (1, 0), (13, 12), (20, 19)])
def test_a_step_begins_one_epoch_before_the_shown_one(shown, before):
    run = new_run(Config())
    run.train_for(1e6, 20)
    run.show(shown)
    assert run.vector_before_shown().tobytes() == run.history.epoch_at(before).vector.tobytes()


def test_own_points_are_the_dataset():
    data = Dataset([[0, 0], [2, 2]], [0, 1])
    assert new_run(Config(dataset="own"), data).dataset is data


def test_a_run_of_twice_the_epochs_is_foreseen_to_take_twice_the_time():
    run = new_run(Config(epochs=1000))
    seconds = run.predicted_seconds
    run.end_at(2000, None)
    assert run.predicted_seconds == pytest.approx(2 * seconds)


@pytest.mark.parametrize("given", [True, False])
def test_a_run_that_is_opened_again_has_its_start_weights_as_given_only_where_they_were(given):
    start = next(train(Config(seed=9))).parameters
    run = new_run(Config(), parameters=start if given else None)
    again = reopened(saved_run(run.trainer, run.history, given_weights=given))
    assert again.parameters is None if not given else flatten(again.parameters).tobytes() == flatten(start).tobytes()


def test_a_second_is_a_thousand_milliseconds(monkeypatch):
    times = iter([0.0, 0.2, 0.4, 0.6, 0.8])
    monkeypatch.setattr("app.server.run.time.perf_counter", lambda: next(times))
    assert new_run(Config()).train_for(500, 1000) == 3

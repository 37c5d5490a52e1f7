from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from app.seeds.request import PROCESSORS, Request, Setting, from_link, refusal, settings, stop_level, to_link, usual_values
from app.seeds.statistics import (
    answer,
    at_levels,
    compared,
    compute,
    diverged,
    ended_seeds,
    has_levels,
    solved_by,
    statistics,
    where,
)
from tests.helpers.seeds import made
from xorcore import Config, ConfigError, train
from xorcore.many.training import train_many, train_many_steps

QUICK = Config(hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9)
NEVER_SOLVED = -1


def last_of(request, config=QUICK):
    *_, results = compute(request, settings(request, config, 4), None)
    return results


def test_all_settings_are_computed_from_the_same_seeds():
    request = Request(seeds=30, vary="momentum", values="0, 0.9")
    results = last_of(request)
    assert results.progress == 1
    for stats in results.statistics:
        alone = train_many(stats.setting.config, range(30))
        np.testing.assert_array_equal(stats.epochs, alone.epochs)
        np.testing.assert_array_equal(stats.loss, alone.loss)
    assert results.solved == sum(stats.solved.sum() for stats in results.statistics)


def test_quartiles_are_those_of_the_single_runs():
    (stats,) = last_of(Request(seeds=11, epochs=50, stop=1e-9)).statistics
    losses = np.array([[epoch.loss for epoch in train(replace(stats.setting.config, seed=seed))] for seed in range(11)])
    np.testing.assert_allclose(stats.quartiles, np.percentile(losses, [25, 50, 75], axis=0)[:, stats.recorded], rtol=1e-9)


def test_partial_results_speak_of_the_first_whole_spans_only():
    config = Config(hidden=(2,), epochs=400, stop_at_loss=0.6)
    sizes = []
    for outcome in train_many_steps(config, range(2500), record=[0, 400]):
        stats = statistics(Setting("", config), outcome, np.array([0, 400])) if ended_seeds(outcome) else None
        if stats:
            assert outcome.done[:stats.n].all()
            sizes.append(stats.n)
    ends = set(np.cumsum([len(chunk.seeds) for chunk in outcome.chunks]))
    assert sizes[-1] == 2500 and set(sizes) <= ends


@pytest.mark.parametrize(("ends", "seeds"), [
    ([True, True, True], 9), ([True, False, True], 3), ([False, True, True], 0), ([True, None, True], 3), ([None], 0),
])
def test_seeds_that_ended_behind_a_gap_do_not_count(ends, seeds):
    """None for three seeds that have not begun, False for three of which one has not ended."""
    chunks = tuple(SimpleNamespace(seeds=range(3)) for _ in ends)
    members = tuple(None if end is None else SimpleNamespace(done=np.array([True, end, True])) for end in ends)
    assert ended_seeds(SimpleNamespace(chunks=chunks, members=members)) == seeds


def test_share_solved_by_an_epoch_counts_that_epoch():
    stats = made([10, 20, 20, NEVER_SOLVED])
    assert [s.value for s in solved_by(stats, np.array([0, 9, 10, 19, 20, 100]))] == [0, 0, 0.25, 0.25, 0.75, 0.75]


def test_levels_take_the_nearest_within_their_reach():
    losses = [0.25, 0.269, 0.2715, 0.3334, 0.5, 0.1]
    stats = made([NEVER_SOLVED] * 6, losses)
    assert list(at_levels(stats).values()) == [2, 1, 1, 2]


def test_diverged_and_solved_seeds_sit_at_no_level():
    stats = made([5, NEVER_SOLVED], [0.25, 0.25], diverged=[False, True])
    assert sum(at_levels(stats).values()) == 0


@pytest.mark.parametrize(("changes", "has"), [
    ({}, True), ({"l2": 0.1}, False), ({"dataset": "moons"}, False), ({"output_activation": "tanh"}, False),
])
def test_levels_are_named_only_where_they_hold(changes, has):
    assert has_levels(Config(**changes)) == has


def test_the_answer_says_share_count_limit_and_interval():
    assert answer(made([10] * 3 + [NEVER_SOLVED])) == (
        "**1 of 4 starts fails** to solve it within 3\u202f000 epochs: 25 %, with a 95 % interval of 4.559 % to 69.94 %.")


@pytest.mark.parametrize(("epochs", "changes", "words"), [
    ([10, -1, -1], {}, "Of the 2 unsolved, 2 where two patterns share one output."), ([10], {}, ""),
    ([10, -1], {"dataset": "moons"}, ""),
])
def test_the_unsolved_are_at_their_levels_where_there_are_such(epochs, changes, words):
    assert where(made(epochs, **changes)) == words


@pytest.mark.parametrize(("epochs", "words"), [
    ([10] * 1000,
     "**None of 1\u202f000 starts fails** to solve it within 3\u202f000 epochs: 0 %, with a 95 % interval of 0 %"),
    ([NEVER_SOLVED] * 10, "**10 of 10 starts fail** to solve it"),
    ([NEVER_SOLVED] * 2, "**2 of 2 starts fail** to solve it"),
])
def test_nothing_and_everything_are_said_in_words_too(epochs, words):
    assert answer(made(epochs)).startswith(words)


def test_the_failed_come_first_in_the_order_of_their_seeds():
    assert made([5, NEVER_SOLVED, 7, NEVER_SOLVED]).failed_first.tolist() == [1, 3, 0, 2]


@pytest.mark.parametrize(("first", "second", "words"), [
    (500, 900, "40.0 percentage points more of the same 1\u202f000 starts solve it than with momentum 0 (95 % interval"),
    (500, 900, "momentum does change how often it fails within 3\u202f000 epochs, but it does not prevent it."),
    (500, 1000, "momentum does change how often it fails within 3\u202f000 epochs, and here none of them fails."),
    (900, 500, "40.0 percentage points fewer"),
    (900, 500, "for the worse."),
    (900, 901, "these starts do not show that momentum changes"),
    (900, 900, "0.0 percentage points more"),
])
def test_the_difference_is_answered_in_words(first, second, words):
    one, other = (made([10] * n + [NEVER_SOLVED] * (1000 - n), name=name)
                  for n, name in ((first, "momentum 0"), (second, "momentum 0.9")))
    assert words in compared(one, other, "momentum")


def test_the_interval_of_fewer_is_turned_round():
    one, other = made([10] * 900 + [-1] * 100, name="a"), made([10] * 500 + [-1] * 500, name="b")
    up, down = compared(other, one, "momentum"), compared(one, other, "momentum")
    assert up.split("(")[1].split(")")[0] == down.split("(")[1].split(")")[0]


def test_the_usual_stop_level_is_an_error_of_a_tenth_of_every_sample():
    assert stop_level(Request(), Config(), 4) == pytest.approx(4 * 0.5 * 0.1**2)
    assert stop_level(Request(), Config(reduction="mean"), 4) == pytest.approx(0.5 * 0.1**2)
    assert stop_level(Request(), Config(loss="cross_entropy"), 4) == pytest.approx(-4 * np.log(0.9), rel=0.01)
    assert stop_level(Request(), Config(stop_at_loss=0.3), 4) == 0.3
    assert stop_level(Request(stop=0.1), Config(stop_at_loss=0.3), 4) == 0.1


def test_the_limit_is_that_of_the_config_up_to_3000():
    assert settings(Request(), Config(epochs=700), 4)[0].config.epochs == 700
    assert settings(Request(), Config(epochs=30_000), 4)[0].config.epochs == 3000
    assert settings(Request(epochs=9000), Config(), 4)[0].config.epochs == 9000


@pytest.mark.parametrize("field", ["momentum", "learning_rate", "init_scale", "optimizer"])
def test_the_proposed_values_can_be_used(field):
    found = settings(Request(vary=field, values=usual_values(field, Config())), Config(), 4)
    assert len(found) in (2, 3)
    assert len({setting.name for setting in found}) == len(found)


@pytest.mark.parametrize("request_", [
    Request(), Request(seeds=50, stop=1 / 3, epochs=400), Request(vary="momentum", values="0,0.5"),
])
def test_the_link_gives_the_request_back(request_):
    assert from_link(to_link(request_)) == (request_, [])


@pytest.mark.parametrize("value", [0.05, 0.123456789, 1 / 3, 3e-5])
def test_the_proposed_values_hold_the_present_one_to_its_last_digit(value):
    config = Config(learning_rate=value)
    found = settings(Request(vary="learning_rate", values=usual_values("learning_rate", config)), config, 4)
    assert [setting.config.learning_rate for setting in found] == [value / 2, value, 2 * value]


def test_values_that_differ_in_their_last_digits_have_names_that_do():
    found = settings(Request(vary="learning_rate", values="0.1234567 0.1234568"), Config(), 4)
    assert [setting.name for setting in found] == ["learning rate 0.1234567", "learning rate 0.1234568"]


def test_a_setting_that_config_refuses_is_refused():
    with pytest.raises(ConfigError, match="learning_rate must be"):
        settings(Request(vary="learning_rate", values="0.1, -1"), Config(), 4)


@pytest.mark.parametrize(("seconds", "words"), [(121, "121 seconds"), (6000, "100 minutes"), (1e6, "278 hours")])
def test_too_long_a_time_is_refused_in_its_unit(seconds, words, monkeypatch):
    monkeypatch.setattr("app.seeds.request.predicted_seconds", lambda *_: 0.0)
    monkeypatch.setattr("app.seeds.request.predicted_many_seconds", lambda *_: seconds * PROCESSORS)
    request = Request()
    assert f"up to {words} of computing and the limit is 120 seconds" in refusal(request, settings(request, QUICK, 4), None)


def test_what_takes_as_long_as_the_limit_is_begun(monkeypatch):
    monkeypatch.setattr("app.seeds.request.predicted_seconds", lambda *_: 0.0)
    monkeypatch.setattr("app.seeds.request.predicted_many_seconds", lambda *_: 120 * PROCESSORS)
    assert refusal(Request(), settings(Request(), QUICK, 4), None) == ""


def test_where_one_network_tells_enough_no_more_is_tried(monkeypatch):
    monkeypatch.setattr("app.seeds.request.predicted_seconds", lambda *_: 60.0)
    monkeypatch.setattr("app.seeds.request.predicted_many_seconds", lambda *_: pytest.fail("tried thousands"))
    assert "more than 10 minutes" in refusal(Request(), settings(Request(), QUICK, 4), None)


def test_a_partial_result_is_of_the_seeds_that_have_ended_and_of_no_other():
    chunks = tuple(SimpleNamespace(seeds=range(2)) for _ in range(2))
    members = SimpleNamespace(done=np.array([True, True])), SimpleNamespace(done=np.array([True, False]))
    outcome = SimpleNamespace(chunks=chunks, members=members, epochs=np.array([3, -1, 5, -1]),
                              loss=np.array([0.01, 0.25, 0.02, 0.5]), diverged=np.array([False, True, False, False]),
                              losses=np.array([[1.0, 2, 9, 9], [0.1, 0.3, 9, 9]]))
    stats = statistics(Setting("", QUICK), outcome, np.array([0, 400]))
    assert (stats.epochs.tolist(), stats.loss.tolist(), stats.diverged.tolist()) == ([3, -1], [0.01, 0.25], [False, True])
    np.testing.assert_allclose(stats.quartiles, [[1.25, 0.15], [1.5, 0.2], [1.75, 0.25]])


@pytest.mark.parametrize(("diverge", "says"), [
    ([False] * 3, ""), ([False, False, True], "1 of these diverged."), ([False, True, True], "All of these diverged.")])
def test_seeds_that_diverge_are_told_of(diverge, says):
    assert diverged(made([5, NEVER_SOLVED, NEVER_SOLVED], diverged=diverge)) == says

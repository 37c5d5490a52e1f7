"""The Seeds page as a visitor uses it, without a browser: what was computed is shown after the next `run()`."""

import json

import pytest

from app.seeds import view
from app.seeds.session import PAGE as PAGE_NAME
from tests.helpers.first_sight import with_example
from tests.helpers.seeds import made
from tests.helpers.seeds_page import (
    QUICK,
    asked,
    computed,
    finished,
    opened,
    set_to,
    statistics,
    table_with,
    texts,
)
from tests.helpers.train_page import frame_of
from tests.helpers.transcript import assert_reads
from tests.helpers.visitor import assert_fine, button, link_of, press, run_of, unfold
from xorcore import Config, train


def test_the_page_opens_with_its_question_and_a_finished_example():
    app = with_example(opened(), PAGE_NAME)
    assert app.header[0].value == "How often does this network fail to learn it?"
    assert "**267 of 1\u202f000 starts fail** to solve it within 3\u202f000 epochs: 26.7 %" in texts(app)
    assert "An example. 1\u202f000 seeds, computed in" in texts(app)
    assert len(app.get("plotly_chart")) == 4
    assert "seeds" not in link_of(app)
    assert asked(app) is None
    assert app.text_input(key="seeds_stop").value == "0.02"
    assert app.text_input(key="seeds_epochs").value == "3000"
    names = ["momentum", "learning rate", "scale of start weights", "update rule"]
    assert app.selectbox(key="seeds_vary").options[1:] == names
    unfold(app, "seeds_numbers")
    assert_reads(app, "seeds")


@pytest.mark.parametrize(("link", "said"), [(QUICK | {"epochs": "3000", "stop_at_loss": "0.02"}, False),
                                            ({"hidden": "3"}, True)])
def test_an_example_of_other_settings_is_said_to_be(link, said):
    assert ("The example is of other settings than yours." in texts(opened(**link))) == said


def test_a_thousand_seeds_of_the_run_take_one_click():
    app = opened(**QUICK, epochs="200")
    press(app, "Compute")
    assert statistics(finished(app))[0].n == 1000
    assert link_of(app)["seeds"] == "1000"


def test_a_failed_seed_takes_one_click():
    app = computed(**QUICK, seeds="20")
    failed = int((~statistics(app)[0].solved).argmax())
    assert table_with(app, "final loss")["seed"].iloc[0] == failed
    button(app, f"Open seed {failed}, which fails").click().run()
    assert_fine(app)
    assert run_of(app).config.seed == failed


def test_a_table_stands_behind_every_picture():
    app = computed(**QUICK, seeds="20")
    (stats,) = statistics(app)
    failed = int((~stats.solved).sum())
    assert len(app.dataframe) == 1  # they are made when they are asked for
    unfold(app, "seeds_numbers")
    assert table_with(app, "95 % interval")["fail"].tolist() == [failed]
    assert table_with(app, "solved, %")["solved, %"].iloc[-1] == 100 * (20 - failed) / 20
    assert table_with(app, "elsewhere").iloc[0].sum() == failed
    assert table_with(app, "from epoch")["seeds"].sum() == 20 - failed
    assert table_with(app, "median")["median"].iloc[-1] == stats.quartiles[1, -1]


def test_a_link_with_seeds_is_computed_when_it_is_opened():
    app = computed(**QUICK, seeds="60")
    (stats,) = statistics(app)
    assert stats.n == 60
    assert f"**{(~stats.solved).sum()} of 60 starts fail** to solve it within 3\u202f000 epochs" in texts(app)
    assert len(app.get("plotly_chart")) == 4
    assert link_of(app) == QUICK | {"seeds": "60"}


def test_each_seed_is_the_run_of_that_seed():
    app = computed(**QUICK, seeds="20")
    (stats,) = statistics(app)
    table = table_with(app, "final loss")
    for seed in (0, 2, 7):
        *_, last = train(Config(hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=3000,
                                stop_at_loss=0.02, seed=seed))
        assert table["final loss"][seed] == pytest.approx(last.loss, rel=1e-6)
        assert stats.epochs[seed] == (last.number if last.loss < 0.02 else -1)


def test_the_unsolved_are_counted_at_the_named_levels():
    app = computed(**QUICK, seeds="60")
    (stats,) = statistics(app)
    unfold(app, "seeds_numbers")
    levels = table_with(app, "elsewhere")
    assert list(levels.columns) == ["two (0.25)", "three (0.333)", "four (0.5)", "elsewhere"]
    assert levels.iloc[0].sum() == (~stats.solved).sum() > 0


def test_settings_side_by_side_start_from_the_same_seeds_and_are_answered_in_words():
    app = computed(**QUICK, seeds="60", vary="momentum", values="0,0.5,0.9")
    first, second, third = statistics(app)
    assert [s.setting.config.momentum for s in (first, second, third)] == [0, 0.5, 0.9]
    assert {s.n for s in (first, second, third)} == {60}
    table = table_with(app, "more solved, in points")
    assert list(table["setting"]) == ["momentum 0", "momentum 0.5", "momentum 0.9"]
    assert texts(app).count("of the same 60 starts solve it than with momentum 0 (95 % interval") == 2
    unfold(app, "seeds_numbers")
    assert_reads(app, "seeds side by side")


def test_update_rules_can_be_put_side_by_side():
    app = computed(seeds="20", limit="300", **QUICK)
    set_to(app, "seeds_vary", "optimizer")
    assert app.multiselect(key="seeds_rules").value == ["previous_gradient", "momentum"]
    unfold(app, "seeds_numbers")
    assert_reads(app, "seeds of other choices")
    press(app, "Compute")
    finished(app)
    assert [s.setting.config.optimizer for s in statistics(app)] == ["previous_gradient", "momentum"]
    assert "With the update rule momentum (heavy ball), " in texts(app)


def test_a_seed_opens_as_that_very_run_on_the_train_page():
    app = computed(**QUICK, seeds="20", vary="momentum", values="0,0.9")
    solved_at = int(statistics(app)[1].epochs[3])
    app.selectbox(key="seeds_setting").set_value("momentum 0.9").run()
    set_to(app, "seeds_seed", 3)
    button(app, "Open on Train").click().run()
    assert_fine(app)
    run = run_of(app)
    assert run.config == Config(hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=3000,
                                stop_at_loss=0.02, seed=3)
    assert frame_of(app)["note"] == "Seed 3, momentum 0.9, from the Seeds page."
    run.train_for(60_000, 3000)
    assert (run.ended, run.last.number) == ("solved", solved_at)


@pytest.mark.parametrize("link", [
    {"dataset": "moons", "hidden": "3", "limit": "5", "reduction": "mean", "loss": "cross_entropy"},
    {"hidden": "none", "limit": "50"},
    {"optimizer": "as_printed", "momentum": "1", "learning_rate": "20", "hidden_activation": "relu", "limit": "200",
     "output_activation": "linear"},
    {"solved_at": "1000"},
    {"init": "zeros", "limit": "20"},
    {"dataset": "own", "points": "0,0,0;1,1,1;0,1,1", "limit": "20"},
])
def test_every_kind_of_network_gives_its_results(link):
    app = computed(seeds="12", **link)
    assert statistics(app)[0].n == 12
    assert all(json.loads(chart.proto.spec)["data"] for chart in app.get("plotly_chart"))


@pytest.mark.parametrize(("settings", "words"), [
    ([], "A dot is a seed: a click on it opens that run."), ([made([10, 20])], "None is left unsolved."),
    ([made([10, -1], diverged=[False, True])], "All that fail diverged: 1."),
    ([made([10]), made([10, -1])], "Dotted: two, three or four patterns share one output."),
    ([made([10, -1], dataset="moons")], "A dot is a seed: a click on it opens that run."),
])
def test_what_the_picture_of_the_unsolved_shows_is_said(settings, words):
    assert view._levels_in_words(settings) == words

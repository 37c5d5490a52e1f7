"""The Seeds page as a visitor uses it, without a browser: what was computed is shown after the next `run()`."""

import json
import threading

import pytest

from app.seeds.session import MEMORY
from app.seeds.session import PAGE as PAGE_NAME
from app.server.shared_computation import shared
from app.widgets.number_field import number_text
from tests.app.server.test_computation import watch_to_the_end
from tests.helpers import visitor
from tests.helpers.first_sight import with_example
from tests.helpers.train_page import frame_of
from tests.helpers.visitor import assert_fine, link_of, run_of
from xorcore import Config, train

PAGE = "app/pages/seeds.py"
QUICK = {"hidden": "2", "optimizer": "momentum", "learning_rate": "0.5", "momentum": "0.9"}  # three of four solve it
LONG = {"seeds": "1000", "solved_at": "1e-12"}  # seconds of computing


def opened(**link):
    return visitor.opened(PAGE, **link)


def computed(**link):
    """Opened from a link, with all results."""
    app = opened(**link)
    return finished(app)


def finished(app):
    watch_to_the_end(asked(app).computation)
    app.run()
    assert_fine(app)
    return app


def press(app, label):
    button(app, label).click().run()
    assert_fine(app)


def button(app, label):
    return next(b for b in app.button if b.label == label)


def set_to(app, key, value):
    value = value if isinstance(value, str | list) else number_text(value)
    next(w for kind in ("selectbox", "text_input", "multiselect") for w in app.get(kind)
         if w.key == key).set_value(value).run()
    assert_fine(app)


def asked(app):
    return app.session_state[MEMORY].asked


def statistics(app):
    return asked(app).computation.newest.statistics


def texts(app):
    return " ".join(element.value for kind in ("markdown", "caption", "warning", "info") for element in app.get(kind))


def table_with(app, column):
    return next(table.value for table in app.dataframe if column in table.value.columns)


def test_the_page_opens_with_its_question_and_a_finished_example():
    app = with_example(opened(), PAGE_NAME)
    assert app.header[0].value == "How often does this network fail to learn it?"
    assert "**267 of 1\u202f000 starts fail** to solve it within 3\u202f000 epochs: 26.7 %" in texts(app)
    assert "An example. 1\u202f000 seeds, computed in" in texts(app)
    assert len(app.get("plotly_chart")) == 5
    assert "seeds" not in link_of(app)
    assert asked(app) is None
    assert app.text_input(key="seeds_stop").value == "0.02"
    assert app.text_input(key="seeds_epochs").value == "3000"


def test_the_example_is_computed_once_and_nobody_cancels_it():
    first = with_example(opened(), PAGE_NAME)
    computation = shared(PAGE_NAME, lambda: pytest.fail("computed again"))
    with_example(opened(), PAGE_NAME)
    press(first, "Compute")
    press(first, "Cancel")
    assert shared(PAGE_NAME, lambda: pytest.fail("computed again")) is computation and not computation.cancelled


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
    assert len(app.get("plotly_chart")) == 5
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


def test_update_rules_can_be_put_side_by_side():
    app = computed(seeds="20", limit="300", **QUICK)
    set_to(app, "seeds_vary", "optimizer")
    assert app.multiselect(key="seeds_rules").value == ["previous_gradient", "momentum"]
    press(app, "Compute")
    finished(app)
    assert [s.setting.config.optimizer for s in statistics(app)] == ["previous_gradient", "momentum"]
    assert "With the update rule momentum (heavy ball), " in texts(app)


@pytest.mark.parametrize(("link", "words"), [
    ({"vary": "momentum", "values": "0.5"}, "2 to 4 different values"),
    ({"vary": "momentum", "values": "0.5,0.5"}, "2 to 4 different values"),
    ({"vary": "momentum", "values": "0,0.1,0.2,0.3,0.4"}, "2 to 4 different values"),
    ({"vary": "momentum", "values": "0,x"}, "“x” is not a number"),
    ({"vary": "momentum", "values": "0,7"}, "“Momentum” must be at least 0 and at most 1, got 7"),
    ({"vary": "optimizer", "values": "momentum,x"}, "“Update rule” must be one of"),
    ({"vary": "momentum", "values": "0,0.5", "optimizer": "adam"}, "adam has no momentum"),
    ({"vary": "seed", "values": "0,1"}, "“Side by side” must be one of"),
    ({"seeds": "9" * 5000}, "“Seeds” must be a whole number, at least 10 and at most 10000"),
    ({"seeds": "x"}, "“Seeds” must be"),
    ({"solved_at": "nan"}, "“Solved when the loss is below” must be"),
    ({"limit": "-3"}, "“Epochs at most” must be"),
])
def test_what_cannot_be_asked_is_refused_in_one_sentence(link, words):
    app = opened(**{"seeds": "20"} | link)
    assert len(app.warning) == 1
    assert words in app.warning[0].value
    assert asked(app) is None


def test_a_number_field_that_is_left_without_a_number_says_so_and_keeps_its_value():
    app = opened()
    set_to(app, "seeds_epochs", None)
    assert [warning.value for warning in app.warning] == ["“Epochs at most” must be a number; it stays 3000."]
    assert app.text_input(key="seeds_epochs").value == "3000"


def test_what_would_take_too_long_is_refused_with_its_time_and_the_limit():
    app = opened(seeds="10000", limit="1000000", solved_at="1e-9", dataset="spiral", hidden="16,16", samples="1000")
    (refusal,) = app.warning
    assert "This would take more than" in refusal.value and "of computing" in refusal.value
    assert "the limit is 120 seconds" in refusal.value
    assert asked(app) is None


def test_cancel_keeps_what_is_known_and_ends_the_thread():
    app = opened(**LONG)
    press(app, "Cancel")
    computation = asked(app).computation
    computation.join(1)
    assert computation.cancelled and not computation._thread.is_alive()
    assert app.info[0].value.startswith("Cancelled after")
    assert button(app, "Compute")


def test_a_look_at_another_page_keeps_the_computation():
    app = opened(**LONG)
    computation = asked(app).computation
    app.switch_page("app/pages/one_step.py").run()
    app.switch_page("app/pages/seeds.py").run()
    assert asked(app).computation is computation and computation.running
    press(app, "Cancel")


def test_a_page_that_is_loaded_again_keeps_the_computation(monkeypatch):
    monkeypatch.setattr("app.run.session.visitor_of", lambda _: "a" * 43)
    computation = asked(opened(**LONG)).computation
    again = opened(**LONG)
    assert asked(again).computation is computation and computation.running
    press(again, "Cancel")
    other = asked(opened(**LONG | {"seed": "3"})).computation
    assert computation.cancelled and other is not computation
    other.cancel()


def test_a_new_computation_takes_the_place_of_the_old():
    before = threading.active_count()
    app = opened(**LONG)
    old = asked(app).computation
    press(app, "Cancel")
    press(app, "Compute")
    assert old.cancelled and not old._thread.is_alive()
    press(app, "Cancel")
    asked(app).computation.join(1)
    assert threading.active_count() <= before + 4  # the app's own threads


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


def test_changed_choices_are_said_until_they_are_computed():
    app = computed(**QUICK, seeds="20")
    assert "changed since" not in texts(app)
    set_to(app, "seeds_count", 30)
    assert "changed since" in texts(app)
    press(app, "Compute")
    assert "changed since" not in texts(finished(app))
    assert app.query_params["seeds"] in ("30", ["30"])


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


@pytest.mark.parametrize(("link", "words"), [
    ({"vary": "momentum", "values": "0,x"}, "“x” is not a number"),
    ({"values": "0,1"}, "and no setting to vary"),
    ({"seeds": ["10", "20"]}, "“seeds” is given 2 times in the link, so it is not used."),
    ({"learning_rate": "-1"}, "“Learning rate” must be > 0"),
])
def test_what_a_link_gets_wrong_is_said_although_nothing_is_computed(link, words):
    app = opened(**link)
    assert len(app.warning) == 1
    assert words in app.warning[0].value
    assert asked(app) is None


def test_what_one_network_shows_to_be_too_long_is_refused_without_trying_more(monkeypatch):
    monkeypatch.setattr("app.seeds.request.predicted_many_seconds", lambda *_: pytest.fail("tried thousands"))
    app = opened(seeds="10000", batch_size="1", hidden="8,8", dataset="moons", samples="500", limit="1000000")
    assert "This would take more than" in app.warning[0].value
    assert "and the limit is 120 seconds" in app.warning[0].value

"""The Compare page as a visitor uses it, without a browser."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from app.compare.comparison import Comparison
from app.compare.session import PAGE as PAGE_NAME
from app.compare.settings import EXAMPLE, FIELDS, SCALES
from app.server.shared_computation import shared
from tests.helpers.compare_page import PAGE, asked, compare, comparison, computation, opened, so_far
from tests.helpers.decoding import decode
from tests.helpers.first_sight import with_example
from tests.helpers.train_page import frame_of
from tests.helpers.transcript import assert_reads
from tests.helpers.visitor import assert_fine, look_at, press, run_of, unfold
from xorcore import Config, Dataset, train

EXTENT = r"Losses on the plane, \S+ to \S+,"  # of as many points as this machine has time for
LINEAR = {"hidden": "none", "output_activation": "linear", "optimizer": "gradient_descent", "epochs": "100"}
LONG = {"epochs": "200000", "hidden": "none", "compare": "learning_rate", "values": "0.01,0.02"}  # seconds, not minutes


def charts(app):
    return len(app.get("bidi_component")) + len(app.get("plotly_chart"))


def captions(app):
    return " ".join(caption.value for caption in app.caption)


def test_the_page_opens_with_its_question_and_a_finished_example():
    app = with_example(opened(), PAGE_NAME)
    assert app.header[0].value == "What does one setting change, from the same start?"
    assert "the loss gets below 0.001 with momentum 0.9 after 641 epochs" in app.markdown[0].value
    assert captions(app).startswith("An example. Momentum differs, all from the same start weights.")
    assert charts(app) == 5
    assert asked(app) is None
    unfold(app, "compare_numbers")
    assert_reads(app, "compare", moving=EXTENT)


def test_what_needs_plotly_follows_the_first_picture():
    app = with_example(opened(), PAGE_NAME)
    again = opened()
    assert (charts(again), charts(app)) == (1, 5)
    assert decode(again.get("bidi_component")[0].proto.bytes)[0]["asks"]
    assert not decode(app.get("bidi_component")[0].proto.bytes)[0]["asks"]


@pytest.mark.parametrize("scale", SCALES)
def test_the_curves_have_the_scale_that_the_link_says(scale):
    app = opened(scale=scale)
    assert decode(app.get("bidi_component")[0].proto.bytes)[0]["logarithmic"] == (scale == "log")


def test_the_example_is_what_the_core_trains():
    table = with_example(opened(), PAGE_NAME).dataframe[0].value
    runs = [train(replace(EXAMPLE, momentum=momentum)) for momentum in (0, 0.5, 0.9)]
    assert table["final loss"].tolist() == [list(run)[-1].loss for run in runs]


def test_the_example_is_computed_once_for_all_visitors():
    first = with_example(opened(), PAGE_NAME)
    computation = shared(PAGE_NAME, lambda: pytest.fail("computed again"))
    with_example(opened(), PAGE_NAME)
    press(first, "Compare")
    assert shared(PAGE_NAME, lambda: pytest.fail("computed again")) is computation and not computation.cancelled


def test_three_momenta_of_the_run_take_one_click():
    app = compare(opened(epochs="30"))
    assert [config.momentum for config in comparison(app).configs] == [0, 0.5, 0.9]
    assert "An example" not in captions(app)


def test_a_table_stands_behind_every_picture():
    app = compare(opened(compare="momentum", values="0,0.9", epochs="60"))
    assert len(app.dataframe) == 1  # they are made when they are asked for
    unfold(app, "compare_numbers")
    behind = [table.value for table in app.dataframe[1:]]
    losses = [epoch.loss for epoch in train(Config(epochs=60, momentum=0.9))]
    assert behind[0]["epoch"].tolist()[-1] == 60
    np.testing.assert_array_equal(behind[0]["momentum 0.9"], np.array(losses)[behind[0]["epoch"]])
    assert behind[1].shape == (4, 5)  # the samples of XOR; x1, x2, target and two answers
    assert set(behind[3]["run"]) == {"momentum 0", "momentum 0.9"}


@pytest.mark.parametrize("field", FIELDS)
def test_every_setting_is_compared_with_the_values_that_it_proposes(field):
    app = compare(opened(compare=field, epochs="40"))
    asked = FIELDS[field].split(",")
    assert so_far(app).complete
    assert len(app.dataframe[0].value) == len(asked)
    assert charts(app) == 2 + len(asked)  # the curves, a surface for each, the landscape


def test_the_table_holds_what_the_core_trains():
    app = compare(opened(epochs="600", learning_rate="0.5", compare="optimizer"))
    table = app.dataframe[0].value
    for row, rule in enumerate(("previous_gradient", "momentum", "gradient_descent")):
        losses = [epoch.loss for epoch in train(Config(epochs=600, learning_rate=0.5, optimizer=rule))]
        assert table["final loss"][row] == losses[-1]
        assert table["how it ended"][row] == "finished at epoch 600"
        below = [number for number, loss in enumerate(losses) if loss < 0.1]
        assert list(table["L < 0.1 at epoch"][row : row + 1].dropna()) == below[:1]


def test_all_runs_start_from_the_weights_of_the_run():
    app = compare(opened(epochs="5", seed="7"))
    assert "all from the same start weights" in captions(app)
    np.testing.assert_array_equal(comparison(app).start_weights, next(train(Config(seed=7))).vector)


def test_cancel_stops_and_keeps_what_has_ended():
    app = opened(**LONG)
    press(app, "Compare")
    press(app, "Cancel")
    computation(app).join(5)
    app.run()
    said = next(m.value for m in app.markdown if m.value.startswith("**Cancelled**"))
    assert said == f"**Cancelled** {'before the first result' if so_far(app) is None else 'after 0 of 2 runs'}."


def test_cancel_before_the_first_result_says_that_there_is_none(monkeypatch):
    def nothing(comparison):
        computation_may_end.wait(5)
        yield from ()

    computation_may_end = threading.Event()
    monkeypatch.setattr(Comparison, "compute", nothing)
    app = opened()
    press(app, "Compare")
    press(app, "Cancel")
    computation_may_end.set()
    computation(app).join(5)
    app.run()
    assert any(m.value == "**Cancelled** before the first result." for m in app.markdown)


def test_a_result_of_other_choices_is_marked_as_the_earlier_one():
    app = compare(opened(compare="momentum", values="0,0.5", epochs="20"))
    assert not app.info
    app.text_input(key="values_momentum").set_value("0, 0.25").run()
    assert app.info[0].value.startswith("What is chosen has changed since: this is the earlier comparison.")
    app.text_input(key="values_momentum").set_value("0, 0.5").run()
    assert not app.info
    look_at(app, run_of(app).present_config)
    assert not app.info


def test_a_result_of_other_targets_is_marked_as_the_earlier_one():
    app = compare(opened(compare="momentum", values="0,0.5", epochs="20", dataset="own", points="0,0,0;0,1,1;1,0,1"))
    run = run_of(app)
    for targets, says in ((run.dataset.targets, 0), (1 - run.dataset.targets, 1)):
        look_at(app, run.present_config, Dataset(run.dataset.inputs, targets))
        assert len(app.info) == says


def test_a_new_comparison_cancels_the_one_before():
    app = opened(**LONG)
    press(app, "Compare")
    first = computation(app)
    press(app, "Compare")
    assert computation(app) is not first
    assert first.cancelled and not first._thread.is_alive()
    press(app, "Cancel")


def test_open_on_train_starts_the_run_with_its_setting():
    app = compare(opened(epochs="20", seed="3", hidden="2", compare="optimizer"))
    app.button(key="compare_open_1").click().run()
    assert_fine(app)
    run = run_of(app)
    assert run.config == Config(epochs=20, seed=3, hidden=(2,), optimizer="momentum")
    assert run.last.number == 0
    assert frame_of(app)["playing"] is False


def test_own_points_are_compared_and_go_along_to_the_train_page():
    app = compare(opened(dataset="own", points="0,0,1;1,1,0;2,0,1", epochs="20"))
    assert len(comparison(app).dataset.inputs) == 3
    app.button(key="compare_open_2").click().run()
    assert_fine(app)
    assert len(run_of(app).dataset.inputs) == 3


def test_diverged_runs_are_named_and_left_out_of_the_landscape():
    app = compare(opened(compare="learning_rate", values="0.1,100", **LINEAR))
    assert so_far(app).results[1].ended == "diverged"
    assert "Left out, because diverged: learning rate 100" in captions(app)
    unfold(app, "compare_numbers")
    assert_reads(app, "compare diverged", moving=EXTENT)


def test_where_all_runs_diverge_there_is_no_landscape():
    app = compare(opened(compare="learning_rate", values="100,200", **LINEAR))
    assert "There is no such plane" in captions(app)


def test_losses_of_different_functions_are_not_compared():
    app = compare(opened(compare="loss", epochs="30"))
    assert any("own loss function" in m.value for m in app.markdown)
    assert any(s.key == "compare_landscape_of" for s in app.selectbox)
    unfold(app, "compare_numbers")
    assert_reads(app, "compare losses", moving=EXTENT)


def test_the_comparison_is_still_there_after_a_visit_to_another_page():
    app = compare(opened(compare="momentum", values="0.1,0.2", epochs="10"))
    app.switch_page("app/pages/train.py")
    app.run()
    app.switch_page(PAGE)
    app.run()
    assert_fine(app)
    assert app.text_input(key="values_momentum").value == "0.1, 0.2"
    assert len(app.dataframe[0].value) == 2


def test_values_of_no_use_are_refused_and_those_before_stay():
    app = opened(compare="momentum", values="0,0.5", epochs="20")
    app.text_input(key="values_momentum").set_value("0.7").run()
    assert [warning.value for warning in app.warning] == [
        "A comparison needs 2 to 6 values, got 1; the values stay 0, 0.5."]
    assert app.text_input(key="values_momentum").value == "0, 0.5"

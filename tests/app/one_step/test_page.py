"""The One step page as a visitor uses it, without a browser."""

import re

import numpy as np
import pytest

from app.one_step.stages import stages
from app.run.published_networks import PUBLISHED_NETWORKS, source
from tests.helpers import visitor
from tests.helpers.one_step_page import choose, chosen, equations, opened, picture, view
from tests.helpers.transcript import assert_reads
from tests.helpers.visitor import assert_fine, link_of, press, run_of
from xorcore import OPTIMIZERS, loss_and_gradient

ROUNDED = r"is \S+ at \w+ from [^]]*\]"  # the largest error, by the machine's own rounding


@pytest.mark.parametrize(("link", "words"), [
    ({"subject": "Nobody"}, "“subject” of the link must be one of its choices, got “Nobody”; it is the run on"),
    ({"view": "x"}, "“view” of the link must be one of its choices, got “x”; it is The step."),
    ({"stage": "99"}, "“stage” of the link must be a whole number, at least 0 and at most 7, got 99; it is 0."),
    ({"stage": "1_0"}, "“1_0” is not a number"),
    ({"epoch": "9999999", "epochs": "1000000"}, "“epoch” of the link must be a whole number, at least 0 and at most"),
])
def test_what_a_link_gets_wrong_is_said_in_one_sentence(link, words):
    app = opened(**link)
    assert len(app.warning) == 1
    assert words in app.warning[0].value.replace("\\", "")


def test_an_epoch_that_takes_long_is_offered_and_gone_to_on_demand():
    app = opened(epochs="1000000", epoch="900000")
    assert run_of(app).last.number == 0
    assert "The link names epoch 900\u202f000. Training to it takes about" in app.info[0].value
    next(b for b in app.button if b.label.startswith("Go to epoch")).click().run()
    assert run_of(app).last.number > 0


def test_an_epoch_in_the_address_of_a_page_that_is_opened_later_is_gone_to():
    app = visitor.opened("app/pages/train.py")
    run_of(app).train_for(1e9, 40)
    app.switch_page("app/pages/one_step.py")
    app.query_params["epoch"] = "7"
    app.run()
    assert_fine(app)
    assert run_of(app).shown.number == 7


def test_next_goes_through_all_stages_and_back_returns():
    app = opened()
    titles = [stage.title for stage in stages(3)]
    for title in titles[1:]:
        press(app, "Next")
        assert title in [heading.value for heading in app.subheader]
    for title in reversed(titles[:-1]):
        press(app, "Back")
        assert title in [heading.value for heading in app.subheader]


def test_the_picked_unit_follows_the_stage_to_its_layer():
    app = opened()
    press(app, "Next")
    assert chosen(app, "unit").value == "h2.1"
    assert [node["name"] for node in picture(app)["nodes"] if node["lit"]] == ["h2.1"]


def test_a_weight_is_explained_when_it_is_picked():
    app = opened(stage="6")
    choose(app, "unit", "h1.2")
    choose(app, "source", "the weight from x2")
    assert any(text.startswith("∂L/∂w = xᵢ · a·(1 − a) · Σ wₖ ∂L/∂zₖ") for text in equations(app))
    assert [edge["name"] for edge in picture(app)["edges"] if edge["lit"]] == ["w from x2 to h1.2"]


def test_the_walk_comes_back_to_what_was_picked_and_ends_at_its_update():
    app = opened()
    choose(app, "unit", "h1.2")
    choose(app, "source", "the weight from x2")
    for _ in range(6):
        press(app, "Next")
    assert (chosen(app, "unit").value, chosen(app, "source").value) == ("h1.2", "the weight from x2")
    press(app, "Next")
    assert chosen(app, "source").value == "the weight from x2"
    assert any(markdown.value == "**w from x2 to h1.2**" for markdown in app.markdown)


def test_a_pick_in_each_layer_is_kept_for_the_way_back():
    app = opened()
    press(app, "Next")
    choose(app, "unit", "h2.3")
    press(app, "Back")
    assert chosen(app, "unit").value == "h1.1"
    press(app, "Next")
    assert chosen(app, "unit").value == "h2.3"


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_every_update_rule_is_taken_apart(rule):
    app = opened(optimizer=rule, stage="7", epoch="3")
    app.segmented_control(key="table").set_value("Update: Δw").run()
    assert_fine(app)
    table = app.dataframe[-1].value
    assert (table["w"] + table["Δw"] - table["new w"]).abs().max() < 1e-15
    assert any("Δ" in text for text in equations(app))


def test_the_step_is_that_of_the_epoch_on_the_timeline():
    app = opened(epoch="25")
    assert run_of(app).shown.number == 25
    assert any("after epoch 25" in caption.value for caption in app.caption)


def test_the_whole_batch_can_be_looked_at():
    app = opened(stage="6")
    choose(app, "sample", "the whole batch")
    choose(app, "source", "its bias")
    assert any(text.startswith("∂L/∂b = Σ ∂L/∂z") for text in equations(app))
    assert_reads(app, "one step")


@pytest.mark.parametrize("name", {classic: name for name, (classic, _) in PUBLISHED_NETWORKS.items()}.values())
def test_a_network_of_every_classic_opens_with_its_source(name):
    app = opened(subject=name)
    assert any(caption.value == source(name) for caption in app.caption)
    view(app, "Gradient check")
    assert app.success


def test_the_gradient_check_passes_for_the_run():
    app = opened(epoch="10", view="Gradient check")
    assert "agree" in app.success[0].value
    assert len(app.dataframe[0].value) == 37
    assert_reads(app, "gradient check", moving=ROUNDED)


def test_the_link_brings_the_page_back():
    app = opened(seed="3")
    press(app, "Next")
    choose(app, "subject", "Fausett 1994")
    assert link_of(app) == {"seed": "3", "stage": "1", "subject": "Fausett 1994"}


def test_nonsense_in_the_link_opens_the_page_as_it_is():
    app = opened(stage="-1", view="x", subject="y", epoch="9" * 5000)
    assert app.session_state["one_step"].stage == 0


@pytest.mark.parametrize("link", [
    {"hidden": "none"},
    {"hidden": "32,32,32,32,32,32", "dataset": "moons"},
    {"dataset": "spiral", "batch_size": "1", "sample_order": "shuffled", "loss": "cross_entropy"},
])
def test_networks_of_every_size_can_be_taken_apart(link):
    app = opened(**link)
    for _ in range(2):
        press(app, "Next")


def test_any_derivative_of_a_weight_is_two_clicks_away():
    app = opened(epoch="3")
    choose(app, "unit", "h2.3")
    app.segmented_control(key="table").set_value("Gradient: dL/dW, dL/db").run()
    assert_fine(app)
    run = run_of(app)
    _, gradient = loss_and_gradient(run.config, run.shown.parameters, run.dataset)
    assert np.array_equal(app.dataframe[-1].value.iloc[:-1, 1:].to_numpy(float), gradient[1][0])


def test_numbers_have_five_digits_and_all_of_them_on_demand():
    app = opened()
    assert not re.search(r"[0-9]\.[0-9]{8}", equations(app)[0])
    app.toggle(key="all_digits").set_value(True).run()
    assert_fine(app)
    assert re.search(r"[0-9]\.[0-9]{14}", equations(app)[0])
    view(app, "Gradient check")
    assert app.toggle(key="all_digits").value


def test_a_large_network_is_checked_in_part_and_the_whole_is_offered():
    app = opened(view="Gradient check", hidden="32,32,32,32,32,32", dataset="moons", samples="2000")
    assert "checked derivatives of 5\u202f409" in app.success[0].value
    checks = [button.label for button in app.button if button.label.startswith("Check")]
    assert checks == ["Check all 5\u202f409 parameters"]
    assert_reads(app, "gradient check in part", moving=ROUNDED)

"""The One step page as a visitor uses it, without a browser."""

import json
import re
from itertools import islice

import numpy as np
import pytest

from app.one_step.stages import stages
from app.run.published_networks import PUBLISHED_NETWORKS, source
from tests.helpers import visitor
from tests.helpers.visitor import assert_fine, link_of, run_of
from xorcore import OPTIMIZERS, loss_and_gradient, train

PAGE = "app/pages/one_step.py"


def opened(**link):
    return visitor.opened(PAGE, **link)


def press(app, label):
    next(b for b in app.button if b.label == label).click().run()
    assert_fine(app)


def picture(app):
    return json.loads(json.loads(next(c.proto.json for c in app.get("bidi_component") if "nodes" in c.proto.json)))


def choose(app, key, value):
    next(w for w in app.selectbox if w.key == key).set_value(value).run()
    assert_fine(app)


def view(app, name):
    app.segmented_control(key="view").set_value(name).run()
    assert_fine(app)


def write(app, text):
    app.text_area(key=next(w.key for w in app.text_area if w.key != "own_weights_text")).set_value(text).run()
    assert_fine(app)


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
    assert session_run(app).last.number == 0
    assert "The link names epoch 900\u202f000. Training to it takes about" in app.info[0].value
    next(b for b in app.button if b.label.startswith("Go to epoch")).click().run()
    assert session_run(app).last.number > 0


def session_run(app):
    return run_of(app)


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
    assert app.selectbox(key="unit").value == "h2.1"
    assert [node["name"] for node in picture(app)["nodes"] if node["lit"]] == ["h2.1"]


def test_a_weight_is_explained_when_it_is_picked():
    app = opened(stage="6")
    choose(app, "unit", "h1.2")
    choose(app, "source", "the weight from x2")
    assert any(code.value.startswith("∂L/∂w = xᵢ · a·(1 − a) · Σ wₖ ∂L/∂zₖ") for code in app.code)
    assert [edge["name"] for edge in picture(app)["edges"] if edge["lit"]] == ["w from x2 to h1.2"]


def test_the_walk_comes_back_to_what_was_picked_and_ends_at_its_update():
    app = opened()
    choose(app, "unit", "h1.2")
    choose(app, "source", "the weight from x2")
    for _ in range(6):
        press(app, "Next")
    assert (app.selectbox(key="unit").value, app.selectbox(key="source").value) == ("h1.2", "the weight from x2")
    press(app, "Next")
    assert app.selectbox(key="source").value == "the weight from x2"
    assert any(markdown.value == "**w from x2 to h1.2**" for markdown in app.markdown)


def test_a_pick_in_each_layer_is_kept_for_the_way_back():
    app = opened()
    press(app, "Next")
    choose(app, "unit", "h2.3")
    press(app, "Back")
    assert app.selectbox(key="unit").value == "h1.1"
    press(app, "Next")
    assert app.selectbox(key="unit").value == "h2.3"


def test_what_was_pasted_is_there_again_after_a_look_at_another_view():
    app = opened(subject="Mazur 2015", view="Check my code")
    write(app, "[1, 2]")
    view(app, "The step")
    view(app, "Check my code")
    assert app.text_area(key="gradients_text").value == "[1, 2]"
    assert len(app.error) == 1


def test_an_edit_that_comes_with_the_change_of_the_view_is_kept():
    app = opened(subject="Mazur 2015", view="Check my code")
    app.text_area(key="gradients_text").set_value("[1, 2]")
    view(app, "The step")
    view(app, "Check my code")
    assert app.text_area(key="gradients_text").value == "[1, 2]"


def test_start_weights_that_can_be_read_two_ways_are_asked_about():
    app = opened(subject="Mazur 2015")
    app.text_area(key="own_weights_text").set_value("[1 2; 3 4]\n[5 6]\n[7 8; 9 10]\n[11 12]").run()
    question = next(radio for radio in app.radio if "several ways" in radio.label)
    assert question.options == ["W as (inputs, units)", "W as (units, inputs)"]
    names = {edge["name"]: edge["value"] for edge in picture(app)["edges"]}
    assert names["w from x1 to h1.2"] == "2"
    question.set_value("W as (units, inputs)").run()
    assert_fine(app)
    assert {edge["name"]: edge["value"] for edge in picture(app)["edges"]}["w from x1 to h1.2"] == "3"


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_every_update_rule_is_taken_apart(rule):
    app = opened(optimizer=rule, stage="7", epoch="3")
    app.segmented_control(key="table").set_value("Update: Δw").run()
    assert_fine(app)
    table = app.dataframe[-1].value
    assert (table["w"] + table["Δw"] - table["new w"]).abs().max() < 1e-15
    assert any("Δ" in code.value for code in app.code)


def test_the_step_is_that_of_the_epoch_on_the_timeline():
    app = opened(epoch="25")
    assert run_of(app).shown.number == 25
    assert any("after epoch 25" in caption.value for caption in app.caption)


def test_the_whole_batch_can_be_looked_at():
    app = opened(stage="6")
    choose(app, "sample", "the whole batch")
    choose(app, "source", "its bias")
    assert any(code.value.startswith("∂L/∂b = Σ ∂L/∂z") for code in app.code)


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


@pytest.mark.parametrize(("loss", "words"), [
    (".291027924", "output layer"),
    (".291027773693599", "matches"),
])
def test_mazurs_article_is_checked(loss, words):
    app = opened(subject="Mazur 2015", view="Check my code")
    app.radio(key="bring").set_value("the loss after some steps").run()
    app.text_input(key="loss_text").set_value(loss).run()
    press(app, "Check")
    answers = [element.value for element in (*app.success, *app.error, *app.warning)]
    assert any(words in answer for answer in answers)


@pytest.mark.parametrize(
    "text", ["{", "[]", "W1", '{"W1": "x"}', "[1, NaN]", "[" * 100_000, '{"W1": [1], "W1": [2]}', "9" * 5000])
def test_numbers_of_no_use_are_refused_in_one_sentence(text):
    app = opened(view="Check my code")
    write(app, text)
    assert len(app.error) == 1
    assert len(app.error[0].value) < 300
    assert "network stays" not in app.error[0].value
    press(app, "Check")
    assert len(app.error) == 1 and not app.success


def test_an_unfinished_table_says_how_many_numbers_are_missing():
    app = opened(subject="Mazur 2015", view="Check my code")
    app.segmented_control(key="gradients_way").set_value("Table").run()
    assert_fine(app)
    assert any(caption.value == "Gradients: 12 of 12 numbers are still missing." for caption in app.caption)
    press(app, "Check")
    assert app.info[0].value == "There is nothing to check yet: bring your numbers first."


def test_an_answer_says_what_would_be_right_and_only_the_settings_that_count():
    app = opened(subject="Mazur 2015", view="Check my code")
    assert any("Update by gradient descent: Δw = −l·gₜ, with l = 0.5.\n" in m.value for m in app.markdown)
    app.radio(key="bring").set_value("the loss after some steps").run()
    app.text_input(key="loss_text").set_value(".291027924").run()
    press(app, "Check")
    assert any(m.value == "- Right: all gradients are taken at the same weights." for m in app.markdown)


def test_own_start_weights_take_the_place_of_the_networks():
    app = opened(subject="Mazur 2015")
    own = {"W1": [[1, 2], [3, 4]], "b1": [0.5, 0.5], "W2": [[1, 0], [0, 1]], "b2": [0, 0]}
    app.text_area(key="own_weights_text").set_value(json.dumps(own)).run()
    assert_fine(app)
    assert any(caption.value.startswith("Own start weights") for caption in app.caption)
    assert {edge["value"] for edge in picture(app)["edges"]} == {"1", "2", "3", "4", "0"}


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


def test_own_gradients_are_checked_with_three_clicks_at_most():
    app = opened(epoch="3")
    run = run_of(app)
    _, gradient = loss_and_gradient(run.config, run.shown.parameters, run.dataset)
    view(app, "Check my code")
    write(app, str([part.tolist() for layer in gradient for part in layer]))
    press(app, "Check")
    assert app.success[0].value.startswith("This matches the correct step")


@pytest.mark.parametrize("rule", [name for name, rule in OPTIMIZERS.items() if rule.memory])
def test_weights_after_a_step_amid_a_run_are_those_of_its_memory_and_its_order(rule):
    app = opened(view="Check my code", epoch="3", optimizer=rule, batch_size="1", sample_order="shuffled")
    *_, fourth = islice(train(run_of(app).config), 5)
    after = [part.tolist() for layer in fourth.parameters for part in layer]
    app.radio(key="bring").set_value("weights after some steps").run()
    app.text_area(key="weights_text").set_value(str(after)).run()
    press(app, "Check")
    assert [answer.value for answer in app.success] and "matches" in app.success[0].value
    said = " ".join(markdown.value for markdown in app.markdown)
    assert "what the run remembers after epoch 3" in said and "shuffled orders" in said


def test_steps_that_cannot_be_are_refused_under_their_field():
    app = opened(view="Check my code")
    app.radio(key="bring").set_value("weights after some steps").run()
    app.text_input(key="steps").set_value("1,5").run()
    assert_fine(app)
    assert any("“After so many steps”" in caption.value and "1 is taken" in caption.value for caption in app.caption)
    assert not app.warning


def test_numbers_have_five_digits_and_all_of_them_on_demand():
    app = opened()
    assert not re.search(r"[0-9]\.[0-9]{8}", app.code[0].value)
    app.toggle(key="all_digits").set_value(True).run()
    assert_fine(app)
    assert re.search(r"[0-9]\.[0-9]{14}", app.code[0].value)
    view(app, "Gradient check")
    assert app.toggle(key="all_digits").value


def test_a_large_network_is_checked_in_part_and_the_whole_is_offered():
    app = opened(view="Gradient check", hidden="32,32,32,32,32,32", dataset="moons", samples="2000")
    assert "checked derivatives of 5\u202f409" in app.success[0].value
    checks = [button.label for button in app.button if button.label.startswith("Check")]
    assert checks == ["Check all 5\u202f409 parameters"]

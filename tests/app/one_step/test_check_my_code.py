"""Check my code takes the numbers of a visitor's program, and answers."""

import json
from itertools import islice

import pytest

from app.one_step.check_my_code import start_text
from app.one_step.chosen_step import run_subject
from app.server.run import new_run
from tests.helpers.one_step_page import opened, view, write
from tests.helpers.transcript import assert_reads
from tests.helpers.visitor import assert_fine, press, run_of
from xorcore import OPTIMIZERS, Config, loss_and_gradient, train


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


@pytest.mark.parametrize("content", [b"", b" \n\n"])
def test_a_file_with_nothing_in_it_is_said_to_be_so(content):
    app = opened(view="Check my code")
    app.segmented_control(key="gradients_way").set_value("File").run()
    app.file_uploader(key="gradients_file").set_value(("mine.txt", content, "text/plain")).run()
    assert_fine(app)
    assert app.error[0].value.endswith(", got an empty text.")


def test_an_unfinished_table_says_how_many_numbers_are_missing():
    app = opened(subject="Mazur 2015", view="Check my code")
    app.segmented_control(key="gradients_way").set_value("Table").run()
    assert_fine(app)
    assert any(caption.value == "Gradients: 12 of 12 numbers are still missing." for caption in app.caption)
    press(app, "Check")
    assert app.info[0].value == "There is nothing to check yet: bring your numbers first."
    assert_reads(app, "check my code")


def test_an_answer_says_what_would_be_right_and_only_the_settings_that_count():
    app = opened(subject="Mazur 2015", view="Check my code")
    assert any("Update by gradient descent: Δw = −l·gₜ, with l = 0.5.\n" in m.value for m in app.markdown)
    app.radio(key="bring").set_value("the loss after some steps").run()
    app.text_input(key="loss_text").set_value(".291027924").run()
    press(app, "Check")
    assert any(m.value == "- Right: all gradients are taken at the same weights." for m in app.markdown)


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


def start(epochs=0, steps=1, **settings):
    run = new_run(Config(hidden=(), **settings))
    if epochs:
        run.train_for(1e6, epochs)
    return json.loads(start_text(run_subject(run), steps))


def test_what_a_program_starts_from_is_said_with_all_digits():
    said = start()
    assert list(said) == ["W1", "b1", "inputs", "targets"]  # neither a memory of nothing nor the usual order
    assert said["W1"] == next(train(Config(hidden=()))).parameters[0][0].tolist()
    assert said["targets"] == [[0], [1], [1], [0]]


def test_amid_a_run_what_its_rule_remembers_is_said_too():
    assert [name for name in start(epochs=2, optimizer="momentum") if name.endswith("W1")] == ["W1", "velocity of W1"]
    assert [name for name in start(epochs=2, optimizer="gradient_descent") if name.endswith("W1")] == ["W1"]


@pytest.mark.parametrize(("steps", "orders"), [(1, 1), (3, 3), (500, 20)])
def test_shuffled_orders_are_said_for_each_step(steps, orders):
    said = start(steps=steps, batch_size=1, sample_order="shuffled")["orders, the first sample is 0"]
    assert len(said) == orders and all(sorted(order) == [0, 1, 2, 3] for order in said)

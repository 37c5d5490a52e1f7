from types import SimpleNamespace
from unittest.mock import MagicMock

import numpy as np
import pytest

from app.classics import setup as module
from app.classics.setup import ended_in_words, order_in_words, samples_table, settings_table, start_in_words, weights_text
from xorcore import Config, Dataset
from xorcore.classics import Setup


def test_the_settings_are_those_that_differ_from_the_labs():
    table = settings_table(Config(hidden=(2,), learning_rate=0.5, train_biases=False))
    assert dict(zip(table["setting"], table["value"], strict=True)) == {
        "hidden": "2", "learning_rate": "0.5", "train_biases": "no"}
    assert list(settings_table(Config())) == ["setting", "value"]


def test_the_start_weights_are_in_full_digits():
    W, b = np.array([[1 / 3], [0.1 + 0.2]]), np.array([-0.25])
    assert weights_text([(W, b)]) == "W1 = [[0.3333333333333333], [0.30000000000000004]]\nb1 = [-0.25]"


def test_drawn_start_weights_say_how_they_were_drawn():
    assert start_in_words(Setup(Config(init="uniform", init_scale=0.1, seed=7))) == "Drawn: uniform, scale 0.1, seed 7."
    assert start_in_words(Setup(Config(hidden=()), [([[0], [0]], [0])])) == "Given, not drawn."


@pytest.mark.parametrize(("config", "samples", "words"), [
    (Config(), 4, "One update an epoch, over all 4 samples."),
    (Config(batch_size=4), 4, "One update an epoch, over all 4 samples."),
    (Config(), 1, "One sample, one update an epoch."),
    (Config(batch_size=1), 4, "One update for each sample, in this order."),
    (Config(batch_size=2, sample_order="shuffled"), 4,
     "One update for every 2 samples, in an order that is drawn anew for each epoch."),
])
def test_the_order_of_the_samples_is_said(config, samples, words):
    assert order_in_words(config, samples) == words


def test_the_samples_are_in_their_order():
    table = samples_table(Dataset([[1, 1], [0, 0.5]], [0, 1]))
    assert table.values.tolist() == [[1, 1, 0], [0, 0.5, 1]]
    assert list(table) == ["x1", "x2", "target"]
    assert list(samples_table(Dataset([[1]], [[0, 1]]))) == ["x1", "target 1", "target 2"]


@pytest.mark.parametrize(("ended", "running", "diverged", "words"), [
    ("finished", False, "", "Finished at epoch 1\u202f200: loss 0.25."),
    ("", True, "", "Running at epoch 1\u202f200: loss 0.25."),
    ("", False, "", "Cancelled at epoch 1\u202f200: loss 0.25."),
    ("diverged", False, "the loss is no number", "Diverged at epoch 1\u202f200: loss 0.25, the loss is no number."),
])
def test_a_run_is_told_by_its_end_or_by_how_far_it_is(ended, running, diverged, words):
    last = SimpleNamespace(number=1200, loss=0.25, diverged=diverged)
    assert ended_in_words(SimpleNamespace(curve=SimpleNamespace(last=last, ended=ended)), running) == words


@pytest.fixture
def page(monkeypatch):
    """The page's widgets; a button that is drawn is pressed."""
    drawn = MagicMock()
    monkeypatch.setattr(module, "st", drawn)
    monkeypatch.setattr(module, "NAMES", {("mazur", "one"): "Mazur's network"})
    monkeypatch.setattr(module, "classics_session", MagicMock())
    module.classics_session.state.return_value.opened.setup = "one"
    return drawn


@pytest.mark.parametrize(("inputs", "can"), [([[0, 0], [1, 1]], True), ([[0, 0, 0], [1, 1, 1]], False)])
def test_a_setup_opens_on_train_where_that_can_show_it_and_in_one_step_always(page, inputs, can):
    refusal = module.ways_on("mazur", Setup(Config(), None, Dataset(inputs, [0, 1])))
    assert ([call.args[0] for call in page.button.call_args_list], bool(refusal)) == (
        ["Open on Train"] * can + ["Open in One step"], not can)
    assert module.classics_session.open_on_train.call_args_list == [(("mazur", "one"),)] * can
    page.switch_page.assert_called_once_with("app/pages/one_step.py", query_params={"subject": "Mazur's network"})


@pytest.mark.parametrize(("running", "others", "button", "disabled"), [
    (True, None, "Cancel", None), (False, None, "Run again", False), (False, "a check", "Run again", True)])
def test_a_run_can_be_cancelled_while_it_runs_and_run_again_while_nothing_does(page, running, others, button, disabled):
    module.classics_session.running.return_value = others
    module.run_button(running)
    (call,) = page.button.call_args_list
    assert (call.args[0], call.kwargs.get("disabled")) == (button, disabled)
    assert call.kwargs["on_click"] is getattr(module.classics_session, "cancel" if running else "run_setup")


def test_a_run_is_drawn_while_it_grows_and_is_a_table_too_at_its_end(page, monkeypatch):
    drawn = MagicMock()
    monkeypatch.setattr(module, "loss_curves", drawn)
    monkeypatch.setattr(module, "folded", lambda label, show, key: show())
    last = SimpleNamespace(number=2, loss=0.25, diverged="")
    run = SimpleNamespace(setup="one", computation=SimpleNamespace(error=None), curve=None)
    module.growing(run, True)
    assert not drawn.called and not page.error.called
    run.curve = SimpleNamespace(losses=np.array([1, 0.5, 0.25]), last=last, ended="")
    module.growing(run, True)
    assert not page.table.called
    module.growing(run, False)
    assert page.table.call_args.args[0]["loss"].tolist() == ["1", "0.5", "0.25"]
    _, labels, ((epochs, losses),), words = drawn.call_args.args
    assert (labels, epochs.tolist(), losses.tolist()) == (["one"], [0, 1, 2], [1, 0.5, 0.25])
    assert words == "Loss by epoch. Cancelled at epoch 2: loss 0.25." and drawn.call_args.kwargs == {"logarithmic": True}
    run.computation.error = ValueError("of *no* use")
    module.growing(run, False)
    page.error.assert_called_once_with("The run failed: of \\*no\\* use")


def test_one_setup_is_no_choice_and_of_several_another_opens_its_card(page, monkeypatch):
    monkeypatch.setattr(module, "CLASSICS", {"mazur": SimpleNamespace(setups={"one": 1}),
                                             "lab": SimpleNamespace(setups={"one": 1, "two": 2})})
    chosen = MagicMock()
    monkeypatch.setattr(module, "synced", chosen)
    module.choose("mazur")
    assert page.caption.call_args.args == ("One",) and not chosen.called
    module.choose("lab")
    assert (chosen.call_args.kwargs["value"], chosen.call_args.kwargs["options"]) == ("one", ["one", "two"])
    chosen.call_args.kwargs["take"]("two")
    module.classics_session.open_card.assert_called_once_with("lab", "two")

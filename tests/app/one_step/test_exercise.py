import json

import pytest

from app.one_step.check_my_code import start_text
from app.one_step.chosen_step import run_subject
from app.one_step.exercise import exercise
from app.server.run import new_run
from xorcore import LOSSES, OPTIMIZERS, Config
from xorcore.training import orders_after


@pytest.mark.parametrize("rule", OPTIMIZERS)
@pytest.mark.parametrize("loss", LOSSES)
def test_the_exercise_is_in_words_and_formulas(rule, loss):
    text = " ".join(exercise(Config(optimizer=rule, loss=loss), (2, 4, 4, 1), 4))
    assert "_" not in text and "L = " in text and "Δw = " in text and "l = 0.05" in text


def test_the_exercise_gives_every_digit_of_its_rates():
    """Who computes with fewer comes to other numbers, and would be told of a mistake."""
    config = Config(learning_rate=0.123456789, momentum=1 / 3, l2=0.00123456789)
    text = " ".join(exercise(config, (2, 1), 4))
    assert all(words in text for words in ("l = 0.123456789 and m = 0.3333333333333333;", "λ = 0.00123456789."))


@pytest.mark.parametrize(("sizes", "said"), [((2, 1), False), ((2, 4, 1), True)])
def test_the_activation_of_hidden_layers_is_said_where_there_are_some(sizes, said):
    assert ("in the hidden layers" in exercise(Config(), sizes, 4)[0]) == said


@pytest.mark.parametrize(("batch_size", "words"), [
    (0, "from all 4 samples"), (4, "from all 4 samples"), (1, "in which they are listed, with an update after each."),
    (2, "in which they are listed, with an update after every 2."),
])
def test_the_order_of_the_samples_is_said(batch_size, words):
    assert words in exercise(Config(batch_size=batch_size), (2, 4, 4, 1), 4)[-1]


@pytest.mark.parametrize(("rule", "remembers"), [("gradient_descent", False), ("previous_gradient", True), ("adam", True)])
def test_the_memory_of_zero_is_said_where_the_rule_has_one(rule, remembers):
    words = exercise(Config(optimizer=rule), (2, 1), 4)[2]
    assert ("what it remembers is 0" in words) == remembers
    assert (" and m = 0.5" in words) == OPTIMIZERS[rule].uses_momentum


def test_an_exercise_amid_a_run_starts_from_what_the_run_remembers():
    words = exercise(Config(optimizer="momentum"), (2, 4, 4, 1), 4, epoch=3)[2]
    assert "what it remembers is what the run remembers after epoch 3" in words


def test_shuffled_samples_are_taken_in_the_orders_of_the_run():
    config = Config(batch_size=1, sample_order="shuffled")
    assert "in the run's shuffled orders, listed with the data, with an update" in exercise(config, (2, 1), 4)[-1]
    run = new_run(config)
    text = json.loads(start_text(run_subject(run), steps=3))
    orders = orders_after(config, run.history.state_at(0), 4, 3)
    assert text["orders, the first sample is 0"] == [order.tolist() for order in orders]


def test_a_whole_exercise_reads_as_agreed():
    assert exercise(Config(optimizer="gradient_descent", hidden=(), train_biases=False), (2, 1), 1) == [
        "Network 2-1: sigmoid at the output; the biases are not trained.",
        "Loss L = ½·Σ (a − y)² with output a = f(z) and target y, the sum over the samples of the batch.",
        "Update by gradient descent: Δw = −l·gₜ, with l = 0.05.", "Each step is one update."]

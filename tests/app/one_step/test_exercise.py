import pytest

from app.one_step.exercise import exercise
from xorcore import LOSSES, OPTIMIZERS, Config


@pytest.mark.parametrize("rule", OPTIMIZERS)
@pytest.mark.parametrize("loss", LOSSES)
def test_the_exercise_is_in_words_and_formulas(rule, loss):
    text = " ".join(exercise(Config(optimizer=rule, loss=loss), (2, 4, 4, 1), 4))
    assert "_" not in text and "L = " in text and "Δw = " in text and "l = 0.05" in text


@pytest.mark.parametrize(("batch_size", "words"), [
    (0, "from all 4 samples"), (4, "from all 4 samples"), (1, "in which they are listed, with an update after each."),
    (2, "in which they are listed, with an update after every 2."),
])
def test_the_order_of_the_samples_is_said(batch_size, words):
    assert words in exercise(Config(batch_size=batch_size), (2, 4, 4, 1), 4)[-1]


@pytest.mark.parametrize(("rule", "remembers"), [("gradient_descent", False), ("previous_gradient", True), ("adam", True)])
def test_the_memory_of_zero_is_said_where_the_rule_has_one(rule, remembers):
    assert ("what it remembers is 0" in exercise(Config(optimizer=rule), (2, 1), 4)[2]) == remembers

"""Which rule another is taken for, and in which other orders the samples may have been taken."""

import pytest

from xorcore import Config
from xorcore.diagnosis.mistakes.in_update import _orders, in_the_update
from xorcore.diagnosis.mistakes.mistake import Case

REVERSE = "the samples were taken in reverse order"


def orders(samples, batch_size=1, kind="weights", given=None):
    return list(_orders(Case(Config(batch_size=batch_size), (2, 4, 4, 1), samples, kind, given)))


def test_one_sample_has_one_order():
    assert orders(1) == []


def test_of_few_samples_all_orders_are_tried_the_reverse_one_first():
    assert orders(3) == [
        (REVERSE, (2, 1, 0)), ("the order of the samples is 1, 3, 2", (0, 2, 1)),
        ("the order of the samples is 2, 1, 3", (1, 0, 2)), ("the order of the samples is 2, 3, 1", (1, 2, 0)),
        ("the order of the samples is 3, 1, 2", (2, 0, 1)),
    ]
    assert len(set(orders(4))) == 23


def test_of_more_samples_they_may_begin_with_any():
    _, *in_turn = orders(5)
    assert in_turn == [(f"the order of the samples begins with {words}", order) for words, order in [
        ("2, 3, 4, 5", (1, 2, 3, 4, 0)), ("3, 4, 5, 1", (2, 3, 4, 0, 1)), ("4, 5, 1, 2", (3, 4, 0, 1, 2)),
        ("5, 1, 2, 3", (4, 0, 1, 2, 3))]]


def test_of_a_gradient_only_the_batch_counts_that_comes_first():
    _, *first = orders(5, 2, "gradients")
    assert [order for _, order in first] == [(1, 2, 0, 3, 4), (2, 3, 0, 1, 4), (3, 4, 0, 1, 2), (4, 0, 1, 2, 3)]


@pytest.mark.parametrize(("samples", "batch_size", "kind", "count"), [
    (20, 1, "weights", 20), (21, 1, "weights", 1), (21, 1, "gradients", 21), (4, 0, "weights", 1), (4, 4, "weights", 1),
])
def test_as_many_orders_are_tried_as_there_is_time_for_and_one_where_all_are_in_one_batch(samples, batch_size, kind, count):
    assert len(orders(samples, batch_size, kind)) == count


def test_a_run_that_shuffles_may_be_taken_in_the_order_of_the_dataset():
    words, order = orders(3, given=((2, 0, 1),))[0]
    assert (words, order) == ("the samples were taken in the order of the dataset, not shuffled as in the run", (0, 1, 2))


HEAVY_BALL, NESTEROV = "the update uses a velocity (heavy ball)", "the update uses Nesterov's momentum"
PREVIOUS = "the update uses the previous gradient in place of the velocity"


@pytest.mark.parametrize(("rule", "taken_for"), [
    ("previous_gradient", {"momentum": HEAVY_BALL, "nesterov": NESTEROV}),
    ("as_printed", {"momentum": HEAVY_BALL, "nesterov": NESTEROV}),
    ("momentum", {"previous_gradient": PREVIOUS, "nesterov": NESTEROV}),
    ("nesterov", {"momentum": HEAVY_BALL, "previous_gradient": PREVIOUS}),
    ("gradient_descent", {}), ("adam", {}),
])
def test_a_rule_with_momentum_is_taken_for_another_which_is_named(rule, taken_for):
    made = list(in_the_update(Case(Config(optimizer=rule), (2, 4, 4, 1), 4, "weights")))
    others = {dict(each.fields)["rule"]: each.sentence for each in made
              if each.key == "other rule" and len(each.fields) == 1}
    assert others == taken_for
    without = in_the_update(Case(Config(optimizer=rule, momentum=0), (2, 4, 4, 1), 4, "weights"))
    assert not any(each.key == "other rule" for each in without)


@pytest.mark.parametrize(("rule", "memory"), [("momentum", "velocity"), ("previous_gradient", "previous gradient")])
def test_the_memory_is_called_what_the_rule_remembers(rule, memory):
    made = in_the_update(Case(Config(optimizer=rule), (2, 4, 4, 1), 4, "weights"))
    started = [each.sentence for each in made if each.key == "memory start"]
    assert f"the {memory} started at the gradient, not at 0" in started
    assert f"the {memory} was not reset after an earlier run of as many steps" in started


@pytest.mark.parametrize(("batch_size", "rates"), [(0, [-0.25, 0.0625]), (2, [-0.25, 0.125]), (1, [-0.25])])
def test_a_learning_rate_may_be_negative_or_divided_by_the_samples_of_a_batch(batch_size, rates):
    made = in_the_update(Case(Config(learning_rate=0.25, batch_size=batch_size), (2, 4, 4, 1), 4, "weights"))
    assert [dict(each.fields)["learning_rate"] for each in made if "learning_rate" in dict(each.fields)] == rates

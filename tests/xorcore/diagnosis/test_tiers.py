from collections import Counter

import numpy as np
import pytest

from tests.helpers.plain_student import student
from xorcore import Config, Dataset, diagnose, read_numbers, train
from xorcore.diagnosis import candidates
from xorcore.diagnosis.candidates import Candidates
from xorcore.diagnosis.mistakes.catalogue import rounded_starts
from xorcore.diagnosis.mistakes.mistake import Case, Mistake, mistake, rare
from xorcore.diagnosis.tiers import Tiers, _can_meet, _pairs, _passes_to_follow
from xorcore.parameters import flatten


def exercise(steps, kind="weights", **settings):
    trainer = train(Config(optimizer="gradient_descent", **settings))
    start, data = next(trainer).parameters, trainer.dataset
    candidates = Candidates(Case(trainer.config, trainer.sizes, len(data.inputs), kind), flatten(start), data, steps)
    return trainer.config, start, data, candidates


@pytest.mark.parametrize(("steps", "settings"), [
    (100, {}), (20, {"batch_size": 1}), (1, {"samples": 50, "dataset": "moons"}),
])
def test_every_single_mistake_is_tried_whatever_the_time_for_pairs(steps, settings):
    *_, candidates = exercise(steps, hidden=(3,), **settings)
    tiers = Tiers(candidates, seconds=0)
    assert tiers.tried(0)[0] == tiers.groups(0)
    assert not tiers.tried(tiers.count - 1)[0]


def test_a_fresh_shuffle_is_followed_through_as_many_passes_as_have_600_orders_at_most():
    assert [_passes_to_follow(n) for n in (1, 2, 3, 4, 5, 6, 1000)] == [10, 9, 3, 2, 1, 0, 0]


def test_the_loss_printed_otherwise_comes_first_and_every_single_mistake_once():
    *_, candidates = exercise(1, "loss", hidden=(3,))
    tiers = Tiers(candidates, seconds=0)
    singles = [one for (one,) in tiers.groups(0)]
    assert [one.key == "reported loss" for one in singles] == [i < tiers.printed for i in range(len(singles))]
    assert tiers.printed and len(singles) == len(set(singles))


def test_a_single_mistake_is_named_after_a_hundred_steps_one_sample_at_a_time():
    config, start, data, _ = exercise(100, hidden=(2,), batch_size=1)
    mistaken = student(config, start, data.inputs, data.targets, 100, ["reverse_order"])
    assert diagnose(config, start, data, weights=mistaken.weights, steps=100, seconds=0).ways == (
        "the samples were taken in reverse order",)


def test_the_numbers_are_worked_out_once_for_all_readings(monkeypatch):
    """Square matrices can be read in two ways each, which does not double the work."""
    steps_taken, real = Counter(), candidates.after_steps
    monkeypatch.setattr(candidates, "after_steps", lambda variants, *rest: steps_taken.update([len(variants)])
                        or real(variants, *rest))
    config, start, data, _ = exercise(1, hidden=(2, 2))
    rng, counts = np.random.default_rng(0), []
    for text in (str([[W.tolist(), b.tolist()] for W, b in start]), str([[W.T.tolist(), b.tolist()] for W, b in start])):
        numbers = read_numbers(text, (2, 2, 2, 1))
        strange = type(numbers)(rng.normal(size=len(numbers.values)), numbers.place, numbers.digits)
        several = type(numbers)(strange.values, strange.place, strange.digits, others=(strange, strange, strange))
        for given in (strange, several):
            steps_taken.clear()
            diagnose(config, start, data, weights=given)
            counts.append(sum(count for size, count in steps_taken.items() if size > 20))
    assert counts[0] == counts[1] > 0


def test_samples_shuffled_afresh_in_each_of_two_passes_are_found_out():
    config, start, data, _ = exercise(2, hidden=(3,), batch_size=1)
    orders = [[2, 0, 3, 1], [1, 3, 0, 2]]
    parameters = start
    for order in orders:
        shuffled = Dataset(data.inputs[order], data.targets[order])
        parameters = student(config, parameters, shuffled.inputs, shuffled.targets, 1).weights
    assert diagnose(config, start, data, weights=parameters, steps=2).ways == (
        "the samples were shuffled afresh in each pass: 3, 1, 4, 2; then 2, 4, 1, 3",)


@pytest.mark.parametrize("order", [[4, 2, 0, 3, 1], [1, 0, 2, 4, 3]])
def test_five_samples_shuffled_once_are_found_out(order):
    rng = np.random.default_rng(0)
    config = Config(hidden=(3,), optimizer="gradient_descent", batch_size=1, dataset="own")
    data = Dataset(rng.normal(size=(5, 2)), rng.uniform(size=(5, 1)))
    start = [(rng.normal(size=(2, 3)), rng.normal(size=3)), (rng.normal(size=(3, 1)), rng.normal(size=1))]
    mistaken = student(config, start, data.inputs[order], data.targets[order], 2)
    said = ", ".join(str(i + 1) for i in order)
    assert diagnose(config, start, data, weights=mistaken.weights, steps=2).ways == (f"the order of the samples is {said}",)


@pytest.mark.parametrize(("steps", "settings", "said"), [
    (5, {}, "5 passes has too many orders to try: bring the weights after 2 passes, which 576 orders can give, or"),
    (1, {"samples": 20, "dataset": "moons"}, "A shuffle has too many orders to try: take the samples in the order"),
    (2, {}, ""), (5, {"batch_size": 0}, ""),
])
def test_of_a_shuffle_with_too_many_orders_it_is_said_what_would_decide(steps, settings, said):
    config, start, data, _ = exercise(steps, **({"hidden": (3,), "batch_size": 1} | settings))
    strange = [(W + 0.01, b) for W, b in start]
    sentence = diagnose(config, start, data, weights=strange, steps=steps, seconds=0.02).sentence
    assert (said in sentence) if said else "shuffle" not in sentence


@pytest.mark.parametrize(("kind", "settings"), [("weights", {"momentum": 0.5}), ("loss", {"batch_size": 3, "l2": 0.1})])
def test_mistakes_made_together_give_the_same_numbers_alone_and_among_thousands(kind, settings):
    trainer = train(Config(hidden=(2, 2), optimizer="momentum", **settings))
    data = trainer.dataset
    candidates = Candidates(Case(trainer.config, trainer.sizes, len(data.inputs), kind), next(trainer).vector, data, 2)
    tiers = Tiers(candidates, seconds=10)
    for number in range(1, tiers.count):
        _, variants, values = tiers.tried(number)
        for i in range(0, len(variants), len(variants) // 12 + 1):
            np.testing.assert_allclose(candidates.numbers([variants[i]])[0], values[i], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("one", "other", "meet"), [
    ({"rule": "x"}, {"rule": "y"}, False),  # one place cannot be wrong in two ways
    ({"lookahead": True}, {"early_update": "output"}, False), ({"lookahead": True}, {"rule": "x"}, True),
    ({"early_update": "output"}, {"rule": "x"}, True),
])
def test_two_mistakes_meet_where_one_does_not_take_the_other_s_place(one, other, meet):
    case = Case(Config(), (2, 4, 4, 1), 4, "weights")
    one, other = (Mistake(f"mistake {i}", "", tuple(fields.items())) for i, fields in enumerate((one, other)))
    assert _can_meet(case, one, other) == _can_meet(case, other, one) == meet
    assert not _can_meet(case, one, one._replace(fields=other.fields))  # two of a kind


@pytest.mark.parametrize(("batch_size", "other", "meet"), [(1, "damped", True), (0, "damped", False), (0, "batch", True)])
def test_an_order_of_the_samples_is_told_where_it_counts_or_other_batches_make_it_count(batch_size, other, meet):
    case = Case(Config(batch_size=batch_size), (2, 4, 1), 4, "weights")
    pair = mistake("order", "", orders=((1, 0, 2, 3),)), mistake(other, "", batch_size=2)
    assert _can_meet(case, *pair) == _can_meet(case, *pair[::-1]) == meet


def test_common_mistakes_are_paired_first_then_each_with_rare_ones_then_each_with_rounded_starts():
    made = [mistake("a", "", x=1), rare("b", "", y=1), mistake("c", "", z=1), rare("d", "", u=1)]
    a, b, c, d = made
    both, mixed, starts = _pairs(Case(Config(), (2, 4, 1), 4, "weights"), made)
    assert (both, mixed) == ([(a, c)], [(a, b), (a, d), (c, b), (c, d)])
    assert starts == [(one, start) for start in rounded_starts() for one in (a, c)]

"""Steps that go on from a run are judged by its memory, its order of the samples and its settings of then."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from xorcore import Config, diagnose, train
from xorcore.diagnosis.answer import _case


@pytest.mark.parametrize("optimizer", ["previous_gradient", "momentum", "adam"])
@pytest.mark.parametrize("batch", [{}, {"batch_size": 2, "sample_order": "shuffled"}])
def test_steps_go_on_from_the_memory_and_the_order_of_a_run(optimizer, batch):
    trainer = train(Config(optimizer=optimizer, **batch))
    *_, epoch = islice(trainer, 4)
    state, start = trainer.state(), epoch.parameters
    *_, after = islice(trainer, 2)
    given = {"weights": after.parameters, "steps": 2}
    answer = diagnose(trainer.config, start, trainer.dataset, state=state, **given)
    assert answer.matches, answer.sentence
    assert not diagnose(trainer.config, start, trainer.dataset, **given, seconds=0).matches


@pytest.mark.parametrize("sample_order", ["fixed", "shuffled"])
def test_the_case_of_a_run_has_the_orders_of_its_passes_and_one_more_where_they_are_not_the_given_one(sample_order):
    trainer = train(Config(batch_size=2, sample_order=sample_order))
    *_, state = (trainer.state() for _ in islice(trainer, 4))
    case, memory = _case(trainer.config, trainer.sizes, trainer.dataset, "weights", 2, state)
    rng = np.random.default_rng()
    rng.bit_generator.state = state.order
    drawn = tuple(tuple(rng.permutation(4)) for _ in range(3))
    assert case.orders == (drawn if sample_order == "shuffled" else None)
    assert memory is state.memory


@pytest.mark.parametrize(("memory", "remembers"), [
    ([[0, 0], [0, 0]], False), ([[0, 1], [0, 0]], True), ([[0, 0], [0, 1]], True), ([[1, 1], [1, 1]], True)])
def test_a_run_remembers_whose_memory_is_anywhere_not_0(memory, remembers):
    trainer = train(Config(optimizer="momentum"))
    next(trainer)
    state = replace(trainer.state(), memory=tuple(map(np.array, memory)))
    assert _case(trainer.config, trainer.sizes, trainer.dataset, "weights", 1, state)[0].remembers == remembers


def test_a_case_has_the_settings_that_a_run_has_been_changed_to():
    trainer = train(Config())
    next(trainer)
    trainer.change(learning_rate=0.25)
    assert _case(trainer.config, trainer.sizes, trainer.dataset, "loss", 1, trainer.state())[0].config.learning_rate == 0.25


def test_who_starts_with_no_memory_amid_a_run_is_told_so():
    trainer = train(Config(optimizer="momentum"))
    *_, epoch = islice(trainer, 4)
    state = trainer.state()
    forgotten = train(trainer.config, epoch.parameters, trainer.dataset)
    *_, after = islice(forgotten, 3)
    answer = diagnose(trainer.config, epoch.parameters, trainer.dataset, weights=after.parameters, steps=2, state=state)
    assert answer.ways == ("the memory of the update rule was 0 at the start, not the run's",)

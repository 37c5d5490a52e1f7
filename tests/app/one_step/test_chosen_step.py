from dataclasses import replace

import numpy as np
import pytest

from app.one_step.chosen_step import example_subject, own_subject, run_subject, setup_subject
from app.run.published_networks import PUBLISHED_NETWORKS
from app.server.run import new_run
from xorcore import CLASSICS, OPTIMIZERS, Config, train
from xorcore.classics import Setup
from xorcore.parameters import sizes_of


@pytest.mark.parametrize("batch_size", [0, 3])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_step_of_a_run_is_the_one_that_the_run_takes_next(optimizer, batch_size):
    run = new_run(Config(dataset="xor_line", optimizer=optimizer, batch_size=batch_size, sample_order="shuffled"))
    run.train_for(1e6, 12)
    run.show(7)
    subject = run_subject(run)
    assert len(subject.rows) == (batch_size or 21)
    if batch_size:
        assert subject.rows.tolist() == orders(run.config, 8)[-1][:batch_size].tolist()
    else:
        assert subject.trace().new_vector.tobytes() == run.history.epoch_at(8).vector.tobytes()


def orders(config, epochs):
    """The samples in the order of each of the first epochs: the third of the generators that the seed gives."""
    _, _, order = np.random.default_rng(config.seed).spawn(3)
    return [order.permutation(21) if config.sample_order == "shuffled" else np.arange(21) for _ in range(epochs)]


@pytest.mark.parametrize("sample_order", ["fixed", "shuffled"])
def test_the_step_of_a_setup_is_on_its_first_batch(sample_order):
    config = Config(dataset="xor_line", batch_size=4, sample_order=sample_order)
    rows = setup_subject("", Setup(config, None, None)).rows
    assert rows.tolist() == orders(config, 1)[0][:4].tolist()


@pytest.mark.parametrize(("batch_size", "words"), [(0, "all 21 samples"), (3, "a batch of 3"), (1, "one sample")])
def test_the_words_say_how_many_samples_the_step_is_on(batch_size, words):
    subject = run_subject(new_run(Config(dataset="xor_line", batch_size=batch_size)))
    assert subject.in_words == f"The run on the Train page after epoch 0: the step that comes next, on {words}."


def test_a_rate_changed_while_training_is_the_one_of_the_step():
    run = new_run(Config())
    run.train_for(1e6, 5)
    run.change(learning_rate=0.5)
    run.train_for(1e6, 5)
    run.show(6)
    assert run_subject(run).config.learning_rate == 0.5
    run.show(4)
    assert run_subject(run).config.learning_rate == 0.05


def test_every_setup_of_every_classic_is_an_example_once():
    assert sorted(PUBLISHED_NETWORKS.values()) == sorted((name, setup) for name, classic in CLASSICS.items()
                                               for setup in classic.setups)


@pytest.mark.parametrize("name", PUBLISHED_NETWORKS)
def test_an_example_starts_at_its_first_batch(name):
    classic, setup = PUBLISHED_NETWORKS[name]
    config, parameters, dataset = CLASSICS[classic].setups[setup]
    subject = example_subject(name)
    assert len(subject.rows) == (config.batch_size or len(subject.dataset.inputs))
    assert not any(vector.any() for vector in subject.memory)
    if len(subject.rows) == len(subject.dataset.inputs):
        _, first = train(replace(config, epochs=1), parameters, dataset)
        assert np.allclose(subject.trace().new_vector, first.vector, rtol=0, atol=1e-12)


def test_own_start_weights_keep_the_exercise():
    subject = example_subject("Mazur 2015")
    flat = np.arange(12.0)
    own = own_subject(subject, flat, sizes_of(subject.parameters))
    assert own.config == subject.config
    assert own.trace().vector.tolist() == flat.tolist()

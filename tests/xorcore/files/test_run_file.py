"""A run as one file goes on with the same bits."""

import io
import json
from dataclasses import asdict, replace

import numpy as np
import pytest

from tests.helpers.run_files import CHANGES, file_of, small, to_the_end, trained
from tests.helpers.same_bits import same
from xorcore import OPTIMIZERS, Config, Dataset, train
from xorcore import history as history_file
from xorcore.files import RunFileError, read_run, saved_run, write_run
from xorcore.files.run_file import MOST_STATES
from xorcore.files.sealed_file import seal, unseal
from xorcore.parameters import flatten

ORDERS = {"full batch": {}, "mini-batch": {"batch_size": 3}, "shuffled": {"batch_size": 3, "sample_order": "shuffled"}}


@pytest.fixture
def few_snapshots(monkeypatch):
    monkeypatch.setattr(history_file, "MOST_SNAPSHOTS", 16)


@pytest.mark.usefixtures("few_snapshots")
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_an_opened_run_goes_on_and_looks_back_with_the_same_bits(optimizer, order):
    config = small(optimizer=optimizer, **order)
    whole, past = to_the_end(*trained(config, 0, changes=CHANGES))
    opened, again = read_run(file_of(config, changes=CHANGES)).opened()
    assert opened.epoch.number == 40
    to_the_end(opened, again)
    assert same(opened.state(), whole.state())
    assert same(again.losses, past.losses) and same(again.test_losses, past.test_losses)
    assert all(same(again.state_at(epoch), past.state_at(epoch)) for epoch in (0, 1, 19, 20, 21, 39, 40, 41, 60))


def test_a_run_opened_again_and_again_is_the_run():
    content = file_of(epochs=0)
    for _ in range(5):
        trainer, history = read_run(content).opened()
        for _ in range(7):
            next(trainer)
            history.record()
        content = write_run(saved_run(trainer, history))
    assert same(trainer.state(), trained(small(), 35)[0].state())


@pytest.mark.parametrize("epochs", [0, 1, 40, 60])
def test_a_file_of_a_file_has_the_same_bytes(epochs):
    content = file_of(epochs=epochs, changes=CHANGES)
    assert write_run(read_run(content)) == content


def test_given_samples_and_start_weights_are_in_the_file():
    given = Dataset([[0, 1], [1, 1], [0.5, 0]], [0, 1, 0.25])
    start = next(train(Config(dataset="own", seed=9), dataset=given)).parameters
    trainer, history = trained(Config(dataset="own", epochs=30), 20, parameters=start, dataset=given)
    run = read_run(write_run(replace(saved_run(trainer, history, given_weights=True), name="Übung 3")))
    assert (run.name, run.given_weights, run.epoch) == ("Übung 3", True, 20)
    assert same(flatten(run.start_weights), flatten(start)) and same(run.dataset.inputs, given.inputs)
    assert same(to_the_end(*run.opened())[0].state(), to_the_end(trainer, history)[0].state())


def test_a_change_made_at_the_epoch_of_saving_holds_from_the_next_on():
    trainer, history = trained(small(), 30)
    trainer.change(learning_rate=0.5)
    trainer.change(learning_rate=0.2, momentum=0.9)
    opened, _ = read_run(write_run(saved_run(trainer, history))).opened()
    assert opened.changes == trainer.changes
    assert same(next(opened), next(trainer))


def test_a_diverged_run_stays_diverged():
    trainer, history = trained(Config(output_activation="linear", learning_rate=0.4, optimizer="gradient_descent"), 1000)
    opened, again = read_run(write_run(saved_run(trainer, history))).opened()
    assert trainer.ended == opened.ended == "diverged"
    assert same(opened.epoch, trainer.epoch) and same(again.epoch_at(trainer.epoch.number), trainer.epoch)


def test_training_goes_on_while_the_saved_run_stays():
    trainer, history = trained(small(), 30)
    run = saved_run(trainer, history)
    before = write_run(run)
    to_the_end(trainer, history)
    assert write_run(run) == before


def test_losses_may_be_kept_apart():
    run = saved_run(*trained(small(), 40))
    part = write_run(run, first_loss=25)
    assert len(part) < len(write_run(run))
    assert write_run(read_run(part, run.losses[:25], run.test_losses[:25])) == write_run(run)
    with pytest.raises(RunFileError, match="losses must have the shape"):
        read_run(part)


def test_states_on_the_way_are_few():
    trainer, history = trained(Config(epochs=700), 700)
    run = saved_run(trainer, history)
    assert MOST_STATES / 2 < len(run.states) <= MOST_STATES + 1
    large = saved_run(*trained(Config(hidden=(32,) * 6, optimizer="adam", epochs=20), 20))
    assert [state.epoch for state in large.states] == [0, 20]


def test_numpy_and_json_alone_read_a_run():
    trainer, history = trained(small(), 40)
    with np.load(io.BytesIO(write_run(saved_run(trainer, history)))) as file:
        words = json.loads(file["words.json"])
        assert words["settings"] == json.loads(json.dumps(asdict(trainer.config)))
        np.testing.assert_array_equal(file["losses"], history.losses)
        np.testing.assert_array_equal(file["weights"][-1], trainer.epoch.vector)
        np.testing.assert_array_equal(file["weights"][0], history.epoch_at(0).vector)


def test_settings_that_an_older_program_did_not_have_are_the_lab_s():
    words, arrays = unseal(file_of(replace(small(), l2=0.0)))
    del words["settings"]["l2"]
    assert read_run(seal(words, arrays)).config.l2 == 0

"""A run as one file goes on with the same bits; any other file is refused in one sentence."""

import io
import json
from dataclasses import asdict, replace

import numpy as np
import pytest

from tests.helpers.same_bits import same
from xorcore import OPTIMIZERS, Change, Config, Dataset, History, train
from xorcore import history as history_file
from xorcore.files import RunFileError, read_run, saved_run, write_run
from xorcore.files.run_file import MOST_STATES
from xorcore.files.sealed_file import seal, unseal
from xorcore.parameters import flatten

CHANGES = (Change(3, "momentum", 0.2), Change(20, "learning_rate", 0.3), Change(55, "learning_rate", 0.1))
ORDERS = {"full batch": {}, "mini-batch": {"batch_size": 3}, "shuffled": {"batch_size": 3, "sample_order": "shuffled"}}


def small(**settings) -> Config:
    usual = {"dataset": "circle", "samples": 10, "test_share": 0.2, "hidden": (3,), "epochs": 60, "l2": 0.01}
    return Config(**usual | settings)


def trained(config, epochs, **start):
    trainer = train(config, **start)
    history = History(trainer)
    for epoch in trainer:
        history.record()
        if epoch.number == epochs:
            break
    return trainer, history


def to_the_end(trainer, history):
    for _ in trainer:
        history.record()
    return trainer, history


def file_of(config=None, epochs=40, **start) -> bytes:
    return write_run(saved_run(*trained(config or small(), epochs, **start)))


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
    run = read_run(write_run(saved_run(trainer, history, given_weights=True, name="Übung 3")))
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


def test_every_97th_byte_flipped_is_refused_in_a_sentence():
    content = file_of()
    for place in range(0, len(content), 97):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        with pytest.raises(RunFileError, match=r"^[A-Z][^.]*(\.npz)?[^.]*\.$"):
            read_run(bytes(damaged))


@pytest.mark.parametrize("length", [0, 1, 100, -1, -64, -65])
def test_a_file_that_was_cut_off_is_refused(length):
    with pytest.raises(RunFileError, match="cut off"):
        read_run(file_of()[:length])


def forged(**changed) -> bytes:
    """A run file with a seal that fits, of which some words or arrays are others."""
    words, arrays = unseal(file_of(changes=CHANGES))
    for name, value in changed.items():
        (arrays if name in arrays else words)[name] = value
    return seal(words, arrays)


SETTINGS = asdict(small())
ORDER = unseal(file_of())[0]["states"][0]["order"]
FORGED = {
    "another version": ({"version": 2}, "has version 2, this program reads version 1"),
    "no version": ({"version": None}, "has version None"),
    "no run": ({"kind": "map"}, "holds no run"),
    "an unknown setting": ({"settings": SETTINGS | {"dropout": 0.5}}, "knows no setting dropout"),
    "a setting beyond its limits": ({"settings": SETTINGS | {"epochs": 10**9}}, "epochs must be a whole number"),
    "settings that are none": ({"settings": [1]}, "is not used"),
    "other layers": ({"settings": SETTINGS | {"hidden": [32] * 6}}, "weights must have the shape"),
    "another rule": ({"settings": SETTINGS | {"optimizer": "adam"}}, "memory must have the shape"),
    "fewer epochs than trained": ({"settings": SETTINGS | {"epochs": 39}}, "must grow from 0 to at most 39"),
    "a name of two lines": ({"name": "a\nb"}, "the name must be"),
    "a long name": ({"name": "a" * 61}, "the name must be"),
    "a name that is a number": ({"name": 3}, "the name must be"),
    "an unknown change": ({"changes": [[1, "seed", 3]]}, "is not used"),
    "a change beyond its limits": ({"changes": [[1, "momentum", 30]] * 3}, "momentum must be"),
    "changes that are none": ({"changes": [1, 2, 3]}, "is not used"),
    "a diverged that is no sentence": ({"diverged": 0}, "of another kind"),
    "no states": ({"states": []}, "is not used"),
    "states that are none": ({"states": [0]}, "is not used"),
    "a state of the future": ({"states": [{"epoch": 0, "changes": 0, "order": ORDER}, {"epoch": 61, "changes": 0,
                                                                                    "order": ORDER}]}, "at most 60"),
    "a state that comes twice": ({"states": [{"epoch": epoch, "changes": 0, "order": ORDER} for epoch in (0, 7, 7, 40)]},
                                 "must grow from 0"),
    "states that go back": ({"states": [{"epoch": epoch, "changes": 0, "order": ORDER} for epoch in (0, 9, 7, 40)]},
                            "must grow from 0"),
    "no state of epoch 0": ({"states": [{"epoch": epoch, "changes": 0, "order": ORDER} for epoch in (1, 40)]},
                            "must grow from 0"),
    "an epoch that is none": ({"states": [{"epoch": 0.0, "changes": 0, "order": ORDER}]}, "must be whole"),
    "changes below none": ({"states": [{"epoch": 0, "changes": -1, "order": ORDER}]}, "more changes than the run"),
    "other losses": ({"losses": np.ones(41)}, "its last loss is 1, that of its weights"),
    "too few losses": ({"losses": np.ones(40)}, "losses must have the shape"),
    "losses in rows": ({"losses": np.ones((41, 1))}, "is not used"),
    "no test losses": ({"test_losses": np.ones(0)}, "test_losses must have the shape"),
    "samples that are none": ({"inputs": np.full((8, 2), np.nan)}, "inputs must be finite"),
    "many samples": ({"inputs": np.zeros((20_000, 2)), "targets": np.zeros((20_000, 1))}, "at most 10000 samples"),
    "many inputs": ({"inputs": np.zeros((8, 100_000)), "test_inputs": np.zeros((2, 100_000))}, "weights must have"),
    "many test samples": ({"test_inputs": np.zeros((9_995, 2)), "test_targets": np.zeros((9_995, 1))},
                          "at most 10000 samples are read, it has 10003"),
    "no samples": ({"inputs": np.zeros((0, 2)), "targets": np.zeros((0, 1))}, "at least one training sample"),
}


@pytest.mark.parametrize(("changed", "sentence"), FORGED.values(), ids=FORGED)
def test_a_fitting_seal_does_not_make_a_run_right(changed, sentence):
    with pytest.raises(RunFileError, match=sentence) as caught:
        read_run(forged(**changed))
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)


@pytest.mark.parametrize("order", [{}, ORDER | {"state": {"state": -1, "inc": 1}}, ORDER | {"bit_generator": "MT19937"}, 7])
def test_a_generator_s_state_that_is_none_is_refused(order):
    words, arrays = unseal(file_of())
    words["states"][0]["order"] = order
    with pytest.raises(RunFileError, match="is not used"):
        read_run(seal(words, arrays))


@pytest.mark.parametrize("value", [np.inf, np.nan])
def test_weights_that_are_no_numbers_are_refused(value):
    words, arrays = unseal(file_of())
    arrays["weights"] = arrays["weights"].copy()
    arrays["weights"][-1, 3] = value
    with pytest.raises(RunFileError, match="must be finite"):
        read_run(seal(words, arrays))


@pytest.mark.parametrize("missing", ["name", "settings", "changes", "states", "given_weights", "diverged"])
def test_a_missing_word_is_refused(missing):
    words, arrays = unseal(file_of())
    del words[missing]
    with pytest.raises(RunFileError, match="is missing or of another kind"):
        read_run(seal(words, arrays))


@pytest.mark.parametrize("missing", sorted(unseal(file_of())[1]))
def test_a_missing_array_is_refused(missing):
    words, arrays = unseal(file_of())
    del arrays[missing]
    with pytest.raises(RunFileError, match="is missing or of another kind"):
        read_run(seal(words, arrays))


def test_settings_that_an_older_program_did_not_have_are_the_lab_s():
    words, arrays = unseal(file_of(replace(small(), l2=0.0)))
    del words["settings"]["l2"]
    assert read_run(seal(words, arrays)).config.l2 == 0

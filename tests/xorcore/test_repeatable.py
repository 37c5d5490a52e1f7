"""A Config determines every bit of its run, and a run can be left anywhere and taken up again."""

import copy
from dataclasses import replace

import numpy as np
import pytest

from xorcore import OPTIMIZERS, Change, Config, Trainer, train

EPOCHS = 12

every_rule = pytest.mark.parametrize("optimizer", OPTIMIZERS)
every_order = pytest.mark.parametrize(
    "order", [{}, {"batch_size": 3}, {"batch_size": 3, "sample_order": "shuffled"}],
    ids=["full_batch", "mini_batch", "shuffled"],
)  # fmt: skip


def small(**settings):
    return Config(**{"dataset": "circle", "samples": 10, "hidden": (3,), "epochs": EPOCHS, "l2": 0.01} | settings)


def run(config, **start):
    return list(train(config, **start))


def assert_same_bits(epochs, others):
    assert len(epochs) == len(others)
    for epoch, other in zip(epochs, others, strict=True):
        assert epoch.vector.tobytes() == other.vector.tobytes()
        assert np.array_equal(numbers_of(epoch), numbers_of(other), equal_nan=True)
        assert epoch.diverged == other.diverged


def numbers_of(epoch):
    return [epoch.number, epoch.loss, epoch.running_loss, epoch.test_loss]


@every_rule
@every_order
def test_two_runs_of_one_config_are_equal_to_the_bit(optimizer, order):
    config = small(optimizer=optimizer, test_share=0.2, **order)
    assert_same_bits(run(config), run(config))


def test_another_seed_is_another_run():
    assert not np.array_equal(run(small())[0].vector, run(small(seed=1))[0].vector)


@pytest.mark.parametrize("change", [{"noise": 0.5}, {"samples": 30}, {"dataset": "moons"}, {"test_share": 0.5}])
def test_data_settings_do_not_change_the_start_weights(change):
    np.testing.assert_array_equal(run(small())[0].vector, run(small(**change))[0].vector)


@pytest.mark.parametrize("change", [{"hidden": (5, 2)}, {"init": "he"}, {"init": "zeros"}, {"batch_size": 2}])
def test_network_settings_do_not_change_the_data(change):
    np.testing.assert_array_equal(train(small()).dataset.inputs, train(small(**change)).dataset.inputs)


def test_neither_data_nor_init_change_the_order_of_the_samples():
    """Start and data given by hand, so that only the stream of the order is left to differ."""
    data, start = train(small()).dataset, next(train(small())).parameters
    config = small(batch_size=1, sample_order="shuffled")
    epochs = run(config, parameters=start, dataset=data)
    assert_same_bits(epochs, run(replace(config, noise=0.5, init="zeros"), parameters=start, dataset=data))


def test_global_random_state_is_neither_used_nor_changed():
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    run(small(batch_size=2, sample_order="shuffled"))
    np.testing.assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002


@every_rule
@every_order
@pytest.mark.parametrize("k", [0, 1, 5, EPOCHS])
def test_resumed_run_goes_on_to_the_bit(optimizer, order, k):
    config = small(optimizer=optimizer, **order)
    whole, trainer = run(config), train(config)
    for _ in range(k + 1):
        next(trainer)
    resumed = Trainer(config, trainer.state())
    assert_same_bits([resumed.epoch, *resumed], whole[k:])


@every_rule
@every_order
def test_resumed_run_keeps_the_changes_before_and_takes_those_after(optimizer, order):
    def changed(resume_at):
        trainer, epochs = train(config), []
        for _ in range(EPOCHS + 1):
            epochs.append(next(trainer))
            number = epochs[-1].number
            if number == 3:
                trainer.change(learning_rate=0.3, momentum=0.2)
            if number == 6:
                trainer.change(learning_rate=0.02)
            if number == resume_at:
                trainer = Trainer(config, trainer.state())
        return epochs, trainer.changes

    config = small(optimizer=optimizer, **order)
    epochs, changes = changed(resume_at=None)
    assert changes == (Change(3, "learning_rate", 0.3), Change(3, "momentum", 0.2), Change(6, "learning_rate", 0.02))
    for resume_at in (0, 3, 4, 6, 8):
        resumed, their_changes = changed(resume_at)
        assert_same_bits(resumed, epochs)
        assert their_changes == changes


def test_state_is_a_copy():
    config = small(optimizer="adam", batch_size=3, sample_order="shuffled")
    whole, trainer = run(config), train(config)
    for _ in range(4):
        next(trainer)
    state = trainer.state()
    kept = copy.deepcopy(state)
    list(Trainer(config, state))
    rest = list(trainer)
    for mine, theirs in zip([state.vector, *state.memory], [kept.vector, *kept.memory], strict=True):
        np.testing.assert_array_equal(mine, theirs)
    assert state.order == kept.order
    assert_same_bits(rest, whole[4:])


def test_changing_a_state_does_not_change_its_trainer():
    config = small(optimizer="momentum")
    trainer = train(config)
    next(trainer)
    next(trainer)
    state = trainer.state()
    other = Trainer(config, state)
    state.vector[:] = 0
    state.memory[0][:] = 0
    assert_same_bits(list(trainer), run(config)[2:])
    assert_same_bits(list(other), run(config)[2:])


def test_there_is_no_state_before_the_first_epoch():
    with pytest.raises(ValueError, match="there is no state before epoch 0"):
        train(small()).state()


def test_resume_after_the_end_stays_ended():
    trainer = train(small())
    list(trainer)
    assert list(Trainer(small(), trainer.state())) == []
    diverging = small(output_activation="linear", learning_rate=100)
    trainer = train(diverging)
    last = list(trainer)[-1]
    resumed = Trainer(diverging, trainer.state())
    assert list(resumed) == []
    assert last.diverged == resumed.epoch.diverged != ""


@every_rule
def test_past_epochs_never_change(optimizer):
    trainer = train(small(optimizer=optimizer, batch_size=3))
    epochs, kept = [], []
    for epoch in trainer:
        epochs.append(epoch)
        kept.append(copy.deepcopy(epoch))
    assert_same_bits(epochs, kept)


def test_writing_into_an_epoch_does_not_change_the_run():
    config = small(batch_size=3)
    losses = []
    for epoch in train(config):
        losses.append(epoch.loss)
        for W, b in epoch.parameters:
            W[:], b[:] = np.nan, np.nan
    assert losses == [epoch.loss for epoch in run(config)]


def made_by_hand(config):
    trainer, epochs = train(config), []
    for epoch in trainer:
        epochs.append(epoch)
        if epoch.number in (2, 7):
            trainer.change(momentum=0.9)
            trainer.change(learning_rate=0.5)
            trainer.change(learning_rate=0.1)
    return epochs, trainer.changes


@every_rule
def test_a_run_is_a_config_and_a_list_of_changes(optimizer):
    epochs, changes = made_by_hand(small(optimizer=optimizer))
    again = train(small(optimizer=optimizer), changes=changes)
    assert_same_bits(list(again), epochs)
    assert again.changes == changes

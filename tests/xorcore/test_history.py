"""A history gives back every epoch of its run, bit for bit, in bounded memory."""

import numpy as np
import pytest

from tests.helpers.same_bits import same
from xorcore import OPTIMIZERS, Config, Epoch, History, Trainer, history, train

EPOCHS = 150


def recorded(config, changes=None, **start):
    """The history of a whole run, and what the run gave at each epoch."""
    trainer = train(config, **start)
    past, epochs, states = History(trainer), [], []
    for epoch in trainer:
        past.record()
        epochs.append(epoch)
        states.append(trainer.state())
        for settings in (changes or {}).get(epoch.number, ()):
            trainer.change(**settings)
    return past, epochs, states


CHANGES = {
    0: [{"learning_rate": 0.1}],
    33: [{"learning_rate": 0.5}, {"learning_rate": 0.02}, {"momentum": 0.8}],
    34: [{"momentum": 0.1, "learning_rate": 0.04}],
    128: [{"learning_rate": 0.2}],
    150: [{"learning_rate": 0.3}],
}


@pytest.fixture
def few_snapshots(monkeypatch):
    """So few that the stride doubles several times in a short run."""
    monkeypatch.setattr(history, "MOST_SNAPSHOTS", 16)


@pytest.mark.usefixtures("few_snapshots")
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("batch_size", [0, 8])
@pytest.mark.parametrize("changes", [None, CHANGES], ids=["unchanged", "changed"])
def test_every_epoch_and_state_is_the_run_s_own(optimizer, batch_size, changes):
    config = Config(
        dataset="moons", samples=20, test_share=0.2, hidden=(3,), optimizer=optimizer, batch_size=batch_size,
        sample_order="shuffled", l2=0.01, epochs=EPOCHS,
    )  # fmt: skip
    past, epochs, states = recorded(config, changes)
    assert len(past) == EPOCHS + 1
    for number in (0, 1, 7, 8, 15, 16, 17, 32, 33, 34, 35, 64, 100, 127, 128, 129, 149, 150):
        assert same(past.epoch_at(number), epochs[number])
        assert same(past.state_at(number), states[number])


def test_comparison_of_this_file_notices_one_bit():
    _, epochs, states = recorded(Config(epochs=2))
    epochs[0].vector[0] = np.nextafter(epochs[0].vector[0], 9)
    states[0].vector[0] = np.nextafter(states[0].vector[0], 9)
    _, fresh_epochs, fresh_states = recorded(Config(epochs=2))
    assert not same(epochs[0], fresh_epochs[0]) and same(epochs[1], fresh_epochs[1])
    assert not same(states[0], fresh_states[0]) and same(states[1], fresh_states[1])


def test_own_start_and_own_data_are_kept():
    data = train(Config(dataset="gauss", samples=12)).dataset
    start = next(train(Config(seed=9))).parameters
    past, epochs, _ = recorded(Config(dataset="own", epochs=20), parameters=start, dataset=data)
    assert same(past.epoch_at(13), epochs[13])


@pytest.mark.usefixtures("few_snapshots")
def test_the_last_epoch_of_a_diverged_run_is_its_own_too():
    config = Config(output_activation="linear", learning_rate=0.4, optimizer="gradient_descent")
    past, epochs, states = recorded(config)
    assert epochs[-1].diverged
    assert same(past.epoch_at(len(epochs) - 1), epochs[-1])
    assert same(past.state_at(len(epochs) - 1), states[-1])


@pytest.mark.usefixtures("few_snapshots")
def test_a_trainer_of_the_past_goes_on_like_the_run():
    past, epochs, _ = recorded(Config(epochs=EPOCHS))
    trainer = past.trainer_at(77)
    assert trainer.epoch.number == 77
    assert same(list(trainer)[-1], epochs[-1])


@pytest.mark.usefixtures("few_snapshots")
@pytest.mark.parametrize("number", [0, 1, 33, 34, 35, 150])
def test_a_trainer_of_the_past_has_the_changes_that_were_made_before_its_epoch_and_none_to_come(number):
    past, *_ = recorded(Config(epochs=EPOCHS), CHANGES)
    trainer = past.trainer_at(number)
    assert trainer.to_come == []
    made = [(c.epoch, c.field, c.value) for c in trainer.changes]
    assert made == [(epoch, field, value) for epoch, each in CHANGES.items() if epoch < number
                    for settings in each for field, value in settings.items()]


@pytest.mark.usefixtures("few_snapshots")
def test_a_trainer_of_the_past_may_take_another_way():
    """It leaves the history and its run as they are."""
    trainer = train(Config(epochs=EPOCHS))
    past = History(trainer)
    for _ in range(60):
        next(trainer)
        past.record()
    other = past.trainer_at(30)
    other.change(learning_rate=1)
    list(other)
    epochs = list(train(Config(epochs=EPOCHS)))
    assert same(past.epoch_at(45), epochs[45])
    assert trainer.epoch.number == 59 and not trainer.changes
    assert same(list(trainer)[-1], epochs[-1])


@pytest.mark.parametrize("changes", [None, CHANGES], ids=["unchanged", "changed"])
def test_looking_back_does_not_disturb_the_run(changes):
    trainer = train(Config(epochs=40))
    past = History(trainer)
    for epoch in trainer:
        past.record()
        past.epoch_at(epoch.number // 2)
    assert same(epoch, list(train(Config(epochs=40)))[-1])


def test_losses_are_those_of_every_epoch():
    past, epochs, _ = recorded(Config(dataset="gauss", test_share=0.3, epochs=30))
    np.testing.assert_array_equal(past.losses, [epoch.loss for epoch in epochs])
    np.testing.assert_array_equal(past.test_losses, [epoch.test_loss for epoch in epochs])


def test_without_test_set_there_are_no_test_losses():
    past, _, _ = recorded(Config(epochs=3))
    assert past.test_losses.size == 0


def test_losses_cannot_be_changed_and_stay_as_they_are_while_training_goes_on():
    trainer = train(Config(epochs=3000))
    next(trainer)
    past = History(trainer)
    past.record()
    early = past.losses
    with pytest.raises(ValueError, match="read-only"):
        early[0] = -1
    for _ in trainer:
        past.record()
    assert len(early) == 1
    assert early[0] == past.losses[0]
    assert len(past.losses) == 3001


def test_epochs_are_recorded_each_once_and_in_order():
    trainer = train(Config(epochs=5))
    past = History(trainer)
    next(trainer)
    past.record()
    with pytest.raises(ValueError, match="epoch 1 comes next in this history, got 0"):
        past.record()
    next(trainer)
    next(trainer)
    with pytest.raises(ValueError, match="epoch 1 comes next in this history, got 2"):
        past.record()


@pytest.mark.parametrize("number", [-1, 6, 10**6])
def test_epochs_that_were_not_recorded_are_refused(number):
    past, _, _ = recorded(Config(epochs=5))
    with pytest.raises(IndexError, match=f"epoch must be 0 to 5, got {number}"):
        past.epoch_at(number)


@pytest.mark.usefixtures("few_snapshots")
def test_number_of_snapshots_is_bounded():
    trainer = train(Config(epochs=700))
    past = History(trainer)
    for _ in trainer:
        past.record()
        assert len(past._snapshots) <= 16
    assert len(past._snapshots) > 8


def test_snapshots_of_large_networks_are_bounded_in_bytes(monkeypatch):
    config = Config(hidden=(32, 32, 32), optimizer="adam", epochs=120)
    size = next(train(config)).vector.nbytes * 5
    monkeypatch.setattr(history, "MOST_BYTES", 40 * size)
    past, _, _ = recorded(config)
    assert len(past._snapshots) <= 40


def test_snapshots_share_no_memory_with_what_is_given_out():
    past, epochs, _ = recorded(Config(epochs=5, optimizer="momentum"))
    for number in range(6):
        state = past.state_at(number)
        state.vector[:] = 0
        state.memory[0][:] = 0
        past.epoch_at(number).vector[:] = 0
    assert all(same(past.epoch_at(number), epochs[number]) for number in range(6))


def test_epoch_at_gives_an_epoch_and_trainer_at_a_trainer():
    past, _, _ = recorded(Config(epochs=2))
    assert isinstance(past.epoch_at(1), Epoch)
    assert isinstance(past.trainer_at(1), Trainer)


@pytest.mark.parametrize("most", [1, 2, 7, 32, 1000])
def test_the_states_that_are_given_are_spread_over_the_run(most):
    past, epochs, _ = recorded(Config(epochs=EPOCHS))
    numbers = [state.epoch for state in past.states(most)]
    assert numbers[0] == 0 and len(numbers) <= most
    assert len(set(np.diff(numbers))) <= 1
    assert EPOCHS - numbers[-1] <= np.diff([*numbers, EPOCHS]).max() <= 2 * EPOCHS / most + 1 or most == 1
    assert all(same(state.vector, epochs[state.epoch].vector) for state in past.states(most))


@pytest.mark.parametrize(("epochs", "stride"), [(16, 1), (17, 2), (32, 2), (33, 4), (64, 4), (65, 8)])
@pytest.mark.usefixtures("few_snapshots")
def test_a_history_that_goes_on_keeps_snapshots_as_far_apart_as_if_it_had_been_there_from_the_start(epochs, stride):
    trainer = train(Config(epochs=100))
    next(trainer)
    assert History(trainer, np.ones(epochs), states=(trainer.state(),))._stride == stride

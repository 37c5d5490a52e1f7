"""Many networks at once: every member is the run that `train` gives."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from tests.helpers import published
from xorcore import ACTIVATIONS, LOSSES, OPTIMIZERS, Config, Dataset, train, train_many
from xorcore.many import lockstep
from xorcore.many.chunks import chunk_of_all
from xorcore.many.lockstep import advance
from xorcore.many.training import train_in_chunks, train_many_steps
from xorcore.parameters import flatten

MEMBERS = 3
EPOCHS = 50
BATCHES = {
    "full batch": {},
    "fixed order": {"batch_size": 1},
    "mini-batch": {"batch_size": 3},
    "shuffled": {"batch_size": 1, "sample_order": "shuffled"},
}
LOSS_OF = [(a, loss) for a, loss in product(ACTIVATIONS, LOSSES) if LOSSES[loss].output_activation in (None, a)]


def losses_of(config, **start):
    return np.array([epoch.loss for epoch in train(config, **start)])


def last_of(config, **start):
    for epoch in (trainer := train(config, **start)):
        pass
    return epoch, trainer.ended


def flat_of(outcome, member):
    return flatten([(W[member], b[member]) for W, b in outcome.parameters])


def assert_members_are_runs(config, rtol=1e-9):
    outcome = train_many(config, range(MEMBERS), record=range(config.epochs + 1))
    for seed in range(MEMBERS):
        losses = losses_of(replace(config, seed=seed))
        np.testing.assert_allclose(outcome.losses[: len(losses), seed], losses, rtol=rtol, atol=1e-300)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("batches", BATCHES)
def test_losses_equal_those_of_train_for_every_rule_and_batch_mode(optimizer, batches):
    assert_members_are_runs(Config(epochs=EPOCHS, optimizer=optimizer, **BATCHES[batches]))


@pytest.mark.parametrize("hidden", ACTIVATIONS)
@pytest.mark.parametrize(("output", "loss"), LOSS_OF)
@pytest.mark.parametrize("batches", BATCHES)
def test_losses_equal_those_of_train_for_every_activation_and_loss(hidden, output, loss, batches):
    config = Config(epochs=EPOCHS, hidden_activation=hidden, output_activation=output, loss=loss, init="xavier",
                    learning_rate=0.02, optimizer="momentum", **BATCHES[batches])  # fmt: skip
    assert_members_are_runs(config)


@pytest.mark.parametrize("settings", [
    {"hidden": ()},
    {"hidden": (1,)},
    {"hidden": (5, 1, 3)},
    {"l2": 0.01},
    {"l2": 0.01, "batch_size": 3, "reduction": "mean"},
    {"reduction": "mean", "learning_rate": 0.5},
    {"train_biases": False},
    {"dataset": "noisy_xor", "samples": 9},
    {"dataset": "circle", "samples": 11, "batch_size": 4, "sample_order": "shuffled", "test_share": 0.3},
    {"dataset": "moons", "samples": 8, "batch_size": 8},
    {"dataset": "moons", "samples": 400, "reduction": "mean", "loss": "cross_entropy", "l2": 0.01},
    {"dataset": "spiral", "samples": 700, "batch_size": 350, "sample_order": "shuffled", "reduction": "mean"},
    {"dataset": "circle", "samples": 400, "hidden": (), "reduction": "mean"},
    {"init": "uniform"}, {"init": "he", "init_scale": 0.7}, {"init": "zeros"},
], ids=str)  # fmt: skip
def test_losses_equal_those_of_train_for_every_other_setting(settings):
    assert_members_are_runs(Config(epochs=100, **settings))


@pytest.mark.parametrize("init", ["normal", "uniform", "xavier", "he", "zeros"])
def test_start_is_that_of_train_to_the_bit(init):
    config = Config(init=init, init_scale=0.3, stop_at_loss=1000)
    outcome = train_many(config, [5, 0, 2**32 - 1])
    for member, seed in enumerate([5, 0, 2**32 - 1]):
        assert flat_of(outcome, member).tobytes() == next(train(replace(config, seed=seed))).vector.tobytes()


def test_each_seed_draws_its_own_samples():
    config = Config(dataset="noisy_xor", samples=12, epochs=1)
    outcome = train_many(config, [0, 1], record=[0], parameters=next(train(config)).parameters)
    start = next(train(config)).parameters
    assert outcome.losses[0].tolist() == pytest.approx([next(train(replace(config, seed=s), start)).loss for s in (0, 1)])
    assert outcome.losses[0, 0] != outcome.losses[0, 1]


@pytest.mark.parametrize("optimizer", ["momentum", "previous_gradient", "gradient_descent"])
def test_epochs_to_solve_equal_those_of_train(optimizer):
    config = Config(hidden=(2,), optimizer=optimizer, learning_rate=0.5, momentum=0.9, epochs=600, stop_at_loss=0.05)
    outcome = train_many(config, range(40))
    solved = 0
    for seed in range(40):
        epoch, ended = last_of(replace(config, seed=seed))
        assert outcome.epochs[seed] == (epoch.number if ended == "solved" else -1)
        assert outcome.trained[seed] == epoch.number
        assert outcome.loss[seed] == pytest.approx(epoch.loss, rel=1e-6)
        solved += ended == "solved"
    assert outcome.done.all()
    assert 0 < solved < 40 or optimizer == "momentum"


def test_a_start_below_the_stop_level_is_solved_after_no_epoch():
    outcome = train_many(Config(stop_at_loss=1000), range(3))
    assert outcome.epochs.tolist() == outcome.trained.tolist() == [0, 0, 0]


def test_who_trains_on_for_sohl_dickstein_s_sums_is_solved_where_it_was_first():
    *_, outcome = train_many_steps(Config(stop_at_loss=1000, epochs=3), range(3), trainability=True)
    assert outcome.epochs.tolist() == [0, 0, 0] and outcome.trained.tolist() == [3, 3, 3]


def test_a_start_as_high_as_the_stop_level_is_not_solved_by_it():
    start = train_many(Config(epochs=1), range(3), record=[0]).losses[0]
    outcome = train_many(Config(epochs=1, stop_at_loss=float(start.max())), range(3))
    assert (outcome.epochs == 0).tolist() == (start < start.max()).tolist()


@pytest.mark.parametrize("settings", [
    {"output_activation": "linear", "learning_rate": 1.5, "momentum": 0.9, "optimizer": "momentum", "hidden": ()},
    {"output_activation": "linear", "learning_rate": 1000, "hidden_activation": "relu"},
    {"output_activation": "linear", "hidden_activation": "linear", "learning_rate": 1000, "batch_size": 1},
    {"output_activation": "linear", "optimizer": "adam", "learning_rate": 1000, "hidden": ()},
    {"output_activation": "linear", "learning_rate": 1000, "batch_size": 9, "dataset": "noisy_xor"},
], ids=str)  # fmt: skip
def test_divergence_follows_the_rule_of_train(settings):
    config = Config(epochs=2000, **settings)
    outcome = train_many(config, range(4))
    for seed in range(4):
        epoch, ended = last_of(replace(config, seed=seed))
        assert outcome.diverged[seed] == (ended == "diverged")
        assert outcome.trained[seed] == epoch.number
        np.testing.assert_allclose(flat_of(outcome, seed), epoch.vector, rtol=1e-6)
        assert outcome.loss[seed] == pytest.approx(epoch.loss, rel=1e-6)
    assert outcome.diverged.any()


def test_a_weight_beyond_a_million_is_divergence():
    config = Config(dataset="own", hidden=(), output_activation="linear", optimizer="adam", learning_rate=1000, epochs=2000,
                    train_biases=False)  # fmt: skip
    start, data = [([[0.0]], [0.0])], Dataset([[1e-6]], [[1.5]])
    outcome = train_many(config, parameters=start, dataset=data)
    epoch, _ = last_of(config, parameters=start, dataset=data)
    assert epoch.diverged == "a weight grew beyond 1\u202f000\u202f000"
    assert (outcome.diverged[0], outcome.trained[0]) == (True, epoch.number)


def test_settings_vary_from_member_to_member():
    varied = {"learning_rate": [0.1, 0.2, 0.3], "momentum": [0.9, 0, 0.5], "init_scale": [1, 2, 0.5], "l2": [0, 0.01, 0.1]}
    outcome = train_many(Config(epochs=50), range(3), **varied)
    for member in range(3):
        settings = {name: values[member] for name, values in varied.items()}
        epoch, _ = last_of(Config(epochs=50, seed=member, **settings))
        assert outcome.loss[member] == pytest.approx(epoch.loss, rel=1e-12)


def test_start_weights_vary_from_member_to_member():
    starts = [next(train(Config(seed=seed, init="uniform"))).parameters for seed in (3, 8)]
    stacked = [(np.stack([W, V]), np.stack([b, c])) for (W, b), (V, c) in zip(*starts, strict=True)]
    outcome = train_many(Config(epochs=20), parameters=stacked)
    for member, start in enumerate(starts):
        epoch, _ = last_of(Config(epochs=20), parameters=start)
        np.testing.assert_allclose(flat_of(outcome, member), epoch.vector, rtol=1e-12)


def test_layers_may_have_learning_rates_of_their_own():
    start = next(train(Config(hidden=(2,))))
    outcome = train_many(Config(hidden=(2,), epochs=1, optimizer="gradient_descent"), learning_rate=[[0.1, 0.3]])
    small, _ = last_of(Config(hidden=(2,), epochs=1, optimizer="gradient_descent", learning_rate=0.1))
    large, _ = last_of(Config(hidden=(2,), epochs=1, optimizer="gradient_descent", learning_rate=0.3))
    expected = np.concatenate([small.vector[:6], large.vector[6:]])
    assert not np.array_equal(start.vector, expected)
    np.testing.assert_allclose(flat_of(outcome, 0), expected, rtol=1e-14)


def test_pdp_batch_counts_in_one_call():
    """Six starts of McClelland & Rumelhart at once; the program counts the epoch that measures the error."""
    rows = [row for row in published.PDP_COUNTS if row[0] == 0 and row[3] == (0, 1)]
    assert len(rows) == 6
    _, rates, momenta, _, counts = zip(*rows, strict=True)
    outcome = train_many(replace(published.PDP_CONFIG, stop_at_loss=published.PDP_HALF_CRITERION),
                         parameters=published.PDP_START, dataset=published.PDP_DATA, learning_rate=rates, momentum=momenta)
    assert (outcome.epochs + 1).tolist() == list(counts)


@pytest.mark.parametrize(("batch_size", "rate", "momentum", "targets", "epochs"), published.PDP_COUNTS)
def test_pdp_counts_by_the_running_loss(batch_size, rate, momentum, targets, epochs):
    values = np.array(targets)[published.PDP_DATA.targets.astype(int)]
    config = replace(published.PDP_CONFIG, batch_size=batch_size, stop_at_loss=published.PDP_HALF_CRITERION)
    outcome = train_many(config, parameters=published.PDP_START, dataset=Dataset(published.PDP_DATA.inputs, values),
                         learning_rate=[rate], momentum=[momentum], criterion="running_loss")
    assert outcome.epochs.tolist() == [epochs]


@pytest.mark.parametrize("settings", [{"l2": 0.02}, {"l2": 0.02, "reduction": "mean", "learning_rate": 0.5}], ids=str)
def test_running_loss_is_that_of_train(settings):
    config = Config(epochs=100, batch_size=3, **settings)
    for seed in range(4):
        losses = [epoch.running_loss for epoch in train(replace(config, seed=seed))]
        for level in np.quantile(losses[1:], [0.1, 0.6]):
            outcome = train_many(replace(config, stop_at_loss=float(level)), [seed], criterion="running_loss")
            assert outcome.epochs[0] == np.flatnonzero(losses < level)[0]


def test_after_a_nearly_perfect_start_only_a_loss_worse_than_guessing_is_divergence():
    config = Config(dataset="own", hidden=(), output_activation="linear", optimizer="gradient_descent", train_biases=False,
                    learning_rate=2.5)  # fmt: skip
    start, data = [([[1.001]], [0.0])], Dataset([[-1], [1]], [[-1], [1]])
    outcome, (epoch, ended) = train_many(config, [0], start, data), last_of(config, parameters=start, dataset=data)
    assert (ended, epoch.number) == ("diverged", 6)
    assert (outcome.diverged[0], outcome.trained[0]) == (True, epoch.number)


def test_float32_solves_the_same_members():
    config = Config(hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=1000, stop_at_loss=0.02)
    double, single = train_many(config, range(500)), train_many(config, range(500), dtype=np.float32)
    assert single.loss.dtype == single.parameters[0][0].dtype == np.float32
    assert ((double.epochs >= 0) == (single.epochs >= 0)).mean() > 0.99


def test_bits_do_not_depend_on_the_cutting_into_spans_and_slices():
    config = Config(hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=200, stop_at_loss=0.02,
                    batch_size=1, sample_order="shuffled")  # fmt: skip
    chunk = chunk_of_all(config, range(90), None, None, {}, record=range(0, 200, 7))
    with ThreadPoolExecutor(2) as threads:
        *_, whole = train_in_chunks(chunk, threads)
    assert 20 < (whole.epochs > 0).sum() < 70
    narrow, members = chunk._replace(width=9), None
    while members is None or not members.done.all():
        members = advance(narrow, members, seconds=0)
    assert [members.epochs.tobytes(), members.loss.tobytes()] == [whole.epochs.tobytes(), whole.loss.tobytes()]
    assert members.losses.tobytes() == whole.losses.tobytes()


@pytest.mark.parametrize(("width", "count", "groups"), [(10, 30, [10] * 3), (10, 14, [14]), (10, 16, [8, 8]), (9, 4, [4]),
                                                        (10, 31, [11, 10, 10])])
def test_members_train_in_equal_groups_of_about_the_width(monkeypatch, width, count, groups):
    trained = []

    class Group:
        def __init__(self, chunk, members, columns):
            self.members, self.columns = members, columns

        def train(self, deadline):
            trained.append(self.columns.tolist())
            self.members.done[self.columns] = True

    monkeypatch.setattr(lockstep, "Group", Group)
    chunk = chunk_of_all(Config(hidden=(1,), epochs=1), range(count), None, None, {})._replace(width=width)
    advance(chunk, None, seconds=60)
    assert [len(group) for group in trained] == groups and sum(trained, []) == list(range(count))

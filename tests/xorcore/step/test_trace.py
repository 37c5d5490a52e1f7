"""The numbers of one step are the engine's, to the bit, and what is worked out from them adds up."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from xorcore import ACTIVATIONS, LOSSES, OPTIMIZERS, Config, Dataset, loss_and_gradient, step_trace, train
from xorcore.parameters import flatten, unflatten
from xorcore.step import batches_after

CONFIGS = 200
BATCHES = [{}, {"batch_size": 1}, {"batch_size": 3}, {"batch_size": 3, "sample_order": "shuffled"}]


def random_config(seed):
    """Every update rule meets every kind of batch and both losses; the rest is random. It does not diverge."""
    rng = np.random.default_rng(seed)
    rules, losses = list(OPTIMIZERS), list(LOSSES)
    loss = losses[seed // (len(rules) * len(BATCHES)) % len(losses)]

    def choice(options):
        return options[rng.integers(len(options))]

    while True:
        config = Config(
            dataset=choice(["xor", "circle", "moons"]), samples=int(rng.integers(4, 20)),
            hidden=tuple(rng.integers(1, 9, rng.integers(0, 4)).tolist()), hidden_activation=choice(list(ACTIVATIONS)),
            output_activation=LOSSES[loss].output_activation or choice(list(ACTIVATIONS)), loss=loss,
            reduction=choice(["sum", "mean"]), l2=choice([0, 0.01]), optimizer=rules[seed % len(rules)],
            learning_rate=rng.uniform(0.001, 0.05),
            momentum=rng.uniform(0, 0.9), train_biases=bool(rng.random() < 0.8), init_scale=0.5, seed=seed,
            **BATCHES[seed // len(rules) % len(BATCHES)],
        )
        if not list(islice(train(config), 9))[-1].diverged:
            return config


def trace_of_epoch(config, state, dataset, sizes):
    """The traces of all batches of the epoch after this state."""
    flat, memory, traces = state.vector, state.memory, []
    rates = {change.field: change.value for change in state.changes}
    for rows in batches_after(config, state, len(dataset.inputs)):
        traces.append(step_trace(replace(config, **rates), unflatten(flat, sizes), dataset, memory, rows))
        flat, memory = traces[-1].new_vector, traces[-1].new_memory
    return traces


def example(**settings):
    config = Config(**{"dataset": "circle", "samples": 7, "hidden": (3, 4), "l2": 0.1} | settings)
    trainer = train(config)
    list(islice(trainer, 4))
    state = trainer.state()
    return trainer, step_trace(config, unflatten(state.vector, trainer.sizes), trainer.dataset, state.memory)


@pytest.mark.parametrize("seed", range(CONFIGS))
def test_trace_agrees_with_training_bit_for_bit(seed):
    config = random_config(seed)
    trainer = train(config)
    epochs = list(islice(trainer, 1 + seed % 7))
    if seed % 5 == 0:
        trainer.change(learning_rate=0.02, momentum=0.3)
    state, loss = trainer.state(), trainer.epoch.loss
    after = next(trainer, None)
    assert epochs and after is not None and not after.diverged
    traces = trace_of_epoch(config, state, trainer.dataset, trainer.sizes)
    assert traces[-1].new_vector.tobytes() == after.vector.tobytes()
    for vector, trained in zip(traces[-1].new_memory, trainer.state().memory, strict=True):
        assert vector.tobytes() == trained.tobytes()
    if not config.batch_size:
        assert traces[0].loss == loss


@pytest.mark.parametrize("seed", range(0, CONFIGS, 7))
def test_layers_follow_the_equations(seed):
    """z = x W + b, a = f(z), dW = x' delta + l2 W, db = sum of delta."""
    config = random_config(seed)
    trainer = train(config)
    epoch = next(trainer)
    trace = step_trace(config, epoch.parameters, trainer.dataset)
    _, gradient = loss_and_gradient(config, epoch.parameters, trainer.dataset)
    x = trainer.dataset.inputs
    close = {"rtol": 1e-12, "atol": 1e-14}
    for number, (layer, (dW, db)) in enumerate(zip(trace.layers, gradient, strict=True), 1):
        name = config.output_activation if number == len(trace.layers) else config.hidden_activation
        np.testing.assert_array_equal(layer.x, x)
        np.testing.assert_allclose(layer.z, x @ layer.W + layer.b, **close)
        np.testing.assert_allclose(layer.a, ACTIVATIONS[name](layer.z), **close)
        np.testing.assert_allclose(layer.dW_data, layer.x.T @ layer.delta, **close)
        np.testing.assert_allclose(layer.dW_l2, config.l2 * layer.W, **close)
        np.testing.assert_array_equal(layer.dW, layer.dW_data + layer.dW_l2)
        np.testing.assert_allclose(layer.db, layer.delta.sum(axis=0), **close)
        np.testing.assert_array_equal(layer.dW, dW)
        np.testing.assert_array_equal(layer.db, db)
        x = layer.a


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_terms_of_the_update_add_up_to_the_new_weights(optimizer):
    _, trace = example(optimizer=optimizer)
    np.testing.assert_allclose(sum(trace.update.terms.values()), trace.change, rtol=1e-12)
    np.testing.assert_allclose(trace.vector + trace.change, trace.new_vector, rtol=0, atol=1e-15)
    for layer in trace.layers:
        np.testing.assert_allclose(layer.W + layer.change_W, layer.new_W, rtol=0, atol=1e-15)
        np.testing.assert_allclose(layer.b + layer.change_b, layer.new_b, rtol=0, atol=1e-15)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_rule_is_split_into_terms_that_are_not_all_zero(optimizer):
    _, trace = example(optimizer=optimizer)
    assert all(np.abs(term).max() > 0 for term in trace.update.terms.values())
    assert len(trace.update.terms) == 1 + (OPTIMIZERS[optimizer].uses_momentum or optimizer == "adam")


def test_biases_that_are_not_trained_have_a_derivative_but_do_not_move():
    _, trace = example(train_biases=False)
    for layer in trace.layers:
        assert np.abs(layer.db).max() > 0
        np.testing.assert_array_equal(layer.db_used, 0)
        np.testing.assert_array_equal(layer.change_b, 0)
        np.testing.assert_array_equal(layer.new_b, layer.b)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_losses_of_the_samples_add_up_to_that_of_the_batch(loss, reduction):
    trainer, trace = example(loss=loss, reduction=reduction)
    assert trace.loss == trainer.epoch.loss
    assert trace.scale * trace.sample_losses.sum() == pytest.approx(trace.data_loss, rel=1e-14)
    squares = sum((layer.W**2).sum() for layer in trace.layers)
    assert trace.l2_loss == pytest.approx(0.05 * squares, rel=1e-14)
    y, a = trace.targets, trace.layers[-1].a
    plain = 0.5 * (a - y) ** 2 if loss == "half_squared_error" else -(y * np.log(a) + (1 - y) * np.log(1 - a))
    np.testing.assert_allclose(trace.sample_losses, plain.sum(axis=1), rtol=1e-12)


def test_rows_are_taken_in_their_order():
    trainer, whole = example()
    parameters = unflatten(whole.vector, whole.sizes)
    part = step_trace(trainer.config, parameters, trainer.dataset, whole.memory, rows=[5, 2])
    np.testing.assert_array_equal(part.inputs, trainer.dataset.inputs[[5, 2]])
    np.testing.assert_allclose(part.layers[1].a, whole.layers[1].a[[5, 2]], rtol=1e-14)
    assert part.rows.tolist() == [5, 2]


def test_a_trace_changes_nothing_that_it_was_given():
    config, rng = Config(hidden=(2,)), np.random.default_rng(0)
    parameters = [(rng.normal(size=(2, 2)), rng.normal(size=2)), (rng.normal(size=(2, 1)), rng.normal(size=1))]
    memory = (rng.normal(size=9),)
    before = flatten(parameters).tobytes(), memory[0].tobytes()
    dataset = Dataset([[0, 1], [1, 1]], [0, 1])
    first = step_trace(config, parameters, dataset, memory)
    again = step_trace(config, parameters, dataset, memory)
    assert (flatten(parameters).tobytes(), memory[0].tobytes()) == before
    assert first.new_vector.tobytes() == again.new_vector.tobytes()
    assert not np.array_equal(first.memory[0], first.new_memory[0])


def test_a_memory_of_the_wrong_size_is_refused():
    trainer, trace = example()
    with pytest.raises(ValueError, match=r"previous_gradient remembers 1 vectors of 30 numbers, got \[3, 4\]"):
        step_trace(trainer.config, unflatten(trace.vector, trace.sizes), trainer.dataset, (np.zeros(3), np.zeros(4)))


@pytest.mark.parametrize(("rows", "error"), [([True, False, True, True], ValueError), ([0.5], ValueError),
                                             (["0"], ValueError),
                                             ([-1], IndexError), ([4], IndexError)])
def test_rows_are_the_numbers_of_samples(rows, error):
    with pytest.raises(error, match="rows must be"):
        step_trace(Config(), next(train(Config())).parameters, xor_data(), rows=rows)


@pytest.mark.parametrize(("rows", "taken"), [(None, [0, 1, 2, 3]), (2, [2]), ([3, 0, 3], [3, 0, 3]), (np.uint8([1]), [1])])
def test_samples_are_taken_as_they_are_named(rows, taken):
    assert step_trace(Config(), next(train(Config())).parameters, xor_data(), rows=rows).rows.tolist() == taken


@pytest.mark.parametrize(("rows", "sentence"), [
    ([0, 4], "rows must be 0 to 3, got 0 to 4"), ([-1, 2], "rows must be 0 to 3, got -1 to 2"),
    ([0.5], "rows must be the numbers of samples, whole numbers from 0 on, got float64"),
    ([], "rows must name at least one sample, got none"),
])
def test_other_rows_are_refused_in_a_sentence(rows, sentence):
    with pytest.raises((ValueError, IndexError), match=f"^{sentence}$"):
        step_trace(Config(), next(train(Config())).parameters, xor_data(), rows=rows)


@pytest.mark.parametrize(("settings", "samples", "batches"), [
    ({}, 5, [[0, 1, 2, 3, 4]]), ({"batch_size": 2}, 5, [[0, 1], [2, 3], [4]]), ({"batch_size": 5}, 5, [[0, 1, 2, 3, 4]]),
    ({"batch_size": 9, "sample_order": "shuffled"}, 3, [[0, 1, 2]]), ({"batch_size": 1}, 2, [[0], [1]]),
])
def test_batches_follow_each_other_in_the_order_of_the_samples(settings, samples, batches):
    config = Config(**settings)
    next(trainer := train(config))
    assert [rows.tolist() for rows in batches_after(config, trainer.state(), samples)] == batches


def xor_data():
    return train(Config()).dataset

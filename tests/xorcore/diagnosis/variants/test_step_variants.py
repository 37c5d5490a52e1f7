"""The textbook's step, all switches right, is the engine's step; variants take their passes together as alone."""

from dataclasses import replace
from itertools import islice, product
from types import SimpleNamespace

import numpy as np
import pytest

from tests.xorcore.step.test_trace import random_config
from xorcore import ACTIVATIONS, Config, loss_and_gradient, train
from xorcore.diagnosis.variants.formulas import FUNCTIONS, SLOPES
from xorcore.diagnosis.variants.reported_loss import reported_losses
from xorcore.diagnosis.variants.step_variants import after_steps, batches, first_gradients
from xorcore.diagnosis.variants.variant import textbook
from xorcore.parameters import flatten, unflatten

STEPS = 5
SIZES = (2, 3, 3, 1)
RNG = np.random.default_rng(0)
START = RNG.normal(size=25)
DATA = SimpleNamespace(inputs=RNG.normal(size=(5, 2)), targets=RNG.uniform(size=(5, 1)), memory=())
RIGHT = textbook(Config(hidden=(3, 3), optimizer="momentum", momentum=0.5, learning_rate=0.5, batch_size=2))
WAYS = [{"extra_steps": extra, "start": start, "early_update": early, "lookahead": ahead, "decimals": decimals}
        for extra, start, early, ahead, decimals in product(
            (-1, 0, 1), ("given", "earlier run", "step"), ("", "output", "each"), (False, True), (None, 3))
        if not (early and ahead)]


def fixed_order(seed):
    return replace(random_config(seed), sample_order="fixed")


@pytest.mark.parametrize("seed", range(0, 200, 2))
def test_right_steps_agree_with_training(seed):
    config = fixed_order(seed)
    trainer = train(config)
    start, *_, end = islice(trainer, STEPS + 1)
    data = SimpleNamespace(inputs=trainer.dataset.inputs, targets=trainer.dataset.targets, memory=())
    training = after_steps([textbook(config)], trainer.sizes, start.vector, data, STEPS)
    np.testing.assert_allclose(training.networks.w[0], end.vector, rtol=1e-9, atol=1e-12)
    losses = reported_losses(training.networks, data.inputs, data.targets, config, training.losses)
    assert losses[0] == pytest.approx(end.loss, rel=1e-9, abs=1e-14)


@pytest.mark.parametrize("seed", range(0, 200, 10))
def test_right_gradient_is_the_engines(seed):
    config = fixed_order(seed)
    trainer = train(config)
    epoch, data = next(trainer), trainer.dataset
    variant = textbook(config)._replace(batch_size=0, train_biases=True)
    samples = SimpleNamespace(inputs=data.inputs, targets=data.targets, memory=())
    (gradient,) = first_gradients([variant], trainer.sizes, epoch.vector, samples)
    _, right = loss_and_gradient(config, epoch.parameters, data)
    np.testing.assert_allclose(gradient, flatten(right), rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("decimals", [2, 3])
def test_by_hand_the_gradient_is_rounded_too(decimals):
    (gradient,) = first_gradients([RIGHT._replace(decimals=decimals)], SIZES, START, DATA)
    assert gradient.any()
    np.testing.assert_array_equal(gradient, gradient.round(decimals))


@pytest.mark.parametrize("field", ["l2", "l2_biases"])
def test_each_variant_has_its_own_l2_term_or_none(field):
    without, with_it = first_gradients([RIGHT._replace(**{field: value}) for value in (0, 0.5)], SIZES, START, DATA)
    for (dW, db), (dW_with, db_with), (W, b) in zip(*(unflatten(x, SIZES) for x in (without, with_it, START)), strict=True):
        np.testing.assert_allclose(dW_with - dW, 0.5 * W * (field == "l2"), rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(db_with - db, 0.5 * b * (field == "l2_biases"), rtol=1e-12, atol=1e-15)


def test_every_activation_is_written_a_second_time():
    assert FUNCTIONS.keys() == ACTIVATIONS.keys() <= SLOPES.keys()
    z = np.linspace(-3, 3, 20)
    for name, activation in ACTIVATIONS.items():
        np.testing.assert_allclose(FUNCTIONS[name](z), activation(z), rtol=1e-15)


def test_an_early_update_changes_only_the_layers_before_it():
    """The output's gradient is taken before; with the output alone early, so is the layer's next to it."""
    sizes, rng = (2, 3, 3, 1), np.random.default_rng(0)
    flat, x, y = rng.normal(size=25), rng.normal(size=(4, 2)), rng.uniform(size=(4, 1))
    variant = textbook(Config(hidden=(3, 3), learning_rate=1, optimizer="gradient_descent"))
    data = SimpleNamespace(inputs=x, targets=y, memory=())
    right, output, each = (unflatten(first_gradients([variant._replace(early_update=e)], sizes, flat, data)[0], sizes)
                           for e in ("", "output", "each"))
    for early in (output, each):
        np.testing.assert_array_equal(early[2][0], right[2][0])
        assert not np.allclose(early[1][0], right[1][0], rtol=1e-3)
        assert not np.allclose(early[0][0], right[0][0], rtol=1e-3)
    np.testing.assert_array_equal(each[1][0], output[1][0])
    assert not np.allclose(each[0][0], output[0][0], rtol=1e-3)


def test_who_updates_the_output_early_updates_every_layer_once():
    sizes, rng = (2, 3, 3, 1), np.random.default_rng(1)
    flat, x, y = rng.normal(size=25), rng.normal(size=(4, 2)), rng.uniform(size=(4, 1))
    variant = textbook(Config(hidden=(3, 3), learning_rate=1, optimizer="gradient_descent"))
    data = SimpleNamespace(inputs=x, targets=y, memory=())
    for early in ("output", "each"):
        made = variant._replace(early_update=early)
        gradient = first_gradients([made], sizes, flat, data)[0]
        np.testing.assert_allclose(after_steps([made], sizes, flat, data, 1).networks.w[0], flat - gradient, rtol=1e-12)


def test_who_looks_ahead_comes_back_before_the_update():
    """v <- m v - l g(w + m v);  w <- w + v"""
    config = Config(hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9)
    trainer = train(config)
    epoch, data = next(trainer), trainer.dataset
    w, v = epoch.vector.copy(), np.zeros_like(epoch.vector)
    for _ in range(3):
        _, gradient = loss_and_gradient(config, unflatten(w + 0.9 * v, trainer.sizes), data)
        v = 0.9 * v - 0.5 * flatten(gradient)
        w = w + v
    samples = SimpleNamespace(inputs=data.inputs, targets=data.targets, memory=())
    training = after_steps([textbook(config)._replace(lookahead=True)], trainer.sizes, epoch.vector, samples, 3)
    np.testing.assert_allclose(training.networks.w[0], w, rtol=1e-11)


def test_who_rounds_by_hand_rounds_every_change():
    flat, rng = np.random.default_rng(2).normal(size=13), np.random.default_rng(3)
    data = SimpleNamespace(inputs=rng.normal(size=(4, 2)), targets=rng.uniform(size=(4, 1)), memory=())
    variant = textbook(Config(hidden=(3,), learning_rate=3.337, optimizer="gradient_descent"))._replace(decimals=2)
    changes = 100 * (after_steps([variant], (2, 3, 1), flat, data, 1).networks.w[0] - flat)
    np.testing.assert_allclose(changes, changes.round(), atol=1e-9)
    assert changes.round().any()


def after_two(**fields):
    """The weights at the start, the first two gradients and the weights after two steps of a heavy ball."""
    flat, rng = np.random.default_rng(4).normal(size=13), np.random.default_rng(5)
    data = SimpleNamespace(inputs=rng.normal(size=(4, 2)), targets=rng.uniform(size=(4, 1)), memory=())
    config = Config(hidden=(3,), learning_rate=0.5, momentum=0.9, optimizer="momentum")
    variant = textbook(config)._replace(**fields)
    networks = [after_steps([variant], (2, 3, 1), flat, data, steps).networks for steps in (1, 2)]
    return flat, networks[0].w[0], networks[1].w[0], [network.g[0] for network in networks]


def test_who_does_not_set_gradients_to_zero_adds_them_up():
    flat, first, second, (g1, both) = after_two(accumulated=True)
    np.testing.assert_allclose(second - first, 0.9 * (first - flat) - 0.5 * both, rtol=1e-10)
    assert np.abs(both - g1).max() > 0.5 * np.abs(g1).max()


def test_a_velocity_that_starts_at_the_first_step_goes_the_same_way():
    """v starts at -l g, so that the first change is -(1 + m) l g."""
    flat, first, _, (g1, _) = after_two(start="step")
    np.testing.assert_allclose(first - flat, -1.9 * 0.5 * g1, rtol=1e-10)


@pytest.mark.parametrize("way", WAYS[::3], ids=str)
def test_the_passes_among_others_are_those_alone(way):
    """Others end earlier or later, look ahead, update early, round, or start again: none of it reaches this one."""
    variants = [RIGHT._replace(**each) for each in WAYS]
    together = after_steps(variants, SIZES, START, DATA, 3).networks.w[WAYS.index(way)]
    alone = after_steps([RIGHT._replace(**way)], SIZES, START, DATA, 3).networks.w[0]
    np.testing.assert_allclose(together, alone, rtol=1e-12, atol=1e-13)


def test_who_starts_again_keeps_the_memory_of_the_first_time():
    variant = RIGHT._replace(start="earlier run", rule="previous_gradient", batch_size=0)
    end = after_steps([variant], SIZES, START, DATA, 1).networks.w[0]
    right = after_steps([variant._replace(start="given")], SIZES, START, DATA, 1).networks.w[0]
    np.testing.assert_allclose(end - START, 2 * (right - START), rtol=1e-9)  # l g + m g for l g


def test_batches_keep_the_order_and_the_rest():
    variant = textbook(Config(batch_size=2))._replace(orders=((2, 1, 0), (0, 1, 2)))
    x = np.arange(3.0)[:, None]
    for number, expected in enumerate([[[2, 1], [0]], [[0, 1], [2]], [[2, 1], [0]]]):
        assert [batch.ravel().tolist() for batch, _ in batches([variant], x, x, number)] == expected

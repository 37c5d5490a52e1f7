"""The gradient check finds nothing where the gradient is right, and what is wrong where it is not."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from xorcore import (
    ACTIVATIONS,
    DATASETS,
    INITS,
    LOSSES,
    OPTIMIZERS,
    PRESETS,
    Config,
    Dataset,
    central_differences,
    gradient_check,
    loss_and_gradient,
    train,
)
from xorcore.central_differences import GradientCheck, growing_check
from xorcore.naming import place_of
from xorcore.network import Network
from xorcore.parameters import flatten, unflatten

SIZES = (2, 8, 8, 1)


def checked(seed=0, **settings):
    config = Config(**{"dataset": "circle", "hidden": SIZES[1:-1], "seed": seed} | settings)
    trainer = train(config)
    return gradient_check(config, next(trainer).parameters, trainer.dataset)


@pytest.mark.parametrize("hidden", ACTIVATIONS)
@pytest.mark.parametrize("output", ACTIVATIONS)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_every_activation_and_loss_passes(hidden, output, loss, reduction):
    if LOSSES[loss].output_activation in (None, output):
        for seed in range(3):
            check = checked(
                seed, hidden_activation=hidden, output_activation=output, loss=loss, reduction=reduction, l2=0.01
            )
            assert check.worst_error <= 1e-6 and check.passed


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_passes_at_any_epoch(preset):
    """Also at the ends, where a central difference of eps 1e-5 alone is wrong by up to 2e-4."""
    config = replace(PRESETS[preset], epochs=min(PRESETS[preset].epochs, 3000))
    trainer = train(config)
    for epoch in trainer:
        if epoch.number in (0, 1, 30, 300, config.epochs):
            assert gradient_check(config, epoch.parameters, trainer.dataset).passed


def drawn(rng):
    """Usual and unusual settings, trained for some epochs: the check's arguments."""
    def pick(choices):
        return list(choices)[rng.integers(len(choices))]

    loss = pick(LOSSES)
    config = Config(
        dataset=pick(DATASETS), samples=40, hidden=tuple(rng.integers(1, 7, size=rng.integers(0, 4)).tolist()),
        hidden_activation=pick(ACTIVATIONS), loss=loss,
        output_activation=LOSSES[loss].output_activation or pick(ACTIVATIONS),
        reduction=pick(("sum", "mean")), l2=pick((0, 0, 1e-3, 0.1, 10)), optimizer=pick(OPTIMIZERS),
        learning_rate=10 ** rng.uniform(-3, 1.5), epochs=int(10 ** rng.uniform(0, 2.5)), batch_size=pick((0, 1, 16)),
        init=pick(INITS), init_scale=pick((0.01, 1, 1, 10, 100)), seed=int(rng.integers(2**32)),
    )
    trainer = train(config)
    *_, epoch = trainer
    return config, epoch.parameters, trainer.dataset


@pytest.mark.parametrize("seed", range(50))
def test_right_gradients_pass_and_a_thousandth_in_one_entry_is_named(seed, monkeypatch):
    """At random settings, some of them diverged or saturated, in every entry that the bound lets one see."""
    rng = np.random.default_rng(seed)
    arguments = drawn(rng)
    right = gradient_check(*arguments)
    assert right.passed
    for i in rng.permutation(np.flatnonzero(~right.unseen & ~right.at_kink & (right.analytic != 0)))[:2]:
        planted = right.analytic.copy()
        planted[i] *= 1.003 if right.bound[i] > 3e-4 * abs(planted[i]) else 1.001
        given = (1.0, unflatten(planted, right.sizes))
        monkeypatch.setattr(central_differences, "loss_and_gradient", lambda *_, given=given: given)
        wrong = gradient_check(*arguments)
        assert np.flatnonzero(wrong.wrong).tolist() == [i] == [wrong.worst]
        monkeypatch.undo()


@pytest.mark.parametrize("off", [1e-5, -1e-5, 1e-4])
def test_what_is_known_to_a_millionth_is_judged_by_it(off, monkeypatch):
    """The lab at its start: a hundred-thousandth in any of the derivatives that are known so well is named."""
    trainer = train(Config())
    arguments = trainer.config, next(trainer).parameters, trainer.dataset
    right = gradient_check(*arguments)
    known = np.flatnonzero(right.bound < 3e-6 * abs(right.analytic))
    assert len(known) > 20
    planted = right.analytic.copy()
    planted[known[5]] *= 1 + off
    monkeypatch.setattr(central_differences, "loss_and_gradient", lambda *_: (1.0, unflatten(planted, right.sizes)))
    assert np.flatnonzero(gradient_check(*arguments).wrong).tolist() == [known[5]]


def test_an_entry_that_cannot_be_seen_is_said_to_be_so():
    """At the bottom of a loss of 1/2 a derivative is 1e-14; an ulp of the loss over 2 eps is 5e-12."""
    check = gradient_check(Config(dataset="own", hidden=(), output_activation="linear"), [([[0.0]], [0.5 + 1e-14])],
                           Dataset([[0], [0], [0], [0]], [0, 1, 1, 0]))
    assert check.passed and check.unseen.tolist() == [False, True]


def test_what_is_less_well_known_and_not_seen_follows_from_the_larger_of_both_slopes():
    bound = 3 * np.array([1.99e-6, 2.01e-6, 0.99e-3, 1.01e-3, 1.01e-3, 1.01e-3])
    off, at_kink = np.array([1, 1, 1, 1, 2000, 1]) * 1e-6, np.arange(6) == 5
    check = GradientCheck((1, 2, 1), np.arange(6), off - 3, np.full(6, -3.0), bound, at_kink, 1e-4)
    assert check.widened.tolist() == [False, True, True, True, True, True]
    assert check.unseen.tolist() == [False, False, False, True, True, False] and not check.wrong.any()
    nothing = replace(check, analytic=np.zeros(6), numeric=np.zeros(6))
    assert not nothing.unseen.any()


def test_a_derivative_that_is_no_number_is_wrong():
    huge = Dataset([[1e200]], [[0.0]])
    assert not gradient_check(Config(dataset="own", hidden=(), output_activation="linear"), [([[1.0]], [0.0])], huge).passed


def test_analytic_is_the_gradient_that_is_shown():
    config = Config(l2=0.3, train_biases=False)
    trainer = train(config)
    epoch = next(trainer)
    _, gradient = loss_and_gradient(config, epoch.parameters, trainer.dataset)
    check = gradient_check(config, epoch.parameters, trainer.dataset)
    np.testing.assert_array_equal(check.analytic, flatten(gradient))
    assert check.numeric.shape == check.relative_error.shape == epoch.vector.shape


def test_relative_error_follows_its_formula():
    check = checked()
    scale = np.maximum(np.maximum(np.abs(check.analytic), np.abs(check.numeric)), check.floor)
    np.testing.assert_array_equal(check.relative_error, np.abs(check.analytic - check.numeric) / scale)


@pytest.mark.parametrize("layer", [0, 1, 2])
@pytest.mark.parametrize("factor", [1.001, -1, 0.5])
def test_a_wrong_gradient_is_found_and_its_layer_named(monkeypatch, layer, factor):
    right = Network.backward

    def wrong(self, gradient):
        part = gradient[: SIZES[1] * 3] if layer == 0 else gradient[24:96] if layer == 1 else gradient[96:]
        return [*right(self, gradient), partial(np.multiply, part, factor, part)]

    monkeypatch.setattr(Network, "backward", wrong)
    check = checked()
    assert not check.passed
    assert check.worst_error > 9e-4
    assert f"{layer + 1}[" in check.name(check.worst)
    assert check.faulty_layer == layer + 1


@pytest.mark.parametrize(("where", "layer"), [("hidden_activation", 2), ("output_activation", 3)])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_a_wrong_slope_is_found_and_its_layer_named(monkeypatch, activation, where, layer):
    right = ACTIVATIONS[activation]

    def slope(a):
        return 1.01 * right.slope(a)

    monkeypatch.setitem(ACTIVATIONS, "relu", right._replace(slope=slope))
    other = {"hidden_activation", "output_activation"} - {where}
    check = checked(**{where: "relu", other.pop(): activation})
    assert not check.passed
    assert check.faulty_layer == layer
    assert check.worst_error > 5e-3


def test_a_parameter_at_a_kink_of_relu_is_marked_and_not_accused():
    """At z = 0 relu has two slopes; the samples at 0 of XOR and biases of 0 lie exactly there."""
    config = Config(hidden_activation="relu", init="he")
    trainer = train(config)
    check = gradient_check(config, next(trainer).parameters, trainer.dataset)
    assert check.at_kink.any() and not check.at_kink.all()
    assert check.relative_error[check.at_kink].max() > 0.1
    assert check.passed and not check.at_kink[check.worst]


def test_all_zero_gradients_have_no_error():
    check = gradient_check(Config(dataset="own", hidden=(), output_activation="linear"), [([[0.0]], [0.0])],
                           Dataset([[1.0]], [[0.0]]))
    assert check.passed and check.faulty_layer is None


@pytest.mark.parametrize(("most", "layers"), [(3, [1, 2, 3]), (1, [1]), (37, None), (1000, None)])
def test_at_most_so_many_parameters_are_checked_from_the_first_layer_to_the_last(most, layers):
    trainer = train(Config())
    epoch = next(trainer)
    every, some = (gradient_check(trainer.config, epoch.parameters, trainer.dataset, most=n) for n in (None, most))
    assert len(some.places) == min(most, 37)
    assert layers in (None, [place_of(some.sizes, int(place))[0] + 1 for place in some.places])
    np.testing.assert_array_equal(some.numeric, every.numeric[some.places])
    assert [some.name(i) for i in range(len(some.places))] == [every.name(place) for place in some.places]


def test_a_check_that_grows_ends_as_the_whole_check():
    """In pieces as long as they come out, each with all that was checked before it."""
    trainer = train(Config(hidden=(3, 2), hidden_activation="relu", l2=0.1, dataset="moons", samples=20))
    given = trainer.config, next(trainer).parameters, trainer.dataset
    whole, parts = gradient_check(*given), list(growing_check(*given, at_once=7))
    assert [len(part.places) for part in parts] == [7, 14, 20] and parts[-1].progress == 1
    for part in parts:
        for name in ("places", "analytic", "numeric", "bound", "relative_error", "at_kink"):
            np.testing.assert_array_equal(getattr(part, name), getattr(whole, name)[: len(part.places)])

"""What an unsolved run stands on is read from its numbers, and is what was put there."""

from dataclasses import replace

import numpy as np
import pytest

from xorcore import ACTIVATIONS, OPTIMIZERS, Activation, Config, Dataset, Optimizer, loss_and_gradient, train
from xorcore.parameters import flatten
from xorcore.statistics import nearest_plateau
from xorcore.statistics.standstill import Cause, Plateau, right_answers, sharing, standstill_of, trend

XOR = Config(dataset="xor", hidden=(2,), init="uniform", optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=2000)
RELU = replace(XOR, hidden_activation="relu", init="normal")


def at_the_end(config, dataset=None):
    trainer = train(config, dataset=dataset)
    losses, vectors = zip(*[(epoch.loss, epoch[4]) for epoch in trainer], strict=True)
    epoch = trainer.epoch
    return standstill_of(config, epoch.parameters, trainer.dataset, np.array(losses), vectors[0]), epoch


STUCK = {  # settings: their strongest cause
    "start weights of scale 0.01": (Config(init_scale=0.01, epochs=1000), Cause.SMALL_WEIGHTS),
    "2-2-2-1 from 0.1": (replace(XOR, hidden=(2, 2), init_scale=0.1), Cause.SMALL_WEIGHTS),
    "small weights, tanh, cross-entropy": (
        Config(hidden_activation="tanh", loss="cross_entropy", init_scale=0.01, epochs=2000), Cause.SMALL_WEIGHTS),
    "small weights on two lines": (Config(dataset="xor_line", init_scale=0.01, epochs=1000), Cause.SMALL_WEIGHTS),
    "relu, one third": (replace(RELU, seed=0), Cause.DEAD),
    "relu, seed 3": (replace(RELU, seed=3), Cause.DEAD),
    "relu output": (Config(output_activation="relu", epochs=500), Cause.DEAD),
    "learning rate 1000": (Config(learning_rate=1000, epochs=500), Cause.SATURATED),
    "adam, learning rate 10": (Config(optimizer="adam", learning_rate=10, epochs=500), Cause.SATURATED),
    "gauss, too large steps": (Config(dataset="gauss", noise=1, epochs=500), Cause.SATURATED),
    "start weights of scale 100": (Config(init_scale=100, epochs=300), Cause.SATURATED_START),
    "as printed, no hidden layer": (Config(hidden=(), optimizer="as_printed", epochs=300), Cause.CLIMBING_RULE),
    "L2 of 1": (Config(l2=1, epochs=3000), Cause.L2),
    "L2 of 0.1 on moons": (Config(dataset="moons", reduction="mean", l2=0.1, epochs=3000), Cause.L2),
    "zeros": (Config(init="zeros", epochs=300), Cause.SYMMETRIC),
    "tiny steps": (Config(optimizer="gradient_descent", learning_rate=1e-5, epochs=3000), Cause.SMALL_STEPS),
    "large steps": (Config(dataset="spiral", hidden=(2,), epochs=1000), Cause.LARGE_STEPS),
    "no hidden layer": (Config(hidden=(), epochs=500), Cause.STRAIGHT),
    "linear hidden units": (Config(hidden_activation="linear", epochs=500), Cause.STRAIGHT),
    "as printed": (Config(optimizer="as_printed", epochs=2000), Cause.CLIMBING_RULE),
}


@pytest.mark.parametrize("name", STUCK)
def test_the_strongest_cause_is_the_one_that_was_put_there(name):
    config, cause = STUCK[name]
    state, _ = at_the_end(config)
    assert state.wrong > 0
    assert state.causes[0] == cause


def test_a_rule_that_climbs_is_known_by_what_it_does(monkeypatch):
    monkeypatch.setitem(OPTIMIZERS, "mine", Optimizer(lambda w, g, l, m: w + l * g, ("Δw = l·gₜ",), ("l·gₜ",)))
    assert Cause.CLIMBING_RULE in at_the_end(Config(optimizer="mine", epochs=50))[0].causes


@pytest.mark.parametrize("rule", [rule for rule in OPTIMIZERS if rule != "as_printed"])
def test_no_other_rule_climbs(rule):
    assert Cause.CLIMBING_RULE not in at_the_end(Config(optimizer=rule, momentum=0.9, epochs=2))[0].causes


def test_an_activation_is_straight_by_its_slope(monkeypatch):
    monkeypatch.setitem(ACTIVATIONS, "mine", Activation(lambda z: 2 * z, lambda a: 2 * np.ones_like(a), "2·z", "2"))
    assert Cause.STRAIGHT in at_the_end(Config(hidden_activation="mine", epochs=2))[0].causes
    assert Cause.STRAIGHT not in at_the_end(Config(hidden_activation="relu", epochs=2))[0].causes


def test_a_relu_unit_that_answers_some_samples_is_not_dead():
    state, _ = at_the_end(Config(hidden=(4,), hidden_activation="relu", epochs=5))
    assert state.wrong > 0 and state.causes == ()


def test_l2_holds_a_run_whose_weights_are_not_0_where_it_pulls_as_the_data_push():
    config = Config(dataset="gauss", noise=1, samples=40, hidden=(2,), reduction="mean", l2=0.01, learning_rate=0.5,
                    epochs=2000)
    state, epoch = at_the_end(config)
    assert state.wrong > 0 and np.abs(epoch.parameters[1][0]).max() > 0.1
    assert Cause.L2 in state.causes


def test_targets_that_the_output_cannot_reach_are_the_cause():
    data = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [-1, 1, 1, -1])
    assert at_the_end(Config(dataset="own", epochs=200), data)[0].causes[0] == Cause.OUT_OF_REACH


@pytest.mark.parametrize("name", ["start weights of scale 0.01", "2-2-2-1 from 0.1", "zeros", "relu, one third",
                                  "small weights, tanh, cross-entropy"])
def test_the_plateau_is_the_nearest_level_of_xor(name):
    config, _ = STUCK[name]
    state, epoch = at_the_end(config)
    assert state.plateau.name == nearest_plateau(config, epoch.loss).name
    assert state.trend in ("stands", "settles")


@pytest.mark.parametrize(("seed", "name"), [(2, "two patterns share one output"), (13, "two patterns share one output")])
def test_a_local_minimum_has_its_level_and_no_cause(seed, name):
    state, _ = at_the_end(replace(XOR, seed=seed, epochs=4000))
    assert (state.plateau.name, state.causes) == (name, ())
    assert state.trend != "falls"


@pytest.mark.parametrize("epochs", [5, 21, 100, 200, 2000])
def test_a_run_on_its_way_falls_also_across_the_saddle(epochs):
    assert at_the_end(Config(epochs=epochs))[0].trend == "falls"


def test_a_solved_run_has_nothing_wrong_and_no_plateau():
    state, _ = at_the_end(Config(epochs=3000))
    assert (state.wrong, state.plateau, state.causes) == (0, None, ())


def test_the_gradient_is_the_largest_of_what_is_trained():
    """Frozen biases have a derivative too, and it is not meant."""
    config = Config(train_biases=False, epochs=3)
    state, epoch = at_the_end(config)
    _, layers = loss_and_gradient(config, epoch.parameters, train(config).dataset)
    assert state.gradient == max(np.abs(dW).max() for dW, _ in layers) < max(np.abs(db).max() for _, db in layers)


@pytest.mark.parametrize(("losses", "words"), [
    (np.geomspace(1, 1e-3, 200), "falls"), (1 / np.arange(1, 5000), "falls"), (np.full(300, 0.5), "stands"),
    (0.5 + np.geomspace(1e-1, 1e-9, 300), "stands"), (0.5 - np.geomspace(1e-9, 1e-3, 300), "falls"),
    (0.5 + 0.1 * np.cos(np.arange(300)), "swings"), (np.linspace(0.5, 1, 300), "climbs"),
    (np.array([0.5]), "stands"), (np.array([0.5, 0.4]), "falls"), (np.array([0.5, 0.5]), "stands"),
])
def test_the_trend_of_a_curve(losses, words):
    assert trend(losses) == words


@pytest.mark.parametrize(("answer", "target", "targets", "is_right"), [
    (0.6, 1, (0, 1), True), (0.5, 1, (0, 1), False), (0.5, 0, (0, 1), False), (82_236, 1, (0, 1), False),
    (-82_236, 0, (0, 1), False), (1.4, 1, (0, 1), True), (np.nan, 1, (0, 1), False), (0.1, 1, (-1, 1), True),
    (-0.1, 1, (-1, 1), False), (0.6, 0.9, (0.1, 0.9), True), (0.3, 1, (1,), False), (0.7, 1, (1,), True),
])
def test_right_is_nearer_to_the_target_than_half_the_way_to_another(answer, target, targets, is_right):
    answers, all_targets = np.array([answer, *targets]), np.array([target, *targets])
    assert right_answers(answers[:, None], all_targets[:, None])[0] == is_right


@pytest.mark.parametrize(("W", "b"), [
    ([[0, 5], [0, -5]], [0, 0]),  # one tells nothing apart
    ([[0, 5], [0, -5]], [-40, 0]),  # and is saturated
    ([[5, 5, 1], [5, 5, 2]], [0, 0, 0]),  # two are equal, the third is not
])
def test_one_unit_does_not_hold_a_layer_of_several(W, b):
    start = [(np.array(W, float), np.array(b, float)), (np.ones((len(b), 1)), np.zeros(1))]
    config = replace(XOR, hidden=(len(b),))
    state = standstill_of(config, start, train(config).dataset, np.full(5, 0.5), flatten(start))
    assert not {Cause.SMALL_WEIGHTS, Cause.SATURATED, Cause.SYMMETRIC} & set(state.causes)


def test_a_layer_of_one_unit_is_not_symmetric():
    assert Cause.SYMMETRIC not in at_the_end(Config(hidden=(1,), epochs=30))[0].causes


def test_a_dead_unit_of_a_network_that_answers_rightly_is_no_cause():
    """XOR is r(x1 + x2) - 2 r(x1 + x2 - 1); the third unit is dead."""
    start = [(np.array([[1.0, 1, 0], [1, 1, 0]]), np.array([0.0, -1, -5])), (np.array([[1.0], [-2], [0]]), np.zeros(1))]
    config = Config(hidden=(3,), hidden_activation="relu", output_activation="linear")
    state = standstill_of(config, start, train(config).dataset, np.zeros(5), np.zeros(1))
    assert (state.wrong, state.causes) == (0, ())


def test_of_all_groups_that_share_an_output_the_largest_is_meant():
    """The first three lie as near together and around the mean of their targets, too."""
    answers, targets = np.array([[0.46], [0.5], [0.5], [0.54]]), np.array([[0.0], [1], [0.5], [0.5]])
    assert sharing(answers, targets).all()


def test_answers_and_targets_have_one_shape():
    with pytest.raises(ValueError, match=r"answers \(3, 1\) and targets \(2, 1\)"):
        right_answers(np.zeros((3, 1)), np.zeros((2, 1)))


def test_a_sample_of_two_outputs_is_right_where_both_are():
    answers, targets = np.array([[0.9, 0.1], [0.9, 0.6], [0.4, 0.1]]), np.array([[1.0, 0], [1, 0], [1, 0]])
    assert right_answers(answers, targets).tolist() == [True, False, False]


@pytest.mark.parametrize(("samples", "of", "name"), [
    (2, 4, "two patterns share one output"), (3, 4, "three patterns share one output"),
    (4, 4, "all four patterns share one output"),
    (4, 8, "4 samples share one output"), (8, 8, "all 8 samples share one output"),
])
def test_a_plateau_is_called_by_how_many_share_its_output(samples, of, name):
    assert Plateau(samples, of, 0.5).name == name


@pytest.mark.parametrize(("answers", "targets", "shared"), [
    ([0.5, 0.5, 0.9, 0.1], [0, 1, 1, 0], [0, 1]), ([0.5, 0.5, 0.9, 0.1], [1, 1, 1, 0], None),  # the same targets
    ([0.5, 0.5, 0.9, 0.1, 0], [0, 1, 1, 0, 0], None),  # fewer than half
    ([0.6, 0.6, 0.9, 0.1], [0, 1, 1, 0], None),  # not the mean of their targets
    ([0.549, 0.549, 0.9, 0.1], [0, 1, 1, 0], [0, 1]), ([0.551, 0.551, 0.9, 0.1], [0, 1, 1, 0], None),
    ([0.6] * 4, [0, 1, 1, 0], [0, 1, 2, 3]),  # all, whatever their output
    ([0.48, 0.529, 0.9, 0.1], [0, 1, 1, 0], [0, 1]), ([0.47, 0.53, 0.9, 0.1], [0, 1, 1, 0], None),
    ([0.1, 0.1, 2.0, -2], [-2, 2, 2, -2], [0, 1]), ([0.21, 0.21, 2.0, -2], [-2, 2, 2, -2], None),  # targets 4 apart
])
def test_a_group_shares_an_output_within_a_twentieth_of_the_distance_of_the_targets(answers, targets, shared):
    found = sharing(np.array(answers)[:, None], np.array(targets, float)[:, None])
    assert (found is None) if shared is None else np.flatnonzero(found).tolist() == shared


def ended(losses, start=1.0, config=XOR, parameters=None):
    """A run of 2-2-1 that began at these weights times `start` and is at them now."""
    if parameters is None:
        parameters = [(np.array([[1.0, -2], [2, 1]]), np.array([0.5, -0.5])), (np.array([[1.0], [-1]]), np.zeros(1))]
    vector = np.concatenate([part.ravel() for layer in parameters for part in layer])
    return standstill_of(config, parameters, train(config).dataset, np.asarray(losses, float), start * vector)


@pytest.mark.parametrize(("start", "epochs", "hardly"), [
    (1, 100, True), (1, 99, False), (0.96, 100, True), (0.94, 100, False),
])
def test_who_has_moved_by_less_than_a_twentieth_in_100_epochs_takes_small_steps(start, epochs, hardly):
    state = ended(np.linspace(0.6, 0.59999, epochs + 1), start)
    assert (Cause.SMALL_STEPS in state.causes) is hardly
    assert (state.trend == "falls") is hardly


def test_a_loss_that_has_not_fallen_does_not_fall_however_steep_it_is():
    assert ended(np.full(101, 0.6)).trend == "stands"


@pytest.mark.parametrize(("l2", "rate", "epochs", "holds"), [(10, 0.5, 10, True), (10, 0.5, 1, True), (10, 0.02, 4, False),
                                                             (10, 0.02, 6, True), (1e-4, 1000, 100, False)])
def test_l2_needs_its_time_and_half_the_strength_of_the_data(l2, rate, epochs, holds):
    config = replace(XOR, l2=l2, learning_rate=rate)
    assert (Cause.L2 in ended(np.full(epochs, 0.6), config=config).causes) is holds


@pytest.mark.parametrize(("swing", "words"), [(0.012, "swings"), (0.004, "stands")])
def test_a_loss_swings_where_it_goes_up_and_down_by_a_hundredth(swing, words):
    assert trend(0.5 + swing / 2 * 0.5 * (-1.0) ** np.arange(300)) == words


@pytest.mark.parametrize(("end", "words"), [(0.5049, "stands"), (0.5051, "climbs")])
def test_a_loss_climbs_where_it_ends_a_hundredth_above_the_first(end, words):
    assert trend(np.concatenate([np.full(1, 0.5), np.full(299, end)])) == words


@pytest.mark.parametrize(("fall", "words"), [(2e-4, "falls"), (0.5e-4, "stands")])
def test_a_loss_falls_by_a_ten_thousandth_of_itself_from_tenth_to_tenth(fall, words):
    """In a straight line, so that no tenth falls faster than the one before."""
    assert trend(0.5 * (1 - fall / 30 * np.arange(301))) == words


ON_A_SADDLE = np.linspace(-7, 3, 1001)  # in tenths of the run; from there a run that leaves doubles its way in each


@pytest.mark.parametrize(("way", "how"), [
    (1e-6 * 2**ON_A_SADDLE, "falls"), (1e-8 * 2**ON_A_SADDLE, "stands"), (3e-6 * ON_A_SADDLE, "stands"),
])
def test_a_loss_falls_whose_fall_is_small_and_hastens(way, how):
    """In the last tenth by 3e-6, 3e-8, and as much as in the tenth before."""
    assert trend(0.5 - way) == how

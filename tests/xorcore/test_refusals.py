"""What a public function cannot use is refused in one sentence: other weights, nan, a number of another kind."""

import numpy as np
import pytest

from xorcore import (
    Change,
    Config,
    Dataset,
    History,
    diagnose,
    gradient_check,
    loss_and_gradient,
    predict,
    read_numbers,
    step_trace,
    train,
    train_many,
)
from xorcore.book import (
    Surface,
    bias_name,
    flatten,
    growing_check,
    l2_alone_diverges,
    network_sizes,
    orders_after,
    parameter_name,
    predicted_seconds,
    unit_name,
)
from xorcore.many import Axis, predicted_many_seconds, train_map
from xorcore.statistics import box_counts, box_dimension, nearest_plateau, plateau_losses, proportion, solved_loss
from xorcore.step import (
    explain_a,
    explain_bias,
    explain_delta,
    explain_loss,
    explain_update,
    explain_weight,
    explain_z,
)

NAN = float("nan")
LAB, LOGS = Config(epochs=1), Config(loss="cross_entropy")
TRAINER = train(LAB)
HISTORY = History(TRAINER)
START = next(TRAINER)
HISTORY.record()
next(TRAINER)
HISTORY.record()
XOR = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
SMALLER = [(np.zeros((2, 3)), np.zeros(3)), (np.zeros((3, 1)), np.zeros(1))]
BROKEN = [(np.full((2, 4), NAN), np.zeros(4)), *START.parameters[1:]]
TRACE = step_trace(LAB, START.parameters, XOR)
OF_WEIGHTS = {
    "predict": lambda weights: predict(LAB, weights, XOR.inputs),
    "loss_and_gradient": lambda weights: loss_and_gradient(LAB, weights, XOR),
    "gradient_check": lambda weights: gradient_check(LAB, weights, XOR),
    "step_trace": lambda weights: step_trace(LAB, weights, XOR),
    "train": lambda weights: train(LAB, weights),
    "train_many": lambda weights: train_many(LAB, 2, weights),
    "diagnose": lambda weights: diagnose(LAB, weights, XOR, loss=0.5),
}


@pytest.mark.parametrize("call", OF_WEIGHTS.values(), ids=OF_WEIGHTS)
@pytest.mark.parametrize(("weights", "message"), [
    (SMALLER, r"weights must fit the layers \(2, 4, 4, 1\), got \(2, 3, 1\)"),
    (BROKEN, "finite numbers"),
    ([np.zeros((3, 4)), np.zeros(4)], r"weights must be \[\(W, b\), \.\.\.\]"),
], ids=["other sizes", "nan", "no pairs"])
def test_weights_that_are_not_the_networks_are_refused(call, weights, message):
    with pytest.raises(ValueError, match=message):
        call(weights)


OF_CONFIG = {
    "predict": lambda config: predict(config, START.parameters, XOR.inputs),
    "loss_and_gradient": lambda config: loss_and_gradient(config, START.parameters, XOR),
    "gradient_check": lambda config: gradient_check(config, START.parameters, XOR),
    "step_trace": lambda config: step_trace(config, START.parameters, XOR),
    "train": train,
    "train_many": lambda config: train_many(config, 2),
    "train_map": lambda config: train_map(config, Axis("momentum", 0, 1), Axis("l2", 0, 1), 2),
    "diagnose": lambda config: diagnose(config, START.parameters, XOR, loss=0.5),
    "predicted_seconds": predicted_seconds,
    "predicted_many_seconds": lambda config: predicted_many_seconds(config, 2),
    "l2_alone_diverges": l2_alone_diverges,
    "plateau_losses": plateau_losses,
    "solved_loss": solved_loss,
    "orders_after": lambda config: orders_after(config, TRAINER.state(), 4, 1),
}


@pytest.mark.parametrize("call", OF_CONFIG.values(), ids=OF_CONFIG)
@pytest.mark.parametrize(("config", "found"), [(None, "NoneType"), ({"seed": 1}, "dict")])
def test_settings_that_are_no_config_are_refused(call, config, found):
    with pytest.raises(ValueError, match=rf"settings must be given as Config\(\.\.\.\), got {found}"):
        call(config)


OF_DATASET = {
    "loss_and_gradient": lambda dataset: loss_and_gradient(LAB, START.parameters, dataset),
    "gradient_check": lambda dataset: gradient_check(LAB, START.parameters, dataset),
    "step_trace": lambda dataset: step_trace(LAB, START.parameters, dataset),
    "diagnose": lambda dataset: diagnose(LAB, START.parameters, dataset, loss=0.5),
    "network_sizes": lambda dataset: network_sizes(LAB, dataset),
}
OF_OWN_DATASET = {
    "train": lambda dataset: train(LAB, None, dataset),
    "train_many": lambda dataset: train_many(LAB, 2, None, dataset),
    "train_map": lambda dataset: train_map(LAB, Axis("momentum", 0, 1), Axis("l2", 0, 1), 2, None, dataset),
    "predicted_seconds": lambda dataset: predicted_seconds(LAB, dataset),
    "predicted_many_seconds": lambda dataset: predicted_many_seconds(LAB, 2, dataset),
}


@pytest.mark.parametrize("call", OF_DATASET.values(), ids=OF_DATASET)
def test_samples_that_are_needed_and_not_given_are_refused(call):
    with pytest.raises(ValueError, match=r"as Dataset\(inputs, targets\), got NoneType"):
        call(None)


@pytest.mark.parametrize("call", (OF_DATASET | OF_OWN_DATASET).values(), ids=OF_DATASET | OF_OWN_DATASET)
@pytest.mark.parametrize("empty", [{}, []], ids=["dict", "list"])
def test_samples_that_are_nothing_of_another_kind_are_not_taken_for_none_given(call, empty):
    with pytest.raises(ValueError, match=rf"as Dataset\(inputs, targets\), got {type(empty).__name__}"):
        call(empty)


@pytest.mark.parametrize(("call", "message"), [
    (lambda: predict(LAB, None, XOR.inputs), r"weights must be \[\(W, b\), \.\.\.\]"),
    (lambda: predict(LAB, START.parameters, "a"), "inputs must be a table of numbers"),
    (lambda: flatten(None), r"weights must be \[\(W, b\), \.\.\.\]"),
    (lambda: History("a"), "that of a Trainer, as train.* gives, got 'a'"),
    (lambda: HISTORY.states(0), "most must be a whole number of at least 1, got 0"),
    (lambda: gradient_check(LAB, START.parameters, XOR, most="a"), "most must be a whole number of at least 1, got 'a'"),
    (lambda: next(growing_check(LAB, START.parameters, XOR, at_once=-1)), "at_once must be .* at least 1, got -1"),
    (lambda: orders_after(LAB, TRAINER.state(), 2.5, 1), "samples must be a whole number of at least 1, got 2.5"),
    (lambda: orders_after(LAB, TRAINER.state(), 4, -1), "epochs must be a whole number of at least 1, got -1"),
    (lambda: step_trace(LAB, START.parameters, XOR, memory=[1]),
     r"memory must be a tuple, each an array of numbers or None, got \[1\]"),
    (lambda: train(LAB, changes=[3]), r"changes must be a tuple, each a Change, got \[3\]"),
    (lambda: train_many(LAB, 2, dtype="a"), "np.float32 or np.float64, got 'a'"),
    (lambda: train_map(LAB, "momentum", Axis("l2", 0, 1)), r"must be an Axis\(name, low, high\), got 'momentum'"),
    (lambda: train_map(LAB, Axis("momentum", "0", 1), Axis("l2", 0, 1)), "finite numbers, got momentum '0' to 1"),
    (lambda: Axis("l2", 0, 1).values(1.5), "cells must be a whole number of at least 1, got 1.5"),
    (lambda: proportion(1, 2, z="a"), "above 0, got 'a'"),
    (lambda: read_numbers(None, (2, 1)), "content must be bytes or a text, got NoneType"),
    (lambda: predict(LAB, START.parameters, [[NAN, 0]]), "inputs must be finite numbers"),
    (lambda: predict(LAB, START.parameters, np.zeros((2, 2, 2))), r"2 axes, got float64 of shape \(2, 2, 2\)"),
    (lambda: loss_and_gradient(LAB, START.parameters, [[0, 0]]), r"as Dataset\(inputs, targets\), got list"),
    (lambda: train(LAB, None, [[0, 0]]), r"as Dataset\(inputs, targets\), got list"),
    (lambda: loss_and_gradient(LOGS, START.parameters, Dataset([[0, 0]], [2])), "needs targets from 0 to 1"),
    (lambda: Dataset([["a", "b"]], [1]), "inputs must be a table of numbers"),
    (lambda: Dataset([[1j, 0]], [1]), "inputs must be a table of numbers"),
    (lambda: Dataset([[1, 2], [1]], [1, 0]), "inputs must be a table of numbers"),
    (lambda: gradient_check(LAB, START.parameters, XOR, most=2.5), "whole number of at least 1, got 2.5"),
    (lambda: gradient_check(LAB, START.parameters, XOR, most=True), "whole number of at least 1, got True"),
    (lambda: step_trace(LAB, START.parameters, XOR, rows=[]), "at least one sample"),
    (lambda: diagnose(LAB, START.parameters, XOR, loss="0.5", digits=2.5), "whole number from 1 to 17, got 2.5"),
    (lambda: diagnose(LAB, START.parameters, XOR, loss="0.5", digits=True), "whole number from 1 to 17, got True"),
    (lambda: diagnose(LAB, START.parameters, XOR, loss="0.5", steps=True), "whole number from 1 to 100\u202f000, got True"),
    (lambda: diagnose(LAB, START.parameters, XOR, loss="0.5", steps=2.0), "whole number from 1 to 100\u202f000, got 2.0"),
    (lambda: diagnose(LAB, START.parameters, XOR, loss="0.5", seconds=NAN), "number of at least 0, got nan"),
    (lambda: train(LAB, changes=(Change(True, "l2", 0.1),)), "whole number of at least 0, got True"),
    (lambda: train(LAB, changes=(Change(2.0, "l2", 0.1),)), "whole number of at least 0, got 2.0"),
    (lambda: train_many(LAB, [True, 2]), "got True or False"),
    (lambda: train_many(LAB, 2.0), "whole number, 1 to 1\u202f000\u202f000, got 2.0"),
    (lambda: train_map(LAB, Axis("momentum", 0, 1), Axis("l2", 0, 1), cells=2.5), "2 to 512 cells along an axis, got 2.5"),
    (lambda: predicted_many_seconds(LAB, 2.5), "whole number of at least 1, got 2.5"),
    (lambda: nearest_plateau(LAB, NAN), "finite number of at least 0, got nan"),
    (lambda: nearest_plateau(LAB, -1), "finite number of at least 0, got -1"),
    (lambda: proportion(True, 2), "got True of 2"),
    (lambda: proportion(1, 2, z=-1), "above 0, got -1"),
    (lambda: box_counts(np.ones((4, 4), bool), (0, 1)), "whole numbers of at least 1"),
    (lambda: box_counts(np.ones((4, 4), bool), (1.5,)), "whole numbers of at least 1"),
    (lambda: box_dimension(np.ones((4, 4), bool), (2,)), "at least two sides"),
    *((lambda high=high: Surface(LAB, (2, 4, 4, 1), (0, high, 0, 1), 4, 1), "plane must be four finite numbers")
      for high in (NAN, np.inf, 10**400)),
    (lambda: box_dimension(np.ones((4, 4), bool), [[1, 2], [3]]), r"whole numbers of at least 1, got \[\[1, 2\], \[3\]\]"),
    (lambda: orders_after(LAB, TRAINER.state(), 4, 1_000_001), "epochs must be at most 1\u202f000\u202f000, got 1000001"),
    (lambda: predicted_many_seconds(LAB, 10**9 + 1), "at most 1\u202f000\u202f000\u202f000, got 1000000001"),
    (lambda: step_trace(LAB, START.parameters, XOR, rows=[[0], [1, 2]]), r"from 0 on, got \[\[0\], \[1, 2\]\]"),
    (lambda: step_trace(LAB, START.parameters, XOR, rows=[[0, 1]]), "from 0 on, got int64 of shape"),
    (lambda: train_many(LAB, [[1, 2], [3]]), r"seed must be numbers in a row, got \[\[1, 2\], \[3\]\]"),
    (lambda: train_many(LAB, np.ma.masked_array([1, 2], [True, False])), "got masked ones among them"),
    (lambda: train_many(LAB, 2, learning_rate=[[1], [1, 2]]), "learning_rate must be numbers, got"),
    (lambda: train_many(LAB, 2, record=[[1], [2, 3]]), r"of at least 0, got \[\[1\], \[2, 3\]\]"),
])
def test_a_value_of_another_kind_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_whole_number_of_numpy_is_one():
    assert diagnose(LAB, START.parameters, XOR, loss="0.5", steps=np.int64(2)).steps == 2


SIZES = (2, 4, 4, 1)
PLACES = {  # what is counted from 0, and how many there are
    "epoch": (HISTORY.epoch_at, 2),
    "layer": (lambda layer: unit_name(SIZES, layer, 0), 4),
    "layer of a bias": (lambda layer: bias_name(SIZES, layer, 0), 3),
    "unit": (lambda unit: unit_name(SIZES, 1, unit), 4),
    "parameter": (lambda index: parameter_name(SIZES, index), 37),
    "layer of z": (lambda layer: explain_z(TRACE, layer, 0, 0), 3),
    "unit of z": (lambda unit: explain_z(TRACE, 0, unit, 0), 4),
    "sample of z": (lambda sample: explain_z(TRACE, 0, 0, sample), 4),
    "sample of a": (lambda sample: explain_a(TRACE, 0, 0, sample), 4),
    "sample of a delta": (lambda sample: explain_delta(TRACE, 0, 0, sample), 4),
    "sample of a loss": (lambda sample: explain_loss(TRACE, sample), 4),
    "input of a weight": (lambda i: explain_weight(TRACE, 0, i, 0), 2),
    "sample of a weight": (lambda sample: explain_weight(TRACE, 0, 0, 0, sample), 4),
    "sample of a bias": (lambda sample: explain_bias(TRACE, 0, 0, sample), 4),
    "unit of an update": (lambda j: explain_update(TRACE, 0, 0, j), 4),
    "layer of an update": (lambda layer: explain_update(TRACE, layer, 0, 0), 3),
}


@pytest.mark.parametrize(("call", "count"), PLACES.values(), ids=PLACES)
def test_what_is_beyond_the_last_or_before_the_first_is_refused(call, count):
    for beyond in (-1, count):
        with pytest.raises(IndexError, match=f"must be 0 to {count - 1}, got {beyond}"):
            call(beyond)


@pytest.mark.parametrize(("call", "count"), PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("other", [1.0, True, "a"])
def test_a_place_is_a_whole_number(call, count, other):
    with pytest.raises(TypeError, match=f"must be a whole number from 0 to {count - 1}, got {other!r}"):
        call(other)


@pytest.mark.parametrize("digits", [0, -1, 2.5, True])
def test_a_number_is_explained_with_at_least_one_digit(digits):
    with pytest.raises(ValueError, match=f"digits must be a whole number of at least 1, got {digits}"):
        explain_z(TRACE, 0, 0, 0, digits)

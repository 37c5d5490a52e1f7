"""What a public function cannot use is refused in one sentence: other weights, nan, a number of another kind."""

import numpy as np
import pytest

from xorcore import (
    Change,
    Config,
    Dataset,
    diagnose,
    gradient_check,
    loss_and_gradient,
    predict,
    step_trace,
    train,
    train_many,
)
from xorcore.book import unit_name
from xorcore.many import Axis, predicted_many_seconds, train_map
from xorcore.statistics import box_counts, box_dimension, nearest_plateau, proportion

NAN = float("nan")
LAB, LOGS = Config(epochs=1), Config(loss="cross_entropy")
START = next(train(LAB))
XOR = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
SMALLER = [(np.zeros((2, 3)), np.zeros(3)), (np.zeros((3, 1)), np.zeros(1))]
BROKEN = [(np.full((2, 4), NAN), np.zeros(4)), *START.parameters[1:]]
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


@pytest.mark.parametrize(("call", "message"), [
    (lambda: predict(LAB, START.parameters, [[NAN, 0]]), "inputs must be finite numbers"),
    (lambda: predict(LAB, START.parameters, np.zeros((2, 2, 2))), "takes 2 inputs"),
    (lambda: loss_and_gradient(LAB, START.parameters, [[0, 0]]), r"as Dataset\(inputs, targets\), got list"),
    (lambda: train(LAB, None, [[0, 0]]), r"as Dataset\(inputs, targets\), got list"),
    (lambda: loss_and_gradient(LOGS, START.parameters, Dataset([[0, 0]], [2])), "needs targets from 0 to 1"),
    (lambda: Dataset([["a", "b"]], [1]), "inputs must be a table of numbers"),
    (lambda: Dataset([[1j, 0]], [1]), "inputs must be a table of numbers"),
    (lambda: Dataset([[1, 2], [1]], [1, 0]), "inputs must be a table of numbers"),
    (lambda: gradient_check(LAB, START.parameters, XOR, most=2.5), "whole number of at least 1, got 2.5"),
    (lambda: gradient_check(LAB, START.parameters, XOR, most=True), "whole number of at least 1, got True"),
    (lambda: step_trace(LAB, START.parameters, XOR, learning_rate=NAN), "learning_rate must be > 0"),
    (lambda: step_trace(LAB, START.parameters, XOR, momentum=2), "momentum must be at least 0"),
    (lambda: step_trace(LAB, START.parameters, XOR, rows=[]), "at least one sample"),
    (lambda: diagnose(LAB, START.parameters, XOR, loss="0.5", digits=2.5), "whole number from 1 to 17, got 2.5"),
    (lambda: diagnose(LAB, START.parameters, XOR, loss="0.5", digits=True), "whole number from 1 to 17, got True"),
    (lambda: diagnose(LAB, START.parameters, XOR, loss="0.5", steps=True), "whole number from 1 to 100000, got True"),
    (lambda: diagnose(LAB, START.parameters, XOR, loss="0.5", steps=2.0), "whole number from 1 to 100000, got 2.0"),
    (lambda: diagnose(LAB, START.parameters, XOR, loss="0.5", seconds=NAN), "number of at least 0, got nan"),
    (lambda: train(LAB, changes=(Change(True, "l2", 0.1),)), "whole number of at least 0, got True"),
    (lambda: train(LAB, changes=(Change(2.0, "l2", 0.1),)), "whole number of at least 0, got 2.0"),
    (lambda: train_many(LAB, [True, 2]), "got True or False"),
    (lambda: train_many(LAB, 2.0), "whole number, 1 to 1000000, got 2.0"),
    (lambda: train_map(LAB, Axis("momentum", 0, 1), Axis("l2", 0, 1), cells=2.5), "2 to 512 cells along an axis, got 2.5"),
    (lambda: predicted_many_seconds(LAB, 2.5), "whole number of at least 1, got 2.5"),
    (lambda: nearest_plateau(LAB, NAN), "finite number of at least 0, got nan"),
    (lambda: nearest_plateau(LAB, -1), "finite number of at least 0, got -1"),
    (lambda: proportion(True, 2), "got True of 2"),
    (lambda: proportion(1, 2, z=-1), "above 0, got -1"),
    (lambda: box_counts(np.ones((4, 4), bool), (0, 1)), "whole numbers of at least 1"),
    (lambda: box_counts(np.ones((4, 4), bool), (1.5,)), "whole numbers of at least 1"),
    (lambda: box_dimension(np.ones((4, 4), bool), (2,)), "at least two sides"),
])
def test_a_value_of_another_kind_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_whole_number_of_numpy_is_one():
    assert diagnose(LAB, START.parameters, XOR, loss="0.5", steps=np.int64(2)).steps == 2


@pytest.mark.parametrize("unit", [-1, 4])
def test_a_unit_that_does_not_exist_has_no_name(unit):
    with pytest.raises(IndexError, match="layer 1 has units 0 to 3"):
        unit_name((2, 4, 1), 1, unit)

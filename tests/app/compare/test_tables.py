"""The numbers behind the pictures of a comparison stand at their places."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.compare.loss_slice import LossSlice
from app.compare.tables import GRID, MOST_ROWS, MOST_SAMPLES, losses, outcomes, outputs, paths, plane, some
from xorcore import Config, Dataset
from xorcore.many import Projection

U, V, EPOCHS = np.linspace(-3, 3, 81), np.linspace(10, 20, 81), np.arange(0, 400, 4)
PATH = Projection(EPOCHS / 100, EPOCHS / 10, EPOCHS / 1000)
SLICE = LossSlice(U, V, [U + 100 * V[:, None], -(U + 100 * V[:, None])], [None, PATH])


def test_every_loss_of_the_landscape_stands_at_its_u_and_its_v():
    table = plane(SLICE, 1)
    assert table.columns[1] == "u = −3" and table.columns[-1] == "u = 3"
    assert (table["v"].iloc[0], table["v"].iloc[-1], table.shape) == (10, 20, (GRID, GRID + 1))
    u = U[some(81, GRID)]
    np.testing.assert_allclose(table.iloc[:, 1:], -(u + 100 * table["v"].to_numpy()[:, None]))


def test_every_row_of_a_path_is_of_its_epoch_and_a_path_that_is_left_out_has_none():
    result = SimpleNamespace(path_epochs=EPOCHS, path_losses=1 / (1 + EPOCHS))
    table = paths(SLICE, ["one", "two"], [result, result])
    assert set(table["run"]) == {"two"} and len(table) == MOST_ROWS
    epochs = table["epoch"].to_numpy()
    assert (epochs[0], epochs[-1]) == (0, 396)
    np.testing.assert_allclose(table[["u", "v", "away from the plane", "loss"]],
                               np.stack([epochs / 100, epochs / 10, epochs / 1000, 1 / (1 + epochs)], axis=1))


@pytest.mark.parametrize(("length", "places"), [(1, [0]), (3, [0, 1, 2]), (9, [0, 3, 5, 8])])
def test_some_places_of_a_list_have_both_ends_and_lie_evenly(length, places):
    assert some(length, 4).tolist() == places


def test_the_losses_are_those_of_the_runs_that_have_ended_up_to_the_last_of_each():
    ended = [SimpleNamespace(path_epochs=EPOCHS[:last], path_losses=1.0 / (1 + EPOCHS[:last])) for last in (100, 40)]
    table = losses(["one", "two", "three"], ended)
    assert list(table) == ["epoch", "one", "two"] and len(table) == MOST_ROWS
    assert table["epoch"].iloc[[0, -1]].tolist() == [0, 396] and table["two"].dropna().size < MOST_ROWS
    np.testing.assert_allclose(table["one"], 1 / (1 + table["epoch"]))


def test_the_outcome_of_each_run_that_has_ended_stands_in_its_row():
    end = SimpleNamespace(loss=0.01, number=12_400)
    result = SimpleNamespace(reached=(7, 350, None), end=end, largest_error=0.1, norm=3.5, ended="solved")
    table = outcomes("Momentum", ["momentum 0", "momentum 0.9"], [result])
    assert table.to_dict("list") == {
        "Momentum": ["momentum 0"], "L < 0.1 at epoch": [7], "L < 0.02 at epoch": [350],
        "L < 0.001 at epoch": [None], "final loss": [0.01], "largest error": [0.1], "norm of the weights": [3.5],
        "how it ended": ["solved at epoch 12\u202f400"]}
    assert set(table.dtypes.astype(str)[1:4]) == {"Int64"}  # whole numbers, also beside one that is missing


def test_the_outputs_are_those_of_each_network_at_the_first_samples():
    config, data = Config(hidden=()), Dataset(np.arange(2.0 * 300).reshape(300, 2) / 600, np.arange(300) % 2)
    W, b = np.array([[1.0], [-2.0]]), np.array([0.5])
    run = SimpleNamespace(end=SimpleNamespace(parameters=[(W, b)]))
    table = outputs(SimpleNamespace(dataset=data, configs=[config] * 2), ["one", "two"], [run])
    assert list(table) == ["x1", "x2", "target", "one"] and len(table) == MOST_SAMPLES
    x1, x2 = table["x1"], table["x2"]
    np.testing.assert_array_equal(table[["x1", "x2", "target"]], np.c_[data.inputs, data.targets][:MOST_SAMPLES])
    np.testing.assert_allclose(table["one"], 1 / (1 + np.exp(-(x1 - 2 * x2 + 0.5))))

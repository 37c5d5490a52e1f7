"""Runs from the same start weights, their outcomes, and the slice of the loss landscape between them."""

from itertools import count, pairwise
from typing import NamedTuple

import numpy as np
import pytest

from app.compare.charts import landscape_figure, surface_figure
from app.compare.comparison import OVERHEAD, Comparison, SoFar, first_below, path_epochs
from app.compare.loss_slice import loss_slices
from app.compare.settings import FIELDS, configs, label
from app.compare.tables import outcomes
from app.words.settings_line import settings_line
from app.words.value_list import split
from xorcore import Config, Dataset, History, loss_and_gradient, train
from xorcore.config import FIELDS as CONFIG_FIELDS
from xorcore.many.landscape import plane_through
from xorcore.parameters import flatten, unflatten


class Compared(NamedTuple):
    """A comparison and all that came of it."""

    comparison: Comparison
    end: SoFar


def compared(field, values, config):
    comparison = Comparison(field, configs(config, field, split(values)))
    *_, end = comparison.compute()
    assert end.complete
    return Compared(comparison, end)


def test_a_comparison_is_foreseen_to_take_the_time_of_all_its_runs(monkeypatch):
    monkeypatch.setattr("app.compare.comparison.predicted_seconds", lambda config, *_: 100 * config.momentum)
    comparison = Comparison("momentum", configs(Config(), "momentum", ["0.1", "0.2", "0.4"]))
    assert comparison.predicted_seconds() == pytest.approx(OVERHEAD * 70)


@pytest.fixture(scope="module")
def momenta():
    return compared("momentum", "0.1, 0.9", Config(epochs=400, learning_rate=0.5, optimizer="momentum", hidden=(2,)))


def labels_of(comparison):
    return [label(comparison.field, value) for value in comparison.values]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_one_of_the_config(field):
    assert field in CONFIG_FIELDS


@pytest.mark.parametrize("field", FIELDS)
def test_all_runs_start_with_the_weights_and_the_samples_of_the_config(field):
    config = Config(dataset="moons", samples=12, hidden=(3,), epochs=3, seed=5)
    comparison, end = compared(field, FIELDS[field], config)
    first = next(train(config))
    for result in end.results:
        np.testing.assert_array_equal(result.path[0], first.vector)
    np.testing.assert_array_equal(comparison.dataset.inputs, train(config).dataset.inputs)


def test_each_run_is_the_cores_to_the_bit():
    config = Config(dataset="moons", samples=20, batch_size=7, sample_order="shuffled", hidden=(3,), epochs=300)
    _, end = compared("optimizer", "adam,nesterov", config)
    for rule, result, (epochs, losses) in zip(("adam", "nesterov"), end.results, end.curves, strict=True):
        trainer = train(Config(**{**vars(config), "optimizer": rule}))
        history = History(trainer)
        for epoch in trainer:
            history.record()
        np.testing.assert_array_equal(result.end.vector, epoch.vector)
        np.testing.assert_array_equal(losses, history.losses[epochs])
        np.testing.assert_array_equal(result.path_losses, history.losses[result.path_epochs])
        for place in (0, 1, 40, -2, -1):
            np.testing.assert_array_equal(result.path[place], history.epoch_at(int(result.path_epochs[place])).vector)


def test_a_run_that_is_solved_early_ends_its_path_there():
    config = Config(optimizer="momentum", momentum=0.9, epochs=5000, stop_at_loss=0.05)
    _, end = compared("learning_rate", "0.5, 1", config)
    for result in end.results:
        assert result.ended == "solved"
        assert result.path_epochs[-1] == result.end.number < 5000
        assert result.path_losses[-1] == result.end.loss < 0.05
        np.testing.assert_array_equal(result.path[-1], result.end.vector)


def test_largest_error_and_norm_are_those_of_the_end(momenta):
    for result in momenta.end.results:
        (W1, b1), (W2, b2) = result.end.parameters
        hidden = 1 / (1 + np.exp(-(momenta.comparison.dataset.inputs @ W1 + b1)))
        answers = 1 / (1 + np.exp(-(hidden @ W2 + b2)))
        assert result.largest_error == pytest.approx(np.abs(answers - momenta.comparison.dataset.targets).max(), rel=1e-12)
        assert result.norm == pytest.approx(np.sqrt(sum((part**2).sum() for part in (W1, b1, W2, b2))), rel=1e-12)


def test_the_output_is_that_of_the_end_over_the_plane(momenta):
    result = momenta.end.results[0]
    corner = Dataset([[momenta.comparison.plane[1], momenta.comparison.plane[2]]], [[0]])  # highest x1, lowest x2
    loss, _ = loss_and_gradient(momenta.comparison.configs[0], result.end.parameters, corner)
    assert 0.5 * result.output[0, -1] ** 2 == pytest.approx(loss, rel=1e-5)


def test_the_first_epoch_below_a_level():
    losses = np.array([3.0, 1.0, 2.0, 0.5])
    assert [first_below(losses, level) for level in (4, 2, 1, 0.5)] == [0, 1, 3, None]


@pytest.mark.parametrize("last", [1, 2, 7, 1000, 1_000_000])
def test_a_path_has_both_ends_and_not_too_many_points(last):
    epochs = path_epochs(last)
    assert (epochs[0], epochs[-1]) == (0, last)
    assert (np.diff(epochs) > 0).all()
    assert len(epochs) <= 200


def test_curves_and_results_grow_run_by_run():
    config = Config(epochs=30_000, hidden=(2,))
    all_so_far = list(Comparison("momentum", configs(config, "momentum", ["0.1", "0.9"])).compute())
    for before, after in pairwise(all_so_far):
        assert len(before.results) <= len(after.results)
        assert len(before.curves) <= len(after.curves)
        assert before.epoch <= after.epoch or len(after.results) > len(before.results)
    assert {len(so_far.results) for so_far in all_so_far} == {0, 1, 2}
    assert [so_far.complete for so_far in all_so_far].index(True) == len(all_so_far) - 1


def test_a_curve_grows_once_a_second_and_is_whole_at_the_end(monkeypatch):
    passed = count(0, 0.004)  # seconds; a look at the clock takes some
    monkeypatch.setattr("app.compare.comparison.time.perf_counter", lambda: next(passed))
    comparison = Comparison("momentum", configs(Config(epochs=500), "momentum", ["0.1", "0.9"]))
    first_run = [so_far for so_far in comparison.compute() if len(so_far.curves) == 1]
    lengths = [int(so_far.curves[0][0][-1]) for so_far in first_run]
    assert len(first_run) > 3 * len(set(lengths)) > 3 and lengths == sorted(lengths) and lengths[-1] == 500


def test_every_value_of_the_landscape_is_a_true_loss(momenta):
    here = momenta.end.landscape
    ends = [result.end.vector for result in momenta.end.results]
    plane = plane_through(np.array([momenta.comparison.start_weights, *ends]))
    for row, column in ((0, 0), (3, 17), (-1, 5), (40, 40)):
        parameters = unflatten(plane.point(here.u[column], here.v[row]), momenta.comparison.sizes)
        loss, _ = loss_and_gradient(momenta.comparison.configs[0], parameters, momenta.comparison.dataset)
        assert here.losses[0][row, column] == pytest.approx(loss, rel=1e-9)


def test_start_and_two_ends_lie_on_the_plane_and_in_the_picture(momenta):
    here = momenta.end.landscape
    for path in here.paths:
        assert path.distance[[0, -1]].max() < 1e-9
        assert here.u[0] < path.u.min() <= path.u.max() < here.u[-1]
        assert here.v[0] < path.v.min() <= path.v.max() < here.v[-1]


@pytest.mark.parametrize(("field", "landscapes"), [("momentum", 1), ("optimizer", 1), ("batch_size", 1),
                                                   ("loss", 2), ("reduction", 2), ("l2", 3), ("hidden_activation", 3)])
def test_there_is_a_landscape_for_each_different_loss(field, landscapes):
    _, end = compared(field, FIELDS[field], Config(epochs=3))
    pictures = end.landscape.losses
    assert len(pictures) == landscapes
    assert all((picture != pictures[0]).any() for picture in pictures[1:])


def test_paths_that_do_not_move_have_no_plane():
    data = train(Config()).dataset
    still = np.ones((4, 37))
    assert list(loss_slices([Config()], data, [still, still])) == []
    assert list(loss_slices([Config()], data, [None, None])) == []


def test_a_surface_shows_the_output_on_0_to_1_with_its_samples(momenta):
    figure = surface_figure(momenta.end.results[1].output, momenta.comparison.plane, momenta.comparison.dataset, 200)
    heat, zeros, ones = figure.data[0], figure.data[-2], figure.data[-1]
    assert (heat.zmin, heat.zmax) == (0, 1)
    assert np.abs(heat.z - momenta.end.results[1].output).max() < 1e-4
    assert list(zip(zeros.x, zeros.y, strict=True)) == [(0, 0), (1, 1)]
    assert list(zip(ones.x, ones.y, strict=True)) == [(0, 1), (1, 0)]
    assert zeros.marker.symbol != ones.marker.symbol


@pytest.mark.parametrize("value", [0.2, 0.5, 0.9])
def test_a_constant_surface_has_no_contour(value):
    figure = surface_figure(np.full((4, 4), value), (0, 1, 0, 1), Dataset([[0, 0]], [0]), 200)
    assert not [trace for trace in figure.data if trace.type == "contour"]


def test_the_landscape_says_the_losses_themselves(momenta):
    here, results = momenta.end.landscape, momenta.end.results
    figure = landscape_figure(here.u, here.v, here.losses[0], labels_of(momenta.comparison), here.paths,
                              [r.path_epochs for r in results], [r.path_losses for r in results])
    np.testing.assert_array_equal(figure.data[0].customdata, here.losses[0])
    paths = [trace for trace in figure.data if trace.name in labels_of(momenta.comparison)]
    for trace, result in zip(paths, results, strict=True):
        np.testing.assert_array_equal(trace.customdata[:, 0], result.path_epochs)
        np.testing.assert_array_equal(trace.customdata[:, 1], result.path_losses)


def test_infinite_losses_leave_a_hole_in_the_landscape(momenta):
    here, result = momenta.end.landscape, momenta.end.results[0]
    losses = here.losses[0].copy()
    losses[0, 0] = np.inf
    figure = landscape_figure(here.u, here.v, losses, ["a"], here.paths[:1], [result.path_epochs], [result.path_losses])
    assert np.isnan(figure.data[0].z[0, 0])
    assert np.isfinite(figure.data[0].zmax)


def test_the_table_leaves_out_what_was_not_reached(momenta):
    rows = outcomes("Momentum", labels_of(momenta.comparison), momenta.end.results[:1])
    assert list(rows["Momentum"]) == ["momentum 0.1"]
    assert rows["L < 0.001 at epoch"].isna().all()


def test_the_line_of_settings_leaves_out_the_one_that_differs():
    line = settings_line(Config(), without="learning_rate")
    assert "learning rate" not in line
    assert "momentum 0.5" in line
    assert "seed 0" in line


def test_given_start_weights_are_the_common_start():
    parameters = [(np.full((2, 2), 0.3), np.full(2, -0.1)), (np.full((2, 1), 0.7), np.zeros(1))]
    found = configs(Config(hidden=(2,), epochs=5), "momentum", ["0.1", "0.9"])
    comparison = Comparison("momentum", found, None, parameters)
    assert comparison.start_weights.tolist() == flatten(parameters).tolist()


def test_a_surface_has_the_scale_of_its_targets():
    data = Dataset([[0, 0], [1, 1]], [-1, 1])
    figure = surface_figure(np.array([[-1.0, 0.2], [0.2, 1]]), (0, 1, 0, 1), data, 200)
    heatmap, contour, low, high = figure.data
    assert (heatmap.zmin, heatmap.zmax, contour.contours.start) == (-1, 1, 0)
    assert (list(low.x), list(high.x)) == ([0], [1])

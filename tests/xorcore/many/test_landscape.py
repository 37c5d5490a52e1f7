"""The loss landscape: a plane through the runs' points, and a true loss at every point of it."""

import numpy as np
import pytest

from xorcore import Config, Dataset, loss_and_gradient, train
from xorcore.many import Projection, losses_on, plane_through, project
from xorcore.many.landscape import window
from xorcore.parameters import unflatten

SIZES = (2, 4, 4, 1)


def points(count, parameters=37):
    return np.random.default_rng(count).normal(size=(count, parameters))


@pytest.mark.parametrize("config", [
    Config(), Config(l2=0.1, reduction="mean"), Config(loss="cross_entropy"), Config(hidden_activation="tanh", l2=0.01),
], ids=str)  # fmt: skip
def test_every_value_is_the_loss_at_its_point(config):
    plane, dataset = plane_through(points(3)), train(config).dataset
    u, v = np.linspace(-3, 3, 40), np.linspace(-2, 5, 60)
    losses = losses_on(config, dataset, plane, u, v)
    assert losses.shape == (60, 40)
    for row, column in [(0, 0), (59, 39), (17, 3), (40, 31)]:
        loss, _ = loss_and_gradient(config, unflatten(plane.point(u[column], v[row]), SIZES), dataset)
        assert losses[row, column] == pytest.approx(loss, rel=1e-12)


@pytest.mark.parametrize("count", [2, 3])
def test_up_to_three_points_lie_on_the_plane(count):
    given = points(count)
    plane = plane_through(given)
    u, v, distance = project(plane, given)
    np.testing.assert_allclose(distance, 0, atol=1e-12)
    np.testing.assert_allclose([plane.point(*at) for at in zip(u, v, strict=True)], given, atol=1e-12)


def test_axes_have_length_1_and_are_at_right_angles():
    for count in (2, 3, 7):
        axes = plane_through(points(count)).axes
        np.testing.assert_allclose(axes @ axes.T, np.eye(2), atol=1e-12)


def test_of_more_points_the_first_is_on_the_plane_and_the_others_as_near_as_can_be():
    given = points(7)
    plane = plane_through(given)
    distance = project(plane, given).distance
    assert distance[0] == 0 < distance[1:].min()
    rng = np.random.default_rng(0)
    for _ in range(50):
        axes, _ = np.linalg.qr(plane.axes.T + 0.1 * rng.normal(size=(37, 2)))
        assert (project(plane._replace(axes=axes.T), given).distance ** 2).sum() > (distance**2).sum()


def test_distance_of_a_point_is_how_far_it_lies_from_its_projection():
    plane, point = plane_through(points(3)), points(1)[0]
    u, v, distance = project(plane, point)
    assert distance[0] == pytest.approx(np.linalg.norm(point - plane.point(u[0], v[0])))


def test_window_holds_all_points_with_one_scale():
    seen = project(plane_through(points(5)), points(5))
    u_low, u_high, v_low, v_high = window(seen)
    assert u_low < seen.u.min() and seen.u.max() < u_high and v_low < seen.v.min() and seen.v.max() < v_high
    assert u_high - u_low == pytest.approx(v_high - v_low)


@pytest.mark.parametrize(("wide", "high"), [(8, 2), (2, 8)])
def test_window_holds_what_is_farther_apart_in_either_direction(wide, high):
    ends = window(Projection(np.array([0.0, wide]), np.array([0.0, high]), np.zeros(2)), margin=0)
    assert ends == (wide / 2 - 4, wide / 2 + 4, high / 2 - 4, high / 2 + 4)


@pytest.mark.parametrize(("given", "message"), [
    (np.zeros((3, 5)), "two different points"),
    (np.zeros(5), "2 axes, got float64 of shape"),
    (np.ones((2, 1)), "two parameters"),
    (np.ones((0, 5)), "got shape \\(0, 5\\)"),
])
def test_points_that_span_no_plane_are_refused(given, message):
    with pytest.raises(ValueError, match=message):
        plane_through(given)


def test_a_plane_of_another_network_is_refused():
    with pytest.raises(ValueError, match="37 parameters, got 9"):
        losses_on(Config(), Dataset([[0, 1]], [1]), plane_through(points(2, 9)), np.arange(2.0), np.arange(2.0))

import numpy as np
import pytest

from xorcore import Config, Dataset, loss_and_gradient
from xorcore.hessian import hessian
from xorcore.initialisation import initial_parameters
from xorcore.parameters import flatten, sizes_of, unflatten

BOWL = Config(dataset="own", hidden=(), output_activation="linear")


def test_of_a_linear_network_it_is_the_sum_of_the_inputs_products():
    """L = ½ Σ (w·x + b − y)²: its second derivatives are Σ x x', with 1 for the bias, at any weights."""
    inputs = np.array([[1.0, 2.0], [0.5, -3.0], [2.0, 0.0]])
    expected = np.c_[inputs, np.ones(3)].T @ np.c_[inputs, np.ones(3)]
    found = hessian(BOWL, [([[5.0], [-2.0]], [1.0])], Dataset(inputs, [0, 1, 2]))
    np.testing.assert_allclose(found, expected, rtol=1e-8)


def test_l2_adds_to_the_curvature_of_weights_only():
    dataset, start = Dataset([[1, 2]], [0]), [([[1.0], [1.0]], [0.0])]
    added = hessian(Config(**{**vars(BOWL), "l2": 0.3}), start, dataset) - hessian(BOWL, start, dataset)
    np.testing.assert_allclose(added, np.diag([0.3, 0.3, 0]), atol=1e-8)


@pytest.mark.parametrize("config", [Config(), Config(hidden=(3,), hidden_activation="tanh", loss="cross_entropy")])
def test_it_tells_how_the_loss_bends_along_any_line(config):
    rng = np.random.default_rng(1)
    parameters, dataset = initial_parameters("normal", (2, *config.hidden, 1), 1.0, rng), Dataset(np.eye(2), [0, 1])
    flat, sizes = flatten(parameters), sizes_of(parameters)
    line = rng.normal(size=flat.shape)
    points = [unflatten(flat + t * line, sizes) for t in (-1e-4, 0, 1e-4)]
    below, here, above = (loss_and_gradient(config, point, dataset)[0] for point in points)
    found = hessian(config, parameters, dataset)
    np.testing.assert_array_equal(found, found.T)
    assert line @ found @ line == pytest.approx((below - 2 * here + above) / 1e-8, rel=1e-4)

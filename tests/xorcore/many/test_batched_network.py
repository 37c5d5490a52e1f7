"""Many networks run forward and backward at once: of each what it gives alone, however they lie in memory."""

import numpy as np
import pytest

from xorcore import ACTIVATIONS, LOSSES, OPTIMIZERS, Config
from xorcore.compiled import run
from xorcore.many.batched_network import (
    MANY_SAMPLES,
    BatchedNetwork,
    lie_apart,
    members_first,
    memory_order,
    ones_like_flat,
    pass_bytes,
)
from xorcore.network import Network
from xorcore.parameters import parameter_count

MEMBERS, N = 3, 5


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("shared", [True, False], ids=["the same samples", "samples of their own"])
@pytest.mark.parametrize("sizes", [(2, 3, 4, 2), (2, 1), (1, 2, 1), (2, 1, 3)], ids=str)
@pytest.mark.parametrize(("hidden", "output", "loss", "reduction"), [
    ("tanh", "sigmoid", "cross_entropy", "mean"), ("relu", "linear", "half_squared_error", "sum"),
    ("sigmoid", "sigmoid", "half_squared_error", "mean"),
])
def test_each_has_the_loss_and_the_gradient_that_it_has_alone(order, shared, sizes, hidden, output, loss, reduction):
    config = Config(hidden=sizes[1:-1], hidden_activation=hidden, output_activation=output, loss=loss, reduction=reduction)
    rng = np.random.default_rng(0)
    flat = np.array(rng.normal(size=(parameter_count(sizes), MEMBERS)), order=order)
    last = 1 if shared else MEMBERS
    x, y = rng.normal(size=(sizes[0], N, last)), rng.uniform(size=(sizes[-1], N, last))
    networks, gradients = BatchedNetwork(config, sizes, flat, x, y), np.empty_like(flat)
    run(networks.forward + networks.backward(gradients))
    losses = networks.data_losses()
    for member in range(MEMBERS):
        own = 0 if shared else member
        one, gradient = Network(config, sizes, flat[:, member].copy(), N), np.empty(len(flat))
        one.load(x[..., own].T, y[..., own].T)
        run(one.forward + one.backward(gradient))
        assert losses[member] == pytest.approx(one.data_loss(), rel=1e-12)
        np.testing.assert_allclose(gradients[:, member], gradient, rtol=1e-10, atol=1e-13)
        np.testing.assert_allclose(networks.layers[-1].a[..., member], one.outputs, rtol=1e-12)
    assert losses.shape == (MEMBERS,) and networks.data_losses() is not losses


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_all_arrays_have_the_type_and_the_order_of_the_weights(order, dtype):
    flat = np.zeros((parameter_count((2, 3, 1)), MEMBERS), dtype, order=order)
    networks = BatchedNetwork(Config(hidden=(3,)), (2, 3, 1), flat, np.zeros((2, N, MEMBERS)), np.zeros((1, N, 1)))
    for layer in networks.layers:
        assert {part.dtype for part in layer[:-1]} == {np.dtype(dtype)}
        assert {lie_apart(part) for part in (layer.x, layer.z, layer.a, layer.slope, layer.delta)} == {order == "F"}
    assert networks.inputs.shape == (2, N, MEMBERS) and networks.targets.shape == (1, N, 1)


def test_samples_are_copied():
    x, y = np.zeros((2, N, 1)), np.zeros((1, N, 1))
    networks = BatchedNetwork(Config(hidden=()), (2, 1), np.zeros((3, MEMBERS)), x, y)
    x[:], y[:] = 7, 7
    assert not networks.inputs.any() and not networks.targets.any()


@pytest.mark.parametrize(("n", "batch_size", "order"), [
    (MANY_SAMPLES - 1, 0, "C"), (MANY_SAMPLES, 0, "F"), (2000, MANY_SAMPLES - 1, "C"), (2000, MANY_SAMPLES, "F"),
    (MANY_SAMPLES - 1, 2000, "C"), (MANY_SAMPLES, 2000, "F"),
])
def test_members_lie_apart_where_a_batch_has_many_samples(n, batch_size, order):
    assert memory_order(Config(batch_size=batch_size), n) == order


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_members_lie_apart_where_a_single_gradient_is_divided_by_its_size(optimizer):
    assert memory_order(Config(optimizer=optimizer), 4) == ("F" if optimizer == "rmsprop" else "C")


@pytest.mark.parametrize("order", ["C", "F"])
def test_ones_lie_as_the_weights_do(order):
    ones = ones_like_flat(np.zeros((9, 4), np.float32, order=order), 2, 5, 3)
    assert ones.shape == (2, 5, 3) and (ones == 1).all() and ones.dtype == np.float32
    assert lie_apart(ones) is (order == "F")


def test_members_first_is_a_view():
    array = np.arange(24).reshape(2, 3, 4)
    assert members_first(array).shape == (4, 2, 3) and members_first(array)[1, 0, 2] == array[0, 2, 1]
    assert np.shares_memory(members_first(array), array)


@pytest.mark.parametrize(("sizes", "n", "memory", "dtype", "numbers"), [
    ((2, 4, 4, 1), 4, 1, np.float64, 4 * (2 * 9 + 4 + 1) + 37 * 5), ((2, 1), 1, 0, np.float32, 1 * (2 + 1 + 1) + 3 * 4),
    ((3, 2, 5), 10, 4, np.float64, 10 * (2 * 7 + 5 + 5) + 23 * 8),
])
def test_a_member_needs_its_buffers_and_its_vectors(sizes, n, memory, dtype, numbers):
    assert pass_bytes(sizes, n, memory, dtype) == numbers * np.dtype(dtype).itemsize


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("loss", LOSSES)
def test_z_is_kept_apart_from_a_where_the_loss_reads_it_alone(activation, loss):
    output = LOSSES[loss].output_activation or activation
    config = Config(hidden=(2,), hidden_activation=activation, output_activation=output, loss=loss)
    networks = BatchedNetwork(config, (2, 2, 1), np.zeros((9, 2)), np.zeros((2, N, 1)), np.zeros((1, N, 1)))
    assert [np.shares_memory(layer.z, layer.a) for layer in networks.layers] == [True, not LOSSES[loss].reads_z]

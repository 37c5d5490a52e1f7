"""Many networks of one architecture run forward and backward at once.

The equations are those of `network`; every array has one more axis, the member, and it is the last: each NumPy call
is then a few long vector operations, whatever the size of the network. With many samples the vectors are long without
that; then the members lie apart in memory, and each has matrix products of its own. A member's numbers never depend on
which others are with it.
"""

from functools import partial
from typing import Literal

import numpy as np

from xorcore.activations import Activation
from xorcore.compiled import Calls, einsum, recorded, run
from xorcore.config import Config
from xorcore.losses import LOSSES
from xorcore.network import Layer, backward_calls, forward_calls, layer_activations
from xorcore.optimizers import OPTIMIZERS
from xorcore.parameters import augmented, parameter_count

MANY_SAMPLES = 300  # of one batch: from there on a matrix product for each member outruns vectors over members


def memory_order(config: Config, n: int) -> Literal["F", "C"]:
    """How memory should hold the members. "F": one member after the other, each with matrix products of its own, which
    round as those of `train` do. "C": one number of all members, then the next number.
    """
    many, rule = min(n, config.batch_size or n) >= MANY_SAMPLES, OPTIMIZERS[config.optimizer]
    # Dividing a gradient near 0 by its own size makes 1e-2 of a rounding in 300 epochs.
    return "F" if many or (rule.adaptive and not rule.averages_gradient) else "C"


def lie_apart(array: np.ndarray) -> bool:
    """Whether memory holds one member after the other; else one number of all members, then the next number."""
    return array.strides[-1] > array.strides[-2]


def members_first(array: np.ndarray) -> np.ndarray:
    """A view with the last axis, the member, as the first."""
    return np.moveaxis(array, -1, 0)


def ones_like_flat(flat: np.ndarray, units: int, n: int, members: int) -> np.ndarray:
    """(units, n, members) of ones, in memory as the members of `flat` are."""
    if lie_apart(flat):
        return np.ones((members, units, n), flat.dtype).transpose(1, 2, 0)
    return np.ones((units, n, members), flat.dtype)


def weighted_sum(W: np.ndarray, x: np.ndarray, z: np.ndarray) -> Calls:
    """z[o] = sum over i of W[i, o] x[i] for each sample and member.

    W (i, o, members), x (i, n, members), z (o, n, members). One einsum for each unit: over three axes it runs twice as
    fast as over four. Where all members have the same x, a matrix product runs five times as fast.
    """
    if len(x) == 1:
        return [partial(np.multiply, W[0][:, None], x, z)]
    if lie_apart(z):
        return [partial(np.matmul, W.T, members_first(x), members_first(z))]
    if x.shape[2] < z.shape[2]:
        return [partial(np.matmul, x[:, :, 0].T, W.swapaxes(0, 1), z)]
    return [partial(einsum, "is,ins->ns", W[:, o], x, out=z[o]) for o in range(len(z))]


def weight_gradient(x: np.ndarray, delta: np.ndarray, dW: np.ndarray) -> Calls:
    """dW[i, o] = sum over the samples of x[i] delta[o]; shapes as in `weighted_sum`."""
    if lie_apart(delta):
        return [partial(np.matmul, members_first(x), delta.T, members_first(dW))]
    if x.shape[2] < delta.shape[2]:
        return [partial(np.matmul, x[:, :, 0], delta, dW.swapaxes(0, 1))]
    return [partial(einsum, "ins,ns->is", x, delta[o], out=dW[:, o]) for o in range(len(delta))]


class BatchedNetwork:
    """Many networks on n samples each: the buffers of every layer, and the calls that fill them.

    flat (parameters, members) holds the parameters; all arrays have its dtype and its order in memory. inputs
    (fan_in, n, members) and targets (outputs, n, members) are copied; their last axis is 1 where all members have the
    same samples.
    """

    weighted_sum, weight_gradient = staticmethod(weighted_sum), staticmethod(weight_gradient)
    backward = backward_calls

    def __init__(self, config: Config, sizes: tuple[int, ...], flat: np.ndarray, inputs: np.ndarray, targets: np.ndarray):
        self.sizes, self.loss = sizes, LOSSES[config.loss]
        self.scale = 1 / inputs.shape[1] if config.reduction == "mean" else 1.0
        samples = ones_like_flat(flat, sizes[0] + 1, *inputs.shape[1:])
        self.inputs, self.targets = samples[:-1], ones_like_flat(flat, *targets.shape)
        self.inputs[...], self.targets[...] = inputs, targets
        self.layers = self._make_layers(samples, flat, layer_activations(config))
        output = self.layers[-1]
        self.error = np.empty_like(output.a)  # a - y
        self.forward = forward_calls(self)
        self._loss_sums = np.empty(flat.shape[1], flat.dtype)
        self._loss_calls = recorded(self.loss.value, (output.z, self.targets, self.error), (self._loss_sums,))

    def _make_layers(self, samples: np.ndarray, flat: np.ndarray, activations: list[Activation]) -> list[Layer]:
        layers, x, columns = [], samples, (samples.shape[1], flat.shape[1])
        slopes = ones_like_flat(flat, max(self.sizes[1:]), *columns)
        for Wb, units, activation in zip(augmented(flat, self.sizes), self.sizes[1:], activations, strict=True):
            with_ones = ones_like_flat(flat, units + 1, *columns)
            a = z = with_ones[:-1]
            layers.append(Layer(x, Wb, z, a, slopes[:units], np.empty_like(a), activation))
            x = with_ones
        if self.loss.reads_z:
            layers[-1] = layers[-1]._replace(z=np.empty_like(layers[-1].a))
        return layers

    def slope_calls(self, layer: Layer) -> Calls:
        """f'(z) of this layer: all layers share one buffer."""
        return recorded(layer.activation.slope, (layer.a,), (layer.slope,))

    def data_losses(self) -> np.ndarray:
        """The loss of each member's samples at the last forward run, without the L2 term: (members,), a new array."""
        run(self._loss_calls)
        return self.scale * self._loss_sums


def pass_bytes(sizes: tuple[int, ...], n: int, memory: int, dtype: type) -> int:
    """Bytes that one member needs while it trains on n samples with an update rule that remembers `memory` vectors."""
    buffers = 2 * sum(sizes[1:]) + max(sizes[1:]) + sizes[-1]  # a and delta of all layers, slope, error
    return (n * buffers + parameter_count(sizes) * (4 + memory)) * np.dtype(dtype).itemsize

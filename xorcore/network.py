"""A network runs forward and backward over n samples; each of its layers takes x and gives a.

Forward, layer by layer:   z = W' x + b,   a = f(z)
Backward, from the end:    delta = dL/dz,   dL/dW = x delta',   dL/db = sum of delta,   dL/dx = W delta

    outside the core    inside, one network    inside, many networks
    (n, fan_in)         x (fan_in + 1, n)      x (fan_in + 1, n, members)     the last row of x is ones
    W, b                Wb (fan_in + 1, fan_out) [, members]                  the last row of W is b
    (n, fan_out)        z, a, delta (fan_out, n) [, members]

Rows are samples outside, columns inside: then z and a are contiguous, and with b as a row of W a layer needs no broadcast
and no sum. Members are last: each NumPy call on many networks is a few long vector operations.
"""

from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from xorcore.activations import ACTIVATIONS, Activation
from xorcore.checked import Matrix, Vector, checked, real_array
from xorcore.compiled import Calls, recorded, run
from xorcore.config import Config, ConfigError
from xorcore.datasets import Dataset
from xorcore.losses import LOSSES
from xorcore.number_notation import exact
from xorcore.parameters import GivenParameters, augmented, check_count, flatten, parameter_count, sizes_of


class Layer(NamedTuple):
    """One layer's buffers for n samples; of many networks the members are the last axis."""

    x: np.ndarray  # (fan_in + 1, n), the last row is ones; 1 member where all have the same inputs
    Wb: np.ndarray  # (fan_in + 1, fan_out), the last row is b
    z: np.ndarray  # (fan_out, n); of many networks also the place of a, except where the loss reads z
    a: np.ndarray  # (fan_out, n)
    slope: np.ndarray  # (fan_out, n), f'(z)
    delta: np.ndarray  # (fan_out, n), dL/dz
    activation: Activation


def forward_calls(network: Any) -> Calls:
    """From the first layer to the last, of one network or many."""
    calls = []
    for layer in network.layers:
        calls += network.weighted_sum(layer.Wb, layer.x, layer.z)  # z = W' x + b
        calls += recorded(layer.activation.function, (layer.z,), (layer.a,))  # a = f(z)
    return [*calls, partial(np.subtract, layer.a, network.targets, network.error)]  # error = a - y


def backward_calls(network: Any, gradient: np.ndarray) -> Calls:
    """From the last layer to the first, of one network or many: dL/dW and dL/db of the data's loss into `gradient`, of the
    layout of the parameters, after `forward` has run."""
    output = network.layers[-1]
    calls = network.slope_calls(output)
    calls += recorded(network.loss.delta, (output.z, network.targets, network.error, output.slope), (output.delta,))
    if network.scale != 1:
        calls += recorded(lambda delta: network.scale * delta, (output.delta,), (output.delta,))  # the mean of the samples
    before, gradients = [None, *network.layers[:-1]], augmented(gradient, network.sizes)
    for layer, previous, dWb in reversed(list(zip(network.layers, before, gradients, strict=True))):
        calls += network.weight_gradient(layer.x, layer.delta, dWb)  # dL/dW = x delta', dL/db = sum of delta
        if previous is not None:
            W, delta = layer.Wb[:-1], previous.delta
            calls += network.weighted_sum(W.swapaxes(0, 1), layer.delta, delta)  # dL/dx = W delta
            calls += network.slope_calls(previous)
            calls.append(partial(np.multiply, delta, previous.slope, delta))  # dL/dz = dL/dx f'(z): x is f(z) of before
    return calls


class Network:
    """One network on n samples: the buffers of every layer, and the calls that fill them.

    `forward` are the calls that run it forward, `backward(gradient)` gives those that then run it backward. `flat` holds
    the parameters (and sets the dtype); the network reads it anew at every run and never changes it.
    """

    backward = backward_calls

    def __init__(self, config: Config, sizes: tuple[int, ...], flat: np.ndarray, n: int):
        self.sizes, self.loss = sizes, LOSSES[config.loss]
        self.scale = 1 / max(n, 1) if config.reduction == "mean" else 1.0
        self._activations = np.ones((sum(sizes[1:]) + len(sizes) - 1, n), flat.dtype)
        self._slopes = np.empty_like(self._activations)
        self.layers = self._make_layers(flat, n, layer_activations(config))
        self.inputs = self.layers[0].x[:-1]  # (inputs, n), to be written by the caller
        self.outputs = self.layers[-1].a
        self.targets = np.zeros_like(self.outputs)
        self.error = np.empty_like(self.outputs)  # a - y
        self.forward = forward_calls(self)
        self._loss_sum = np.empty((), flat.dtype)
        self._loss_calls = recorded(self.loss.value, (self.layers[-1].z, self.targets, self.error), (self._loss_sum,))

    def _make_layers(self, flat: np.ndarray, n: int, activations: list[Activation]) -> list[Layer]:
        """All layers share one buffer of activations and one of slopes, so that one call takes the slope of them all."""
        layers, x, row = [], np.ones((self.sizes[0] + 1, n), flat.dtype), 0
        for Wb, units, activation in zip(augmented(flat, self.sizes), self.sizes[1:], activations, strict=True):
            z, delta = np.empty((2, units, n), flat.dtype)
            here = slice(row, row + units)
            layers.append(Layer(x, Wb, z, self._activations[here], self._slopes[here], delta, activation))
            x = self._activations[row : row + units + 1]
            row += units + 1
        return layers

    def load(self, inputs: np.ndarray, targets: np.ndarray) -> "Network":
        """Take these samples, as rows: inputs (n, inputs), targets (n, outputs)."""
        self.inputs[:], self.targets[:] = inputs.T, targets.T
        return self

    def weighted_sum(self, W: np.ndarray, x: np.ndarray, z: np.ndarray) -> Calls:
        """z = W' x"""
        return [partial(W.T.dot, x, z)]

    def weight_gradient(self, x: np.ndarray, delta: np.ndarray, dW: np.ndarray) -> Calls:
        """dW = x delta'"""
        return [partial(x.dot, delta.T, dW)]

    def slope_calls(self, layer: Layer) -> Calls:
        """f'(z) of all layers at once, when that of the output is asked for, which is the first."""
        if layer is not self.layers[-1]:
            return []
        first = self.layers[0].activation
        if layer.activation is first:
            return recorded(first.slope, (self._activations,), (self._slopes,))
        hidden = slice(0, -self.sizes[-1] - 1)
        return [
            *recorded(first.slope, (self._activations[hidden],), (self._slopes[hidden],)),
            *recorded(layer.activation.slope, (layer.a,), (layer.slope,)),
        ]

    def data_loss(self) -> float:
        """The loss of the samples at the last forward run, without the L2 term."""
        for call in self._loss_calls:
            call()
        return self.scale * float(self._loss_sum)


def layer_activations(config: Config) -> list[Activation]:
    """The activation of each layer, the output's last."""
    return [ACTIVATIONS[config.hidden_activation]] * len(config.hidden) + [ACTIVATIONS[config.output_activation]]


@checked
def network_sizes(config: Config, dataset: Dataset) -> tuple[int, ...]:
    """Layer sizes of the Config's network on this dataset, inputs first. Raises ConfigError where the Config's loss is not
    defined for the targets: a cross-entropy needs shares of one."""
    needed, targets = LOSSES[config.loss].output_activation, np.concatenate([dataset.targets, dataset.test_targets])
    if needed is not None:
        low, high = ACTIVATIONS[needed].low, ACTIVATIONS[needed].high
        beyond = targets[(targets < low) | (targets > high)]
        if len(beyond):
            reached = f"{exact(low)} to {exact(high)}"
            raise ConfigError("loss", f"{config.loss} needs targets from {reached}, got {exact(beyond[0])}")
    return (dataset.inputs.shape[1], *config.hidden, dataset.targets.shape[1])


def fitting_sizes(config: Config, parameters: GivenParameters, dataset: Dataset) -> tuple[int, ...]:
    """Layer sizes of these weights, inputs first. Raises ValueError where they are not finite, or not those of the Config's
    network on this dataset."""
    return _checked_sizes(parameters, network_sizes(config, dataset))


def _checked_sizes(parameters: GivenParameters, expected: tuple[int, ...]) -> tuple[int, ...]:
    sizes = sizes_of(parameters)
    if sizes != expected:
        raise ValueError(f"the weights must fit the layers {expected}, got {sizes}")
    if not np.isfinite(flatten(parameters)).all():
        raise ValueError("weights and biases must be finite numbers, got nan or infinity")
    return sizes


@checked
def predict(config: Config, parameters: GivenParameters, inputs: ArrayLike) -> np.ndarray:
    """The network's outputs (n, outputs) for inputs (n, inputs). Raises ValueError where shapes do not fit or a number is
    not finite."""
    first, *_, last = sizes_of(parameters)
    sizes = _checked_sizes(parameters, (first, *config.hidden, last))
    inputs = np.atleast_2d(real_array(inputs, "inputs must be a table of numbers with a row per sample"))
    if not np.isfinite(inputs).all():
        raise ValueError("inputs must be finite numbers, got nan or infinity")
    return Predictor(config, sizes, inputs)(flatten(parameters))


class Predictor:
    """What a network answers at the same inputs (n, inputs) again and again: its buffers and calls are made once.

    Call it with the flat parameters: it returns the outputs (n, outputs).
    """

    @checked
    def __init__(self, config: Config, sizes: tuple[int, ...], inputs: Matrix):
        if inputs.shape[1] != sizes[0]:
            raise ValueError(f"the network takes {sizes[0]} inputs, got rows of {inputs.shape[1]}")
        self._flat: np.ndarray = np.empty(parameter_count(sizes))
        self._network = Network(config, sizes, self._flat, len(inputs))
        self._network.inputs[:] = inputs.T

    @checked
    @np.errstate(over="ignore", invalid="ignore")
    def __call__(self, flat: Vector) -> np.ndarray:
        check_count(flat, self._network.sizes)
        self._flat[:] = flat
        run(self._network.forward)
        return self._network.outputs.T.copy()

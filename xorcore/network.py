"""A network is one flat vector of weights and biases; a pass runs it forward and backward over n samples.

Forward, layer by layer:   z = W' x + b,   a = f(z)
Backward, from the end:    delta = dL/dz,   dL/dW = x delta',   dL/db = sum of delta,   dL/dx = W delta

Outside the core rows are samples. Inside a pass columns are samples and every x carries a last row of ones: then z and
a are contiguous, the bias is the last row of its weight matrix, and a layer needs no broadcast and no sum.
"""

from functools import cache, partial
from typing import NamedTuple

import numpy as np

from xorcore.activations import ACTIVATIONS, Activation
from xorcore.compiled import Calls, constant, recorded, run
from xorcore.config import Config, ConfigError
from xorcore.datasets import Dataset
from xorcore.initialisation import Parameters
from xorcore.losses import LOSSES


@cache
def layout(sizes: tuple[int, ...]) -> list[tuple[int, int, int, tuple[int, int]]]:
    """Where each layer lies in the flat vector: W from start to middle, of this shape, then b from middle to end."""
    places, start = [], 0
    for fan_in, fan_out in zip(sizes, sizes[1:], strict=False):
        middle = start + fan_in * fan_out
        places.append((start, middle, middle + fan_out, (fan_in, fan_out)))
        start = middle + fan_out
    return places


def parameter_count(sizes: tuple[int, ...]) -> int:
    """Number of weights and biases of a network with these layer sizes, inputs first."""
    return layout(sizes)[-1][2]


def unflatten(flat: np.ndarray, sizes: tuple[int, ...]) -> Parameters:
    """[(W, b), ...] as views into `flat`: W (fan_in, fan_out), b (fan_out,)."""
    return [(flat[start:middle].reshape(shape), flat[middle:end]) for start, middle, end, shape in layout(sizes)]


def augmented(flat: np.ndarray, sizes: tuple[int, ...]) -> list[np.ndarray]:
    """Views into `flat`, one per layer: W (fan_in, fan_out) with b as one more row."""
    return [flat[start:end].reshape(-1, fan_out) for start, _, end, (_, fan_out) in layout(sizes)]


def flatten(parameters: Parameters) -> np.ndarray:
    """One new float64 vector from [(W, b), ...]: for each layer W row by row, then b."""
    return np.concatenate([np.ravel(np.asarray(part, dtype=float)) for layer in parameters for part in layer])


def sizes_of(parameters: Parameters) -> tuple[int, ...]:
    """Layer sizes, inputs first. Raises ValueError where the shapes do not fit each other."""
    sizes = []
    for number, (W, b) in enumerate(parameters, 1):
        W, b = np.asarray(W), np.asarray(b)
        if W.ndim != 2 or b.shape != W.shape[1:]:
            raise ValueError(f"layer {number} needs W (fan_in, fan_out) and b (fan_out,), got {W.shape} and {b.shape}")
        if sizes and sizes[-1] != W.shape[0]:
            raise ValueError(f"layer {number} must take the {sizes[-1]} outputs of the layer before, got W {W.shape}")
        sizes = [*(sizes or [W.shape[0]]), W.shape[1]]
    if not sizes:
        raise ValueError("a network needs at least one layer (W, b), got none")
    return tuple(sizes)


def network_sizes(config: Config, dataset: Dataset) -> tuple[int, ...]:
    """Layer sizes of the Config's network on this dataset, inputs first. Raises ConfigError where the Config's loss is not
    defined for the targets: a cross-entropy needs shares of one."""
    needed, targets = LOSSES[config.loss].output_activation, np.concatenate([dataset.targets, dataset.test_targets])
    if needed is not None:
        low, high = ACTIVATIONS[needed].low, ACTIVATIONS[needed].high
        beyond = targets[(targets < low) | (targets > high)]
        if len(beyond):
            raise ConfigError("loss", f"{config.loss} needs targets from {low:g} to {high:g}, got {beyond[0]:g}")
    return (dataset.inputs.shape[1], *config.hidden, dataset.targets.shape[1])


class Layer(NamedTuple):
    """One layer's buffers for n samples, columns are samples."""

    x: np.ndarray  # (fan_in + 1, n), the last row is ones
    Wb: np.ndarray  # (fan_in + 1, fan_out), the last row is b
    z: np.ndarray  # (fan_out, n)
    a: np.ndarray  # (fan_out, n)
    slope: np.ndarray  # (fan_out, n), f'(z)
    delta: np.ndarray  # (fan_out, n), dL/dz


class Pass:
    """One network on n samples: the buffers of every layer, and the calls that fill them.

    `flat` holds the parameters (and sets the dtype); the pass reads it anew at every run and never changes it.
    """

    def __init__(self, config: Config, sizes: tuple[int, ...], flat: np.ndarray, n: int):
        self.sizes = sizes
        self.loss = LOSSES[config.loss]
        self.scale = 1 / max(n, 1) if config.reduction == "mean" else 1.0
        self.hidden_activation = ACTIVATIONS[config.hidden_activation]
        self.output_activation = ACTIVATIONS[config.output_activation]
        self._activations = np.ones((sum(sizes[1:]) + len(sizes) - 1, n), flat.dtype)
        self._slopes = np.empty_like(self._activations)
        self.layers = self._make_layers(flat, n)
        self.inputs = self.layers[0].x[:-1]  # (inputs, n), to be written by the caller
        self.outputs = self.layers[-1].a
        self.targets = np.zeros_like(self.outputs)
        self.error = np.empty_like(self.outputs)  # a - y
        self.forward = self._forward_calls()
        self._loss_sum = np.empty((), flat.dtype)
        self._loss_calls = recorded(self.loss.value, (self.layers[-1].z, self.targets, self.error), (self._loss_sum,))

    def _make_layers(self, flat: np.ndarray, n: int) -> list[Layer]:
        """All layers share one buffer of activations and one of slopes, so that one call takes the slope of them all."""
        layers, x, row = [], np.ones((self.sizes[0] + 1, n), flat.dtype), 0
        for Wb, units in zip(augmented(flat, self.sizes), self.sizes[1:], strict=True):
            z, delta = np.empty((2, units, n), flat.dtype)
            here = slice(row, row + units)
            layers.append(Layer(x, Wb, z, self._activations[here], self._slopes[here], delta))
            x = self._activations[row : row + units + 1]
            row += units + 1
        return layers

    def activation_of(self, layer: Layer) -> Activation:
        return self.output_activation if layer is self.layers[-1] else self.hidden_activation

    def _forward_calls(self) -> Calls:
        calls = []
        for layer in self.layers:
            activation = self.activation_of(layer)
            calls += [partial(layer.Wb.T.dot, layer.x, layer.z), *recorded(activation.function, (layer.z,), (layer.a,))]
        return [*calls, partial(np.subtract, self.outputs, self.targets, self.error)]

    def _slope_calls(self) -> Calls:
        if self.hidden_activation is self.output_activation:
            return recorded(self.hidden_activation.slope, (self._activations,), (self._slopes,))
        output, hidden = self.layers[-1], slice(0, -self.sizes[-1] - 1)
        return [
            *recorded(self.hidden_activation.slope, (self._activations[hidden],), (self._slopes[hidden],)),
            *recorded(self.output_activation.slope, (output.a,), (output.slope,)),
        ]

    def backward(self, gradient: np.ndarray) -> Calls:
        """The calls that write dL/dW and dL/db of the data's loss into the flat `gradient`, after `forward` has run."""
        output, calls = self.layers[-1], self._slope_calls()
        calls += recorded(self.loss.delta, (output.z, self.targets, self.error, output.slope), (output.delta,))
        if self.scale != 1:
            calls.append(partial(np.multiply, output.delta, constant(self.scale, output.delta), output.delta))
        before = [None, *self.layers]
        for layer, previous, dWb in reversed(list(zip(self.layers, before, augmented(gradient, self.sizes), strict=False))):
            calls.append(partial(layer.x.dot, layer.delta.T, dWb))
            if previous is not None:
                calls.append(partial(layer.Wb[:-1].dot, layer.delta, previous.delta))
                calls.append(partial(np.multiply, previous.delta, previous.slope, previous.delta))
        return calls

    def data_loss(self) -> float:
        """The loss of the samples at the last forward run, without the L2 term."""
        for call in self._loss_calls:
            call()
        return self.scale * float(self._loss_sum)

    def load(self, inputs: np.ndarray, targets: np.ndarray) -> "Pass":
        """Take these samples, as rows: inputs (n, inputs), targets (n, outputs)."""
        if (inputs.shape[1], targets.shape[1]) != (len(self.inputs), len(self.targets)):
            raise ValueError(f"the network takes {len(self.inputs)} inputs and gives {len(self.targets)} outputs, "
                             f"got samples of {inputs.shape[1]} and {targets.shape[1]}")
        self.inputs[:], self.targets[:] = inputs.T, targets.T
        return self


def predict(config: Config, parameters: Parameters, inputs) -> np.ndarray:
    """The network's outputs (n, outputs) for inputs (n, inputs). Raises ValueError where shapes do not fit."""
    sizes, inputs = sizes_of(parameters), np.atleast_2d(np.asarray(inputs, dtype=float))
    if inputs.shape[1] != sizes[0]:
        raise ValueError(f"the network takes {sizes[0]} inputs, got rows of {inputs.shape[1]}")
    network = Pass(config, sizes, flatten(parameters), len(inputs))
    network.inputs[:] = inputs.T
    with np.errstate(over="ignore", invalid="ignore"):
        run(network.forward)
    return network.outputs.T.copy()


def weight_decay(config: Config, sizes: tuple[int, ...]) -> np.ndarray:
    """Flat vector of the L2 factor of each parameter: l2 for weights, 0 for biases."""
    factor = np.full(parameter_count(sizes), config.l2)
    for _, b in unflatten(factor, sizes):
        b[:] = 0
    return factor


def loss_and_gradient(config: Config, parameters: Parameters, dataset: Dataset) -> tuple[float, Parameters]:
    """The loss over the whole training set, L2 term included, and its derivative [(dW, db), ...] at `parameters`.

    Biases have their derivative whether or not the Config trains them.
    """
    sizes, flat = sizes_of(parameters), flatten(parameters)
    gradient, decay = np.empty_like(flat), weight_decay(config, sizes)
    samples = Pass(config, sizes, flat, len(dataset.inputs)).load(dataset.inputs, dataset.targets)
    with np.errstate(over="ignore", invalid="ignore"):
        run(samples.forward + samples.backward(gradient))
        loss = samples.data_loss() + 0.5 * float(flat.dot(decay * flat))
        return loss, unflatten(gradient + decay * flat, sizes)

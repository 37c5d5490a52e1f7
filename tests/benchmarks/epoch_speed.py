"""Time one epoch of the lab: the core against plain NumPy, PyTorch and scikit-learn, side by side in one run.

    python tests/benchmarks/epoch_speed.py

Prints the median CPU time per epoch of each and its ratio to the core's, and what 30 000 epochs add to the memory.
PyTorch and scikit-learn are timed only where they are installed. The core is timed as it is used: iterating over
every Epoch and reading its loss and parameters.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import sys
import time
import tracemalloc
import warnings
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))
from xorcore import Config, train  # noqa: E402

ROUNDS = 7
INPUTS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
TARGETS = np.array([[0.0], [1], [1], [0]])


def core(epochs):
    for epoch in train(Config(epochs=epochs)):
        _ = epoch.loss, epoch.parameters


def plain_numpy(epochs):
    """The same network, rule and figures of each epoch as a student writes them: functions that return new arrays."""

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def forward(parameters):
        activations = [INPUTS]
        for W, b in parameters:
            activations.append(sigmoid(activations[-1] @ W + b))
        return activations

    def backward(parameters, activations):
        gradients, delta = [], (activations[-1] - TARGETS) * activations[-1] * (1 - activations[-1])
        for (W, _), x in zip(reversed(parameters), reversed(activations[:-1]), strict=True):
            gradients.insert(0, (x.T @ delta, np.sum(delta, axis=0)))
            delta = delta @ W.T * x * (1 - x)
        return gradients

    def step(w, g, previous):
        return w - (0.05 * g + 0.5 * previous)

    rng = np.random.default_rng(0)
    parameters = [(rng.normal(size=(i, o)), rng.normal(size=o)) for i, o in ((2, 4), (4, 4), (4, 1))]
    previous = [(np.zeros_like(W), np.zeros_like(b)) for W, b in parameters]
    for _ in range(epochs):
        gradients = backward(parameters, forward(parameters))
        parameters = [(step(W, dW, pW), step(b, db, pb)) for (W, b), (dW, db), (pW, pb)
                      in zip(parameters, gradients, previous, strict=True)]
        previous = gradients
        _ = 0.5 * np.sum((forward(parameters)[-1] - TARGETS) ** 2), parameters


def tight_numpy(epochs):
    """The same with new arrays at every step, but written in one loop and with one forward pass an epoch."""
    rng = np.random.default_rng(0)
    W = [rng.normal(size=shape) for shape in ((2, 4), (4, 4), (4, 1))]
    b = [rng.normal(size=n) for n in (4, 4, 1)]
    previous_W, previous_b = [0 * w for w in W], [0 * v for v in b]
    for _ in range(epochs):
        a = [INPUTS]
        for w, v in zip(W, b, strict=True):
            a.append(1 / (1 + np.exp(-(a[-1] @ w + v))))
        loss = 0.5 * np.sum((a[-1] - TARGETS) ** 2)
        delta = (a[-1] - TARGETS) * a[-1] * (1 - a[-1])
        dW, db = [None] * 3, [None] * 3
        for layer in (2, 1, 0):
            dW[layer], db[layer] = a[layer].T @ delta, delta.sum(axis=0)
            if layer:
                delta = (delta @ W[layer].T) * a[layer] * (1 - a[layer])
        for layer in range(3):
            W[layer] = W[layer] - (0.05 * dW[layer] + 0.5 * previous_W[layer])
            b[layer] = b[layer] - (0.05 * db[layer] + 0.5 * previous_b[layer])
        previous_W, previous_b = dW, db
        _ = loss, W, b


def pytorch(epochs):
    import torch

    torch.set_num_threads(1)
    x, y = torch.tensor(INPUTS), torch.tensor(TARGETS)
    layers = []
    for fan_in, fan_out in ((2, 4), (4, 4), (4, 1)):
        layers += [torch.nn.Linear(fan_in, fan_out, dtype=torch.float64), torch.nn.Sigmoid()]
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.5)
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = 0.5 * ((model(x) - y) ** 2).sum()
        loss.backward()
        optimizer.step()
        _ = loss.item()


def scikit_learn(epochs):
    from sklearn.neural_network import MLPRegressor

    warnings.simplefilter("ignore")
    model = MLPRegressor(hidden_layer_sizes=(4, 4), activation="logistic", solver="sgd", learning_rate_init=0.05,
                         momentum=0.5, batch_size=4, alpha=0, max_iter=epochs, tol=0, n_iter_no_change=epochs)
    model.fit(INPUTS, TARGETS.ravel())


def microseconds_per_epoch(function, epochs):
    start = time.process_time()
    function(epochs)
    return 1e6 * (time.process_time() - start) / epochs


def main():
    contestants = {"core": (core, 6000), "plain NumPy": (plain_numpy, 2000), "tight NumPy": (tight_numpy, 2000),
                    "PyTorch": (pytorch, 500), "scikit-learn": (scikit_learn, 1000)}
    times = {}
    for _ in range(ROUNDS):  # in turn, so that a change of the machine's speed meets all of them
        for name, (function, epochs) in contestants.items():
            try:
                microseconds = microseconds_per_epoch(function, epochs)
            except ImportError:
                continue
            times.setdefault(name, []).append(microseconds)
    for name, measured in times.items():
        ratios = [other / own for other, own in zip(measured, times["core"], strict=True)]
        median, ratio = statistics.median(measured), statistics.median(ratios)
        print(f"{name:14s} {median:8.1f} us an epoch, {ratio:6.1f} times the core's")
    tracemalloc.start()
    core(30_000)
    print(f"30 000 epochs: {tracemalloc.get_traced_memory()[1] / 1e6:.2f} MB more at the peak")


if __name__ == "__main__":
    main()

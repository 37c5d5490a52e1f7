"""Maps to start from: each names its network, its axes and what there is to see."""

from typing import NamedTuple

import numpy as np

from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.initialisation import Parameters
from xorcore.maps import Axis


class MapPreset(NamedTuple):
    """Arguments of `train_map`, and the quantity that its colours are meant for."""

    config: Config
    x: Axis
    y: Axis
    parameters: Parameters | None = None
    dataset: Dataset | None = None
    colour: str = "epochs"  # "epochs", "loss" or "sohl_dickstein"


XOR = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])

# McClelland & Rumelhart (1988), Explorations in Parallel Distributed Processing, program bp, XOR example.
START_OF_1988 = [
    (np.array([[0.432171, -0.038413], [0.448781, 0.036489]]), np.array([-0.276589, -0.402498])),
    (np.array([[0.272080], [0.081714]]), np.array([0.279299])),
]
CONFIG_OF_1988 = Config(
    hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=2000, stop_at_loss=0.02,
)


def sohl_dickstein(seed: int = 0, width: int = 8) -> MapPreset:
    """The net of "The boundary of neural network trainability is fractal": `width` tanh units, one linear output, no
    biases, as many random samples as weights, mean squared error, gradient descent for 500 steps. The paper has 16
    units; 8, as in its author's published program, take a fourteenth of the time.

    The paper scales the layers, f(x) = W2 tanh(sqrt(2 / width) W1 x) / width, and has no half in its loss. Here the
    factors are in the weights: w1 = sqrt(2 / width) W1, w2 = W2 / width. The same run then needs 4 / width times the
    paper's rate in layer 1 and 2 / width^2 times in layer 2. The paper's random numbers are not these.
    """
    rng = np.random.default_rng(seed)
    weights = width * (width + 1)
    dataset = Dataset(rng.normal(size=(weights, width)), rng.normal(size=(weights, 1)))
    start = [
        (np.sqrt(2 / width) * rng.normal(size=(width, width)), np.zeros(width)),
        (rng.normal(size=(width, 1)) / width, np.zeros(1)),
    ]
    config = Config(
        dataset="own", hidden=(width,), hidden_activation="tanh", output_activation="linear", reduction="mean",
        optimizer="gradient_descent", train_biases=False, epochs=500,
    )
    x, y = Axis("learning_rate[1]", 0.1, 1000), Axis("learning_rate[2]", 0.01, 100)
    return MapPreset(config, x, y, start, dataset, "sohl_dickstein")


MAP_PRESETS = {
    # The published start: where it is solved, how fast, and the ragged edge where it stops being solved.
    "1988: learning rate and momentum": MapPreset(
        CONFIG_OF_1988, Axis("learning_rate", 0.01, 100), Axis("momentum", 0, 0.99), START_OF_1988, XOR,
    ),
    # Which start leads where: Kolen & Pollack (1990), "Back propagation is sensitive to initial conditions".
    "1988: two start weights": MapPreset(
        CONFIG_OF_1988, Axis("w1[0,0]", -20, 20), Axis("w1[1,0]", -20, 20), START_OF_1988, XOR,
    ),
    "Sohl-Dickstein: two learning rates": sohl_dickstein(),
}

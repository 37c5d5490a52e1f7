"""The edge between learning rates that train and those that do not is a fractal: how many boxes it takes to cover it."""

from collections.abc import Generator

import numpy as np

from xorcore.classics.classic import Classic, Computed, Figure, Setup, Setups
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.many.maps import Axis, train_map
from xorcore.statistics.box_counting import box_dimension, edge_of

CELLS = 97  # points along an axis: 96 squares between them, which all sides of the boxes divide


def network(width: int) -> Setup:
    """The net of "The boundary of neural network trainability is fractal": `width` tanh units, one linear output, no
    biases, as many random samples as weights, mean squared error, gradient descent for 500 steps.

    The paper scales the layers, f(x) = W2 tanh(sqrt(2 / width) W1 x) / width, and has no half in its loss. Here the
    factors are in the weights: w1 = sqrt(2 / width) W1, w2 = W2 / width. The same run then needs 4 / width times the
    paper's rate in layer 1 and 2 / width^2 times in layer 2. The paper's random numbers are not these.
    """
    rng = np.random.default_rng(0)
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
    return Setup(config, start, dataset)


MAPS = {  # dimension of the edge: the learning rates of both layers
    "dimension of the edge, rates 32 to 316 and 0.32 to 3.2":
        (Axis("learning_rate[1]", 10**1.5, 10**2.5), Axis("learning_rate[2]", 10**-0.5, 10**0.5)),
    "dimension of the edge, rates 100 to 178 and 0.8 to 1.4":
        (Axis("learning_rate[1]", 10**2, 10**2.25), Axis("learning_rate[2]", 10**-0.1, 10**0.15)),
}
ESTIMATES = (1.17, 1.98)  # the smallest and the largest of the paper's six


def compute(setups: Setups) -> Computed:
    (setup,) = setups.values()
    for name, axes in MAPS.items():
        converged = yield from _converged(setup, *axes)
        yield name, box_dimension(edge_of(converged))


def _converged(setup: Setup, x: Axis, y: Axis) -> Generator[None, None, np.ndarray]:
    """(CELLS, CELLS) which pairs of learning rates train, by Sohl-Dickstein's rule; in float32, for speed."""
    config, parameters, dataset = setup
    for picture in train_map(config, x, y, CELLS, parameters, dataset, dtype=np.float32, trainability=True):
        yield None
    return picture.sohl_dickstein < 0


CLASSIC = Classic(
    title="The fractal edge",
    year=2024,
    citation="Jascha Sohl-Dickstein, “The boundary of neural network trainability is fractal”, arXiv 2402.06184, 2024. "
             "That its six estimates of the dimension lie from 1.17 to 1.98 is from a summary; the paper itself was not at "
             "hand. Its networks have 16 units, ours has 4, and other random numbers: so its whole range is the interval.",
    claim="The edge between learning rates that train and those that do not has a dimension above 1.",
    story=(
        "A small tanh network has one learning rate for its first layer and another for its second.",
        "Some pairs of rates train it and others make it run away; a map of all pairs shows an edge between the two.",
        "A plain curve would be covered by twice as many boxes whenever their side is halved, which is dimension 1.",
        "This edge takes more than twice as many, and seen more closely it is not smoother but rougher.",
        "We train 97 × 97 networks in each of two windows on the edge and count boxes of 1 to 16 cells.",
    ),
    setups={"4 tanh units": network(4)},
    figures=tuple(Figure(name, "", limits=ESTIMATES, said="1.17 to 1.98") for name in MAPS),
    compute=compute,
)

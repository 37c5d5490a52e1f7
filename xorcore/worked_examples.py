"""Published worked examples: start weights and data that a student can follow by hand, each with its source."""

from typing import NamedTuple

from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.initialisation import Parameters


class WorkedExample(NamedTuple):
    """A network before its first step."""

    source: str
    config: Config
    parameters: Parameters
    dataset: Dataset


XOR_INPUTS, XOR_TARGETS = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]

MAZUR = WorkedExample(
    "Mazur (2015), A Step by Step Backpropagation Example: the article that the lab report follows.",
    Config(dataset="own", hidden=(2,), optimizer="gradient_descent", learning_rate=0.5, train_biases=False, epochs=10_000),
    [([[0.15, 0.25], [0.20, 0.30]], [0.35, 0.35]), ([[0.40, 0.50], [0.45, 0.55]], [0.60, 0.60])],
    Dataset([[0.05, 0.10]], [[0.01, 0.99]]),
)

MCCLELLAND_RUMELHART = WorkedExample(
    "McClelland & Rumelhart (1988), Explorations in Parallel Distributed Processing: the program bp on XOR.",
    Config(dataset="own", hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9),
    [([[0.432171, -0.038413], [0.448781, 0.036489]], [-0.276589, -0.402498]), ([[0.272080], [0.081714]], [0.279299])],
    Dataset(XOR_INPUTS, XOR_TARGETS),
)

FAUSETT = WorkedExample(
    "Fausett (1994), Fundamentals of Neural Networks: XOR pattern by pattern, binary data.",
    Config(dataset="own", hidden=(4,), optimizer="gradient_descent", learning_rate=0.2, batch_size=1),
    [
        ([[0.1970, 0.3191, -0.1448, 0.3594], [0.3099, 0.1904, -0.0347, -0.4861]], [-0.3378, 0.2771, 0.2859, -0.3329]),
        ([[0.4919], [-0.2913], [-0.3979], [0.3581]], [-0.1401]),
    ],
    Dataset(XOR_INPUTS[::-1], XOR_TARGETS[::-1]),
)

WORKED_EXAMPLES = {
    "Mazur 2015": MAZUR,
    "McClelland & Rumelhart 1988": MCCLELLAND_RUMELHART,
    "Fausett 1994": FAUSETT,
}

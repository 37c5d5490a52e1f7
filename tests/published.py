"""Published experiments as data: start weights, settings and what was printed. Used by test_published.py."""

import csv
from pathlib import Path

import numpy as np

from xorcore import Config, Dataset

# McClelland & Rumelhart 1988, Explorations in Parallel Distributed Processing, program bp, XOR example.
PDP_DATA = Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
PDP_START = [
    (np.array([[0.432171, -0.038413], [0.448781, 0.036489]]), np.array([-0.276589, -0.402498])),
    (np.array([[0.272080], [0.081714]]), np.array([0.279299])),
]
PDP_CONFIG = Config(
    dataset="own", hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=3000,
)
PDP_HALF_CRITERION = 0.02  # the program stops when the sum of squares, without the half, is below 0.04
PDP_COUNTS = [  # batch_size, learning rate, momentum, targets of 0 and 1, epochs
    (0, 0.5, 0.0, (0, 1), 1840),
    (0, 0.5, 0.5, (0, 1), 933),
    (0, 0.5, 0.9, (0, 1), 289),
    (0, 0.1, 0.9, (0, 1), 1011),
    (0, 0.25, 0.9, (0, 1), 461),
    (0, 1.0, 0.9, (0, 1), 302),
    (0, 0.5, 0.9, (0.1, 0.9), 350),
    (1, 0.5, 0.9, (0, 1), 298),
    (1, 0.5, 0.0, (0, 1), 2588),
    (1, 0.25, 0.9, (0, 1), 682),
]


def pdp_trace() -> list[tuple[float, list]]:
    """Half the sum of squares of each epoch, before its update, and [(W, b), ...] after it.

    Written by the program of 1987 itself (C, float32), rebuilt and run; see the first lines of the file.
    """
    lines = (Path(__file__).parent / "data" / "pdp_xor_trace.csv").read_text().splitlines()
    trace = []
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        w = {name: float(text) for name, text in row.items()}
        hidden = np.array([[w["w_h1_x1"], w["w_h2_x1"]], [w["w_h1_x2"], w["w_h2_x2"]]])
        output = np.array([[w["w_o_h1"]], [w["w_o_h2"]]])
        layers = [(hidden, np.array([w["b_h1"], w["b_h2"]])), (output, np.array([w["b_o"]]))]
        trace.append((w["tss_c_float32"] / 2, layers))
    return trace


# Fausett 1994, Fundamentals of Neural Networks, XOR by back-propagation, 2-4-1, one pattern at a time.
FAUSETT_PATTERNS = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
FAUSETT_START = [
    (
        np.array([[0.1970, 0.3191, -0.1448, 0.3594], [0.3099, 0.1904, -0.0347, -0.4861]]),
        np.array([-0.3378, 0.2771, 0.2859, -0.3329]),
    ),
    (np.array([[0.4919], [-0.2913], [-0.3979], [0.3581]]), np.array([-0.1401])),
]
FAUSETT_HALF_CRITERION = 0.025  # the book: sum of squares of the epoch below 0.05


def fausett(low: float, high: float) -> tuple[Config, list, Dataset]:
    """Config, start weights and patterns for these two target values; bipolar where low is negative.

    The book's bipolar sigmoid is tanh(z/2). With tanh(z), halved start weights and a quarter of the learning rate give
    the same run: every z is halved, and so is dw, once for the slope and once for the weight's own unit.
    """
    bipolar = low < 0
    activation = "tanh" if bipolar else "sigmoid"
    config = Config(
        dataset="own", hidden=(4,), hidden_activation=activation, output_activation=activation,
        optimizer="gradient_descent", learning_rate=0.05 if bipolar else 0.2, batch_size=1, epochs=5000,
    )
    half = 0.5 if bipolar else 1
    targets = np.where(FAUSETT_PATTERNS[:, 0] != FAUSETT_PATTERNS[:, 1], high, low)
    inputs = np.where(FAUSETT_PATTERNS == 0, -1, 1) if bipolar else FAUSETT_PATTERNS
    return config, [(half * W, half * b) for W, b in FAUSETT_START], Dataset(inputs, targets)


FAUSETT_COUNTS = {"binary": (0, 1, 2891), "bipolar": (-1, 1, 387), "modified bipolar": (-0.8, 0.8, 264)}

# Mazur 2015, "A Step by Step Backpropagation Example", the article that the lab report follows.
MAZUR_DATA = Dataset([[0.05, 0.10]], [[0.01, 0.99]])
MAZUR_START = [
    (np.array([[0.15, 0.25], [0.20, 0.30]]), np.array([0.35, 0.35])),
    (np.array([[0.40, 0.50], [0.45, 0.55]]), np.array([0.60, 0.60])),
]
MAZUR_CONFIG = Config(
    dataset="own", hidden=(2,), optimizer="gradient_descent", learning_rate=0.5, train_biases=False, epochs=10_000,
)
MAZUR_ERROR = 0.298371109
MAZUR_AFTER_ONE_STEP = [
    np.array([[0.149780716, 0.24975114], [0.19956143, 0.29950229]]),
    np.array([[0.35891648, 0.511301270], [0.408666186, 0.561370121]]),
]
# The article's later figures (0.291027924; 0.015912196 and 0.984065734) are wrong: an older version of its script updated
# the output layer before it propagated the error back. These are the corrected ones, recomputed in float64.
MAZUR_ERROR_AFTER_ONE_STEP = 0.291027773693599
MAZUR_OUTPUTS_AFTER_10_000 = [0.015913620444, 0.984064273515]
MAZUR_ERROR_AFTER_10_000 = 3.510187783e-5

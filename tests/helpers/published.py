"""What was printed of the published experiments, typed here a second time; their start weights and settings are those of
the classics."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np

from xorcore import CLASSICS

HANDBOOK = CLASSICS["mcclelland_rumelhart"].setups["batch, rate 0.5, momentum 0.9"]
FAUSETT = CLASSICS["fausett"].setups
(MAZUR,) = CLASSICS["mazur"].setups.values()


def arrays(parameters) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(np.array(W), np.array(b)) for W, b in parameters]


# McClelland & Rumelhart 1988, Explorations in Parallel Distributed Processing, program bp, XOR example.
PDP_CONFIG = replace(HANDBOOK.config, epochs=3000, stop_at_loss=None)
PDP_START, PDP_DATA = arrays(HANDBOOK.parameters), HANDBOOK.dataset
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
    lines = (Path(__file__).parents[1] / "data" / "pdp_xor_trace.csv").read_text().splitlines()
    trace = []
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        w = {name: float(text) for name, text in row.items()}
        hidden = np.array([[w["w_h1_x1"], w["w_h2_x1"]], [w["w_h1_x2"], w["w_h2_x2"]]])
        output = np.array([[w["w_o_h1"]], [w["w_o_h2"]]])
        layers = [(hidden, np.array([w["b_h1"], w["b_h2"]])), (output, np.array([w["b_o"]]))]
        trace.append((w["tss_c_float32"] / 2, layers))
    return trace


# Fausett 1994, Fundamentals of Neural Networks, XOR by back-propagation, 2-4-1, one pattern at a time.
FAUSETT_HALF_CRITERION = 0.025  # the book: sum of squares of the epoch below 0.05
FAUSETT_COUNTS = {"binary": 2891, "bipolar": 387, "modified bipolar": 264}

# Mazur 2015, "A Step by Step Backpropagation Example", the article that the lab report follows.
MAZUR_CONFIG, MAZUR_START, MAZUR_DATA = MAZUR.config, arrays(MAZUR.parameters), MAZUR.dataset
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

"""Lab 1 of the course: both of its data sets, and everything that its report must show."""

from dataclasses import replace
from typing import Any

import numpy as np

from xorcore.classics.classic import Classic, Computed, Figure, Setup, Setups
from xorcore.classics.trained import trained
from xorcore.config import Config
from xorcore.network import predict
from xorcore.presets import PRESETS

XOR_LINE, LINEAR = PRESETS["XOR line (course)"], PRESETS["Linear (course)"]
NO_ACTIVATION: dict[str, Any] = {"hidden_activation": "linear", "output_activation": "linear", "learning_rate": 0.0001}

GUESSED = (40, 60)  # as many are right as when all samples get one answer
CUT_ONCE = (60, 95)  # one unit cuts the plane along one line: most are right, the two lines are not told apart
NEARLY = (85, 100)
SAID: dict[tuple[float, float], str] = {GUESSED: "not learned", CUT_ONCE: "not learned", NEARLY: "nearly learned"}
ACCURACIES: dict[str, tuple[Config, str | tuple[float, float]]] = {  # by setup; exactly, or from and to
    "XOR line": (XOR_LINE, "100"),
    "linear": (LINEAR, "100"),
    "XOR line, learning rate 0.01": (replace(XOR_LINE, learning_rate=0.01), "100"),
    "XOR line, learning rate 0.001": (replace(XOR_LINE, learning_rate=0.001), GUESSED),
    "XOR line, learning rate 1": (replace(XOR_LINE, learning_rate=1), GUESSED),
    "XOR line, 1 and 1 units": (replace(XOR_LINE, hidden=(1, 1)), CUT_ONCE),
    "XOR line, 2 and 2 units": (replace(XOR_LINE, hidden=(2, 2)), "100"),
    "XOR line, 8 and 8 units": (replace(XOR_LINE, hidden=(8, 8)), "100"),
    "linear, no activation": (replace(LINEAR, **NO_ACTIVATION), NEARLY),  # a line can be learned, roughly
    "XOR line, no activation": (replace(XOR_LINE, **NO_ACTIVATION), GUESSED),
}
ACCURACY = "accuracy in %: {}"
LEFT = "half sum of squares that is left: XOR line, no activation"


def compute(setups: Setups) -> Computed:
    for name, setup in setups.items():
        epoch = yield from trained(setup)
        data = setup.samples
        right = (predict(setup.config, epoch.parameters, data.inputs) > 0.5) == (data.targets > 0.5)
        yield ACCURACY.format(name), 100 * np.mean(right)
    yield LEFT, epoch.loss


def _accuracy(name: str, accuracy: str | tuple[float, float]) -> Figure:
    name = ACCURACY.format(name)
    return Figure(name, accuracy) if isinstance(accuracy, str) else Figure(name, "", limits=accuracy, said=SAID[accuracy])


CLASSIC = Classic(
    title="Lab 1 of the course",
    year=2021,
    citation="Deep Learning and Practice, NYCU (National Yang Ming Chiao Tung University), Lab 1: back-propagation. The "
             "sheet says what a report must show and prints no results: the figures are what a network must reach that has "
             "learned its samples, or must miss that cannot. 2021 is the university's first year; the sheet is not dated.",
    claim="A network of two hidden layers learns both data sets without a mistake; without activations it cannot.",
    story=(
        "The course has two data sets: 100 random points cut by a diagonal, and 21 points on two crossing lines.",
        "Its report must show every sample's prediction beside its target, the accuracy and the learning curve.",
        "It must try other learning rates: a hundredth is too slow for these epochs, and ten times as much drives the "
        "units to 0 or 1, where they learn no more.",
        "It must try other numbers of units: two in each layer are enough for the crossing lines, one is not.",
        "And it must take the activations away: what is left is a straight line, which is nearly enough for the diagonal, "
        "but can do no better on the crossing lines than to answer their mean, with 55/21 of half squares left.",
    ),
    setups={name: Setup(config) for name, (config, _) in ACCURACIES.items()},
    figures=(*(_accuracy(name, accuracy) for name, (_, accuracy) in ACCURACIES.items()), Figure(LEFT, "2.619047619")),
    compute=compute,
)

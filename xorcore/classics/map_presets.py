"""Maps to start from: each names its network, its axes and what there is to see."""

from dataclasses import replace
from typing import NamedTuple

from xorcore.classics.mcclelland_rumelhart import HANDBOOK
from xorcore.classics.sohl_dickstein import network
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.many.maps import Axis
from xorcore.parameters import GivenParameters


class MapPreset(NamedTuple):
    """Arguments of `train_map`, and the quantity that its colours are meant for."""

    config: Config
    x: Axis
    y: Axis
    parameters: GivenParameters | None = None
    dataset: Dataset | None = None
    colour: str = "epochs"  # "epochs", "loss" or "sohl_dickstein"


# McClelland & Rumelhart (1988), Explorations in Parallel Distributed Processing, program bp, XOR example.
CONFIG_OF_1988, START_OF_1988, XOR = HANDBOOK._replace(config=replace(HANDBOOK.config, dataset="xor", epochs=2000))

# The paper has 16 units; 8, as in its author's published program, take a fourteenth of the time.
TANH_8 = network(8)

MAP_PRESETS = {
    # The published start: where it is solved, how fast, and the ragged edge where it stops being solved.
    "1988: learning rate and momentum": MapPreset(
        CONFIG_OF_1988, Axis("learning_rate", 0.01, 100), Axis("momentum", 0, 0.99), START_OF_1988, XOR,
    ),
    # Which start leads where: Kolen & Pollack (1990), "Back propagation is sensitive to initial conditions".
    "1988: two start weights": MapPreset(
        CONFIG_OF_1988, Axis("w1[0,0]", -20, 20), Axis("w1[1,0]", -20, 20), START_OF_1988, XOR,
    ),
    "Sohl-Dickstein: two learning rates": MapPreset(
        TANH_8.config, Axis("learning_rate[1]", 0.1, 1000), Axis("learning_rate[2]", 0.01, 100), TANH_8.parameters,
        TANH_8.dataset, "sohl_dickstein",
    ),
}

"""The program bp of McClelland & Rumelhart's handbook on XOR: one start, ten settings, and how long each of them takes."""

from dataclasses import replace

from xorcore.classics.classic import Classic, Computed, Figure, Setup, Setups
from xorcore.classics.trained import epochs_to_criterion, trained
from xorcore.config import Config
from xorcore.datasets import Dataset

INPUTS = [[0, 0], [0, 1], [1, 0], [1, 1]]
# The program stops when the sum of squares is below 0.04, of which our loss is half.
CONFIG = Config(dataset="own", hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=5000,
                stop_at_loss=0.02)
START = [([[0.432171, -0.038413], [0.448781, 0.036489]], [-0.276589, -0.402498]), ([[0.272080], [0.081714]], [0.279299])]
ZERO_ONE, POINT_ONE_NINE = Dataset(INPUTS, [0, 1, 1, 0]), Dataset(INPUTS, [0.1, 0.9, 0.9, 0.1])


def _setup(learning_rate: float, momentum: float, batch_size: int = 0, dataset: Dataset = ZERO_ONE) -> Setup:
    config = replace(CONFIG, learning_rate=learning_rate, momentum=momentum, batch_size=batch_size)
    return Setup(config, START, dataset)


HANDBOOK = _setup(0.5, 0.9)
BATCH = {
    "batch, rate 0.5, momentum 0.9": HANDBOOK,
    "batch, rate 0.5, momentum 0.5": _setup(0.5, 0.5),
    "batch, rate 0.5, no momentum": _setup(0.5, 0),
    "batch, rate 0.1, momentum 0.9": _setup(0.1, 0.9),
    "batch, rate 0.25, momentum 0.9": _setup(0.25, 0.9),
    "batch, rate 1, momentum 0.9": _setup(1, 0.9),
}
OTHER_TARGETS = {"batch, rate 0.5, momentum 0.9, targets 0.1 and 0.9": _setup(0.5, 0.9, dataset=POINT_ONE_NINE)}
PER_PATTERN = {
    "per pattern, rate 0.5, momentum 0.9": _setup(0.5, 0.9, batch_size=1),
    "per pattern, rate 0.5, no momentum": _setup(0.5, 0, batch_size=1),
    "per pattern, rate 0.25, momentum 0.9": _setup(0.25, 0.9, batch_size=1),
}
GROUPS = (BATCH, OTHER_TARGETS, PER_PATTERN)
COUNTS = ("289", "933", "1840", "1011", "461", "302", "350", "298", "2588", "682")
ERROR, COUNT = "sum of squares at the criterion", "epochs: {}"


def compute(setups: Setups) -> Computed:
    epoch = yield from trained(next(iter(setups.values())))
    yield ERROR, 2 * epoch.loss
    for group in GROUPS:
        counts = yield from epochs_to_criterion(setups[name] for name in group)
        yield from zip(map(COUNT.format, group), counts, strict=True)


SETUPS = {name: setup for group in GROUPS for name, setup in group.items()}

CLASSIC = Classic(
    title="The handbook's XOR",
    year=1988,
    citation="James McClelland & David Rumelhart, Explorations in Parallel Distributed Processing: A Handbook of Models, "
             "Programs, and Exercises, MIT Press 1988, program bp. The error and the first count were confirmed with the "
             "program of 1987, built and run again; the other counts follow its rule of stopping and were confirmed by a "
             "second computation in float64. The handbook's pages were not at hand.",
    claim="From one published start, how many epochs ten settings of rate, momentum, batch and targets take to solve XOR.",
    story=(
        "The handbook came with programs on a disk, and its program bp let readers train the first networks of their own.",
        "Its XOR exercise starts a 2-2-1 network from fixed weights and goes on until the sum of squares is below 0.04.",
        "The program counts the epoch in which it measures that error, so 288 updates of the weights are its epoch 289.",
        "Momentum 0.9 is six times as fast here as no momentum, while a learning rate of 1 is slower than one of 0.5.",
        "Its trace was computed in float32; ours, in float64, stays within 3 millionths of every weight of every epoch.",
    ),
    setups=SETUPS,
    figures=(Figure(ERROR, "0.0397615500"), *map(Figure, map(COUNT.format, SETUPS), COUNTS)),
    compute=compute,
)

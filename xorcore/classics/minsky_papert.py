"""What a single unit cannot do: the 16 functions of two bits, each given to a network without a hidden layer."""

import numpy as np

from xorcore.classics.classic import Classic, Computed, Figure, Setup, Setups
from xorcore.classics.trained import trained, trained_many
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.network import predict

INPUTS = [[0, 0], [0, 1], [1, 0], [1, 1]]
CONFIG = Config(dataset="own", hidden=(), optimizer="gradient_descent", learning_rate=0.5, epochs=2000, seed=3)
STARTS = 200
NAMES = {"0110": "XOR, answers 0110", "1001": "not XOR, answers 1001"}


def _functions() -> dict[str, Setup]:
    """All 16, XOR first: a function is what it answers to 00, 01, 10 and 11."""
    answers = sorted((f"{number:04b}" for number in range(16)), key=lambda bits: (bits != "0110", bits))
    setups = [Setup(CONFIG, None, Dataset(INPUTS, list(map(int, bits)))) for bits in answers]
    return {NAMES.get(bits, f"answers {bits}"): setup for bits, setup in zip(answers, setups, strict=True)}


LEARNED = "functions of two bits that it learns, of 16"
LOSS, OUTPUT = "half sum of squares that is left of XOR", "output that is farthest from ½"
LEAST = f"least half sum from {STARTS} random starts"


def compute(setups: Setups) -> Computed:
    xor, learned = next(iter(setups.values())), 0
    for setup in setups.values():
        epoch = yield from trained(setup)
        samples = setup.samples
        outputs = predict(setup.config, epoch.parameters, samples.inputs)
        learned += bool(((outputs > 0.5) == (samples.targets > 0.5)).all())
        if setup is xor:
            left, answers = epoch.loss, outputs
    yield LEARNED, learned
    yield LOSS, left
    yield OUTPUT, answers.flat[np.abs(answers - 0.5).argmax()]
    outcome = yield from trained_many(xor.config, range(STARTS), dataset=xor.dataset)
    yield LEAST, outcome.loss.min()


CLASSIC = Classic(
    title="What one unit cannot learn",
    year=1969,
    citation="Marvin Minsky & Seymour Papert, Perceptrons: An Introduction to Computational Geometry, MIT Press 1969. The "
             "book argues in theorems and prints none of these numbers: 14 of 16 is how many functions of two bits one "
             "line can separate, and ½ follows from the loss, so both hold to any digit.",
    claim="Without a hidden layer a network cannot learn XOR: the best that it can do is to answer ½ to everything.",
    story=(
        "A unit without a hidden layer cuts the plane along one line.",
        "Of the 16 functions of two bits, 14 can be answered so, and XOR and its negation cannot.",
        "Trained on XOR, the weights go to zero and all four answers to ½: half the sum of squares is 4 · ½ · (½)² = 0.5.",
        "From a few starts they grow instead, three answers become right and one wrong, and 0.5 is approached from above.",
        "The book's proofs stand; what changed in the 1980s is that networks with a hidden layer could be trained.",
    ),
    setups=_functions(),
    figures=(
        Figure(LEARNED, "14"), Figure(LOSS, "0.500000000"), Figure(OUTPUT, "0.500000000"), Figure(LEAST, "0.500000000"),
    ),
    compute=compute,
)

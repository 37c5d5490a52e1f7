"""Where training on XOR gets stuck, how often, and why small weights are another matter."""

from collections.abc import Generator, Iterator
from math import sqrt

import numpy as np

from xorcore.classics.classic import Classic, Computed, Figure, Setup, Setups
from xorcore.classics.trained import networks, trained_many
from xorcore.config import Config
from xorcore.hessian import hessian
from xorcore.many.training import Outcome
from xorcore.statistics.confidence import Z95, proportion
from xorcore.statistics.plateaus import nearest_plateau

RUNS, DEEP_RUNS = 800, 100
NOISE = 1e-9  # a curvature below it cannot be told from rounding


def _setup(init_scale: float, *hidden: int) -> Setup:
    return Setup(Config(hidden=hidden, init="uniform", init_scale=init_scale, optimizer="momentum", learning_rate=0.5,
                        momentum=0.9, epochs=4000, stop_at_loss=0.02))


SMALL, LARGE = "2-2-2-1 from U(−0.1, 0.1)", "2-2-2-1 from U(−1, 1)"
SHALLOW = {f"2-2-1 from U(−{scale:g}, {scale:g})": _setup(scale, 2) for scale in (1.0, 0.5, 2.0, 5.0)}
SETUPS = SHALLOW | {SMALL: _setup(0.1, 2, 2), LARGE: _setup(1.0, 2, 2)}

# How many of as many runs from the seeds 10 000 and after solve it: measured once, for the intervals. Two such measurements
# differ by less than sqrt(2) times Wilson's interval in 95 of 100 cases.
SOLVED_BEFORE = dict(zip(SHALLOW, (666, 748, 551, 385), strict=True)) | {LARGE: 89}
LEVELS = {"two patterns share one output": "0.50", "three patterns share one output": "0.67"}
SOLVED, LEVEL = "share of the runs that solve XOR: {}", "sum of squares where {}"
AT_A_LEVEL = "unsolved 2-2-1 runs that end within 0.02 of a level, in %"
NOT_MOVED = f"{SMALL}: runs that have learned nothing, in %"
SUM_OF_SQUARES = f"{SMALL}: sum of squares there"
DOWNHILL = f"{SMALL}: runs with a way downhill there, in %"


def compute(setups: Setups) -> Computed:
    outcomes = {}
    for name in SHALLOW:
        outcomes[name] = yield from trained_many(setups[name].config, range(RUNS))
        yield SOLVED.format(name), _solved(outcomes[name])
    yield from _levels(setups, outcomes)
    outcome = yield from trained_many(setups[SMALL].config, range(DEEP_RUNS))
    stays = np.abs(outcome.loss - 0.5) < 0.01
    yield NOT_MOVED, 100 * stays.mean()
    yield SUM_OF_SQUARES, 2 * np.median(outcome.loss)
    downhill = yield from _downhill(setups[SMALL], outcome)
    yield DOWNHILL, 100 * downhill.mean()
    outcome = yield from trained_many(setups[LARGE].config, range(DEEP_RUNS))
    yield SOLVED.format(LARGE), _solved(outcome)


def _solved(outcome: Outcome) -> float:
    return float(np.mean(outcome.epochs >= 0))


def _levels(setups: Setups, outcomes: dict[str, Outcome]) -> Iterator[tuple[str, float]]:
    """How close the unsolved runs are to the levels, and the median sum of squares of those at each."""
    losses = np.concatenate([outcome.loss[outcome.epochs < 0] for outcome in outcomes.values()])
    config = next(iter(setups.values())).config
    nearest = [nearest_plateau(config, loss) for loss in losses]
    yield AT_A_LEVEL, 100 * float(np.mean([2 * level.distance < 0.02 for level in nearest]))
    names = np.array([level.name for level in nearest])
    for name in LEVELS:
        yield LEVEL.format(name), 2 * float(np.median(losses[names == name]))


def _downhill(setup: Setup, outcome: Outcome) -> Generator[None, None, np.ndarray]:
    """(runs,) whether the loss bends down in some direction where the run has come to."""
    samples, lowest = setup.samples, []
    for network in networks(outcome):
        lowest.append(np.linalg.eigvalsh(hessian(setup.config, network, samples))[0])
        yield None
    return np.array(lowest) < -NOISE


def _solved_figure(setup: str, runs: int) -> Figure:
    interval = proportion(SOLVED_BEFORE[setup], runs, z=sqrt(2) * Z95)
    return Figure(SOLVED.format(setup), "", between=(interval.low, interval.high), said="not at hand")


CLASSIC = Classic(
    title="Stuck on XOR",
    year=1990,
    citation="John Kolen & Jordan Pollack, “Back Propagation is Sensitive to Initial Conditions”, NIPS 3, 1990; John Kolen "
             "on the mailing list Connectionists, 18 March 1993 (2-2-2-1 from weights within ±0.1). Their shares were not "
             "at hand: the intervals are those of a measurement of our own from other seeds, and the levels follow from "
             "the targets.",
    claim="The size of the start weights decides how often XOR is solved, and not every standstill is a local minimum.",
    story=(
        "A 2-2-1 network does not always learn XOR, and how often it does depends on the size of its start weights.",
        "A run that fails ends, but for a few that are only slow, where two patterns get one and the same answer, or three "
        "of them: at a sum of squares of 1/2 or 2/3.",
        "From weights within ±0.5 about 6 of 100 runs get stuck, from weights within ±5 every second.",
        "With two hidden layers and weights within ±0.1 no run has moved after 4000 epochs, and all four answers are ½.",
        "That is no local minimum: the loss bends down in some direction at each of these points, so they are saddles.",
    ),
    setups=SETUPS,
    figures=(
        *(_solved_figure(name, RUNS) for name in SHALLOW),
        Figure(AT_A_LEVEL, "", limits=(99, 100), said="all"),
        *(Figure(LEVEL.format(name), level) for name, level in LEVELS.items()),
        Figure(NOT_MOVED, "", limits=(99, 100), said="all"),
        Figure(SUM_OF_SQUARES, "1.00"),
        Figure(DOWNHILL, "", limits=(99, 100), said="a saddle"),
        _solved_figure(LARGE, DEEP_RUNS),
    ),
    compute=compute,
)

"""How far a learning rate may go with momentum, and how fast the heavy ball then settles: Goh's two laws, measured."""

from collections.abc import Generator
from dataclasses import replace

import numpy as np

from xorcore.classics.classic import Classic, Computed, Figure, Setup, Setups
from xorcore.classics.mcclelland_rumelhart import CONFIG, POINT_ONE_NINE, START
from xorcore.classics.trained import trained, trained_many
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.hessian import hessian
from xorcore.parameters import Parameters, flatten, sizes_of, unflatten

BOTTOM = "the handbook's network down to the bottom"
QUADRATIC = "a quadratic"
AWAY = 1.0  # from its bottom, at the start
SETUPS = {
    BOTTOM: Setup(replace(CONFIG, epochs=60_000, stop_at_loss=None), START, POINT_ONE_NINE),
    # One weight w, one sample: the loss is w²/2, of curvature 1. At this rate the ball swings with a period of 4 steps.
    QUADRATIC: Setup(
        Config(dataset="own", hidden=(), output_activation="linear", optimizer="momentum", learning_rate=1.9, momentum=0.9,
               epochs=200, train_biases=False),
        [([[AWAY]], [0.0])],
        Dataset([[1]], [[0]]),
    ),
}
CURVATURE = "largest curvature of the half sum at the bottom"
SHRINKING = "factor by which the error shrinks in a step, momentum 0.9"
EDGE = "learning rate at the edge, momentum {:g}"
MOMENTA = {0.0: "20.27", 0.5: "30.41", 0.9: "38.51"}  # 20.27 (1 + m)
TOLERANCE = 0.002  # the edges lie on a grid of a tenth of a percent, and a run must leave to be seen
AROUND_THE_EDGE = np.linspace(0.99, 1.01, 21)
STEPS, STRIDE = 4000, 50


def compute(setups: Setups) -> Computed:
    epoch = yield from trained(setups[BOTTOM])
    config, bottom, samples = setups[BOTTOM].config, epoch.parameters, setups[BOTTOM].samples
    curvature = np.linalg.eigvalsh(hessian(config, bottom, samples))[-1]
    yield CURVATURE, curvature
    momenta = np.array(list(MOMENTA))
    edges = yield from _edges(config, bottom, samples, momenta, 2 * (1 + momenta) / curvature)
    yield from zip(map(EDGE.format, MOMENTA), edges, strict=True)
    epoch = yield from trained(setups[QUADRATIC])
    yield SHRINKING, abs(epoch.vector[0] / AWAY) ** (1 / epoch.number)


def _edges(config: Config, bottom: Parameters, samples: Dataset, momenta: np.ndarray,
           expected: np.ndarray) -> Generator[None, None, np.ndarray]:
    """(momenta,) the learning rate from which on the network leaves the bottom when it is moved a little: midway between
    the last of the rates around the expected edge that stays and the first that does not."""
    flat = flatten(bottom)
    moved = flat + 1e-7 * np.random.default_rng(0).normal(size=flat.shape)
    rates = expected[:, None] * AROUND_THE_EDGE
    outcome = yield from trained_many(
        replace(config, epochs=STEPS), None, unflatten(moved, sizes_of(bottom)), samples,
        learning_rate=rates.ravel(), momentum=np.repeat(momenta, len(AROUND_THE_EDGE)), record=range(0, STEPS + 1, STRIDE),
    )
    leaves = (outcome.losses.max(axis=0) > 100 * outcome.losses[0]).reshape(rates.shape)
    stays = np.where(leaves, 0, rates).max(axis=1)
    return (stays + np.where(leaves, rates, np.inf).min(axis=1)) / 2


def _edge_figure(momentum: float, published: str) -> Figure:
    limits = (float(published) * (1 - TOLERANCE), float(published) * (1 + TOLERANCE))
    return Figure(EDGE.format(momentum), published, limits=limits)


CLASSIC = Classic(
    title="Why momentum works",
    year=2017,
    citation="Gabriel Goh, “Why Momentum Really Works”, Distill 2017. The article gives the laws; the network to try them "
             "on is that of McClelland & Rumelhart (1988) with targets 0.1 and 0.9. Its curvature, and with it 20.27, is "
             "not from the article: it was confirmed by a second computation.",
    claim="With momentum m the learning rate may be 1 + m times as large, and a swinging error shrinks by √m in a step.",
    story=(
        "Near its lowest point every loss is a bowl, and its steepest curvature decides how large a step may be.",
        "Goh's first law says that momentum m lets the learning rate grow to 2(1 + m) divided by that curvature.",
        "We train the handbook's XOR network to the bottom, measure the curvature there, move it a little and try rates: "
        "just below the edge it comes back, just above it runs away.",
        "His second law says how fast a swinging ball settles, whatever the learning rate.",
        "The article prints a factor of 2√m for each step; on a bowl of one weight, ours shrinks by √m.",
    ),
    setups=SETUPS,
    figures=(
        Figure(CURVATURE, "0.098668021"),
        *(_edge_figure(momentum, published) for momentum, published in MOMENTA.items()),
        Figure(SHRINKING, "1.897366596", corrected="0.948683298"),
    ),
    compute=compute,
    correction="The article prints 2√β as the rate at complex roots. Their product is β, so each has the size √β; with "
               "2√β, 1.897 at a momentum of 0.9, the error would grow.",
)

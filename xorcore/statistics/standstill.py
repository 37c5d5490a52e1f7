"""Why a run that has not solved its task stands still, read from the network's own numbers: which samples share an output,
how large the gradient is, whether the loss still falls, and what in the network holds it there.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from xorcore.activations import ACTIVATIONS
from xorcore.checked import Matrix, Vector, checked
from xorcore.compiled import reads
from xorcore.config import Config
from xorcore.datasets import Dataset
from xorcore.gradient import loss_and_gradient
from xorcore.hessian import hessian
from xorcore.losses import LOSSES
from xorcore.network import fitting_sizes, layer_activations
from xorcore.objective import frozen_biases, weight_decay
from xorcore.optimizers import OPTIMIZERS
from xorcore.parameters import Parameters, flatten, unflatten

ALIKE = 0.05  # of the distance of the targets: so far apart outputs still count as one and the same
FALL = 1e-4  # of the loss, in the last tenth of a run: what falls less fast stands still
SWING = 0.01  # of the loss: by so much it goes up and down where steps are too large, or has climbed
FEW, MANY = 20, 100  # epochs: too few for a trend, enough to have moved
STEEP = 1e-4  # a derivative that larger steps would follow down
FLAT = 0.01  # of the steepest slope of an activation: a unit that is flatter at every sample hardly learns
SAME = 0.02  # a unit whose activation varies less over the samples does not tell them apart
MOST_PARAMETERS = 300  # the curvatures of more take longer than a tenth of a second
MOVED = 0.05  # of the size of the weights: a run that has changed them by less has hardly begun


class Cause(StrEnum):
    """What in a network or a run holds it where it stands."""

    L2 = "L2 as strong as the data"
    CLIMBING_RULE = "a rule that climbs"
    STRAIGHT = "no curved hidden unit"
    OUT_OF_REACH = "targets beyond the output's range"
    DEAD = "dead relu units"
    SATURATED_START = "units saturated from the start"
    SATURATED = "saturated units"
    SYMMETRIC = "equal units"
    SMALL_WEIGHTS = "weights too small to tell the samples apart"
    LARGE_STEPS = "steps too large"
    SMALL_STEPS = "steps too small"


@dataclass(frozen=True)
class Plateau:
    """Samples of different targets that get one and the same output."""

    samples: int
    of: int
    output: float

    @property
    def name(self) -> str:
        """In the words of `plateau_losses` where there are four patterns."""
        count, patterns = (("", "", "two", "three", "four")[self.samples], "patterns") if self.of == 4 else (
            self.samples, "samples")
        return f"{'all ' if self.samples == self.of else ''}{count} {patterns} share one output"


@dataclass(frozen=True)
class Standstill:
    """How a run stands at its end."""

    wrong: int  # training samples that are answered wrongly
    plateau: Plateau | None
    gradient: float  # the largest derivative by size, of what is trained
    trend: str  # of the loss: "falls", "settles" (on a plateau), "stands", "swings", or "climbs" (is above the first)
    causes: tuple[Cause, ...]  # in their order there


@checked
def right_answers(answers: Matrix, targets: Matrix) -> np.ndarray:
    """(n,) bool: whether each answer (n, outputs) misses its target by less than half the distance of the targets.

    For targets 0 and 1 the error is below 1/2: 0.4 is no right answer for 1, and 82 236 is none either.
    """
    if answers.shape != targets.shape:
        raise ValueError(f"each answer needs its target, got answers {answers.shape} and targets {targets.shape}")
    return (np.abs(answers - targets) < _distance(targets) / 2).all(axis=1)


def _distance(targets: np.ndarray) -> float:
    """Of the lowest and the highest target; 1 where all are the same."""
    return float(np.ptp(targets)) or 1.0


@checked
def standstill_of(config: Config, parameters: Parameters, dataset: Dataset, losses: Vector,
                  start: Vector) -> Standstill:
    """The state of a run at `parameters`, whose loss after each epoch is `losses` and whose start weights were `start`."""
    sizes = fitting_sizes(config, parameters, dataset)
    layers, targets, flat = activations_of(config, parameters, dataset.inputs), dataset.targets, flatten(parameters)
    gradient = flatten(loss_and_gradient(config, parameters, dataset)[1])
    for biases in frozen_biases(config, sizes):
        gradient[biases] = 0
    wrong, shared = ~right_answers(layers[-1], targets), sharing(layers[-1], targets)
    how, held = trend(losses), wrong if shared is None else shared
    if how == "falls" and wrong.any() and shared is not None and shared[wrong].all():
        how = "settles" if _is_bottom(config, parameters, dataset, len(losses)) else how
    slope = float(np.abs(gradient).max())
    hardly_moved = len(losses) > MANY and np.linalg.norm(flat - start) < MOVED * np.linalg.norm(start)
    if how == "stands" and hardly_moved and slope > STEEP and losses[-1] < losses[0]:
        how = "falls"
    saturated = _is_saturated(config, layers, wrong)
    found = {
        Cause.L2: _is_held_by_l2(config, sizes, flat, gradient, len(losses)),
        Cause.CLIMBING_RULE: _climbs(config),
        Cause.STRAIGHT: not (config.hidden and reads(ACTIVATIONS[config.hidden_activation].slope, 1)[0]),
        Cause.OUT_OF_REACH: _is_out_of_reach(config, targets),
        Cause.DEAD: wrong.any() and _is_dead(config, layers, held),
        Cause.SATURATED_START: saturated and _began_saturated(config, sizes, dataset, start),
        Cause.SATURATED: saturated,
        Cause.SYMMETRIC: _is_symmetric(parameters),
        Cause.SMALL_WEIGHTS: any(_tell_nothing_apart(layer) for layer in layers[:-1]),
        Cause.LARGE_STEPS: how in ("swings", "climbs"),
        Cause.SMALL_STEPS: hardly_moved,
    }
    plateau = None if shared is None else Plateau(int(shared.sum()), len(shared), float(layers[-1][shared].mean()))
    return Standstill(int(wrong.sum()), plateau, slope, how, tuple(name for name, holds in found.items() if holds))


def sharing(answers: np.ndarray, targets: np.ndarray) -> np.ndarray | None:
    """(n,) bool: all samples, or the largest group of at least half of them, that share an output and differ in their
    targets; None where there is no such group.

    answers, targets: (n, 1). Of a part only that counts whose output is the mean of its targets, the best for them all.
    """
    a, y = answers[:, 0], targets[:, 0]
    reach = ALIKE * _distance(targets)
    groups = (np.abs(a - each) <= reach for each in a)
    shared = [group for group in groups if 2 * group.sum() >= len(a) and np.ptp(y[group]) > 0
              and (group.all() or abs(a[group].mean() - y[group].mean()) <= reach)]
    return max(shared, key=np.sum, default=None)


def _is_bottom(config: Config, parameters: Parameters, dataset: Dataset, epochs: int) -> bool:
    """Whether no direction bends down so much that a thousand runs as long as this one would leave along it."""
    if len(flatten(parameters)) > MOST_PARAMETERS:
        return False
    lowest = np.linalg.eigvalsh(hessian(config, parameters, dataset))[0]
    return bool(lowest * config.learning_rate * epochs > -1e-3)


def trend(losses: np.ndarray) -> str:
    """How the loss goes in the last tenth of a run: its mean there, beside those of the two tenths before."""
    window = (len(losses) - 1) // 10
    if len(losses) <= FEW:
        return "falls" if losses[-1] < losses[0] else "stands"
    first, before, last = (losses[-(k + 1) * window - 1 : len(losses) - k * window] for k in (2, 1, 0))
    steps = np.diff(last)
    if losses[-1] > losses[0] * (1 + SWING):
        return "climbs"
    if np.abs(steps).sum() > 5 * abs(last[-1] - last[0]) and np.ptp(last) > SWING * last.mean():
        return "swings"
    fall, earlier = before.mean() - last.mean(), first.mean() - before.mean()
    hastens = fall > 1.05 * earlier > 0 and fall > FALL / 100 * last.mean()  # on the way down from a saddle
    return "falls" if fall > FALL * last.mean() or hastens else "stands"


def activations_of(config: Config, parameters: Parameters, inputs: np.ndarray) -> list[np.ndarray]:
    """(n, units) of each layer, the output last."""
    layers, a = [], inputs
    with np.errstate(over="ignore", invalid="ignore"):
        for (W, b), activation in zip(parameters, layer_activations(config), strict=True):
            a = activation(a @ W + b)
            layers.append(a)
    return layers


def _climbs(config: Config) -> bool:
    """Whether the update rule, where a slope stays the same, goes up it."""
    rule, w, slope = OPTIMIZERS[config.optimizer], np.zeros(1), np.ones(1)
    w, memory = rule.stepped(w, slope, config.learning_rate, config.momentum, rule.start(w))
    return bool(rule.stepped(w, slope, config.learning_rate, config.momentum, memory)[0] > w)


def _is_out_of_reach(config: Config, targets: np.ndarray) -> bool:
    output = ACTIVATIONS[config.output_activation]
    return bool(targets.min() < output.low or targets.max() > output.high)


def _is_held_by_l2(config: Config, sizes: tuple[int, ...], flat: np.ndarray, gradient: np.ndarray, epochs: int) -> bool:
    """The L2 term pulls at the weights at least half as strongly as the data, and has had the time to shrink them."""
    decay = weight_decay(config.l2, sizes) * flat
    pull, push = np.linalg.norm(decay), np.linalg.norm(gradient - decay)
    return bool(config.l2 * config.learning_rate * epochs > 1 and pull >= push / 2)


def _is_dead(config: Config, layers: list[np.ndarray], held: np.ndarray) -> bool:
    """A relu unit answers 0 to every sample, or all units of a layer to every one of these: nothing tells them apart."""
    activations = zip(layer_activations(config), layers, strict=True)
    relus = [a for activation, a in activations if activation.kinks and activation.low == 0]
    return any(not a[held].any() or not a.any(axis=0).all() for a in relus)


def _is_saturated(config: Config, layers: list[np.ndarray], wrong: np.ndarray) -> bool:
    """All units of a hidden layer are flat at every sample, or the output at all those that it answers wrongly."""
    hidden = any(_is_flat(config.hidden_activation, a) for a in layers[:-1])
    output = LOSSES[config.loss].reads_slope and wrong.any() and _is_flat(config.output_activation, layers[-1][wrong])
    return hidden or bool(output)


def _began_saturated(config: Config, sizes: tuple[int, ...], dataset: Dataset, start: np.ndarray) -> bool:
    layers = activations_of(config, unflatten(start, sizes), dataset.inputs)
    return _is_saturated(config, layers, ~right_answers(layers[-1], dataset.targets))


def _is_flat(activation: str, a: np.ndarray) -> bool:
    low, high = ACTIVATIONS[activation].low, ACTIVATIONS[activation].high
    return bool(np.isfinite(high) and ((a - low) * (high - a) < FLAT * (high - low) ** 2 / 4).all())


def _is_symmetric(parameters: Parameters) -> bool:
    """A hidden layer of several units that are all alike gets one gradient for them all, and they stay alike."""
    hidden = [np.vstack([W, b]) for W, b in parameters[:-1]]
    return any(Wb.shape[1] > 1 and np.allclose(Wb, Wb[:, :1], rtol=1e-9, atol=0) for Wb in hidden)


def _tell_nothing_apart(a: np.ndarray) -> bool:
    """(n, units): every unit of this hidden layer gives all samples nearly the same."""
    return bool((np.ptp(a, axis=0) < SAME).all())

"""Up to six runs from the same start weights, one setting different, trained in turn."""

import time
from array import array
from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from app.compare.loss_slice import LossSlice, loss_slices
from app.compare.settings import LOSS_FIELDS
from app.drawing.curves import Curve
from app.drawing.thinning import thinned
from app.server.run import plane_around
from xorcore import Config, Dataset, Epoch, Trainer, predict, train
from xorcore.book import Parameters, Surface, predicted_seconds, unflatten

THRESHOLDS = (0.1, 0.02, 0.001)  # of the loss
CURVE_POINTS = 600
PATH_POINTS = 200
SURFACE_SIDE = 60
MOST_SECONDS = 120.0  # a comparison that is predicted to take longer is not started
MEASURE_SECONDS = 0.03  # for the prediction, of each run
OVERHEAD = 1.5  # of a comparison over the training alone: pauses for the page, paths, pictures
SLICE_SECONDS = 0.006  # of training between two partial results
CURVE_SECONDS = 1.0  # how often a growing curve is another: a changed chart is drawn anew as a whole


class Result(NamedTuple):
    """One run at its end."""

    end: Epoch
    ended: str  # "finished", "solved" or "diverged"
    reached: tuple[int | None, ...]  # the first epoch with a loss below each of THRESHOLDS
    largest_error: float  # over the training samples
    norm: float  # of the vector of all weights and biases
    output: np.ndarray  # over the plane of the inputs, (side, side), row 0 at the lowest x2
    path_epochs: np.ndarray  # (points,), from 0 to the end
    path_losses: np.ndarray  # (points,), of the run at these epochs
    path: np.ndarray  # (points, parameters)


class SoFar(NamedTuple):
    """What there is of a comparison by now."""

    curves: tuple[Curve, ...] = ()  # of the runs that have begun, in their order
    results: tuple[Result, ...] = ()  # of those that have ended
    epoch: int = 0  # that the present run has reached
    landscape: LossSlice | None = None
    complete: bool = False


class Comparison:
    """What is compared; `compute` does it."""

    def __init__(self, field: str, configs: Sequence[Config], dataset: Dataset | None = None,
                 parameters: Parameters | None = None):
        """dataset: own points, in place of the Config's samples; parameters: start weights in place of its random ones."""
        first = train(configs[0], parameters, dataset)
        self.field, self.configs, self.parameters = field, tuple(configs), parameters
        self.dataset, self.sizes = first.dataset, first.sizes
        self.start_weights = next(first).vector
        self.plane = plane_around(np.concatenate([self.dataset.inputs, self.dataset.test_inputs]))

    @property
    def values(self) -> list:
        """Of the setting that differs, one for each run."""
        return [getattr(config, self.field) for config in self.configs]

    def predicted_seconds(self) -> float:
        """Of the whole comparison, where no run ends early."""
        return OVERHEAD * sum(predicted_seconds(config, self.dataset, MEASURE_SECONDS) for config in self.configs)

    def landscape_configs(self) -> list[Config]:
        """One Config for each different loss landscape: all runs have the same one, or each has its own."""
        own = self.field in (*LOSS_FIELDS, "hidden_activation")
        return list(self.configs) if own else list(self.configs[:1])

    def compute(self) -> Iterator[SoFar]:
        """Train run after run, then compute the landscape; what there is comes every few milliseconds."""
        so_far = SoFar()
        for config in self.configs:
            so_far = yield from self._trained(config, so_far)
        paths = [None if result.ended == "diverged" else result.path for result in so_far.results]
        for landscape in loss_slices(self.landscape_configs(), self.dataset, paths):
            so_far = so_far._replace(landscape=landscape)
            yield so_far
        yield so_far._replace(complete=True)

    def _trained(self, config: Config, before: SoFar) -> Generator[SoFar, None, SoFar]:
        """Train one run to its end, in short pieces; returns what there is then."""
        trainer = train(config, parameters=unflatten(self.start_weights, self.sizes), dataset=self.dataset)
        losses, wanted, path = array("d"), set(path_epochs(config.epochs).tolist()), {}
        so_far, drawn = before, 0.0
        while not trainer.ended:
            deadline = time.perf_counter() + SLICE_SECONDS
            for epoch in trainer:
                losses.append(epoch.loss)
                if epoch.number in wanted:
                    path[epoch.number] = epoch.vector
                if time.perf_counter() >= deadline:
                    break
            if trainer.ended or time.perf_counter() - drawn > CURVE_SECONDS:
                curve = thinned(np.array(losses), 0, len(losses) - 1, CURVE_POINTS)
                so_far, drawn = so_far._replace(curves=(*before.curves, curve)), time.perf_counter()
            so_far = so_far._replace(epoch=trainer.epoch.number)
            yield so_far
        path[trainer.epoch.number] = trainer.epoch.vector
        result = self._result(trainer, np.array(losses), path)
        return so_far._replace(results=(*before.results, result), epoch=0)

    def _result(self, trainer: Trainer, losses: np.ndarray, path: dict[int, np.ndarray]) -> Result:
        end, config, data = trainer.epoch, trainer.config, self.dataset
        error = np.abs(predict(config, end.parameters, data.inputs) - data.targets).max()
        output, _ = Surface(config, self.sizes, self.plane, SURFACE_SIDE, SURFACE_SIDE)(end.vector)
        epochs = np.array(list(path))
        return Result(end, trainer.ended, tuple(first_below(losses, level) for level in THRESHOLDS), float(error),
                      float(np.linalg.norm(end.vector)), output, epochs, losses[epochs], np.array(list(path.values())))


def first_below(losses: np.ndarray, level: float) -> int | None:
    """The first epoch with a loss below this level, None where there is none."""
    below = losses < level
    return int(below.argmax()) if below.any() else None


def path_epochs(last: int) -> np.ndarray:
    """Epochs to draw a path of: evenly spread, and denser at the start, where the weights move fastest."""
    even, dense = np.linspace(0, last, PATH_POINTS // 2), np.geomspace(1, last + 1, PATH_POINTS // 2) - 1
    return np.unique(np.rint(np.concatenate([even, dense])).astype(int))

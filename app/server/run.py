"""A run is one training that somebody watches: the trainer, its past, and which epoch is on the screen."""

import secrets
import threading
import time
from dataclasses import dataclass, field, replace

import numpy as np

from xorcore import Change, Config, ConfigError, Dataset, Epoch, History, Trainer, train
from xorcore.book import Parameters, Predictor, Surface, predicted_seconds
from xorcore.files import SavedRun

SURFACE_SIDE = 100  # points along an axis
THUMBNAIL_SIDES = (20, 10, 5, 4)  # points along an axis, the first that keeps all neurons together small
THUMBNAIL_BYTES = 4000
MARGIN = 0.25  # of the plane around the samples, as a share of their extent

InputPlane = tuple[float, float, float, float]


@dataclass
class Run:
    """A Trainer with its History. `shown` is the epoch on the screen: the last one, or a past one from the timeline."""

    trainer: Trainer
    history: History
    surface: Surface
    answers: Predictor  # at all samples, those of the test set last
    plane: InputPlane
    predicted_seconds: float  # of all epochs at full speed
    shown: Epoch
    parameters: Parameters | None = None  # start weights that were given; None where the Config drew them
    playing: bool = False
    number: int = field(default_factory=lambda: secrets.randbits(31))  # tells runs apart in the browser
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def config(self) -> Config:
        """The settings that the run started with."""
        return self.trainer.config

    @property
    def present_config(self) -> Config:
        """The settings as they are now: with what was changed since the start."""
        return self.config_after(self.last.number)

    def config_at(self, epoch: int) -> Config:
        """The settings of the loss at this epoch: a change holds from the update after its epoch."""
        return self.config_after(epoch - 1)

    def config_after(self, epoch: int) -> Config:
        """The settings of the update after this epoch."""
        return replace(self.config, **{c.field: c.value for c in self.trainer.changes if c.epoch <= epoch})

    @property
    def dataset(self) -> Dataset:
        return self.trainer.dataset

    @property
    def last(self) -> Epoch:
        """The last epoch trained."""
        return self.trainer.epoch

    @property
    def ended(self) -> str:
        """"finished", "solved", "diverged", or "" while it can go on."""
        return self.trainer.ended

    def train_for(self, milliseconds: float, most_epochs: float) -> int:
        """Train until the time or the number of epochs is used up or the run ends, then show the last epoch.

        At least one epoch. Returns how many.
        """
        with self.lock:
            deadline, first = time.perf_counter() + milliseconds / 1000, self.last.number
            for epoch in self.trainer:
                self.history.record()
                if epoch.number - first >= most_epochs or time.perf_counter() >= deadline:
                    break
            if self.ended:  # never set to what it was: it may have been told to pause meanwhile
                self.playing = False
            self.shown = self.last
            return self.last.number - first

    def show(self, epoch: int) -> None:
        """Put this epoch on the screen; one beyond the last shows the last."""
        with self.lock:
            self.shown = self.last if epoch >= self.last.number else self.history.epoch_at(max(0, epoch))

    def vector_before_shown(self) -> np.ndarray:
        """All weights and biases one epoch before the shown one; those of epoch 0 at epoch 0."""
        before = self.trainer.before
        if before is not None and self.shown is self.last:
            return before.vector
        return self.history.epoch_at(max(0, self.shown.number - 1)).vector

    def change(self, **settings: float) -> None:
        """Set what can change while training from the next update on. Raises ConfigError."""
        with self.lock:
            self.trainer.change(**settings)

    def end_at(self, epochs: int, stop_at_loss: float | None) -> None:
        """Move the end of the run; what was trained stays. Raises ConfigError, also where the new end is in the past."""
        if epochs < self.last.number:
            raise ConfigError("epochs", f"must be at least the {self.last.number} that are trained, got {epochs}")
        with self.lock:
            seconds_an_epoch = self.predicted_seconds / self.config.epochs
            self.trainer.config = replace(self.config, epochs=epochs, stop_at_loss=stop_at_loss)
            self.predicted_seconds = seconds_an_epoch * epochs


def new_run(config: Config, dataset: Dataset | None = None, changes: tuple[Change, ...] = (),
            parameters: Parameters | None = None) -> Run:
    """A run at epoch 0. dataset: own points in place of the Config's; parameters: start weights [(W, b), ...] in place of
    the Config's random ones. Raises ValueError where they do not fit."""
    trainer = train(config, parameters, dataset, changes)
    next(trainer)
    history = History(trainer)
    history.record()
    return _run(trainer, history, parameters)


def reopened(saved: SavedRun) -> Run:
    """The run that was saved, where it stood."""
    return _run(*saved.opened(), saved.start_weights if saved.given_weights else None)


def _run(trainer: Trainer, history: History, parameters: Parameters | None) -> Run:
    config, data = trainer.config, trainer.dataset
    samples = np.concatenate([data.inputs, data.test_inputs])
    plane = plane_around(samples)
    neurons = sum(trainer.sizes[1:])
    thumbnail_side = next((t for t in THUMBNAIL_SIDES if neurons * t * t <= THUMBNAIL_BYTES), THUMBNAIL_SIDES[-1])
    surface = Surface(config, trainer.sizes, plane, SURFACE_SIDE, SURFACE_SIDE // thumbnail_side)
    answers = Predictor(config, trainer.sizes, samples)
    return Run(trainer, history, surface, answers, plane, predicted_seconds(config, data), trainer.epoch, parameters)


def plane_around(points: np.ndarray) -> InputPlane:
    """(x1 low, x1 high, x2 low, x2 high): a square around the points (n, 2), with a margin."""
    low, high = points.min(axis=0), points.max(axis=0)
    half = (0.5 + MARGIN) * (float((high - low).max()) or 1.0)
    return tuple(float(edge) for middle in (low + high) / 2 for edge in (middle - half, middle + half))

"""What the One step page takes apart: the run at the epoch on its timeline, a published network, or own start weights."""

from typing import NamedTuple

import numpy as np

from app.run.published_networks import PUBLISHED_NETWORKS
from app.server.run import Run
from app.words.numbers import count
from xorcore import CLASSICS, Config, Dataset, step_trace, train
from xorcore.book import Parameters, TrainingState, unflatten
from xorcore.classics import Setup
from xorcore.step import StepTrace, batches_after


class Subject(NamedTuple):
    """A network, its data, and the step that comes next."""

    title: str
    config: Config  # with the learning rate and momentum of this moment
    parameters: Parameters
    dataset: Dataset
    state: TrainingState  # of the run before the step: what the update rule remembers, how the samples are shuffled
    rows: np.ndarray  # the samples of the step's batch

    @property
    def memory(self) -> tuple[np.ndarray, ...]:
        """What the update rule remembers before the step."""
        return self.state.memory

    @property
    def in_words(self) -> str:
        n = len(self.rows)
        batch = f"all {count(n)} samples" if n == len(self.dataset.inputs) else f"a batch of {count(n)}"
        return f"{self.title}: the step that comes next, on {batch if n > 1 else 'one sample'}."

    def trace(self) -> StepTrace:
        return step_trace(self.config, self.parameters, self.dataset, self.memory, self.rows)


def run_subject(run: Run) -> Subject:
    """The step after the shown epoch, with the first batch of the epoch that follows."""
    state = run.history.state_at(run.shown.number)
    config = run.config_after(state.epoch)
    rows = batches_after(config, state, len(run.dataset.inputs))[0]
    title = f"The run on the Train page after epoch {count(state.epoch)}"
    return Subject(title, config, run.shown.parameters, run.dataset, state, rows)


def example_subject(name: str) -> Subject:
    """The first step of a published network."""
    classic, setup = PUBLISHED_NETWORKS[name]
    return setup_subject(name, CLASSICS[classic].setups[setup])


def own_subject(subject: Subject, flat: np.ndarray, sizes: tuple[int, ...]) -> Subject:
    """The first step from own start weights, otherwise as the subject."""
    return setup_subject("Own start weights", Setup(subject.config, unflatten(flat, sizes), subject.dataset))


def setup_subject(title: str, setup: Setup) -> Subject:
    """The first step of a setup, on the first batch that is trained."""
    trainer = train(*setup)
    parameters = next(trainer).parameters
    state = trainer.state()
    rows = batches_after(trainer.config, state, len(trainer.dataset.inputs))[0]
    return Subject(title, trainer.config, parameters, trainer.dataset, state, rows)

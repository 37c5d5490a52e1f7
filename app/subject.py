"""What the One step page takes apart: the run at the epoch on its timeline, a worked example, or own start weights."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from app.metrics import count
from app.run import Run
from xorcore import CLASSICS, Config, Dataset
from xorcore.classics import Setup
from xorcore.initialisation import Parameters
from xorcore.network import unflatten
from xorcore.step_trace import StepTrace, batches_after, step_trace

# Experiments that begin from published weights; the network is the first of their setups.
EXAMPLES = {
    "Mazur 2015": CLASSICS["mazur"],
    "McClelland & Rumelhart 1988": CLASSICS["mcclelland_rumelhart"],
    "Fausett 1994": CLASSICS["fausett"],
}


class Subject(NamedTuple):
    """A network, its data, and the step that comes next."""

    title: str
    config: Config  # with the learning rate and momentum of this moment
    parameters: Parameters
    dataset: Dataset
    memory: tuple[np.ndarray, ...] | None  # of the update rule; None at the start
    rows: np.ndarray  # the samples of the step's batch

    def trace(self) -> StepTrace:
        return step_trace(self.config, self.parameters, self.dataset, self.memory, self.rows)


def run_subject(run: Run) -> Subject:
    """The step after the shown epoch, with the first batch of the epoch that follows."""
    state = run.history.state_at(run.shown.number)
    config = replace(run.config, **{change.field: change.value for change in state.changes})
    rows = batches_after(config, state, len(run.dataset.inputs))[0]
    title = f"The run on the Train page after epoch {count(state.epoch)}"
    return Subject(title, config, run.shown.parameters, run.dataset, state.memory, rows)


def example_subject(name: str) -> Subject:
    """The first step of a published experiment."""
    return _first_step(name, next(iter(EXAMPLES[name].setups.values())))


def own_subject(subject: Subject, flat: np.ndarray, sizes: tuple[int, ...]) -> Subject:
    """The first step from own start weights, otherwise as the subject."""
    return _first_step("Own start weights", Setup(subject.config, unflatten(flat, sizes), subject.dataset))


def _first_step(title: str, setup: Setup) -> Subject:
    config, n = setup.config, len(setup.dataset.inputs)
    parameters = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in setup.parameters]
    return Subject(title, config, parameters, setup.dataset, None, np.arange(min(config.batch_size or n, n)))

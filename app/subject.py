"""What the One step page takes apart: the run at the epoch on its timeline, a worked example, a setup of a classic, or
own start weights."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from app.metrics import count
from app.run import Run
from xorcore import Config, Dataset
from xorcore.classics import CLASSICS
from xorcore.initialisation import Parameters
from xorcore.network import unflatten
from xorcore.step_trace import StepTrace, batches_after, step_trace
from xorcore.training import train
from xorcore.worked_examples import WORKED_EXAMPLES, WorkedExample


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
    """The first step of a worked example."""
    return _first_step(name, WORKED_EXAMPLES[name])


def setup_title(classic: str, setup: str) -> str:
    """What a setup of a classic is called among the subjects."""
    return f"{CLASSICS[classic].title}: {setup}"


SETUPS = {setup_title(name, setup): (name, setup) for name, classic in CLASSICS.items() for setup in classic.setups}
SOURCES = {name: example.source for name, example in WORKED_EXAMPLES.items()} | {
    title: CLASSICS[name].citation for title, (name, _) in SETUPS.items()}


def published_subject(title: str) -> Subject:
    """The first step of a worked example or of a setup, by its entry in SOURCES."""
    return example_subject(title) if title in WORKED_EXAMPLES else setup_subject(*SETUPS[title])


def setup_subject(classic: str, setup: str) -> Subject:
    """The first step of a setup of a classic, with the first batch that is trained."""
    trainer = train(*CLASSICS[classic].setups[setup])
    parameters = next(trainer).parameters
    rows = batches_after(trainer.config, trainer.state(), len(trainer.dataset.inputs))[0]
    return Subject(setup_title(classic, setup), trainer.config, parameters, trainer.dataset, None, rows)


def own_subject(subject: Subject, flat: np.ndarray, sizes: tuple[int, ...]) -> Subject:
    """The first step from own start weights, otherwise as the subject."""
    example = WorkedExample("", subject.config, unflatten(flat, sizes), subject.dataset)
    return _first_step("Own start weights", example)


def _first_step(title: str, example: WorkedExample) -> Subject:
    config, n = example.config, len(example.dataset.inputs)
    parameters = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in example.parameters]
    return Subject(title, config, parameters, example.dataset, None, np.arange(min(config.batch_size or n, n)))

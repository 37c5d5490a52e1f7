"""A run as one file: all that it was and all that it needs to go on, bit for bit.

A sealed .npz that NumPy alone reads. `words.json` has the settings, the changes and the name; the arrays are the samples,
the losses of all epochs, and training states, a row each: the first is epoch 0 with the start weights, the last is where
the run stands, those between shorten the way to a past epoch.
"""

from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from xorcore.checked import Vector, checked
from xorcore.config import FIELDS, Config
from xorcore.datasets import Dataset
from xorcore.epoch import Change, TrainingState
from xorcore.files.sealed_file import SealError, seal, unseal
from xorcore.history import NONE, History
from xorcore.limits import check_at_least
from xorcore.network import network_sizes
from xorcore.number_notation import exact, grouped
from xorcore.optimizers import OPTIMIZERS
from xorcore.parameters import Parameters, parameter_count, unflatten
from xorcore.training import Trainer, train

KIND, VERSION = "run", 1
LONGEST_NAME = 60
MOST_SAMPLES = 10_000
MOST_STATES, STATES_BYTES = 16, 50_000
SAMPLES = ("inputs", "targets", "test_inputs", "test_targets")


class RunFileError(ValueError):
    """A run file that is not used; the message is one sentence."""


@dataclass(frozen=True, eq=False)
class SavedRun:
    """A run at rest. `opened` goes on with it."""

    config: Config
    dataset: Dataset
    given_weights: bool  # whether the start weights were given, not drawn from the seed
    changes: tuple[Change, ...]  # made so far, then those still to come
    states: tuple[TrainingState, ...]  # the first of epoch 0, the last the present one
    losses: np.ndarray  # of every epoch from 0 on
    test_losses: np.ndarray  # likewise; empty where there is no test set
    name: str = ""

    @property
    def epoch(self) -> int:
        """The epoch it stands at."""
        return self.states[-1].epoch

    @property
    def start_weights(self) -> Parameters:
        """[(W, b), ...] at epoch 0, given or drawn."""
        return unflatten(self.states[0].vector.copy(), network_sizes(self.config, self.dataset))

    def opened(self) -> tuple[Trainer, History]:
        """A Trainer that goes on from here with the same bits, and all that it did."""
        state = self.states[-1]
        trainer = Trainer(self.config, state, dataset=self.dataset, changes=self.changes[len(state.changes) :])
        return trainer, History(trainer, self.losses, self.test_losses, self.states)


@checked
def saved_run(trainer: Trainer, history: History, given_weights: bool = False) -> SavedRun:
    """The run as it is now. It holds copies and what never changes, so training may go on."""
    state = trainer.state()
    size = state.vector.nbytes * (1 + len(state.memory))
    past = history.states(max(1, min(MOST_STATES, STATES_BYTES // size)))
    states = (*past, state) if past[-1].epoch < state.epoch else (*past[:-1], state)
    return SavedRun(trainer.config, trainer.dataset, given_weights, (*trainer.changes, *trainer.to_come), states,
                    history.losses, history.test_losses)


@checked
def write_run(run: SavedRun, first_loss: int = 0) -> bytes:
    """The run as a file. first_loss: the first epoch whose losses are in it, where those before are kept elsewhere."""
    check_at_least("first_loss", first_loss, 0)
    states, last = len(run.states), run.states[-1]
    words = {
        "kind": KIND,
        "version": VERSION,
        "name": run.name,
        "settings": asdict(run.config),
        "given_weights": run.given_weights,
        "changes": [list(change) for change in run.changes],
        "diverged": last.diverged,
        "states": [{"epoch": s.epoch, "changes": len(s.changes), "order": s.order} for s in run.states],
    }
    samples = {name: getattr(run.dataset, name) for name in SAMPLES}
    return seal(words, samples | {
        "losses": run.losses[first_loss:],
        "test_losses": run.test_losses[first_loss:],
        "running_losses": np.array([s.running_loss for s in run.states]),
        "weights": np.array([s.vector for s in run.states]),
        "memory": np.array([s.memory for s in run.states]).reshape(states, len(last.memory), len(last.vector)),
    })


@checked
def read_run(content: bytes, losses: Vector = NONE, test_losses: Vector = NONE) -> SavedRun:
    """The run of a file. losses, test_losses: those of the epochs before the file's. Raises RunFileError."""
    try:
        words, arrays = unseal(content)
    except SealError as error:
        raise RunFileError(str(error)) from None
    if words.get("kind") != KIND:
        raise RunFileError("The file was written by this program, but it holds no run.")
    version = str(words.get("version"))[:20]
    if version != str(VERSION):
        raise RunFileError(f"The run file has version {version}, this program reads version {VERSION}.")
    try:
        arrays["losses"] = np.concatenate([losses, arrays["losses"]])
        arrays["test_losses"] = np.concatenate([test_losses, arrays["test_losses"]])
        return _saved(words, arrays)
    except ValueError as error:
        raise RunFileError(f"The run file is not used: {_short(error)}.") from None
    except (TypeError, LookupError, AttributeError, OverflowError):
        raise RunFileError("The run file is not used: a part of a run is missing or of another kind.") from None


def _short(error: Exception) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return text if len(text) <= 200 else f"{text[:200]}…"


def _saved(words: dict[str, Any], arrays: dict[str, np.ndarray]) -> SavedRun:
    unknown = sorted(set(words["settings"]) - set(FIELDS))
    _expect(not unknown, f"this program knows no setting {', '.join(unknown)}")
    config, dataset = Config(**words["settings"]), Dataset(*(arrays[name] for name in SAMPLES))
    _check_words(words, config)
    _check_arrays(arrays, words["states"][-1]["epoch"], len(words["states"]), config, dataset)
    changes = tuple(train(config, dataset=dataset, changes=tuple(Change(*change) for change in words["changes"])).to_come)
    states = tuple(_state(words, arrays, changes, row) for row in range(len(words["states"])))
    run = SavedRun(config, dataset, words["given_weights"], changes, states, arrays["losses"], arrays["test_losses"],
                   words["name"])
    said, found = run.losses[-1], run.opened()[0].epoch.loss
    _expect(np.isclose(said, found, rtol=1e-6), f"its last loss is {exact(said)}, that of its weights {exact(found)}")
    return run


def _state(words: dict[str, Any], arrays: dict[str, np.ndarray], changes: tuple[Change, ...], row: int) -> TrainingState:
    said, last = words["states"][row], row == len(words["states"]) - 1
    np.random.PCG64().state = said["order"]  # raises where it is none
    memory = tuple(vector.copy() for vector in arrays["memory"][row])
    first_loss, running_loss = float(arrays["losses"][0]), float(arrays["running_losses"][row])
    return TrainingState(said["epoch"], arrays["weights"][row].copy(), memory, said["order"], changes[: said["changes"]],
                         first_loss, running_loss, words["diverged"] if last else "")


def _check_words(words: dict[str, Any], config: Config) -> None:
    epochs = [state["epoch"] for state in words["states"]]
    made = [state["changes"] for state in words["states"]]
    name = words["name"]
    _expect(isinstance(name, str) and len(name) <= LONGEST_NAME and name.isprintable(),
            f"the name must be at most {LONGEST_NAME} printable characters")
    _expect(isinstance(words["given_weights"], bool) and isinstance(words["diverged"], str), "a part is of another kind")
    _expect(all(type(number) is int for number in epochs + made), "epochs and numbers of changes must be whole")
    _expect(epochs[:1] == [0] and all(a < b for a, b in pairwise(epochs)) and epochs[-1] <= config.epochs,
            f"the epochs of its states must grow from 0 to at most {config.epochs}")
    _expect(all(0 <= n <= len(words["changes"]) for n in made), "a state has more changes than the run")


def _check_arrays(arrays: dict[str, np.ndarray], epoch: int, states: int, config: Config, dataset: Dataset) -> None:
    """Before anything is built of them: what does not fit may be large."""
    samples = len(dataset.inputs) + len(dataset.test_inputs)
    _expect(samples <= MOST_SAMPLES, f"at most {grouped(MOST_SAMPLES)} samples are read, it has {grouped(samples)}")
    count, rules_memory = parameter_count(network_sizes(config, dataset)), len(OPTIMIZERS[config.optimizer].memory)
    shapes = {"weights": (states, count), "memory": (states, rules_memory, count), "running_losses": (states,),
              "losses": (epoch + 1,), "test_losses": (epoch + 1 if len(dataset.test_inputs) else 0,)}
    for name, shape in shapes.items():
        _expect(arrays[name].shape == shape, f"{name} must have the shape {shape}, got {arrays[name].shape}")
    _expect(np.isfinite(arrays["weights"]).all(), "weights and biases must be finite")


def _expect(fits: bool, rule: str) -> None:
    if not fits:
        raise ValueError(rule)

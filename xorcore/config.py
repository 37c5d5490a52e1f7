"""A Config is every choice that determines a run; equal Configs give equal numbers.

All checks live here and nowhere else: for the widgets, the link, the files and the API. `Config()` is the lab report.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from xorcore.activations import ACTIVATIONS
from xorcore.checked import checked
from xorcore.datasets import DATASETS
from xorcore.initialisation import INITS
from xorcore.limits import LIMITS, LONGEST_SHOWN, Limits, is_real, is_whole
from xorcore.losses import LOSSES
from xorcore.number_notation import read_whole, shown
from xorcore.optimizers import OPTIMIZERS

MAX_LAYERS = 6
MAX_UNITS = 32
OWN_DATA = "own"  # the dataset that is given as points, not drawn by name
YES_OR_NO = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
LABELS = {  # what a field is called where a person sets it, and in what refuses it
    "dataset": "Data set", "samples": "Samples", "noise": "Noise", "test_share": "Share kept for testing",
    "hidden": "Hidden layers", "hidden_activation": "Hidden activation", "output_activation": "Output activation",
    "loss": "Loss", "reduction": "Loss over samples", "l2": "L2",
    "optimizer": "Update rule", "learning_rate": "Learning rate", "momentum": "Momentum", "epochs": "Epochs",
    "batch_size": "Batch size", "sample_order": "Order of samples", "stop_at_loss": "Stop at loss below",
    "init": "Start weights", "init_scale": "Scale of start weights", "train_biases": "Train biases", "seed": "Seed",
}  # fmt: skip


class ConfigError(ValueError):
    """A setting that cannot be used. `field` names it; `rule` says what it must be and what came instead."""

    def __init__(self, field: str, rule: str):
        super().__init__(f"{field} {rule}")
        self.field, self.rule = field, rule


@checked
def worded(error: ValueError) -> str:
    """The refusal as a person at the screen reads it: a setting is called what its field is called."""
    if isinstance(error, ConfigError):
        return f"“{LABELS.get(error.field, error.field)}” {error.rule}"
    return str(error)


def choices() -> dict[str, tuple[str, ...]]:
    """What each setting that is chosen by name may be: the entries of its registry as they are now."""
    return {
        "dataset": (*DATASETS, OWN_DATA),
        "hidden_activation": tuple(ACTIVATIONS),
        "output_activation": tuple(ACTIVATIONS),
        "loss": tuple(LOSSES),
        "reduction": ("sum", "mean"),
        "optimizer": tuple(OPTIMIZERS),
        "sample_order": ("fixed", "shuffled"),
        "init": tuple(INITS),
    }


@dataclass(frozen=True)
class Config:
    """Every setting of a run. Raises ConfigError, which is a ValueError, on the first value that cannot be used."""

    # Data
    dataset: str = "xor"
    samples: int = 200
    noise: float = 0.1
    test_share: float = 0.0  # share of the samples kept for testing
    # Network
    hidden: tuple[int, ...] = (4, 4)  # units of each hidden layer; () for none
    hidden_activation: str = "sigmoid"
    output_activation: str = "sigmoid"
    # Loss
    loss: str = "half_squared_error"
    reduction: str = "sum"  # over the samples of a batch
    l2: float = 0.0  # adds l2/2 times the sum of the squared weights (not of the biases) to the loss of a batch
    # Training
    optimizer: str = "previous_gradient"
    learning_rate: float = 0.05
    momentum: float = 0.5
    epochs: int = 30_000
    batch_size: int = 0  # 0: all samples
    sample_order: str = "fixed"
    stop_at_loss: float | None = None  # stop after the first epoch with a loss below it
    # Start
    init: str = "normal"
    init_scale: float = 1.0
    train_biases: bool = True
    seed: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "hidden", _checked_hidden(self.hidden))
        for name, allowed in choices().items():
            value = getattr(self, name)
            if not isinstance(value, str) or value not in allowed:
                raise ConfigError(name, f"must be one of {', '.join(allowed)}, got {_short(value)}")
        for name, limits in LIMITS.items():
            object.__setattr__(self, name, _checked_number(name, getattr(self, name), limits))
        if not isinstance(self.train_biases, (bool, np.bool_)):
            raise ConfigError("train_biases", f"must be True or False, got {_short(self.train_biases)}")
        object.__setattr__(self, "train_biases", bool(self.train_biases))
        needed = LOSSES[self.loss].output_activation
        if needed not in (None, self.output_activation):
            raise ConfigError("loss", f"{self.loss} needs the output activation {needed}, got {self.output_activation}")

    def to_link(self) -> dict[str, str]:
        """The settings that differ from the lab's, as short strings: `Config.from_link` gives the same Config back."""
        return {f.name: _to_text(getattr(self, f.name)) for f in fields(self) if getattr(self, f.name) != f.default}

    @staticmethod
    @checked
    def from_link(link: Mapping[str, str | list[str]]) -> tuple["Config", list[str]]:
        """Read a link field by field: the Config, and one sentence for each entry that was refused.

        A value may be a list of all the strings given under one key. What is refused keeps its default.
        """
        config, refused = Config(), []
        for key in (key for key in FIELDS if key in link):  # output_activation before the loss that may need it
            try:
                config = replace(config, **{key: _from_text(key, link[key])})
            except ConfigError as error:
                refused.append(stays(error, key, config))
        unknown = [f"There is no setting called {_short(key)}, so it is ignored." for key in link if key not in FIELDS]
        return config, refused + unknown


FIELDS = {f.name: f for f in fields(Config)}


@checked
def stays(error: ConfigError, field: str, config: Config) -> str:
    """The sentence that refuses a new value of this field and says which value it keeps."""
    _check_name(field, FIELDS)
    kept = _to_text(getattr(config, field)).replace(",", ", ")
    return f"{worded(error)}; {'it' if field == error.field else f'“{LABELS[field]}”'} stays {kept}."


def _check_name(name: str, known: Mapping[str, Any]) -> None:
    if name not in known:
        raise ValueError(f"a setting must be one of {', '.join(known)}, got {_short(name)}")


def _checked_hidden(hidden: Any) -> tuple[int, ...]:
    rule = f"must be at most {MAX_LAYERS} layers of 1 to {MAX_UNITS} units"
    if isinstance(hidden, np.ndarray):
        hidden = hidden.tolist()
    if not isinstance(hidden, (tuple, list)):
        raise ConfigError("hidden", f"{rule}, got {_named(hidden)}")
    if len(hidden) > MAX_LAYERS:
        raise ConfigError("hidden", f"{rule}, got {len(hidden)} layers")
    for units in hidden:
        if not is_whole(units) or not 1 <= units <= MAX_UNITS:
            raise ConfigError("hidden", f"{rule}, got a layer of {_named(units)}")
    return tuple(int(units) for units in hidden)


def _checked_number(name: str, value: Any, limits: Limits) -> int | float | None:
    if name == "stop_at_loss" and value is None:
        return None
    if limits.whole and is_whole(value) and limits.admit(value):
        return int(value)
    if not limits.whole and is_real(value) and limits.admit(float(value)):
        return float(value) + 0.0  # no -0
    raise ConfigError(name, f"must be {limits.rule()}, got {_named(value)}")


def _named(value: Any) -> str:
    """In place of a number: "0.1" looks like one."""
    return f"the text “{_short(value)}”" if isinstance(value, str) else _short(value)


def _short(value: Any) -> str:
    try:
        text = str(value)
    except ValueError:  # an int of more digits than Python prints
        return "a number of thousands of digits"
    if not text.isprintable() or not text.strip():
        text = repr(text)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:30]}… ({len(text)} characters)"


def _to_text(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return ",".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return repr(value) if isinstance(value, float) else str(value)


def _from_text(name: str, given: Any) -> Any:
    """The value of one link entry, of the field's type; text that is no such value is left for Config to refuse."""
    texts = [given] if isinstance(given, str) else list(given)
    if len(texts) != 1:
        raise ConfigError(name, f"is given {len(texts)} times")
    text = texts[0].strip()
    if name == "hidden":
        return parse_hidden(text)
    if name == "train_biases":
        return _yes_or_no(name, text)
    if name == "stop_at_loss" and text.lower() == "none":
        return None
    return number_of(name, text) if name in LIMITS else text


@checked
def number_of(name: str, text: str) -> int | float:
    """The number of this field that a text says. Raises ConfigError where it says none that can be used, or two."""
    _check_name(name, LIMITS)
    try:
        return LIMITS[name].read(text)
    except ValueError as error:
        raise ConfigError(name, str(error)) from None


def _yes_or_no(name: str, text: str) -> bool:
    try:
        return YES_OR_NO[text.lower()]
    except KeyError:
        raise ConfigError(name, f"must be yes or no, got {shown(text)}") from None


@checked
def parse_hidden(text: str) -> tuple[object, ...]:
    """Units of each hidden layer from "4, 4", "4 4", "4;4" or "[4, 4]"; "", "[]" and "none" mean no hidden layer."""
    text = text.strip()
    if text[:1] + text[-1:] in ("[]", "()"):
        text = text[1:-1].strip().removesuffix(",")  # Python's (4,)
    if text.lower() in ("", "none"):
        return ()
    return tuple(_units(part) for part in re.split(r"\s*[,;]\s*|\s+", text))


def _units(text: str) -> int | str:
    try:
        return read_whole(text)
    except ValueError:
        return text  # for Config to refuse

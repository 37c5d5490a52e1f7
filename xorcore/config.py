"""A Config is every choice that determines a run; equal Configs give equal numbers.

All checks live here and nowhere else: for the widgets, the link, the files and the API. `Config()` is the lab report.
"""

import math
import numbers
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

from xorcore.activations import ACTIVATIONS
from xorcore.datasets import DATASETS
from xorcore.initialisation import INITS
from xorcore.losses import LOSSES
from xorcore.optimizers import OPTIMIZERS

MAX_LAYERS = 6
MAX_UNITS = 32
OWN_DATA = "own"  # the dataset that is given as points, not drawn by name


class ConfigError(ValueError):
    """A setting that cannot be used. `field` names it; the message says the rule and what came instead."""

    def __init__(self, field: str, sentence: str):
        super().__init__(sentence)
        self.field = field


class Limits(NamedTuple):
    """The smallest and largest value of a number; `open_low` where the smallest itself is excluded."""

    low: float
    high: float
    whole: bool = False
    open_low: bool = False

    def rule(self) -> str:
        kind = "a whole number, " if self.whole else ""
        return f"{kind}{'>' if self.open_low else 'at least'} {self.low:g} and at most {self.high:.12g}"

    def admit(self, value: float) -> bool:
        above = self.low < value if self.open_low else self.low <= value
        return above and value <= self.high and not (self.whole and value % 1)


LIMITS = {
    "samples": Limits(4, 2000, whole=True),
    "noise": Limits(0, 2),
    "test_share": Limits(0, 0.9),
    "l2": Limits(0, 10),
    "learning_rate": Limits(0, 1000, open_low=True),
    "momentum": Limits(0, 1),
    "epochs": Limits(1, 1_000_000, whole=True),
    "batch_size": Limits(0, 2000, whole=True),
    "stop_at_loss": Limits(0, 1000, open_low=True),
    "init_scale": Limits(0, 100, open_low=True),
    "seed": Limits(0, 2**32 - 1, whole=True),
}

CHOICES = {
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

    def __post_init__(self):
        object.__setattr__(self, "hidden", _checked_hidden(self.hidden))
        for name, choices in CHOICES.items():
            _check_choice(name, getattr(self, name), choices)
        for name, limits in LIMITS.items():
            object.__setattr__(self, name, _checked_number(name, getattr(self, name), limits))
        if not isinstance(self.train_biases, bool):
            raise ConfigError("train_biases", f"train_biases must be True or False, got {_short(self.train_biases)}")
        needed = LOSSES[self.loss].output_activation
        if needed not in (None, self.output_activation):
            raise ConfigError("loss", f"loss {self.loss} needs output_activation {needed}, got {self.output_activation}")

    def to_link(self) -> dict[str, str]:
        """The settings that differ from the lab's, as short strings: `Config.from_link` gives the same Config back."""
        return {f.name: _to_text(getattr(self, f.name)) for f in fields(self) if getattr(self, f.name) != f.default}

    @staticmethod
    def from_link(link: Mapping[str, str | list[str]]) -> tuple["Config", list[str]]:
        """Read a link field by field: the Config, and one sentence for each entry that was refused.

        A value may be a list of all the strings given under one key. What is refused keeps its default.
        """
        config, refused = Config(), []
        for key, text in _in_field_order(link):
            try:
                config = replace(config, **{key: _from_text(key, text)})
            except ConfigError as error:
                kept = f"; {error.field} stays {_to_text(getattr(config, error.field))}" if error.field in FIELDS else ""
                refused.append(f"{error}{kept}.")
        return config, refused


FIELDS = {f.name: f for f in fields(Config)}


def _in_field_order(link: Mapping) -> list[tuple[str, object]]:
    """Entries in the order of the fields: output_activation before the loss that may need it. Unknown ones last."""
    position = {name: i for i, name in enumerate(FIELDS)}
    return sorted(link.items(), key=lambda entry: position.get(entry[0], len(position)))


def _checked_hidden(hidden) -> tuple[int, ...]:
    rule = f"hidden must be at most {MAX_LAYERS} layers of 1 to {MAX_UNITS} units"
    if not isinstance(hidden, (tuple, list)):
        raise ConfigError("hidden", f"{rule}, got {_short(hidden)}")
    if len(hidden) > MAX_LAYERS:
        raise ConfigError("hidden", f"{rule}, got {len(hidden)} layers")
    for units in hidden:
        if not _is_whole(units) or not 1 <= units <= MAX_UNITS:
            raise ConfigError("hidden", f"{rule}, got a layer of {_short(units)}")
    return tuple(int(units) for units in hidden)


def _check_choice(name: str, value, choices: tuple[str, ...]) -> None:
    if not isinstance(value, str) or value not in choices:
        raise ConfigError(name, f"{name} must be one of {', '.join(choices)}, got {_short(value)}")


def _checked_number(name: str, value, limits: Limits) -> int | float | None:
    if name == "stop_at_loss" and value is None:
        return None
    if limits.whole and _is_whole(value) and limits.admit(value):
        return int(value)
    if not limits.whole and _is_real(value) and limits.admit(float(value)):
        return float(value)
    raise ConfigError(name, f"{name} must be {limits.rule()}, got {_short(value)}")


def _is_whole(value) -> bool:
    return isinstance(value, numbers.Integral) and not isinstance(value, bool)


def _is_real(value) -> bool:
    """A finite number that fits a float."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _short(value) -> str:
    try:
        text = str(value)
    except ValueError:  # an int of more digits than Python prints
        return "a number of thousands of digits"
    if not text.isprintable() or not text.strip():
        text = repr(text)
    return text if len(text) <= 40 else f"{text[:30]}… ({len(text)} characters)"


def _to_text(value) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return ",".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return repr(value) if isinstance(value, float) else str(value)


def _from_text(name: str, given) -> object:
    """The value of one link entry, of the field's type; text that is no such value is left for Config to refuse."""
    if name not in FIELDS:
        raise ConfigError(name, f"There is no setting called {_short(name)}, so it is ignored")
    texts = [given] if isinstance(given, str) else list(given)
    if len(texts) != 1:
        raise ConfigError(name, f"{name} is given {len(texts)} times")
    text = texts[0].strip()
    if name == "hidden":
        return parse_hidden(text)
    if name == "train_biases":
        return {"yes": True, "no": False}.get(text, text)
    if name == "stop_at_loss" and text == "none":
        return None
    return _number_or_text(text, LIMITS[name].whole) if name in LIMITS else text


def parse_hidden(text: str) -> tuple[object, ...]:
    """Units of each hidden layer from "4, 4"; "" and "none" mean no hidden layer."""
    if text.strip() in ("", "none"):
        return ()
    return tuple(_number_or_text(part.strip(), whole=True) for part in text.split(","))


def _number_or_text(text: str, whole: bool) -> int | float | str:
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        return text
    return number if whole or math.isfinite(number) else text

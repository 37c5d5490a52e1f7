"""What the Compare page varies: one setting and two to six values of it, all else as in the current run."""

from dataclasses import replace

from app.train.controls import OPTIMIZER_NAMES
from app.words.settings_line import words
from xorcore import LIMITS, OPTIMIZERS, Config, ConfigError

LEAST_RUNS, MOST_RUNS = 2, 6
LONGEST_TEXT = 120  # characters of the values as text
# The settings that leave the start weights and the samples as they are, each with values that show what it does.
FIELDS = {
    "optimizer": "previous_gradient,momentum,gradient_descent",
    "learning_rate": "0.01,0.05,0.5",
    "momentum": "0,0.5,0.9",
    "l2": "0,0.0001,0.001",
    "loss": "half_squared_error,cross_entropy",
    "batch_size": "0,1,2",
    "reduction": "sum,mean",
    "hidden_activation": "sigmoid,tanh,relu",
}
FIELD_NAMES = {"optimizer": "Update rule", "learning_rate": "Learning rate", "momentum": "Momentum", "l2": "L2",
               "loss": "Loss", "batch_size": "Batch size", "reduction": "Loss over samples",
               "hidden_activation": "Hidden activation"}
LOSS_FIELDS = ("loss", "reduction", "l2")  # with another value of these the loss is another function of the outputs


def configs(config: Config, field: str, texts: list[str]) -> list[Config]:
    """The Config with each of these values. Raises ConfigError."""
    found = [replace(config, **{field: _value(field, text)}) for text in texts]
    if not LEAST_RUNS <= len(found) <= MOST_RUNS:
        raise ConfigError(field, f"a comparison needs {LEAST_RUNS} to {MOST_RUNS} values, got {len(found)}")
    if len(set(found)) < len(found):
        raise ConfigError(field, "the values of a comparison must all be different")
    return found


def _value(field: str, text: str) -> int | float | str:
    """A number where the field is one; text that is none is left for Config to refuse."""
    if field not in LIMITS:
        return text
    try:
        return int(text) if LIMITS[field].whole else float(text)
    except ValueError:
        return text


def split(text: str) -> list[str]:
    """The values in "0, 0.5, 0.9"."""
    return [part.strip() for part in text[:LONGEST_TEXT].split(",") if part.strip()]


def label(field: str, value) -> str:
    """One value in words that say what it is."""
    if field in ("learning_rate", "momentum", "l2"):
        return f"{'L2' if field == 'l2' else words(field)} {value:g}"
    if field == "batch_size":
        return f"batches of {value}" if value else "all samples"
    if field == "optimizer":
        return OPTIMIZER_NAMES.get(value, words(value))
    return words(value)


def without_effect(config: Config, field: str) -> str:
    """A sentence where the setting changes nothing in this network, else ""."""
    if field == "momentum" and not OPTIMIZERS[config.optimizer].uses_momentum:
        return f"The update rule {words(config.optimizer)} uses no momentum, so these runs are all the same."
    if field == "hidden_activation" and not config.hidden:
        return "The network has no hidden layer, so these runs are all the same."
    return ""

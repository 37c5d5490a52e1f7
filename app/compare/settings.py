"""What the Compare page varies: one setting and two to six values of it, all else as in the current run."""

from dataclasses import replace

from app.words.names import name_of, setting_name
from app.words.numbers import exact
from app.words.value_list import check_split, split
from xorcore import LIMITS, OPTIMIZERS, Config
from xorcore.book import choices, number_of

LEAST_RUNS, MOST_RUNS = 2, 6
# The settings that leave the start weights and the samples as they are, each with values that show what it does.
FIELDS = {
    "momentum": "0,0.5,0.9",
    "optimizer": "previous_gradient,momentum,gradient_descent",
    "learning_rate": "0.01,0.05,0.5",
    "l2": "0,0.0001,0.001",
    "loss": "half_squared_error,cross_entropy",
    "batch_size": "0,1,2",
    "reduction": "sum,mean",
    "hidden_activation": "sigmoid,tanh,relu",
}
FIRST = next(iter(FIELDS))  # on a page without a link
LINKED = "optimizer"  # what a link compares that says values alone
SCALES = ("log", "linear")  # of the loss
LINK_KEYS = ("compare", "values", "scale")
# Of it the page shows the first setting before anything is asked for: it takes a third of a second.
EXAMPLE = Config(optimizer="momentum", learning_rate=0.5, epochs=3000)
LOSS_FIELDS = ("loss", "reduction", "l2")  # with another value of these the loss is another function of the outputs


def configs(config: Config, field: str, texts: list[str]) -> list[Config]:
    """The Config with each of these values. Raises ValueError."""
    check_split(texts)
    found = [replace(config, **{field: _value(field, text)}) for text in texts]
    if not LEAST_RUNS <= len(found) <= MOST_RUNS:
        raise ValueError(f"a comparison needs {LEAST_RUNS} to {MOST_RUNS} values, got {len(found)}")
    if len(set(found)) < len(found):
        raise ValueError("the values of a comparison must all be different")
    return found


def _value(field: str, text: str) -> int | float | str:
    """A number where the field is one. Raises ConfigError where the text says none."""
    return number_of(field, text) if field in LIMITS else text


def held_by_widget(field: str, texts: list[str]) -> str | list[str]:
    """These values as the widget of the field holds them: entries that are picked, or a text."""
    if field in choices():
        return [text for text in texts if text in choices()[field]][:MOST_RUNS]
    return ("; " if any("," in text for text in texts) else ", ").join(texts)


def texts_of(field: str, held: str | list[str]) -> list[str]:
    """The values that the widget of the field holds."""
    return held if field in choices() else split(held)


def label(field: str, value) -> str:
    """One value in words that say what it is."""
    if field in ("learning_rate", "momentum", "l2"):
        return f"{setting_name(field)} {exact(value)}"
    if field == "batch_size":
        return f"batches of {value}" if value else "all samples"
    return name_of(field, value)


def without_effect(config: Config, field: str) -> str:
    """A sentence where the setting changes nothing in this network, else ""."""
    if field == "momentum" and not OPTIMIZERS[config.optimizer].uses_momentum:
        return f"The update rule {name_of('optimizer', config.optimizer)} uses no momentum, so these runs are all the same."
    if field == "hidden_activation" and not config.hidden:
        return "The network has no hidden layer, so these runs are all the same."
    return ""

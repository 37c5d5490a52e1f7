"""What the Seeds page is asked: how many seeds of a Config, when one counts as solved, and which settings side by side.

What a visitor left open follows from the Config. Everything is checked here and in Config.
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from app.words.names import name_of, setting_name
from app.words.numbers import count, duration, exact
from app.words.value_list import LONGEST_TEXT, check_split, join, split
from xorcore import LIMITS, OPTIMIZERS, Config, Dataset
from xorcore.book import Limits, number_of, predicted_seconds, shown
from xorcore.many import predicted_many_seconds
from xorcore.statistics import solved_loss

DEFAULT_SEEDS = 1000
DEFAULT_EPOCHS = 3000  # at most, where the Config has more
MOST_SETTINGS = 4
SEEDS = Limits(10, 10_000, whole=True)
LINK_NUMBERS = {  # entry of the link -> field of the Request, its limits, its label
    "seeds": ("seeds", SEEDS, "Seeds"),
    "solved_at": ("stop", LIMITS["stop_at_loss"], "Solved when the loss is below"),
    "limit": ("epochs", LIMITS["epochs"], "Epochs at most"),
}
LINK_KEYS = (*LINK_NUMBERS, "vary", "values")
VARIED = ("momentum", "learning_rate", "init_scale", "optimizer")
MOST_SECONDS = 120  # of computing
FASTER_TOGETHER = 100  # thousands of the smallest networks on two processors, over one network after the other
PROCESSORS = 0.85 * (os.cpu_count() or 1)  # two threads are 1.7 times as fast as one


# Of it the page shows a thousand starts before anything is asked for: a quarter of a second, and a quarter of them fail.
EXAMPLE = Config(hidden=(2,), optimizer="momentum", learning_rate=0.5, momentum=0.9, epochs=3000, stop_at_loss=0.02)


class Request(NamedTuple):
    """As the visitor put it; None: as the Config has it."""

    seeds: int = DEFAULT_SEEDS  # 0 to seeds - 1
    stop: float | None = None
    epochs: int | None = None
    vary: str = ""  # a field of Config, "" for a single setting
    values: str = ""  # of that field, separated by commas


class Setting(NamedTuple):
    """One of the settings side by side."""

    name: str  # "momentum 0.9"; "" where there is only one
    config: Config


def settings(request: Request, config: Config, samples: int) -> tuple[Setting, ...]:
    """The Configs to train, with their stop level and limit. Raises ValueError where the request cannot be met."""
    config = replace(config, seed=0, stop_at_loss=stop_level(request, config, samples), epochs=limit(request, config))
    if not request.vary:
        return (Setting("", config),)
    if request.vary not in VARIED:
        raise ValueError(f"the setting to vary must be one of {', '.join(VARIED)}, got {request.vary[:30]}")
    if request.vary == "momentum" and not OPTIMIZERS[config.optimizer].uses_momentum:
        raise ValueError(f"the update rule {name_of('optimizer', config.optimizer)} has no momentum to vary")
    found = tuple(_setting(config, request.vary, value) for value in _values(request))
    if not 2 <= len(set(found)) == len(found) <= MOST_SETTINGS:
        raise ValueError(f"“Side by side” must be 2 to {MOST_SETTINGS} different values, got "
                         f"{request.values[:60] or 'none'}")
    return found


def stop_level(request: Request, config: Config, samples: int) -> float:
    """The loss below which a run counts as solved."""
    if request.stop is not None:
        return request.stop
    if config.stop_at_loss is not None:
        return config.stop_at_loss
    return solved_loss(config) * (samples if config.reduction == "sum" else 1)


def limit(request: Request, config: Config) -> int:
    """Epochs at most."""
    return min(config.epochs, DEFAULT_EPOCHS) if request.epochs is None else request.epochs


def usual_values(field: str, config: Config) -> str:
    """A first proposal of values to put side by side."""
    if field == "optimizer":
        return "previous_gradient, momentum"
    if field == "momentum":
        return "0, 0.5, 0.9"
    value = getattr(config, field)
    return ", ".join(map(exact, (value / 2, value, 2 * value)))


def _values(request: Request) -> list[object]:
    """Raises ConfigError where a text is not a number."""
    texts = split(request.values)
    check_split(texts)
    return texts if request.vary == "optimizer" else [number_of(request.vary, text) for text in texts]


def _setting(config: Config, field: str, value) -> Setting:
    config = replace(config, **{field: value})
    shown = name_of("optimizer", value) if field == "optimizer" else exact(value)
    return Setting(shown if field == "optimizer" else f"{setting_name(field)} {shown}", config)


def refusal(request: Request, wanted: tuple[Setting, ...], dataset: Dataset | None) -> str:
    """Why a request that would take so long, if no seed is solved early, is not begun; "" where it is.

    A little of it is trained and its processor time taken: what others compute meanwhile does not count. Where one network
    alone tells enough, no more is tried.
    """
    config = replace(wanted[0].config, stop_at_loss=None)
    networks = len(wanted) * request.seeds
    least = networks * predicted_seconds(config, dataset) / FASTER_TOGETHER
    if least > MOST_SECONDS:
        return _too_long(f"more than {duration(least)}")
    most = predicted_many_seconds(config, networks, dataset) / PROCESSORS
    return _too_long(f"up to {duration(most)}") if most > MOST_SECONDS else ""


def _too_long(time: str) -> str:
    return (f"This would take {time} of computing and the limit is {duration(MOST_SECONDS)}: "
            "ask for fewer seeds, fewer epochs or a smaller network.")


def to_link(request: Request) -> dict[str, str]:
    """The request as link entries; what is as usual is left out, the number of seeds never."""
    entries = {"seeds": str(request.seeds), "vary": request.vary, "values": join(split(request.values)),
               "solved_at": "" if request.stop is None else repr(request.stop),
               "limit": "" if request.epochs is None else str(request.epochs)}
    return {key: text for key, text in entries.items() if text}


def from_link(link: Mapping[str, str]) -> tuple[Request, list[str]]:
    """The request of a link, and a sentence for each entry that was refused."""
    request, refused = Request(vary=link.get("vary", "")[:30], values=link.get("values", "")), []
    for key, (field, limits, label) in LINK_NUMBERS.items():
        try:
            request = request._replace(**{field: limits.read(link[key])}) if key in link else request
        except ValueError as error:
            refused.append(f"“{label}” {error}; it stays as usual.")
    if link.get("vary") == "" or link.get("values") == "" and not request.vary:
        refused.append("“Side by side” of the link is empty; nothing is varied.")
    if request.vary and request.vary not in VARIED:
        refused.append(f"“Side by side” must be one of {', '.join(VARIED)}, got {shown(request.vary)}; nothing is varied.")
        request = request._replace(vary="", values="")
    elif len(request.values) > LONGEST_TEXT:
        refused.append(f"The values of the link are too long, {count(len(request.values))} characters; nothing is varied.")
        request = request._replace(vary="", values="")
    elif request.values and not request.vary:
        refused.append(f"The link has values, {shown(request.values)}, and no setting to vary; nothing is varied.")
        request = request._replace(values="")
    return request, refused

"""What the Maps page is asked for: a network, two axes, how many cells, what the colours show. Its link says the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from app.maps.axes import axis_names, check_distinct, check_order, ends, in_words, whole_axis
from app.maps.picture import COLOUR_NAMES
from app.maps.work import MapRequest
from xorcore import LIMITS, Config, Dataset
from xorcore.book import Limits, exact, network_sizes, shown
from xorcore.classics import MAP_PRESETS
from xorcore.many import Axis

THIS_RUN = "the run on the Train page"
CELLS = (32, 64, 128, 256, 512)
ENDS = {"low": "From", "high": "To"}  # as the fields are called
LABELS = {"network": "Network", "x": "Across", "y": "Upwards", "colour": "Colour", "cells": "Cells a side",
          "epochs": "Epochs at most", "solved_below": "Solved when the loss is below"}
SOLVED_BELOW = 0.02  # the half sum at which the program of 1988 stops
MOST_EPOCHS_AT_FIRST = 1000
LINK_KEYS = ("map", "x_axis", "x_from", "x_to", "y_axis", "y_from", "y_to", "cells", "colour", "map_epochs", "solved_below")


@dataclass(frozen=True)
class MapChoices:
    """All that the page's widgets say."""

    network: str  # of MAP_PRESETS, or THIS_RUN
    x: Axis
    y: Axis
    cells: int
    colour: str
    epochs: int
    solved_below: float  # counts only where the colours show epochs to solve


@dataclass(frozen=True)
class MappedNetwork:
    """The network that a map varies: a preset's, or that of the run."""

    config: Config
    dataset: Dataset
    parameters: list | None = None

    @property
    def sizes(self) -> tuple[int, ...]:
        return network_sizes(self.config, self.dataset)

    @property
    def axes(self) -> list[str]:
        """The names of all that can vary in it."""
        return axis_names(self.sizes, self.config.optimizer, self.parameters is not None)


def first_choices(network: str, config: Config, cells: int = 64) -> MapChoices:
    """What is chosen at first for a network; config: that of the run."""
    if network in MAP_PRESETS:
        preset = MAP_PRESETS[network]
        return MapChoices(network, preset.x, preset.y, cells, preset.colour, preset.config.epochs,
                          preset.config.stop_at_loss or SOLVED_BELOW)
    return MapChoices(THIS_RUN, whole_axis("learning_rate"), whole_axis("init_scale"), cells, "epochs",
                      min(config.epochs, MOST_EPOCHS_AT_FIRST), config.stop_at_loss or SOLVED_BELOW)


def network_of(choices: MapChoices, config: Config, dataset: Dataset) -> MappedNetwork:
    """The preset's network, or that of the run with this Config and dataset."""
    if choices.network in MAP_PRESETS:
        preset = MAP_PRESETS[choices.network]
        return MappedNetwork(preset.config, preset.dataset, preset.parameters)
    return MappedNetwork(config, dataset)


def request(choices: MapChoices, network: MappedNetwork) -> MapRequest:
    """What is to be computed. Raises ValueError where a number cannot be used."""
    for axis in (choices.x, choices.y):
        check_distinct(axis, choices.cells)
    stop = choices.solved_below if choices.colour == "epochs" else None
    config = replace(network.config, epochs=choices.epochs, stop_at_loss=stop)
    return MapRequest(config, choices.x, choices.y, choices.cells, choices.colour, network.parameters, network.dataset)


def to_link(choices: MapChoices, config: Config) -> dict[str, str]:
    """The network, and what differs from its first choices."""
    entries, plain = _entries(choices), _entries(first_choices(choices.network, config))
    return {"map": choices.network} | {key: text for key, text in entries.items() if plain[key] != text}


def _entries(choices: MapChoices) -> dict[str, str]:
    (x, x_from, x_to), (y, y_from, y_to) = choices.x, choices.y
    return {"x_axis": x, "x_from": repr(float(x_from)), "x_to": repr(float(x_to)),
            "y_axis": y, "y_from": repr(float(y_from)), "y_to": repr(float(y_to)), "cells": str(choices.cells),
            "colour": choices.colour, "map_epochs": str(choices.epochs), "solved_below": repr(choices.solved_below)}


def from_link(link: Mapping[str, str], config: Config, dataset: Dataset) -> tuple[MapChoices, dict[str, str]]:
    """The choices, and one sentence for each field whose entry was refused; what is refused stays as it is at first."""
    refused = {}
    network = link.get("map", THIS_RUN)
    if network not in (*MAP_PRESETS, THIS_RUN):
        refused["network"] = f"“Network” must be one of the maps here, got {shown(network)}; it is that of {THIS_RUN}."
    choices = first = first_choices(network, config)
    axes = network_of(choices, config, dataset).axes
    for side in ("x", "y"):
        try:
            choices = replace(choices, **{side: _axis(link, side, choices, axes)})
        except ValueError as error:
            refused[side] = f"{error}."
    if choices.x.name == choices.y.name:
        side = "y" if choices.y.name != first.y.name else "x"  # the one that is not as at first
        choices = replace(choices, **{side: getattr(first, side)})
        stays = in_words(getattr(first, side).name)
        refused[side] = f"Both axes would vary {in_words(link[f'{side}_axis'])}; {side} stays {stays}."
    for key, read in READ.items():
        field = key.removeprefix("map_")
        try:
            if key in link:
                choices = replace(choices, **{field: read(link[key])})
        except ValueError as error:
            refused[field] = f"“{LABELS[field]}” {error}; it stays {getattr(choices, field)}."
    return choices, refused


def _axis(link: Mapping[str, str], side: str, choices: MapChoices, axes: list[str]) -> Axis:
    axis = getattr(choices, side)
    name = link.get(f"{side}_axis", axis.name)
    if name not in axes:
        raise ValueError(f"“{LABELS[side]}” must be what this network has for an axis, got {shown(name)}; {side} stays "
                         f"{in_words(axis.name)}")
    kept = f"{side} stays {in_words(axis.name)} {exact(axis.low)} to {exact(axis.high)}"
    axis = axis if name == axis.name else whole_axis(name)
    try:
        read = {end: _end(link, side, end, getattr(axis, end), ends(name)) for end in ENDS}
        check_order(axis := axis._replace(**read))
    except ValueError as error:
        raise ValueError(f"{error}; {kept}") from None
    return axis


def _end(link: Mapping[str, str], side: str, end: str, usual: float, limits: Limits) -> float:
    """An end of an axis. Raises ValueError."""
    key = f"{side}_{ENDS[end].lower()}"
    try:
        return limits.read(link[key]) if key in link else usual
    except ValueError as error:
        raise ValueError(f"“{ENDS[end]}” of {side} {error}") from None


def _one_of(names: Iterable) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in names:
            raise ValueError(f"must be one of {', '.join(names)}, got {shown(text)}")
        return text
    return read


READ = {  # entries of the link, and how the text of each is read
    "cells": lambda text: int(_one_of([str(cells) for cells in CELLS])(text)),
    "colour": _one_of(COLOUR_NAMES),
    "map_epochs": LIMITS["epochs"].read,
    "solved_below": LIMITS["stop_at_loss"].read,
}

"""A link brings a run back: the settings that differ from the lab's, the changes made while training, own points, and
start weights where they were given.

What a link gets wrong is refused entry by entry, with one sentence each.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from app.run.own_points import PointsError, points_to_text, read_points
from app.run.run import Run
from xorcore import Change, Config, ConfigError, Dataset
from xorcore.divergence import LARGEST_WEIGHT
from xorcore.initialisation import Parameters
from xorcore.network import flatten, parameter_count, unflatten

LONGEST = 3000  # characters of each of them; browsers and mail programs cut longer links
LONG_TEXTS = {"points": "own points", "weights": "start weights"}
MOST_CHANGES = 100


class Wanted(NamedTuple):
    """What a link asks for."""

    config: Config
    dataset: Dataset | None
    changes: tuple[Change, ...]
    parameters: Parameters | None


def write_link(run: Run) -> dict[str, str]:
    """The query parameters that bring this run back, without what is `left_out`."""
    entries, texts = run.config.to_link(), _long_texts(run)
    changes = [*run.trainer.changes, *run.trainer.to_come]
    if changes:
        entries["changes"] = ";".join(f"{c.epoch}:{c.field}:{c.value!r}" for c in changes)
    entries |= {key: text for key, text in texts.items() if len(text) <= LONGEST}
    if "points" in texts and "points" not in entries:
        del entries["dataset"]
    return entries


def left_out(run: Run) -> list[str]:
    """What of this run is too long for a link: "own points", "start weights"."""
    return [LONG_TEXTS[key] for key, text in _long_texts(run).items() if len(text) > LONGEST]


def _long_texts(run: Run) -> dict[str, str]:
    texts = {}
    if run.config.dataset == "own":
        texts["points"] = points_to_text(run.dataset).replace("\n", ";")
    if run.parameters is not None:
        texts["weights"] = ",".join(map(repr, flatten(run.parameters).tolist()))
    return texts


def read_link(entries: Mapping[str, list[str]]) -> tuple[Wanted, list[str]]:
    """What the link asks for, and a sentence for each entry that was refused."""
    entries = dict(entries)
    changes_text, points_text, weights_text = (entries.pop(key, []) for key in ("changes", "points", "weights"))
    config, refused = Config.from_link(entries)
    dataset, changes, parameters = None, (), None
    try:
        dataset = read_points(points_text[0].replace(";", "\n")) if points_text else None
    except PointsError as error:
        refused.append(f"The points of the link were not used: {error}")
    if config.dataset == "own" and dataset is None:
        config = replace(config, dataset="xor")
        refused.append("The link has no points for the dataset own; dataset stays xor.")
    try:
        changes = _read_changes(changes_text[0], config) if changes_text else ()
    except ValueError as error:
        refused.append(f"The changes in the link were ignored: {error}.")
    try:
        parameters = _read_weights(weights_text[0], config) if weights_text else None
    except ValueError as error:
        refused.append(f"The start weights of the link were not used: {error}; they are drawn.")
    return Wanted(config, dataset if config.dataset == "own" else None, changes, parameters), refused


def _read_weights(text: str, config: Config) -> Parameters:
    sizes = (2, *config.hidden, 1)
    parts, expected = text.split(","), parameter_count(sizes)
    if len(parts) != expected:
        raise ValueError(f"the layers {sizes} have {expected} weights and biases, got {len(parts)}")
    return unflatten(np.array([_weight(part) for part in parts]), sizes)


def _weight(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not abs(number) <= LARGEST_WEIGHT:
        raise ValueError(f"each must be a number of at most {LARGEST_WEIGHT:.0e}, got “{text[:30]}”")
    return number


def _read_changes(text: str, config: Config) -> tuple[Change, ...]:
    parts = text.split(";")
    if len(parts) > MOST_CHANGES:
        raise ValueError(f"at most {MOST_CHANGES} can be made again, got {len(parts)}")
    return tuple(_read_change(part, config) for part in parts)


def _read_change(text: str, config: Config) -> Change:
    epoch, field, value = [*text.split(":"), "", ""][:3]
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) < 8) or field not in ("learning_rate", "momentum"):
        raise ValueError(f"expected epoch:learning_rate:value or epoch:momentum:value, got “{text[:30]}”")
    try:
        number = float(value)
    except ValueError:
        raise ConfigError(field, f"{field} must be a number, got “{value[:30]}”") from None
    return Change(int(epoch), field, getattr(replace(config, **{field: number}), field))

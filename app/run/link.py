"""A link brings a run back: the settings that differ from the lab's, the changes made while training, own points, and
start weights where they were given.

What a link gets wrong is refused entry by entry, with one sentence each.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from app.run.own_points import PointsError, points_to_text, read_points
from app.server.run import Run
from xorcore import Change, Config, Dataset
from xorcore.book import (
    CHANGEABLE,
    LARGEST_WEIGHT,
    OWN_DATA,
    Parameters,
    flatten,
    grouped,
    number_of,
    parameter_count,
    read_number,
    shown,
    unflatten,
    worded,
)

LONGEST = 3000  # characters of each of them; browsers and mail programs cut longer links
LONG_TEXTS = {"points": "own points", "weights": "start weights"}
NOT_SETTINGS = ("changes", *LONG_TEXTS)
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
    if run.config.dataset == OWN_DATA:
        texts["points"] = points_to_text(run.dataset).replace("\n", ";")
    if run.parameters is not None:
        texts["weights"] = ",".join(map(repr, flatten(run.parameters).tolist()))
    return texts


def read_link(entries: Mapping[str, list[str]]) -> tuple[Wanted, list[str]]:
    """What the link asks for, and a sentence for each entry that was refused."""
    texts, refused = once({key: given for key, given in entries.items() if key in NOT_SETTINGS})
    config, of_settings = Config.from_link({key: given for key, given in entries.items() if key not in NOT_SETTINGS})
    refused += of_settings
    dataset, changes, parameters = None, (), None
    try:
        if "points" in texts:
            dataset, notes = read_points(texts["points"].replace(";", "\n"), config.output_activation)
            refused += [f"Of the points of the link: {note}" for note in notes]
    except PointsError as error:
        refused.append(f"The points of the link were not used: {error}")
    if config.dataset == OWN_DATA and dataset is None:
        config = replace(config, dataset="xor")
        refused.append("The link has no points that can be used for the data set own; “Data set” stays xor.")
    if config.dataset != OWN_DATA and dataset is not None:
        refused.append(f"The points of the link are not used: its data set is {config.dataset}, not own.")
    try:
        changes = _read_changes(texts["changes"], config) if "changes" in texts else ()
    except ValueError as error:
        refused.append(f"The changes in the link were ignored: {worded(error)}.")
    try:
        parameters = _read_weights(texts["weights"], config) if "weights" in texts else None
    except ValueError as error:
        refused.append(f"The start weights of the link were not used: {error}; they are drawn.")
    return Wanted(config, dataset if config.dataset == OWN_DATA else None, changes, parameters), refused


def unlike(run: Run, entries: Mapping[str, list[str]]) -> list[str]:
    """A sentence where a link names a run that has not the settings it says besides, as where an address was edited.

    Changes may have been made since the link was written.
    """
    own = {key: [text] for key, text in write_link(run).items()}
    keys = [shown(key) for key, given in entries.items() if key != "changes" and own.get(key) != given
            and (key in LONG_TEXTS or Config.from_link(run.config.to_link() | {key: given}) != (run.config, []))]
    if not keys:
        return []
    are = "is" if len(keys) == 1 else "are"
    return [f"{', '.join(keys)} of the link {are} not as in the kept run that it names, which stays as it is; "
            "without “run” the link makes a new one."]


def once(entries: Mapping[str, list[str]]) -> tuple[dict[str, str], list[str]]:
    """The text of each entry, and a sentence for each that is given more than once and is not used."""
    return ({key: given[0] for key, given in entries.items() if len(given) == 1},
            [f"“{key}” is given {len(given)} times in the link, so it is not used." for key, given in entries.items()
             if len(given) != 1])


def _read_weights(text: str, config: Config) -> Parameters:
    sizes = (2, *config.hidden, 1)
    parts, expected = text.split(","), parameter_count(sizes)
    if len(parts) != expected:
        raise ValueError(f"the layers {sizes} have {expected} weights and biases, got {len(parts)}")
    return unflatten(np.array([_weight(part) for part in parts]), sizes)


def _weight(text: str) -> float:
    number = read_number(text)
    if abs(number) > LARGEST_WEIGHT:
        most = grouped(LARGEST_WEIGHT)
        raise ValueError(f"each must be between -{most} and {most}, got {shown(text)}")
    return number


def _read_changes(text: str, config: Config) -> tuple[Change, ...]:
    parts = text.split(";")
    if len(parts) > MOST_CHANGES:
        raise ValueError(f"at most {MOST_CHANGES} can be made again, got {len(parts)}")
    return tuple(_read_change(part, config) for part in parts)


def _read_change(text: str, config: Config) -> Change:
    epoch, field, value, *more = [*text.split(":"), "", ""]
    if any(more) or not (epoch.isascii() and epoch.isdigit() and len(epoch) < 8) or field not in CHANGEABLE:
        expected = " or ".join(f"epoch:{name}:value" for name in CHANGEABLE)
        raise ValueError(f"expected {expected}, got {shown(text)}")
    return Change(int(epoch), field, getattr(replace(config, **{field: number_of(field, value)}), field))

"""A link brings a run back: the settings that differ from the lab's, the changes made while training, own points.

What a link gets wrong is refused entry by entry, with one sentence each.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from app.own_points import PointsError, points_to_text, read_points
from app.run import Run
from xorcore import Change, Config, ConfigError, Dataset

LONGEST_POINTS = 3000  # characters; browsers and mail programs cut longer links
MOST_CHANGES = 100


class Wanted(NamedTuple):
    """What a link asks for."""

    config: Config
    dataset: Dataset | None
    changes: tuple[Change, ...]


def write_link(run: Run) -> dict[str, str]:
    """The query parameters that bring this run back. Own points that are too many are left out, with their dataset."""
    entries = run.config.to_link()
    changes = [*run.trainer.changes, *run.trainer.to_come]
    if changes:
        entries["changes"] = ";".join(f"{c.epoch}:{c.field}:{c.value!r}" for c in changes)
    if run.config.dataset == "own":
        entries["points"] = points_to_text(run.dataset).replace("\n", ";")
        if len(entries["points"]) > LONGEST_POINTS:
            del entries["points"], entries["dataset"]
    return entries


def read_link(entries: Mapping[str, list[str]]) -> tuple[Wanted, list[str]]:
    """What the link asks for, and a sentence for each entry that was refused."""
    entries = dict(entries)
    changes_text, points_text = entries.pop("changes", []), entries.pop("points", [])
    config, refused = Config.from_link(entries)
    dataset, changes = None, ()
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
    return Wanted(config, dataset if config.dataset == "own" else None, changes), refused


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

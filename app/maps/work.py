"""What one map needs to be computed, and how long that will take."""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from app.maps.picture import MapPicture, map_picture
from app.words.numbers import duration
from xorcore import Config, Dataset
from xorcore.book import Parameters
from xorcore.many import Axis, Map, predicted_many_seconds, train_map

MOST_SECONDS = 600
MEASURED_CELLS = 500
SAMPLE_SECONDS = 1.0  # of processor time, as foreseen, before a map is refused
PROCESSORS = 0.85 * (os.cpu_count() or 1)  # two threads are 1.7 times as fast as one
PICTURE_SECONDS = 0.25  # between two pictures of up to 128 x 128 cells; larger ones are dearer to make and to send


class TooLong(ValueError):
    """A map that would take longer than a visitor may ask for."""


class MapRequest(NamedTuple):
    """Arguments of `train_map`, and what the colours show."""

    config: Config
    x: Axis
    y: Axis
    cells: int
    colour: str
    parameters: Parameters | None = None
    dataset: Dataset | None = None

    def maps(self) -> Iterator[Map]:
        """Maps that sharpen. Raises ValueError where the request cannot be used."""
        return train_map(self.config, self.x, self.y, self.cells, self.parameters, self.dataset,
                         trainability=self.colour == "sohl_dickstein")

    def pictures(self) -> Iterator[MapPicture]:
        """The picture so far, often the same as before.

        Raises ValueError where the request cannot be used; the first one raises TooLong where it would take too long.
        """
        return _pictures(_allowed(self.maps()), self.colour, PICTURE_SECONDS * max(1.0, self.cells**2 / 128**2 / 2))


def _pictures(maps: Iterator[Map], colour: str, interval: float) -> Iterator[MapPicture]:
    due = 0.0
    with closing(maps):
        for found in maps:
            if time.monotonic() >= due or found.outcome.progress == 1:
                picture = map_picture(found, colour)
                due = time.monotonic() + interval
            yield picture


def _allowed(maps: Iterator[Map]) -> Iterator[Map]:
    """These maps. Raises TooLong where the first cells predict more than MOST_SECONDS for all.

    What an epoch of a cell costs is measured in processor time, so that the answer is the same whatever others compute.
    The first answers are too high, since cells that end early have not ended yet; one that is low enough will do.
    """
    with closing(maps):
        each = None
        for found in maps:
            each = each or _seconds_an_epoch(found)
            seconds = each * _epochs_to_train(found)
            if seconds < MOST_SECONDS:
                break
            if each * found.outcome.trained.sum() > SAMPLE_SECONDS:
                raise TooLong(f"This map could take about {duration(seconds)}, and at most {duration(MOST_SECONDS)} are "
                              "allowed: choose fewer cells or fewer epochs")
        yield found
        yield from maps


def _seconds_an_epoch(found: Map) -> float:
    """Of one cell, on this machine alone."""
    chunk = found.chunk
    members = min(len(chunk.seeds), MEASURED_CELLS)
    config = replace(chunk.config, epochs=1)
    return predicted_many_seconds(config, members, chunk.dataset) / members / PROCESSORS


def _epochs_to_train(found: Map) -> float:
    """At most, of all cells, if they are like those that have begun: what is not solved yet may need all its epochs."""
    outcome, epochs = found.outcome, found.chunk.config.epochs
    begun = outcome.trained > 0
    return float(np.where(outcome.done, outcome.trained, epochs)[begun].mean()) * len(begun)

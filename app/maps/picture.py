"""A map as it is shown: the state, the value and the colour of every cell, and what the colours say."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from app.maps.colours import (
    COLOURS,
    DARKEST_ORANGE,
    DIVERGED,
    DIVERGED_STATE,
    ENDED_STATE,
    PALEST_BLUE,
    PALEST_ORANGE,
    SOLVED_STATE,
    UNKNOWN,
    UNSOLVED,
    css,
    ramp,
)
from app.words.numbers import count, figure
from xorcore.book import several
from xorcore.many import Axis, Map

COLOUR_NAMES = {"epochs": "epochs to solve", "loss": "final loss", "sohl_dickstein": "Sohl-Dickstein's value"}


class MapPicture(NamedTuple):
    """Arrays are (cells, cells): a row for each value of y, lowest first, a column for each of x."""

    x: Axis
    y: Axis
    colour: str  # "epochs", "loss" or "sohl_dickstein"
    epochs: int  # that each cell trains at most
    states: np.ndarray  # uint8: 0 not computed yet, 1 solved (or converged), 2 ended otherwise, 3 diverged
    values: np.ndarray  # epochs of a solved cell, the final loss of another; all losses, or Sohl-Dickstein's values
    colours: np.ndarray  # uint8, see `map_colours`; a cell that is not computed yet has its neighbour's
    progress: float

    @property
    def cells(self) -> int:
        return len(self.states)

    @property
    def complete(self) -> bool:
        return bool((self.states > 0).all())


def map_picture(found: Map, colour: str) -> MapPicture:
    """The picture of a map so far."""
    states, values = STATES[colour](found)
    colours = COLOURS[colour](values, states)
    sources = found.sharpened(np.arange(states.size, dtype=float).reshape(states.shape))
    known = ~np.isnan(sources)
    shown = np.full(states.shape, UNKNOWN, np.uint8)
    shown[known] = colours.ravel()[sources[known].astype(int)]
    return MapPicture(found.x, found.y, colour, found.chunk.config.epochs, states, values, shown, found.outcome.progress)


def _epochs(found: Map) -> tuple[np.ndarray, np.ndarray]:
    states, losses = _ended(found)
    solved = found.epochs >= 0
    states[solved] = SOLVED_STATE
    return states, np.where(solved, found.epochs, losses)


def _ended(found: Map) -> tuple[np.ndarray, np.ndarray]:
    states = np.where(found.done, ENDED_STATE, 0).astype(np.uint8)
    states[found.done & found.diverged] = DIVERGED_STATE
    return states, found.loss.astype(float)


def _trainability(found: Map) -> tuple[np.ndarray, np.ndarray]:
    values, done = found.sohl_dickstein, found.done
    return np.where(done, np.where(values < 0, SOLVED_STATE, ENDED_STATE), 0).astype(np.uint8), values


STATES = {"epochs": _epochs, "loss": _ended, "sohl_dickstein": _trainability}


def outcome_in_words(picture: MapPicture) -> list[str]:
    """Words for each state; {v} stands for the cell's value."""
    all_epochs = several(picture.epochs, "epoch")
    return {
        "epochs": ["not computed yet", "solved after {v} epochs", f"not solved in {all_epochs}, loss {{v}}",
                   "diverged, loss {v}"],
        "loss": ["not computed yet", "", f"loss {{v}} after {all_epochs}", "diverged, loss {v}"],
        "sohl_dickstein": ["not computed yet", "converged, value {v}", "not converged, value {v}", ""],
    }[picture.colour]


def summary(picture: MapPicture) -> str:
    """How many cells ended how."""
    total = np.count_nonzero(picture.states)
    first, second = {"epochs": ("solved", "not solved"), "loss": ("", "trained to the end"),
                     "sohl_dickstein": ("converged", "not converged")}[picture.colour]
    parts = [f"{name} {100 * np.count_nonzero(picture.states == state) / max(1, total):.1f} %"
             for state, name in ((SOLVED_STATE, first), (ENDED_STATE, second), (DIVERGED_STATE, "diverged"))
             if name and (state != DIVERGED_STATE or picture.colour != "sohl_dickstein")]
    return f"Of {count(total)} cells: {', '.join(parts)}."


def legend(picture: MapPicture) -> list[tuple[str, str]]:
    """(CSS background, what it means) of each colour in use."""
    values, states = picture.values, picture.states
    if picture.colour == "epochs":
        solved = values[states == SOLVED_STATE]
        extent = f"solved after {_from_to(solved.astype(int), count)} epochs" if solved.size else ""
        unsolved = f"not solved in {several(picture.epochs, 'epoch')}" if (states == ENDED_STATE).any() else ""
        entries = [(ramp(PALEST_BLUE, 0), extent), (css(UNSOLVED), unsolved)]
    elif picture.colour == "loss":
        ended = values[states == ENDED_STATE]
        words = f"loss {_from_to(ended, partial(figure, digits=4))}" if ended.size else ""
        entries = [(ramp(0, DARKEST_ORANGE), words)]
    else:
        entries = [(ramp(PALEST_BLUE, 0), "converged: soon to late"),
                   (ramp(PALEST_ORANGE, DARKEST_ORANGE), "not converged: far to near the edge")]
    diverged = "diverged" if (states == DIVERGED_STATE).any() else ""
    return [(colour, words) for colour, words in (*entries, (css(DIVERGED), diverged)) if words]


def _from_to(values: np.ndarray, written: Callable[[float], str]) -> str:
    """The smallest and the largest, once where that is the same."""
    return " to ".join(dict.fromkeys(map(written, (values.min(), values.max()))))

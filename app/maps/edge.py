"""Where the edge of training lies on a map: in words, and row by row as a table.

Training works in a cell that solves its task or converges; where the colours show losses, in one that does not diverge.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from app.maps.axes import digits, in_words
from app.maps.colours import ENDED_STATE, SOLVED_STATE
from app.maps.picture import MapPicture
from app.words.numbers import count, figure, percent
from xorcore.many import Axis

WORKS = {"epochs": "solved", "loss": "trained without diverging", "sohl_dickstein": "converged"}
ROWS_IN_WORDS = 3  # the lowest, the middle and the highest


class Extent(NamedTuple):
    """From where to where training works along one row, as indices of cells; gaps count the cells between that do not."""

    first: int
    last: int
    gaps: int


def works(picture: MapPicture) -> np.ndarray:
    """(cells, cells) bool: where training works."""
    return picture.states == (ENDED_STATE if picture.colour == "loss" else SOLVED_STATE)


def extent(row: np.ndarray) -> Extent | None:
    """Of a row (cells,) of bool; None where it works nowhere."""
    places = np.flatnonzero(row)
    return Extent(int(places[0]), int(places[-1]), int(np.ptp(places)) + 1 - len(places)) if len(places) else None


def cells_at_the_edge(region: np.ndarray) -> int:
    """How many cells have a neighbour, beside, above or below, that ended the other way."""
    beside, above = region[:, 1:] != region[:, :-1], region[1:] != region[:-1]
    at_edge = np.zeros_like(region)
    for part, differs in ((np.s_[:, 1:], beside), (np.s_[:, :-1], beside), (np.s_[1:], above), (np.s_[:-1], above)):
        at_edge[part] |= differs
    return int(at_edge.sum())


def edge_in_words(picture: MapPicture) -> str:
    """The answer to the page's question, from the cells of a complete map."""
    if not picture.complete:
        return "Told when all cells are known."
    region, word = works(picture), WORKS[picture.colour]
    if region.all() or not region.any():
        return f"There is no edge on this map: {'every' if region.all() else 'no'} cell {word}{_least_loss(picture)}."
    rows = np.unique(np.linspace(0, picture.cells - 1, ROWS_IN_WORDS).astype(int))
    told = "; ".join(f"at {in_words(picture.y.name)} {_text(picture.y, row, picture.cells)}, {_reach(picture, region[row])}"
                     for row in rows)
    return (f"{word.capitalize()}: {told}. {count(cells_at_the_edge(region))} of "
            f"{count(region.size)} cells lie at the edge: a neighbour ended otherwise{_least_loss(picture)}.")


def _reach(picture: MapPicture, row: np.ndarray) -> str:
    """From where to where along a row."""
    found, cells = extent(row), picture.cells
    if found is None:
        return "nowhere"
    x, ends = in_words(picture.x.name), [_text(picture.x, index, cells) for index in found[:2]]
    if found.first == found.last:
        return f"{x} {ends[0]} only"
    low, high = (" (the map's end)" if index == end else "" for index, end in zip(found[:2], (0, cells - 1), strict=True))
    gaps = f", but for {count(found.gaps)} cell{'s' * (found.gaps > 1)} between" if found.gaps else ""
    return f"{x} {ends[0]}{low} to {ends[1]}{high}{gaps}"


def _least_loss(picture: MapPicture) -> str:
    """The place of the smallest loss, where the colours show losses."""
    region = works(picture)
    if picture.colour != "loss" or not region.any():
        return ""
    row, column = np.unravel_index(np.where(region, picture.values, np.inf).argmin(), region.shape)
    place = ", ".join(f"{in_words(axis.name)} {_text(axis, index, picture.cells)}"
                      for axis, index in ((picture.x, column), (picture.y, row)))
    return f"; the smallest loss is {figure(float(picture.values[row, column]))}, at {place}"


def _text(axis: Axis, index: int, cells: int) -> str:
    return figure(float(axis.values(cells)[index]), digits(axis, cells))


def edge_table(picture: MapPicture) -> pd.DataFrame:
    """A row for each row of the map, highest first: how much of it works, and from where to where."""
    x, y, cells = in_words(picture.x.name), in_words(picture.y.name), picture.cells
    word, rows = WORKS[picture.colour], []
    for row in range(cells - 1, -1, -1):
        found, known = works(picture)[row], np.count_nonzero(picture.states[row])
        reach = extent(found)
        ends = [_text(picture.x, index, cells) for index in reach[:2]] if reach else ["", ""]
        share = percent(np.count_nonzero(found) / known) if known else ""
        rows.append([_text(picture.y, row, cells), share, *ends])
    return pd.DataFrame(rows, columns=[y, word, f"{x} from", f"{x} to"])

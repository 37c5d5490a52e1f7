"""The map as a component that draws on canvas, in place: hover for a cell's outcome, click to pick it, drag to zoom.

A Plotly heatmap cannot be selected in, and every changed figure would be a new chart that blinks.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import streamlit as st

from app.drawing.message import pack
from app.drawing.scripts import script
from app.maps.axes import digits, in_words, ticks
from app.maps.colours import PALETTE
from app.maps.edge import edge_in_words
from app.maps.picture import MapPicture, legend, outcome_in_words, summary
from xorcore.many import Axis

PARTS = ("cells", "picture", "map_view")
CODE = script("words/numbers", "drawing/message", "drawing/mounted", *(f"maps/map_view/{part}" for part in PARTS))
KEY = "map"
HEIGHT = 500  # pixels, as in its CSS: the same before, while and after it is drawn


def map_view(picture: MapPicture, cell: tuple[int, int] | None, on_zoom: Callable[[], None],
             on_cell: Callable[[], None]) -> None:
    """Draw the picture; the callbacks come after a drag and after a click (see `asked_places`, `asked_cell`)."""
    css = (Path(__file__).parent / "map_view.css").read_text(encoding="utf-8")
    component = st.components.v2.component("map_view", js=CODE, css=css, html='<div class="map"></div>')
    component(key=KEY, data=message(picture, cell), height=HEIGHT, on_zoom_change=on_zoom, on_cell_change=on_cell)


def asked_places() -> tuple[float, float, float, float]:
    """Inside its callback: the places between which to zoom, x from, x to, y from, y to."""
    x_from, x_to, y_from, y_to = (float(place) for place in st.session_state[KEY]["zoom"])
    return x_from, x_to, y_from, y_to


def asked_cell() -> tuple[int, int]:
    """Inside its callback: the row and column that were picked."""
    row, column = st.session_state[KEY]["cell"]
    return int(row), int(column)


def message(picture: MapPicture, cell: tuple[int, int] | None) -> bytes:
    """Everything that is drawn: 6 bytes a cell. """
    words = f"Map of {in_words(picture.x.name)} and {in_words(picture.y.name)}. {summary(picture)} {edge_in_words(picture)}"
    header = {"cells": picture.cells, "x": _axis(picture.x, picture.cells), "y": _axis(picture.y, picture.cells),
              "legend": legend(picture), "outcomes": outcome_in_words(picture), "words": words, "cell": cell}
    return pack(header, {"palette": PALETTE.ravel(), "colours": picture.colours.ravel(), "states": picture.states.ravel(),
                         "values": picture.values.astype(np.float32).ravel()})


def _axis(axis: Axis, cells: int) -> dict:
    return {"label": in_words(axis.name), "low": axis.low, "high": axis.high, "log": axis.is_log,
            "digits": digits(axis, cells), "ticks": ticks(axis, cells)}

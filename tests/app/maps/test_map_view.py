"""The map's component: its room on the page, what it is told, and what it asks for."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from app.maps import map_view
from app.maps.axes import digits, ticks
from app.maps.colours import PALETTE
from app.maps.edge import edge_in_words
from app.maps.picture import MapPicture, legend, outcome_in_words, summary
from tests.helpers.decoding import decode
from xorcore.many import Axis

PICTURE = MapPicture(Axis("learning_rate", 0.1, 10.0), Axis("momentum", 0.0, 0.9), "epochs", 1000,
                     np.array([[1, 2], [1, 3]], np.uint8), np.array([[12.0, 0.25], [7.0, 8.5]]),
                     np.array([[3, 170], [1, 254]], np.uint8), 1.0)


def test_the_map_has_the_height_of_its_style_before_it_is_drawn():
    assert f"height: {map_view.HEIGHT}px;" in (Path(map_view.__file__).parent / "map_view.css").read_text(encoding="utf-8")


def test_the_map_is_told_its_axes_its_legend_and_what_it_says_to_who_does_not_see_it():
    header, sections = decode(map_view.message(PICTURE, (1, 0)))
    axes = {side: {"label": label, "low": low, "high": high, "log": log, "digits": digits(axis, 2),
                   "ticks": [list(tick) for tick in ticks(axis, 2)]}
            for side, axis, label, low, high, log in (("x", PICTURE.x, "learning rate", 0.1, 10, True),
                                                      ("y", PICTURE.y, "momentum", 0, 0.9, False))}
    assert {key: header[key] for key in ("cells", "x", "y", "cell")} == {"cells": 2, "cell": [1, 0]} | axes
    assert header["legend"] == [list(entry) for entry in legend(PICTURE)]
    assert header["outcomes"] == outcome_in_words(PICTURE)
    assert header["words"] == f"Map of learning rate and momentum. {summary(PICTURE)} {edge_in_words(PICTURE)}"
    for name, values in {"palette": PALETTE, "colours": PICTURE.colours, "states": PICTURE.states,
                         "values": PICTURE.values}.items():
        assert sections[name].tolist() == values.ravel().tolist()


def test_the_component_has_its_room_and_calls_back_for_a_part_and_a_cell(monkeypatch):
    made, drawn = [], []
    monkeypatch.setattr(map_view.st.components.v2, "component",
                        lambda name, **given: made.append((name, given["html"])) or (lambda **given: drawn.append(given)))
    zoom, pick = object(), object()
    map_view.map_view(PICTURE, None, zoom, pick)
    assert made == [("map_view", '<div class="map"></div>')]
    assert drawn == [{"key": "map", "data": map_view.message(PICTURE, None), "height": 500, "on_zoom_change": zoom,
                      "on_cell_change": pick}]


@pytest.mark.parametrize(("asks", "asked", "answer"), [
    (map_view.asked_places, {"zoom": [0, 0.5, "0.25", 1]}, (0.0, 0.5, 0.25, 1.0)),
    (map_view.asked_cell, {"cell": [3.0, 4]}, (3, 4))])
def test_what_is_asked_for_is_read_in_its_order(monkeypatch, asks, asked, answer):
    monkeypatch.setattr(map_view, "st", SimpleNamespace(session_state={"map": asked}))
    assert asks() == answer

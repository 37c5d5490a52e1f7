"""The network of one step as a diagram that can be clicked: a circle per unit, a line per weight."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import streamlit as st

from app.drawing.palette import NEGATIVE, POSITIVE
from app.drawing.scripts import script
from app.one_step.stages import BIAS, Pick, Stage
from app.words.numbers import figure
from xorcore.book import bias_name, unit_name, weight_name
from xorcore.step import StepTrace

LEAST_HEIGHT, MOST_HEIGHT = 380, 760
ROW, LEAST_ROW = 62, 26  # pixels of a circle with its name; of one alone, which can still be hit
MOST_TOLD = 40  # units whose numbers are told in words
CIRCLE_DIGITS = 4
KEY = "diagram"
CODE = script("drawing/mounted", "one_step/diagram/step_diagram")


def step_diagram(trace: StepTrace, stage: Stage, pick: Pick, sample: int | None, on_pick: Callable[[], None]) -> None:
    """Draw the stage; `on_pick` comes after a click on a unit or a weight (see `clicked`)."""
    css = (Path(__file__).parent / "step_diagram.css").read_text(encoding="utf-8")
    colours = f".diagram {{ --negative: {NEGATIVE}; --positive: {POSITIVE} }}\n"
    component = st.components.v2.component("step_diagram", js=CODE, css=colours + css, html='<div class="diagram"></div>')
    component(key=KEY, data=json.dumps(picture(trace, stage, pick, sample)), height=height(trace.sizes),
              on_pick_change=on_pick)


def clicked() -> Pick:
    """What was clicked, inside the callback."""
    layer, unit, source = st.session_state[KEY]["pick"]
    return Pick(int(layer), int(unit), None if source is None else int(source))


def height(sizes: tuple[int, ...]) -> int:
    """Of the picture, in pixels; its width is that of its place."""
    rows = max(sizes)
    return max(LEAST_HEIGHT, min(MOST_HEIGHT, ROW * rows), LEAST_ROW * rows)


def picture(trace: StepTrace, stage: Stage, pick: Pick, sample: int | None) -> dict:
    """Units, weights, their numbers, and whether they take part in the stage; places are parts of width and height."""
    sizes = trace.sizes
    nodes = [{**_place(sizes, layer, unit), "name": unit_name(sizes, layer, unit),
              "value": _value(trace, stage, layer, unit, sample), "lit": (layer, unit) == (pick.layer + 1, pick.unit),
              "pick": [layer - 1, unit, None] if layer else None}
             for layer, size in enumerate(sizes) for unit in range(size)]
    edges = [_edge(trace, stage, pick, layer, i, j)
             for layer, here in enumerate(trace.layers) for i, j in np.ndindex(here.W.shape)]
    biases = [{**_place(sizes, layer + 1, j), "lit": pick == Pick(layer, j, BIAS), "pick": [layer, j, BIAS],
               "name": bias_name(sizes, layer, j), "value": figure(b)}
              for layer, here in enumerate(trace.layers) for j, b in enumerate(here.b)]
    return {"columns": len(sizes), "rows": max(sizes), "height": height(sizes), "nodes": nodes, "edges": edges,
            "biases": biases, "words": _in_words(stage, nodes)}


def _in_words(stage: Stage, nodes: list[dict]) -> str:
    """The stage and the numbers in the circles, in a large network those of the unit that is looked at."""
    told = [node for node in nodes if node["value"] and (node["lit"] or len(nodes) <= MOST_TOLD)]
    return f"{stage.title}. {', '.join(node['name'] + ' ' + node['value'] for node in told)}."


def _place(sizes: tuple[int, ...], layer: int, unit: int) -> dict[str, float]:
    return {"x": (layer + 0.5) / len(sizes), "y": (unit + 0.5) / sizes[layer]}


def _value(trace: StepTrace, stage: Stage, layer: int, unit: int, sample: int | None) -> str:
    """What the unit holds at this stage: a up to the layer that is computed, then ∂L/∂z; over a batch mean and sum."""
    if layer == 0:
        return _number(trace.inputs[:, unit], sample, np.mean)
    here = trace.layers[layer - 1]
    if stage.kind == "forward" and layer - 1 > stage.layer:
        return ""
    if stage.kind == "update" or (stage.kind == "backward" and layer - 1 >= stage.layer):
        return _number(here.delta[:, unit], sample, np.sum)
    return _number(here.a[:, unit], sample, np.mean)


def _number(values: np.ndarray, sample: int | None, over_batch) -> str:
    """As many digits as a circle holds."""
    return figure(over_batch(values) if sample is None else values[sample], CIRCLE_DIGITS)


def _edge(trace: StepTrace, stage: Stage, pick: Pick, layer: int, i: int, j: int) -> dict:
    sizes, w = trace.sizes, trace.layers[layer].W[i, j]
    start, end = _place(sizes, layer, i), _place(sizes, layer + 1, j)
    if pick.source is not None:
        lit = (layer, i, j) == (pick.layer, pick.source, pick.unit)
    elif stage.kind == "backward":  # the error comes from the next layer
        lit = (layer, i) == (pick.layer + 1, pick.unit)
    else:
        lit = stage.kind != "loss" and (layer, j) == (pick.layer, pick.unit)
    return {"x1": start["x"], "y1": start["y"], "x2": end["x"], "y2": end["y"], "lit": lit, "sign": 1 if w >= 0 else -1,
            "name": weight_name(sizes, layer, i, j), "value": figure(w), "pick": [layer, j, i]}

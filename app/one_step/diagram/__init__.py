"""The network of one step as a diagram that can be clicked: a circle per unit, a line per weight."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import streamlit as st

from app.one_step.stages import BIAS, Pick, Stage
from xorcore.naming import unit_name
from xorcore.step.trace import StepTrace

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 720, 380, 760
UNIT_HEIGHT = 62  # of a circle with its name
KEY = "diagram"


def step_diagram(trace: StepTrace, stage: Stage, pick: Pick, sample: int | None, on_pick: Callable[[], None]) -> None:
    """Draw the stage; `on_pick` comes after a click on a unit or a weight (see `clicked`)."""
    folder = Path(__file__).parent
    component = st.components.v2.component(
        "step_diagram", js=(folder / "step_diagram.js").read_text(encoding="utf-8"),
        css=(folder / "step_diagram.css").read_text(encoding="utf-8"), html='<div class="diagram"></div>')
    component(key=KEY, data=json.dumps(picture(trace, stage, pick, sample)), on_pick_change=on_pick)


def clicked() -> Pick:
    """What was clicked, inside the callback."""
    layer, unit, source = st.session_state[KEY]["pick"]
    return Pick(int(layer), int(unit), None if source is None else int(source))


def picture(trace: StepTrace, stage: Stage, pick: Pick, sample: int | None) -> dict:
    """Units and weights with their places, numbers, and whether they take part in the stage."""
    sizes = trace.sizes
    nodes = [{**_place(sizes, layer, unit), "name": unit_name(sizes, layer, unit),
              "value": _value(trace, stage, layer, unit, sample), "lit": (layer, unit) == (pick.layer + 1, pick.unit),
              "pick": [layer - 1, unit, None] if layer else None}
             for layer, size in enumerate(sizes) for unit in range(size)]
    edges = [_edge(trace, stage, pick, layer, i, j)
             for layer, here in enumerate(trace.layers) for i, j in np.ndindex(here.W.shape)]
    biases = [{"x": place["x"], "y": place["y"], "lit": pick == Pick(layer, j, BIAS), "pick": [layer, j, BIAS],
               "name": f"b of {unit_name(sizes, layer + 1, j)}", "value": f"{here.b[j]:.4g}"}
              for layer, here in enumerate(trace.layers) for j in range(len(here.b))
              for place in [_place(sizes, layer + 1, j)]]
    radius = max(5, min(24, 0.36 * _height(sizes) / max(sizes)))
    words = f"{stage.title}. {', '.join(node['name'] + ' ' + node['value'] for node in nodes if node['value'])}."
    return {"width": WIDTH, "height": _height(sizes), "radius": radius, "nodes": nodes, "edges": edges, "biases": biases,
            "words": words}


def _place(sizes: tuple[int, ...], layer: int, unit: int) -> dict[str, float]:
    return {"x": WIDTH * (layer + 0.5) / len(sizes), "y": _height(sizes) * (unit + 0.5) / sizes[layer]}


def _height(sizes: tuple[int, ...]) -> int:
    return min(MOST_HEIGHT, max(LEAST_HEIGHT, UNIT_HEIGHT * max(sizes)))


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
    return f"{over_batch(values) if sample is None else values[sample]:.3g}"


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
            "name": f"w from {unit_name(sizes, layer, i)} to {unit_name(sizes, layer + 1, j)}", "value": f"{w:.4g}",
            "pick": [layer, j, i]}

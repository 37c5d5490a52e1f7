"""The component of curves gets their message, and says when it is drawn."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from app.drawing.curves import curves_message
from app.widgets import loss_curves as module

CURVES = [(np.arange(3), np.array([0.5, 0.25, 0.125]))]


@pytest.mark.parametrize("drawn", [True, None])
def test_the_curves_are_sent_with_their_room_and_it_is_told_when_they_are_drawn(monkeypatch, drawn):
    sent = []

    def component(name, js, css, html):
        return lambda **given: sent.append(given) or SimpleNamespace(drawn=drawn)

    monkeypatch.setattr(module.st.components.v2, "component", component)
    told = module.loss_curves("curves", ["a"], CURVES, "in words", logarithmic=True, until=900, asks=True)
    (given,) = sent
    assert told is bool(drawn)
    assert (given["key"], given["height"]) == ("curves", module.HEIGHT)
    assert given["on_drawn_change"]() is None  # without it Streamlit gives no answer at all
    assert given["data"] == curves_message(["a"], CURVES, "in words", True, 900, True)


def test_the_room_is_as_high_as_the_style_says():
    assert f"{module.HEIGHT}px" in Path("app/widgets/loss_curves.css").read_text(encoding="utf-8")

"""Loss over epochs, a line a run, on canvas and in place: it stands at once, and while it grows it does not blink.

Plotly's script takes the browser as long as all else of a page together. So a page's first picture is not drawn with it,
and says when it is drawn: what needs Plotly follows then.
"""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from app.drawing.curves import Curve, curves_message
from app.drawing.palette import SCALE_ENDS
from app.drawing.scripts import script

HEIGHT = 380  # pixels, as in its CSS
PARTS = ("message", "ticks", "palette", "mounted", "leaving", "canvas", "pointer", "limits", "loss_axes", "epoch_zoom")
CODE = script("words/numbers", *(f"drawing/{part}" for part in PARTS), "widgets/loss_curves", SCALE_ENDS=SCALE_ENDS)


def loss_curves(key: str, labels: Sequence[str], curves: Sequence[Curve], words: str, *, logarithmic: bool,
                until: int = 0, asks: bool = False) -> bool:
    """The arguments are those of `curves_message`; words: for who does not see it.

    asks: for another run of the script as soon as it is drawn. Gives whether this is that run.
    """
    css = (Path(__file__).parent / "loss_curves.css").read_text(encoding="utf-8")
    component = st.components.v2.component("loss_curves", js=CODE, css=css, html='<div class="loss_curves"></div>')
    data = curves_message(labels, curves, words, logarithmic, until, asks)
    return bool(component(key=key, data=data, height=HEIGHT, on_drawn_change=lambda: None).drawn)

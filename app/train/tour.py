"""A tour of five stops on the first visit: offered, opened when it is wanted; a cookie remembers that it is over.

It goes from stop to stop in the browser: Streamlit's popover stands at the end of the page, behind all else that Tab comes
to, and each stop would be drawn by the server.
"""

from pathlib import Path

import streamlit as st

from app.drawing.scripts import script

STOPS = (
    ("Train", "starts the network, and pauses it. Step goes one epoch on, Reset starts again, New seed elsewhere."),
    ("The pictures", "are all of one epoch: the loss so far, the output over the plane, the network. Point at "
     "any of them."),
    ("The timeline", "goes back to any epoch of the run, exactly. Below it stand all weights, and their derivatives."),
    ("The settings", "stand at the side, on a phone behind », and say what is in force. The address always holds "
     "the run."),
    ("The other pages", "at the top ask more: what happens in one step, what one setting changes, how often it works, "
     "where it works at all, and whether published experiments come out."),
)
COOKIE = "tour_is_over"
CODE = script("drawing/mounted", "train/tour", COOKIE=COOKIE, STOPS=STOPS)


def offer() -> None:
    """One small line, until the tour is over or skipped."""
    if st.context.cookies.to_dict().get(COOKIE) != "1":
        css = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
        st.components.v2.component("tour", js=CODE, css=css, html='<div class="tour"></div>')(key="tour")

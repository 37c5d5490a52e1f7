"""A part of a page that is drawn again while somebody can see it.

Streamlit's own timer (`run_every`) does not ask whether anybody looks, and each drawing costs the browser a pass over every
element of the page: about a quarter of what the live view has for its pictures, where it is below the edge of the screen.
"""

from collections.abc import Callable

import streamlit as st

from app.drawing.scripts import script

CODE = script("drawing/mounted", "drawing/leaving", "widgets/while_seen")


def while_seen(draw: Callable[[], None], key: str, seconds: float, least: int) -> None:
    """Call draw now and every so many seconds. least: pixels of it that are on the screen."""

    @st.fragment
    def part() -> None:
        drawn = st.session_state[f"{key}_drawn"] = st.session_state.get(f"{key}_drawn", 0) + 1
        st.components.v2.component("while_seen", js=CODE)(
            key=key, data={"least": least, "milliseconds": 1000 * seconds, "drawn": drawn}, on_look_change=lambda: None)
        draw()

    part()

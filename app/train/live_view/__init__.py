"""The live view: a Streamlit component that draws a run on canvas, in place, as often as the screen does.

Two components: the loader brings code and style once per script run; the view itself brings the first picture, and because
Streamlit sends a component's code with every update, its code is only a call of the loader's. The frames that follow
come over a socket of this server; where none can be opened, by a timer of the script (`Viewer.by_timer`).
"""

from pathlib import Path

import streamlit as st

from app.drawing.palette import SCALE_ENDS
from app.drawing.scripts import script
from app.server.commands import CommandError, read_command
from app.server.turns import TURNS
from app.server.viewer import Viewer
from app.train.live_view.message import first_message, next_message

SHARED = ("words/numbers", "drawing/message", "drawing/ticks", "drawing/palette", "drawing/mounted", "drawing/leaving",
          "drawing/canvas", "drawing/pointer", "drawing/limits", "drawing/loss_axes", "drawing/epoch_zoom")
PARTS = ("frame", "loss_chart", "surface", "surface_point", "contour", "samples", "network",
         "network_parts", "heatmaps", "figures", "transport", "timeline", "stream", "live_view")
STUB = """export default function (component) {
  window.xorLiveViewPending = component
  window.xorLiveView?.draw(component)
  return () => window.xorLiveView?.leave(component.parentElement)
}
"""


def _code() -> str:
    css = (Path(__file__).parent / "live_view.css").read_text(encoding="utf-8")
    parts = (f"train/live_view/{part}" for part in PARTS)
    return script(*SHARED, *parts, SCALE_ENDS=SCALE_ENDS, LIVE_VIEW_CSS=css)


CODE = _code()


def load() -> None:
    """Bring the code to the browser. Draws nothing."""
    st.components.v2.component("live_view_code", js=CODE)(key="live_view_code")


def live_view(viewer: Viewer) -> None:
    """Draw what the viewer looks at, now and as it changes."""
    viewer.picture = next_message
    st.components.v2.component("live_view", js=STUB)(
        key="live",
        data=first_message(viewer, by_socket=not viewer.by_timer),
        on_follow_change=lambda: None,
        on_blocked_change=viewer.tick,
        on_commands_change=lambda: take(viewer, st.session_state["live"].get("commands") or []),
    )


def take(viewer: Viewer, messages: list[str]) -> None:
    """Do what the view's buttons ask for, by the script. What was not heard is sent again, so none is lost."""
    for message in messages:
        try:
            command = read_command(message)
        except CommandError as error:
            viewer.changed(str(error))
        else:
            if viewer.takes(command):
                viewer.do(command)
    TURNS.answer(viewer.live)

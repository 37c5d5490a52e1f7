"""The live view: a Streamlit component that draws a run on canvas, in place, up to twenty times a second.

Two components: the loader brings code, style and the run's scene once per script run; the view itself brings one frame
per tick, and because Streamlit sends a component's code with every update, its code is only a call of the loader's.
"""

import json
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from app.run.run import Run
from app.train.live_view.frame import frame, scene

FILES = ("frame", "colours", "loss_chart", "surface", "network", "heatmaps", "live_view")
STUB = """export default (component) => {
  window.xorLiveViewPending = component
  return window.xorLiveView?.draw(component)
}
"""


def _code() -> str:
    folder = Path(__file__).parent
    code = "\n".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in FILES)
    return code.replace('"__LIVE_VIEW_CSS__"', json.dumps((folder / "live_view.css").read_text(encoding="utf-8")))


_LOADER_CODE = _code()


def load(run: Run) -> None:
    """Bring the code and the run's samples to the browser. Draws nothing."""
    st.components.v2.component("live_view_code", js=_LOADER_CODE)(key="live_view_code", data=scene(run))


def shown_frame(run: Run, milliseconds: float = 0) -> bytes:
    """The shown epoch as the visitor wants to see it, for this long."""
    asked = st.session_state.get("live", {})
    return frame(run, asked.get("kind") or "weights", asked.get("window"), milliseconds)


def live_view(frames: list[bytes], on_epoch: Callable[[], None], on_settle: Callable[[], None]) -> None:
    """Draw these frames one after the other. The callbacks come while the timeline is dragged and when it is let go (see
    `asked_epoch`)."""
    st.components.v2.component("live_view", js=STUB)(
        key="live",
        data=b"".join(frames),
        on_epoch_change=on_epoch,
        on_settle_change=on_settle,
        on_kind_change=lambda: None,
        on_window_change=lambda: None,
    )


def asked_epoch() -> int:
    """The epoch that the timeline asks for, inside its callbacks."""
    asked = st.session_state["live"]
    return asked.get("settle") if asked.get("settle") is not None else asked.get("epoch")

"""A widget keeps what it holds while another view of the page is shown; Streamlit forgets what it does not draw."""

from collections.abc import Callable

import streamlit as st


def kept(key: str, default) -> Callable[[], None]:
    """Let the widget of this key, drawn next, hold what it held last. The result is its `on_change`: an edit that comes
    together with the change of the view is kept as well."""
    state = st.session_state
    held = state.setdefault("kept", {})
    state[key] = held[key] = state.get(key, held.get(key, default))

    def changed() -> None:
        held[key] = st.session_state[key]
    return changed

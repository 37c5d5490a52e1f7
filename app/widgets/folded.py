"""What is folded away is made when it is opened: a table that nobody sees costs server and browser as one that is seen."""

from collections.abc import Callable

import streamlit as st


def folded(label: str, show: Callable[[], object], key: str) -> None:
    """An expander of this label; `show()` fills it while it is open."""
    part = st.expander(label, key=key, on_change="rerun")
    if part.open:
        with part:
            show()

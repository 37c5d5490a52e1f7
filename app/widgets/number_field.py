"""A number field shows what is in force: what is typed and cannot be used is refused in one sentence, and the value stays.

Streamlit's own field, emptied, jumps to its lowest value instead, and the network would be trained with that; with limits
or whole numbers of its own it keeps showing what it does not take, and takes 1e12 for 1. A field that can be empty has a
button to clear it, which is of no use here.
"""

from collections.abc import Callable

import streamlit as st

from app.widgets.synced_widget import on_edit
from xorcore.config import Limits

STYLE = "<style>[data-testid=stNumberInputClearButton] { display: none }</style>"


def number_field(place, key: str, label: str, limits: Limits | None, take: Callable[[float | int | None], None],
                 refuse: Callable[[str], None], *, step: float = 0.01, format: str = "%g", may_be_empty: bool = False,
                 **more) -> None:
    """Draw the number that the caller has `put` under this key; a new one is handed to `take`.

    limits: None for any number. may_be_empty: None is then taken like a number. more: of `st.number_input`.
    """
    whole = limits is not None and limits.whole
    format = "%.0f" if whole else format
    shown = st.session_state[key]

    def changed(value: float | None) -> None:
        stays = f"it stays {'empty' if shown is None else format % shown}."
        if value is None and not may_be_empty:
            refuse(f"“{label}” must be a number; {stays}")
        elif value is not None and limits and not limits.admit(value):
            refuse(f"“{label}” must be {limits.rule()}, got {value:.12g}; {stays}")
        else:
            take(int(value) if whole and value is not None else value)

    place.number_input(label, value=None, key=key, step=float(step), format=format, on_change=on_edit(key, changed), **more)

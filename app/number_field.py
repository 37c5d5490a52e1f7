"""A number field shows what is in force: what is typed and is no number is refused in one sentence, and the value stays.

Streamlit's own field, emptied, jumps to its lowest value instead, and the network would be trained with that. A field
that can be empty has a button to clear it, which is of no use here.
"""

from collections.abc import Callable

import streamlit as st

from app.echo import on_edit
from xorcore.config import Limits

STYLE = "<style>[data-testid=stNumberInputClearButton] { display: none }</style>"


def number_field(place, key: str, label: str, limits: Limits | None, take: Callable[[float | int | None], None],
                 refuse: Callable[[str], None], *, format: str = "%g", may_be_empty: bool = False, **more) -> None:
    """Draw the number that the caller has `put` under this key; a new one is handed to `take`.

    limits: None for any number. may_be_empty: None is then taken like a number. more: of `st.number_input`.
    """
    kind = int if limits and limits.whole else float
    format = "%d" if kind is int else format
    ends = (kind(limits.low), kind(limits.high)) if limits else ()
    shown = st.session_state[key]

    def changed(value: float | int | None) -> None:
        if value is None and not may_be_empty:
            refuse(f"“{label}” must be a number; it stays {format % shown}.")
        else:
            take(value if value is None else kind(value))

    place.number_input(label, *ends, value=None, key=key, format=format, on_change=on_edit(key, changed), **more)

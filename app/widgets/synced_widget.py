"""A widget whose value the page sets: what comes back from the browser is an edit only if somebody made it.

A request that the browser sent before the new value reached it, for the table of a playing run say, still carries the old
one, and Streamlit calls the widget's callback with it.
"""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

ECHO_SECONDS = 1.0  # within which a request with the old value may still come; nobody sets it back that fast on purpose


class _Put(NamedTuple):
    value: Any  # by the page, or by an edit since
    replaced: Any  # what the widget held before
    at: float  # seconds, time.monotonic()


def put(key: str, value) -> None:
    """Let the widget of this key, drawn next, show the value."""
    state = st.session_state
    puts, held = state.setdefault("puts", {}), state.get(key, value)
    if key not in puts or value != held or value != puts[key].value:
        puts[key] = _Put(value, held, time.monotonic())
    if key not in state or held != value:  # what is set is drawn, over what somebody types just then
        state[key] = value


def on_edit(key: str, take: Callable[[Any], None]) -> Callable[[], None]:
    """The widget's callback: a value that is neither what was put nor what that has just replaced is handed to `take`."""
    def changed() -> None:
        value, puts = st.session_state[key], st.session_state.puts
        last, now = puts[key], time.monotonic()
        if value != last.value and not (value == last.replaced and now - last.at < ECHO_SECONDS):
            puts[key] = _Put(value, value, now)  # the next edit may come before the page is drawn
            take(value)
    return changed

"""A widget whose value the page sets: what comes back from the browser is an edit only if somebody made it.

A request that the browser sent before the new value reached it, for the table of a playing run say, still carries the old
one, and Streamlit calls the widget's callback with it. The browser may also never see the value that was set: of two
drawings that reach it in one piece it mounts the second, where nothing is set any more (React puts them together; Streamlit
1.67 sets a value once). It then showed, and sent, the widget's default, an empty text. So the default is the value too, and
what was set is set again for a while.
"""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

ECHO_SECONDS = 1.0  # within which a request with the old value may still come; nobody sets it back that fast on purpose
# What the widgets call the value that they have before anything was set or chosen; of its choices the list's or the place.
_DEFAULTS: dict[str, Callable[[Any, Any], dict[str, Any]]] = {
    "text_input": lambda value, _: {"value": value},
    "checkbox": lambda value, _: {"value": value},
    "selectbox": lambda value, options: {"options": options, "index": list(options).index(value)},
    "radio": lambda value, options: {"options": options, "index": list(options).index(value)},
    "multiselect": lambda value, options: {"options": options, "default": value},
    "segmented_control": lambda value, options: {"options": options, "default": value},
}


class _Put(NamedTuple):
    value: Any  # by the page, or by an edit since
    replaced: Any  # what the widget held before
    at: float  # seconds, time.monotonic()


def synced(widget: Callable, label: str, *, key: str, value, take: Callable[[Any], None], options=None, **more) -> None:
    """Draw the widget with this value; an edit is handed to `take`. more: of the widget."""
    put(key, value)
    widget(label, key=key, on_change=on_edit(key, take), **_DEFAULTS[widget.__name__](value, options), **more)


def put(key: str, value) -> None:
    """Let the widget of this key, drawn next, show the value."""
    state, now = st.session_state, time.monotonic()
    puts, held = state.setdefault("puts", {}), state.get(key, value)
    if key not in puts or value != held or value != puts[key].value:
        puts[key] = _Put(value, held, now)
    is_new = puts[key].replaced != value and now - puts[key].at < ECHO_SECONDS
    if key not in state or held != value or is_new:  # what is set is drawn, over what somebody types just then
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

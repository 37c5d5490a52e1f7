"""A widget whose value the page sets: what comes back from the browser is an edit only if somebody made it.

A request that the browser sent before the page's own value reached it, for the table of a playing run say, still carries
the old one, however late it comes. So the page's value is the default of a new widget, and what the one before still sends
is nobody's. Only the answer to an edit, a value that is written otherwise or stays as it was, is set in the widget that is
there, which keeps the focus. Of two drawings that reach the browser in one piece it draws the second, where nothing is set
any more (React puts them together; Streamlit 1.67 sets a value once): so an answer is set again for a while. For as long
a request that left before the answer came brings the edit once more: that is no second one.
"""

import math
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

AGAIN_SECONDS = 1.0  # an answer that is set later would be written over what somebody types by then
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
    value: Any  # what the browser shows, once it has drawn the page
    number: int = 0  # of the widgets of this key, how many came before
    edited: bool = False  # in the browser, and the page has not answered yet
    answered: float = -math.inf  # seconds, time.monotonic(): when the page answered an edit with another value
    edit: Any = None  # that it answered


def synced(widget: Callable, label: str, *, key: str, value, take: Callable[[Any], None], options=None, **more) -> None:
    """Draw the widget with this value; an edit is handed to `take`. more: of the widget."""
    name = put(key, value)
    widget(label, key=name, on_change=on_edit(key, name, take), **_DEFAULTS[widget.__name__](value, options), **more)


def put(key: str, value) -> str:
    """Let this be the value. Returns the name of the widget that shows it, which is to be drawn next."""
    puts, now = st.session_state.setdefault("puts", {}), time.monotonic()
    last = puts.get(key, _Put(value))
    if value == last.value:
        puts[key] = last._replace(edited=False)
    elif last.edited:
        puts[key] = _Put(value, last.number, answered=now, edit=last.value)
    else:
        puts[key] = _Put(value, last.number + 1)
    name = name_of(key)
    if now - puts[key].answered <= AGAIN_SECONDS:
        st.session_state[name] = value
    return name


def name_of(key: str) -> str:
    """What the present widget of this key is called."""
    number = st.session_state.puts[key].number
    return f"{key}_{number}" if number else key


def on_edit(key: str, name: str, take: Callable[[Any], None]) -> Callable[[], None]:
    """The callback of the widget of this name: another value than the page's is handed to `take`."""
    def changed() -> None:
        value, puts = st.session_state[name], st.session_state.puts
        is_late = value == puts[key].edit and time.monotonic() - puts[key].answered <= AGAIN_SECONDS
        if name == name_of(key) and value != puts[key].value and not is_late:
            puts[key] = puts[key]._replace(value=value, edited=True)  # the next edit may come before the page is drawn
            take(value)
    return changed

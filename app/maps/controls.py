"""The sidebar of the Maps page: which network, what varies, how fine, what the colours show.

Before it is drawn every widget is set to what is chosen, so that zooming and links move the widgets too.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from app.maps import session as map_session
from app.maps.axes import ENDS, axis_names, in_words, whole_axis
from app.maps.choices import CELLS, THIS_RUN
from app.maps.picture import COLOUR_NAMES
from app.widgets.number_field import number_field
from app.widgets.synced_widget import on_edit, put
from xorcore import LIMITS
from xorcore.classics.map_presets import MAP_PRESETS


def sidebar() -> None:
    chosen, network = map_session.choices(), map_session.network()
    names = axis_names(network.sizes, network.config.optimizer, network.parameters is not None)
    with st.sidebar:
        st.markdown("**Network**")
        _select("map_network", chosen.network, "Network", [*MAP_PRESETS, THIS_RUN], map_session.choose_network,
                label_visibility="collapsed")
        for side, title in (("x", "Across"), ("y", "Upwards")):
            _axis(side, title, names)
        st.markdown("**Picture**")
        _choice("cells", "Cells along each side", chosen.cells, CELLS)
        _choice("colour", "Colour", chosen.colour, list(COLOUR_NAMES), COLOUR_NAMES)
        _number("epochs", "Epochs at most", chosen.epochs)
        if chosen.colour == "epochs":
            _number("solved_below", "Solved when the loss is below", chosen.solved_below)


def _axis(side: str, title: str, names: list[str]) -> None:
    axis = getattr(map_session.choices(), side)
    st.markdown(f"**{title}**")
    _select(f"map_{side}", axis.name, title, names, lambda name: map_session.choose(**{side: whole_axis(name)}),
            format_func=in_words, label_visibility="collapsed")
    for end, label, place in zip(("low", "high"), ("From", "To"), st.columns(2), strict=True):
        _range_end(side, end, label, place)


def _range_end(side: str, end: str, label: str, place) -> None:
    axis, key = getattr(map_session.choices(), side), f"map_{side}_{end}"
    number_field(place, key, label, getattr(axis, end), ENDS,
                 lambda value: map_session.choose(**{side: axis._replace(**{end: value})}), map_session.refuse)


def _choice(field: str, label: str, value, options, names: dict[str, str] | None = None) -> None:
    names = names or {}
    _select(f"map_{field}", value, label, options, lambda option: map_session.choose(**{field: option}),
            format_func=lambda option: names.get(option, str(option)))


def _number(field: str, label: str, value) -> None:
    limits, key = LIMITS["stop_at_loss" if field == "solved_below" else field], f"map_{field}"
    number_field(st, key, label, value, limits, lambda value: map_session.choose(**{field: value}), map_session.refuse)


def _select(key: str, value, label: str, options, take: Callable[[Any], None], **more) -> None:
    put(key, value)
    st.selectbox(label, options, key=key, on_change=on_edit(key, take), **more)

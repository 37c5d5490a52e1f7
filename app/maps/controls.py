"""The settings of a map: which network, what varies, how fine, what the colours show.

Before it is drawn every widget is set to what is chosen, so that zooming and links move the widgets too.
"""

from functools import partial

import streamlit as st

from app.maps import session as maps_session
from app.maps.axes import ends, in_words, whole_axis
from app.maps.picture import COLOUR_NAMES
from app.maps.request import CELLS, ENDS, LABELS, THIS_RUN
from app.widgets.number_field import number_field
from app.widgets.refusal import refused_below
from app.widgets.synced_widget import synced
from xorcore import LIMITS
from xorcore.classics import MAP_PRESETS

GAP = "xsmall"


def show() -> None:
    chosen, names = maps_session.choices(), maps_session.network().axes
    with st.container(key="map_settings", gap=GAP):
        with _field("network"):
            synced(st.radio, LABELS["network"], key="map_network", value=chosen.network, options=[*MAP_PRESETS, THIS_RUN],
                   take=maps_session.choose_network)
        _axis("x", [name for name in names if name != chosen.y.name])
        _axis("y", [name for name in names if name != chosen.x.name])
        _picture()
        with _field("compute"):
            st.button("Compute", type="primary", on_click=maps_session.compute, width="stretch")


def _field(name: str):
    """What is drawn inside is the field that a refusal of this name speaks of."""
    return refused_below(f"map_{name}", maps_session.state().refusals.get(name, ""))


def _axis(side: str, names: list[str]) -> None:
    title, axis = LABELS[side], getattr(maps_session.choices(), side)
    with _field(side):
        synced(st.selectbox, title, key=f"map_{side}", value=axis.name, options=names,
               take=lambda name: maps_session.choose(**{side: whole_axis(name)}), format_func=in_words)
        for (end, label), place in zip(ENDS.items(), st.columns(2, gap=GAP), strict=True):
            number_field(place, f"map_{side}_{end}", label, getattr(axis, end), ends(axis.name),
                         lambda value, end=end: maps_session.choose_axis(side, axis._replace(**{end: value}), end),
                         partial(maps_session.refuse, side), of=title.lower())


def _picture() -> None:
    """How fine it is, and what its colours show."""
    chosen = maps_session.choices()
    with _field("colour"):
        synced(st.selectbox, LABELS["colour"], key="map_colour", value=chosen.colour, options=list(COLOUR_NAMES),
               take=lambda name: maps_session.choose(colour=name), format_func=COLOUR_NAMES.get)
    cells, epochs = st.columns(2, gap=GAP)
    with cells, _field("cells"):
        synced(st.selectbox, LABELS["cells"], key="map_cells", value=chosen.cells, options=CELLS,
               take=lambda n: maps_session.choose(cells=n))
    with epochs, _field("epochs"):
        _number("epochs", chosen.epochs, "epochs")
    if chosen.colour == "epochs":
        with _field("solved_below"):
            _number("solved_below", chosen.solved_below, "stop_at_loss")


def _number(field: str, value, limits: str, **more) -> None:
    number_field(st, f"map_{field}", LABELS[field], value, LIMITS[limits],
                 lambda value: maps_session.choose(**{field: value}), partial(maps_session.refuse, field), **more)

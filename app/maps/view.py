"""What the Maps page shows: its question, the picture as it sharpens, its edge in words, and what can be done with it."""

import streamlit as st

from app.maps import session as maps_session
from app.maps import windows
from app.maps.cell import picked_cell, switch_if_opened
from app.maps.edge import edge_in_words, edge_table
from app.maps.files import npz, png
from app.maps.map_view import HEIGHT, asked_cell, asked_places, map_view
from app.maps.network import network_in_words
from app.maps.picture import MapPicture, summary
from app.maps.request import MapChoices, MappedNetwork
from app.maps.session import Window
from app.maps.words import what_to_see
from app.run import session
from app.server.computation import Computation, stop, watch
from app.widgets.folded import folded
from app.widgets.refusal import refused_below
from app.words.numbers import duration, percent
from app.words.plain_text import plain


def question(chosen: MapChoices) -> None:
    """The page's question, and what to look at."""
    st.header("Where does training work, and where is its edge?", anchor=False)
    st.markdown(f"Each cell is one training of the same network, with the two settings of its place. {what_to_see(chosen)}")
    if refused := maps_session.state().refusals.get("link"):
        st.warning(plain(refused))


def show() -> None:
    """The map. A click on Cancel or Back draws only this, not the many widgets beside it, which would take its time."""
    session.catch_up()
    maps = maps_session.state()
    watch(maps.shown.computation, latest)
    buttons(maps.shown)
    if maps.shown.picture and maps.shown.picture.complete:
        folded("The same as a table, row by row",
               lambda: st.dataframe(edge_table(maps.shown.picture), hide_index=True), key="map_table")
    maps_session.write_link()


def latest(running: bool) -> None:
    """The latest picture."""
    switch_if_opened()
    maps_session.take_back()
    session.catch_up()
    maps = maps_session.state()
    picture = maps.shown.picture
    with refused_below("map", maps.refusals.get("map", "")):
        if picture is None:
            st.container(height=HEIGHT, border=False)
        else:
            map_view(picture, maps.cell, on_zoom=lambda: windows.zoom(asked_places()),
                     on_cell=lambda: maps_session.pick(*asked_cell()))
    if picture is not None:
        with st.container(key="map_edge"):
            st.markdown(f"**Its edge.** {plain(edge_in_words(picture))}")
        picked_cell(picture)
    with st.container(key="map_status"):
        st.caption(f"{status(picture, running, maps.shown.computation)}{changed()} {plain(mapped(maps.shown))}")


def status(picture: MapPicture | None, running: bool, work: Computation) -> str:
    """How far the map is."""
    if work.error:
        return f"The computation failed: {plain(str(work.error))}"
    if picture is None:
        return "**Computing:** the first cells." if running else "**Cancelled** before there was a picture."
    done = percent(round(picture.progress, 2))
    if running:
        return f"**Computing:** {done} in {duration(work.seconds)}."
    if not picture.complete:
        return f"**Cancelled** at {done}. {summary(picture)}"
    return f"**Complete** in {duration(work.seconds)}. {summary(picture)}"


def changed() -> str:
    """Whether the picture is not the one that is chosen."""
    return "" if maps_session.is_as_chosen() else " **What is chosen has changed since:** press Compute."


def mapped(window: Window) -> str:
    """What all cells of the map have in common."""
    asked = window.request
    network = MappedNetwork(asked.config, asked.dataset, asked.parameters)
    return f"The map of {window.choices.network}. {network_in_words(network, (asked.x.name, asked.y.name))}"


def buttons(window: Window) -> None:
    """What can be done with the map; nothing of it waits for the picture."""
    running, picture = window.computation.running, window.picture
    with st.container(horizontal=True, key="map_buttons"):
        st.button("Back", on_click=windows.back, disabled=not maps_session.state().windows,
                  help="Zoom out to the window before.")
        st.button("Cancel", on_click=stop, disabled=not running or window.is_example)
        no_files = picture is None or running
        st.download_button("PNG", lambda: png(picture), "map.png", "image/png", on_click="ignore", disabled=no_files)
        st.download_button("Numbers (.npz)", lambda: npz(picture, window.request.config.to_link()), "map.npz",
                           "application/octet-stream", on_click="ignore", disabled=no_files)

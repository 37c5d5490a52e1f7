"""Maps: thousands of trainings as one picture, each cell with settings of its own."""

import streamlit as st

from app import map_controls, map_session, session
from app.link import write_link as write_run_link
from app.map_axes import in_words
from app.map_cell import picked_cell, switch_if_opened
from app.map_choices import THIS_RUN, to_link
from app.map_files import npz, png
from app.map_network import network_in_words
from app.map_picture import COLOUR_NAMES, MapPicture, summary
from app.map_view import asked_cell, asked_places, map_view
from app.plain_text import plain

TICK_SECONDS = 0.3
FIRST_SECONDS = 0.25  # to wait for the first picture rather than for the next tick


def write_link() -> None:
    chosen, config = map_session.choices(), session.current().present_config
    page = to_link(chosen, config) if map_session.computation() else {}
    st.query_params.from_dict(write_run_link(session.current()) | page)


def buttons() -> None:
    """What can be done with the map; nothing of it waits for the picture."""
    found = map_session.computation()
    running = found is not None and found.running
    picture = found.picture if found else None
    with st.container(horizontal=True, key="map_buttons"):
        st.button("Compute", type="primary", on_click=map_session.compute)
        st.button("Cancel", on_click=map_session.cancel, disabled=not running)
        st.button("Back", on_click=map_session.back, disabled=not st.session_state.map_windows,
                  help="Zoom out to the window before.")
        files = picture is None or running
        st.download_button("PNG", lambda: png(picture), "map.png", "image/png", on_click="ignore", disabled=files)
        st.download_button("Numbers (.npz)", lambda: npz(picture, found.request.config.to_link()), "map.npz",
                           "application/octet-stream", on_click="ignore", disabled=files)


def tick(interval: float | None) -> None:
    """The latest picture. `interval` is that of the timer that calls this, None without one."""
    switch_if_opened()
    found, drawn = map_session.computation(), st.session_state.map_drawn
    if found is not drawn or st.session_state.map_refusals != st.session_state.map_refusals_drawn:
        st.rerun()  # a drag has changed the rest of the page
    found.look()
    if found.picture is None:
        found.wait_for_first(FIRST_SECONDS)
    if interval and not found.running:
        st.rerun()  # complete: the timer stops, the files can be had
    picture = found.picture
    changed = "" if map_session.is_as_chosen() else " **What is chosen has changed since:** press Compute."
    st.markdown(status(picture, found.running, found.seconds, found.error) + changed)
    if picture is None:
        return
    map_view(picture, st.session_state.map_cell, on_zoom=lambda: map_session.zoom(asked_places()),
             on_cell=lambda: map_session.pick(*asked_cell()))
    picked_cell(picture)


def status(picture: MapPicture | None, running: bool, seconds: float, error: str = "") -> str:
    """How far the map is."""
    if error:
        return plain(error)
    if picture is None:
        return "**Computing:** the first cells." if running else "**Cancelled** before there was a picture."
    if running:
        return f"**Computing:** {100 * picture.progress:.0f} % in {seconds:.1f} s."
    if not picture.complete:
        return f"**Cancelled** at {100 * picture.progress:.0f} %. {summary(picture)}"
    return f"**Complete** in {seconds:.1f} s. {summary(picture)}"


def page() -> None:
    session.current()
    session.pause()
    chosen = map_session.choices()
    map_controls.sidebar()
    st.markdown("**Where does training work, and where is its edge?** Each cell of the map is one training of the same "
                "network, with the two settings of its place.")
    for sentence in st.session_state.map_refusals:
        st.warning(plain(sentence))
    st.caption(plain(f"{chosen.network if chosen.network != THIS_RUN else 'The run on the Train page'}. "
                     f"{network_in_words(map_session.network(), (chosen.x.name, chosen.y.name))}"))
    buttons()
    found = map_session.computation()
    st.session_state.map_drawn, st.session_state.map_refusals_drawn = found, st.session_state.map_refusals
    if found is None:
        st.info(f"Press Compute for {in_words(chosen.x.name)} across and {in_words(chosen.y.name)} upwards, coloured by "
                f"{COLOUR_NAMES[chosen.colour]}.")
    else:
        interval = TICK_SECONDS if found.running else None
        st.fragment(tick, run_every=interval)(interval)
    write_link()


page()

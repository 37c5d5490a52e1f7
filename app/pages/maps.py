"""Maps: thousands of trainings as one picture, each cell with settings of its own."""

import streamlit as st

from app.maps import controls as map_controls
from app.maps import session as map_session
from app.maps.axes import in_words
from app.maps.cell import picked_cell, switch_if_opened
from app.maps.choices import THIS_RUN, to_link
from app.maps.files import npz, png
from app.maps.map_view import asked_cell, asked_places, map_view
from app.maps.network import network_in_words
from app.maps.picture import COLOUR_NAMES, MapPicture, summary
from app.run import session
from app.run.page_link import notices
from app.server import computation
from app.words.plain_text import plain


def write_link() -> None:
    chosen, config = map_session.choices(), session.current().present_config
    page = to_link(chosen, config) if map_session.shown() else {}
    st.query_params.from_dict(session.link() | page)


def buttons() -> None:
    """What can be done with the map; nothing of it waits for the picture."""
    shown = map_session.shown()
    running = shown is not None and shown.computation.running
    picture = shown.picture if shown else None
    with st.container(horizontal=True, key="map_buttons"):
        st.button("Compute", type="primary", on_click=map_session.compute)
        st.button("Cancel", on_click=computation.stop, disabled=not running)
        st.button("Back", on_click=map_session.back, disabled=not st.session_state.map_windows,
                  help="Zoom out to the window before.")
        files = picture is None or running
        st.download_button("PNG", lambda: png(picture), "map.png", "image/png", on_click="ignore", disabled=files)
        st.download_button("Numbers (.npz)", lambda: npz(picture, shown.request.config.to_link()), "map.npz",
                           "application/octet-stream", on_click="ignore", disabled=files)


def latest(running: bool) -> None:
    """The latest picture."""
    switch_if_opened()
    session.catch_up()
    shown = map_session.shown()
    changed = "" if map_session.is_as_chosen() else " **What is chosen has changed since:** press Compute."
    st.markdown(status(shown.picture, running, shown.computation) + changed)
    if shown.picture is None:
        return
    map_view(shown.picture, st.session_state.map_cell, on_zoom=lambda: map_session.zoom(asked_places()),
             on_cell=lambda: map_session.pick(*asked_cell()))
    picked_cell(shown.picture)


def status(picture: MapPicture | None, running: bool, work: computation.Computation) -> str:
    """How far the map is."""
    if work.error:
        return f"The computation failed: {plain(str(work.error))}"
    if picture is None:
        return "**Computing:** the first cells." if running else "**Cancelled** before there was a picture."
    if running:
        return f"**Computing:** {100 * picture.progress:.0f} % in {work.seconds:.1f} s."
    if not picture.complete:
        return f"**Cancelled** at {100 * picture.progress:.0f} %. {summary(picture)}"
    return f"**Complete** in {work.seconds:.1f} s. {summary(picture)}"


def page() -> None:
    session.page_is_drawn()
    session.current()
    session.pause()
    chosen = map_session.choices()
    map_controls.sidebar()
    st.markdown("**Where does training work, and where is its edge?** Each cell of the map is one training of the same "
                "network, with the two settings of its place.")
    st.caption(plain(f"{chosen.network if chosen.network != THIS_RUN else 'The run on the Train page'}. "
                     f"{network_in_words(map_session.network(), (chosen.x.name, chosen.y.name))}"))
    st.fragment(cockpit)()


def cockpit() -> None:
    """What a click on Compute or Cancel changes: to draw the many widgets of the sidebar would take time from the map."""
    session.catch_up()
    chosen = map_session.choices()
    notices()
    for sentence in st.session_state.map_refusals:
        st.warning(plain(sentence))
    buttons()
    shown = map_session.shown()
    if shown is None:
        st.info(f"Press Compute for {in_words(chosen.x.name)} across and {in_words(chosen.y.name)} upwards, coloured by "
                f"{COLOUR_NAMES[chosen.colour]}.")
    else:
        computation.watch(shown.computation, latest)
    write_link()


page()

"""Seeds: a thousand starts of the current settings, and how often they are solved."""

import streamlit as st

from app.run import session
from app.run.page_link import notices
from app.seeds import controls as seeds_controls
from app.seeds import view as seeds_view
from app.server.computation import watch
from app.words.plain_text import plain
from app.words.settings_line import settings_line


def results(running: bool) -> None:
    """What is known so far."""
    asked = st.session_state.seeds_asked
    seeds_controls.progress(asked, running)
    if asked.computation.newest and asked.computation.newest.statistics:
        seeds_view.show(asked.computation.newest, asked.request.vary, clickable=not running)


def page() -> None:
    config = session.current().present_config
    session.pause()
    seeds_controls.read_link()
    st.markdown("**How often does this network learn it?** The same settings from many start weights, one for each seed.")
    st.caption(plain(settings_line(config)))
    notices()
    seeds_controls.choices()
    seeds_controls.buttons()
    asked = st.session_state.seeds_asked
    if asked:
        with st.container(key="seeds_results"):
            watch(asked.computation, results)
    seeds_controls.write_link()


page()

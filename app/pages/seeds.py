"""Seeds: a thousand starts of the current settings, and how often they are solved."""

import streamlit as st

from app import seeds_controls, seeds_view, session
from app.computation import INTERVAL
from app.plain_text import plain
from app.settings_line import settings_line


def results(interval: float | None) -> None:
    """What is known so far. `interval` is that of the timer that calls this, None without one."""
    asked = st.session_state.seeds_asked
    running = asked.computation.running
    if interval and not running:
        st.rerun()
    seeds_controls.progress(asked)
    if asked.computation.newest and asked.computation.newest.statistics:
        seeds_view.show(asked.computation.newest, asked.request.vary, clickable=not running)


def page() -> None:
    config = session.current().present_config
    session.pause()
    seeds_controls.read_link()
    st.markdown("**How often does this network learn it?** The same settings from many start weights, one for each seed.")
    st.caption(plain(settings_line(config)))
    seeds_controls.choices()
    seeds_controls.buttons()
    asked = st.session_state.seeds_asked
    if asked:
        interval = INTERVAL if asked.computation.running else None
        with st.container(key="seeds_results"):
            st.fragment(results, run_every=interval)(interval)
    seeds_controls.write_link()


page()

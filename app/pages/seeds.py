"""Seeds: a thousand starts of one network, and how often they fail."""

import streamlit as st

from app.run import session
from app.seeds import controls, view
from app.seeds import session as seeds_session


def page() -> None:
    session.pause()
    here = seeds_session.memory()
    st.header("How often does this network fail to learn it?", anchor=False)
    shown = seeds_session.shown()
    running = shown.computation.running
    view.answer(shown)
    controls.choose(running and shown is here.asked)
    controls.say(shown)
    if not running:
        view.rest(shown)
    seeds_session.write_link()


page()

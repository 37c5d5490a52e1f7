"""Compare: what one setting changes, from the same start."""

import streamlit as st

from app.compare import controls, kept_runs, view
from app.compare import session as compare_session
from app.compare.settings import SCALES
from app.run import session


def page() -> None:
    session.pause()
    logarithmic = compare_session.memory().scale == SCALES[0]
    if kept_runs.asked():
        kept_runs.show(logarithmic)
        return
    st.header("What does one setting change, from the same start?", anchor=False)
    shown = compare_session.shown()
    running = shown.computation.running
    view.curves(shown, logarithmic)
    controls.choose(running and shown is compare_session.memory().asked)
    controls.say(shown.comparison)
    here = compare_session.memory()
    if here.opened and not running:
        view.outcome(shown)
    here.opened = True
    compare_session.write_link()


page()

"""Runs: everything that this visitor has trained, to be found again."""

import streamlit as st

from app.run import session
from app.runs import session as runs_session
from app.runs import view


def page() -> None:
    session.current()
    session.pause()
    runs_session.begin()
    st.header("What have I trained?", anchor=False)
    entries = runs_session.entries()
    if entries:
        view.how_to()
    view.notices()
    if entries:
        view.actions(runs_session.chosen())
        view.listed(entries)
        view.turn_pages()
        view.kept()
    else:
        view.nothing_yet()
    runs_session.write_link()


page()

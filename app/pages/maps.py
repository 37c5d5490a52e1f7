"""Maps: thousands of trainings as one picture, each cell with settings of its own."""

import streamlit as st

from app.maps import controls, view
from app.maps import session as maps_session
from app.run import session
from app.run.page_link import notices


def page() -> None:
    session.page_is_drawn()
    session.current()
    session.pause()
    view.question(maps_session.choices())
    notices()
    picture, settings = st.columns([5, 2], gap="medium")
    with picture:
        st.fragment(view.show)()
    with settings:
        controls.show()


page()

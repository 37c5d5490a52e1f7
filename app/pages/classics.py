"""Classics: published experiments, each figure computed here and compared with what was printed."""

import streamlit as st

from app.classics import card as classic_view
from app.classics import gallery as classics_gallery
from app.classics import session as classics_session
from app.run import session
from app.run.page_link import notices
from app.words.plain_text import plain


def page() -> None:
    session.current()
    session.pause()
    classics_session.read_link()
    st.markdown("**Do published experiments come out as they were printed?** Each is computed here, and its figures are "
                "compared with the published ones.")
    notices()
    if st.session_state.classics_refused:
        st.warning(plain(st.session_state.classics_refused))
    if st.session_state.classic:
        classic_view.show(st.session_state.classic)
    else:
        classics_gallery.show()
    classics_session.write_link()


page()

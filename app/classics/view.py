"""What the Classics page shows: its question, and either all cards or the one that is open."""

import streamlit as st

from app.classics import card, gallery
from app.classics import session as classics_session
from app.widgets.place import place
from app.words.plain_text import plain


def question() -> None:
    """The page's question, and what to look at."""
    st.header("Do published experiments come out as they were printed?", anchor=False)
    see = " The first below is computed already: look at what was printed, and at what comes out."
    if classics_session.state().opened.classic:
        see = ""
    st.markdown(f"Each is computed here, and its figures are compared with the published ones.{see}")
    if refused := classics_session.state().refused:
        st.warning(plain(refused))


def show() -> None:
    """The open card, or the gallery."""
    asked = classics_session.state().opened
    with place("opened_card" if asked.classic else "all_cards", of=("all_cards", "opened_card")):
        if asked.classic:
            card.show(asked.classic)
        else:
            gallery.show()

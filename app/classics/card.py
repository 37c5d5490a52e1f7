"""One classic opened: its story, its figures beside ours, what exactly ran, and the way to the other pages."""

import streamlit as st

from app.classics import session as classics_session
from app.classics.gallery import progress, status
from app.classics.session import Checks
from app.classics.setup import show as show_setup
from app.classics.words import as_markdown, figures_table, text
from app.server.computation import watch
from xorcore import CLASSICS
from xorcore.classics import Check, Classic

READABLE = 900  # pixels, the longest line of text


def show(name: str) -> None:
    classic = CLASSICS[name]
    st.button("Back to the gallery", on_click=classics_session.back)
    st.subheader(f"{classic.title} · {classic.year}", anchor=False)
    story(classic)
    figures(name)
    show_setup(name)


def story(classic: Classic) -> None:
    """What was done, by whom, and what is wrong in the source."""
    with st.container(width=READABLE):
        st.markdown(text(" ".join(classic.story)))
        if classic.correction:
            st.markdown(f"† **Correction.** {text(classic.correction)}")
        st.caption(text(classic.citation))


def figures(name: str) -> None:
    """The check: run it, cancel it, and its figures, which come while it runs."""
    running, shown = classics_session.running(), classics_session.checked_now()
    st.subheader("Published and computed", anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Run", type="primary", disabled=running is not None, on_click=classics_session.run, args=([name],))
        st.button("Cancel", key="cancel_check", disabled=running is None, on_click=classics_session.cancel)
        st.markdown(status(CLASSICS[name], classics_session.checked().get(name), shown == name))
    if running:
        watch(running.computation, lambda _: growing(name, running, shown))
    elif name == classics_session.EXAMPLE:  # opened by its link in the server's first second it is still computed
        watch(classics_session.example(), lambda _: table(name))
    else:
        table(name)


def growing(name: str, running: Checks, shown: str) -> None:
    progress(running, shown)
    table(name)


def table(name: str) -> None:
    """The figures known by now."""
    checked = classics_session.checked().get(name)
    found = figures_table(checked.check if checked else Check(CLASSICS[name]))
    st.table(as_markdown(found), border="horizontal", hide_index=True)
    st.download_button("Figures (CSV)", found.to_csv(index=False), f"{name}.csv", "text/csv", on_click="ignore")

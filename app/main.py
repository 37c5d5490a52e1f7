"""Page set-up and navigation."""

import streamlit as st

from app.run import linked_epoch, session
from app.train import own_points_dialog
from app.widgets import style


def show() -> None:
    """The page that the address names."""
    pages = [
        st.Page("app/pages/train.py", title="Train", default=True),
        st.Page("app/pages/one_step.py", title="One step", url_path="one_step"),
        st.Page("app/pages/compare.py", title="Compare", url_path="compare"),
        st.Page("app/pages/seeds.py", title="Seeds", url_path="seeds"),
        st.Page("app/pages/maps.py", title="Maps", url_path="maps"),
        st.Page("app/pages/classics.py", title="Classics", url_path="classics"),
        st.Page("app/pages/runs.py", title="Runs", url_path="runs"),
    ]
    page = st.navigation(pages, position="top")
    st.set_page_config(page_title=f"{page.title} · Back-propagation, live", layout="wide")
    st.html(style.STYLE)
    page_bar(pages)
    st.session_state[session.PAGE_SHOWN] = page.url_path
    with st.container(key=f"page_{page.url_path or 'train'}"):  # keeps pages apart: no part of one moves to another's place
        linked_epoch.follow()
        if page.url_path:
            own_points_dialog.close()  # it is Train's
        page.run()


def page_bar(pages) -> None:
    """All pages in the header of a narrow screen, where Streamlit hides them behind a button; elsewhere nobody sees it."""
    with st.container(horizontal=True, key="page_bar"):
        for page in pages:
            st.page_link(page)

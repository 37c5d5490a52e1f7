"""One step: every number of a training step, its proof, and a checker for one's own code."""

import streamlit as st

from app.one_step import check_my_code
from app.one_step import gradient_check as gradient_check_view
from app.one_step import view as step_view
from app.one_step.network_choice import choose_subject, cite
from app.one_step.session import CHECK_MY_CODE, GRADIENT_CHECK, THE_STEP, VIEWS, read_link, write_link
from app.run import linked_epoch, session
from app.run.page_link import notices
from app.widgets.place import place

SHOWN = {THE_STEP: step_view.show, GRADIENT_CHECK: gradient_check_view.show, CHECK_MY_CODE: check_my_code.show}


def looked_at() -> None:
    """One view of a network; what is done in it draws nothing else anew."""
    with st.container(horizontal=True, vertical_alignment="center", key="step_choices"):
        view = st.segmented_control("View", VIEWS, default=st.session_state.view, key="view", required=True,
                                    label_visibility="collapsed", width="content")
        subject = choose_subject()
    st.caption(subject.in_words)
    with place(view, of=VIEWS):
        SHOWN[view](subject)
    cite()
    write_link()


def page() -> None:
    session.current()
    session.pause()
    read_link()
    st.header("What happens inside one step of training?", anchor=False)
    st.markdown("Every number of it, forward, backward and update; the proof of its gradient; a check of your own code.")
    notices()
    linked_epoch.offer(session.current())
    st.fragment(looked_at)()


page()

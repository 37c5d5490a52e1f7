"""Which network is taken apart: the run, a published one, or own start weights."""

import streamlit as st

from app.one_step.chosen_step import Subject, example_subject, own_subject, run_subject
from app.one_step.own_weights import own_weights
from app.one_step.session import THIS_RUN
from app.run import session
from app.run.published_networks import PUBLISHED_NETWORKS, source

NAME_WIDTH = 280  # pixels


def choose_subject() -> Subject:
    """The network that is taken apart."""
    names = [THIS_RUN, *PUBLISHED_NETWORKS]
    name = st.selectbox("Network", names, names.index(st.session_state.subject), key="subject", width=NAME_WIDTH,
                        label_visibility="collapsed")
    subject = run_subject(session.current()) if name == THIS_RUN else example_subject(name)
    flat, sizes = own_weights(subject)
    return subject if flat is None else own_subject(subject, flat, sizes)


def cite() -> None:
    """Where a published network comes from: last on the page, so that it pushes nothing."""
    if st.session_state.subject in PUBLISHED_NETWORKS:
        st.caption(source(st.session_state.subject))

"""What the One step page of this browser tab remembers, and its link: network, view, stage and epoch."""

import streamlit as st

from app.one_step.chosen_step import example_subject
from app.one_step.stages import stages
from app.one_step.walk import Walk
from app.run import linked_epoch, session
from app.run.page_link import PageLink
from app.run.published_networks import PUBLISHED_NETWORKS
from xorcore.book import Limits

LINK_KEYS = ("subject", "view", "stage", "epoch")
THIS_RUN = "the run on the Train page"
THE_STEP, GRADIENT_CHECK, CHECK_MY_CODE = VIEWS = ("The step", "Gradient check", "Check my code")


def walk() -> Walk:
    """Of this tab. All else that it remembers is in the page's widgets."""
    return st.session_state.one_step


def read_link() -> None:
    """What the link says, once whenever the page is opened: Streamlit forgets the widgets of a page that is left."""
    state, run = st.session_state, session.current()
    if "subject" in state:
        return
    link = PageLink(LINK_KEYS)
    state.subject = link.choice("subject", PUBLISHED_NETWORKS, THIS_RUN)
    state.view = link.choice("view", VIEWS, THE_STEP)
    network = run.config if state.subject == THIS_RUN else example_subject(state.subject).config
    state.one_step = Walk(link.number("stage", Limits(0, len(stages(len(network.hidden) + 1)) - 1, whole=True), 0))
    epoch = link.number("epoch", Limits(0, run.config.epochs, whole=True), run.shown.number)
    link.say()
    if epoch != run.shown.number:
        linked_epoch.go(run, epoch)


def write_link() -> None:
    state, epoch = st.session_state, session.current().shown.number
    page = {"subject": state.subject, "view": state.view, "stage": str(walk().stage), "epoch": str(epoch)}
    usual = {"subject": THIS_RUN, "view": THE_STEP, "stage": "0", "epoch": "0"}
    st.query_params.from_dict(session.link() | {key: value for key, value in page.items() if value != usual[key]})

"""One step: every number of a training step, its proof, and a checker for one's own code."""

import streamlit as st

import app.run.linked_epoch as linked_epoch
from app.one_step import check_my_code
from app.one_step import gradient_check as gradient_check_view
from app.one_step import view as step_view
from app.one_step.chosen_step import Subject, example_subject, own_subject, run_subject
from app.one_step.own_weights import own_weights
from app.one_step.stages import stages
from app.run import session
from app.run.page_link import PageLink, notices
from app.run.published_networks import PUBLISHED_NETWORKS, source
from xorcore.config import Limits

LINK_KEYS = ("subject", "view", "stage", "epoch")
THIS_RUN = "the run on the Train page"
VIEWS = {"The step": step_view.show, "Gradient check": gradient_check_view.show, "Check my code": check_my_code.show}


def read_link() -> None:
    """What the link says of this page, once: which network, which view, which stage, which epoch of the run."""
    state, run = st.session_state, session.current()
    if "subject" in state:
        return
    link = PageLink(LINK_KEYS)
    state.subject = link.choice("subject", PUBLISHED_NETWORKS, THIS_RUN)
    state.view = link.choice("view", VIEWS, next(iter(VIEWS)))
    network = run.config if state.subject == THIS_RUN else example_subject(state.subject).config
    state.stage = link.number("stage", Limits(0, len(stages(len(network.hidden) + 1)) - 1, whole=True), 0)
    epoch = link.number("epoch", Limits(0, run.config.epochs, whole=True), run.shown.number)
    link.say()
    if epoch != run.shown.number:
        linked_epoch.go(run, epoch)


def write_link() -> None:
    state, epoch = st.session_state, session.current().shown.number
    page = {"subject": state.subject, "view": state.view, "stage": str(state.get("stage", 0)), "epoch": str(epoch)}
    plain = {"subject": THIS_RUN, "view": next(iter(VIEWS)), "stage": "0", "epoch": "0"}
    st.query_params.from_dict(session.link()
                              | {key: value for key, value in page.items() if value != plain[key]})


def choose_subject() -> Subject:
    """The network that is taken apart."""
    left, right = st.columns(2, vertical_alignment="bottom")
    name = left.selectbox("Network", [THIS_RUN, *PUBLISHED_NETWORKS], key="subject")
    subject = run_subject(session.current()) if name == THIS_RUN else example_subject(name)
    with right:
        flat, sizes = own_weights(subject)
    if name in PUBLISHED_NETWORKS:
        st.caption(source(name))
    return subject if flat is None else own_subject(subject, flat, sizes)


def looked_at(subject: Subject) -> None:
    """One view of the network; what is done in it draws nothing else anew."""
    view = st.segmented_control("View", list(VIEWS), required=True, key="view", label_visibility="collapsed")
    n = len(subject.rows)
    batch = f"all {n} samples" if n == len(subject.dataset.inputs) else f"a batch of {n}"
    st.caption(f"{subject.title}: the step that comes next, on {batch if n > 1 else 'one sample'}.")
    VIEWS[view](subject)
    write_link()


def page() -> None:
    session.current()
    session.pause()
    read_link()
    st.markdown("**What happens inside one step of training?** Every number of it, forward, backward and update.")
    notices()
    linked_epoch.offer(session.current())
    st.fragment(looked_at)(choose_subject())


page()

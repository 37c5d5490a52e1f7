"""The epoch that a link names: gone to at once where that takes less than a second, else offered."""

import streamlit as st

from app.run import session
from app.run.page_link import PageLink
from app.server.run import Run
from app.words.numbers import count, duration
from xorcore.book import Limits

AT_ONCE_SECONDS = 1.0
PIECE_MILLISECONDS = 100
INTERVAL = 0.15  # seconds between two pieces


def seconds_to(run: Run, epoch: int) -> float:
    """Of training that are left before this epoch, as foreseen."""
    return run.predicted_seconds * max(0, epoch - run.last.number) / run.config.epochs


def follow() -> None:
    """Once, the epoch that the link names, of a run that the link describes: one that was kept is where it was."""
    run = session.current()
    is_described = st.session_state.pop("run_is_described", None)
    if is_described is None:
        return
    link = PageLink(("epoch",))
    epoch = link.number("epoch", Limits(0, run.config.epochs, whole=True), run.shown.number)
    link.say()
    if is_described and epoch != run.shown.number:
        go(run, epoch)


def go(run: Run, epoch: int) -> None:
    """Show this epoch of the run, or offer it."""
    state = st.session_state
    state.linked_epoch, state.linked_run, state.going_there = epoch, run.number, False
    if seconds_to(run, epoch) > AT_ONCE_SECONDS:
        return
    if run.last.number < epoch:
        run.train_for(2000 * AT_ONCE_SECONDS, epoch - run.last.number)
    run.show(epoch)


def offer(run: Run) -> None:
    """While the run is not there: how long it takes, the button, and how far it has come."""
    epoch = st.session_state.get("linked_epoch", 0)
    if run.last.number >= epoch or st.session_state.linked_run != run.number:
        return
    if run.ended:
        st.info(f"The link names epoch {count(epoch)}; this run ends at epoch {count(run.last.number)}.")
    elif st.session_state.going_there:
        st.fragment(_approach, run_every=INTERVAL)(run, epoch)
    else:
        st.info(f"The link names epoch {count(epoch)}. Training to it takes about {duration(seconds_to(run, epoch))}; "
                f"shown is epoch {count(run.shown.number)}.")
        st.button(f"Go to epoch {count(epoch)}", on_click=_set_out)


def _set_out() -> None:
    st.session_state.going_there = True


def _approach(run: Run, epoch: int) -> None:
    if run.last.number < epoch:
        run.train_for(PIECE_MILLISECONDS, epoch - run.last.number)
    st.progress(run.last.number / epoch, f"Training to epoch {count(epoch)}: {count(run.last.number)}")
    if run.last.number >= epoch or run.ended:
        run.show(epoch)
        st.rerun()

"""The classics of this browser tab: which card is open, what was computed of each, and what is computed now.

What was computed stays while the visitor looks at other pages; what is being computed ends there.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from app.classics.work import Checked, Curve, checks, curve
from app.run import session
from app.server import computation
from app.server.computation import Computation
from xorcore import Dataset
from xorcore.classics import CLASSICS
from xorcore.config import OWN_DATA
from xorcore.number_notation import shown

PAGE = "classics"  # its url_path


class Checks(NamedTuple):
    """Some classics whose checks are computed one after the other."""

    names: tuple[str, ...]
    computation: Computation


class SetupRun(NamedTuple):
    """The run of one setup of a classic."""

    classic: str
    setup: str
    computation: Computation

    @property
    def curve(self) -> Curve | None:
        return self.computation.newest


def read_link() -> None:
    """Once, what the link says of this page: the card that is open, and which of its setups is looked at."""
    state, link = st.session_state, st.query_params
    if "classic" in state:
        return
    state.classic, state.classic_setup, state.classics_refused = "", "", ""
    state.classics_checked, state.classics_checks, state.classics_run = {}, None, None
    name = link.get("classic", "")
    if name in CLASSICS:
        open_card(name, link.get("setup", ""))
    elif name:
        state.classics_refused = f"There is no classic called {shown(name)}: these are all that there are."


def write_link() -> None:
    state, page = st.session_state, {}
    if state.classic:
        page["classic"] = state.classic
        if state.classic_setup != first_setup(state.classic):
            page["setup"] = state.classic_setup
    st.query_params.from_dict(session.link() | page)


def open_card(name: str, setup: str = "") -> None:
    """Look at one classic and at one of its setups; an unknown setup is the first."""
    state = st.session_state
    state.classic, state.classics_refused = name, ""
    state.classic_setup = setup if setup in CLASSICS[name].setups else first_setup(name)
    if setup and setup != state.classic_setup:
        state.classics_refused = f"There is no setup called {shown(setup)} here; it is {state.classic_setup}."


def first_setup(name: str) -> str:
    return next(iter(CLASSICS[name].setups))


def back() -> None:
    """To the gallery."""
    st.session_state.classic = ""


def checked() -> dict[str, Checked]:
    """All checks that were begun, by the name of their classic."""
    now = st.session_state.classics_checks
    return st.session_state.classics_checked | (now.computation.newest.checked if now and now.computation.newest else {})


def run(names: Sequence[str]) -> None:
    """Begin to compute the checks of these classics; what was computed before of others stays."""
    state = st.session_state
    state.classics_checked = checked()
    if state.classics_run and state.classics_run.computation.running:
        state.classics_run = None  # begun anew when the checks have ended
    state.classics_checks = Checks(tuple(names), computation.start(checks(names)))


def running() -> Checks | None:
    """The checks that are computed now, None while there are none."""
    now = st.session_state.classics_checks
    return now if now and now.computation.running else None


def checked_now() -> str:
    """The name of the classic that is computed now, "" where none is."""
    now = running()
    return now.computation.newest.now if now and now.computation.newest else ""


def cancel() -> None:
    """End what is being computed; what is known of it stays."""
    for work in (st.session_state.classics_checks, st.session_state.classics_run):
        if work:
            work.computation.cancel()


def setup_run() -> SetupRun | None:
    """The run of the setup that is looked at: begun now if it was not, None while checks are computed."""
    state = st.session_state
    found: SetupRun | None = state.classics_run
    if not found or found[:2] != (state.classic, state.classic_setup):
        if running():
            return None
        run_setup()
    return state.classics_run


def run_setup() -> None:
    """Begin the run of the setup that is looked at."""
    state = st.session_state
    setup = CLASSICS[state.classic].setups[state.classic_setup]
    state.classics_run = SetupRun(state.classic, state.classic_setup, computation.start(curve(setup)))


def open_on_train(name: str, setup_name: str) -> None:
    """A new run of this setup, from its own start weights."""
    classic = CLASSICS[name]
    config, parameters, data = classic.setups[setup_name]
    if data is not None:
        config, data = replace(config, dataset=OWN_DATA), Dataset(data.inputs, data.targets)
    note = f"{classic.title}: {setup_name}, from the Classics page."
    session.start(config, data, parameters=parameters, note=note)
    st.switch_page("app/pages/train.py")

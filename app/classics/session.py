"""The classics of this browser tab: which card is open, what was computed of each, and what is computed now.

What was computed stays while the visitor looks at other pages; what is being computed ends there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import streamlit as st

from app.classics.request import Opened, from_link, opened, to_link
from app.classics.work import Checked, Curve, checks, curve
from app.run import session
from app.run.link import once
from app.run.page_link import is_gone_to
from app.server import computation
from app.server.computation import Computation
from app.server.shared_computation import shared
from xorcore import CLASSICS, Dataset
from xorcore.book import OWN_DATA

PAGE = "classics"  # its url_path, and where the tab keeps what it remembers of it
LINK_KEYS = ("classic", "setup")
EXAMPLE = "mazur"  # a step that many work out by hand; it is quick, and three of its printed figures are wrong


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


@dataclass
class ClassicsState:
    """What this tab remembers of the page."""

    opened: Opened = Opened()
    written: dict[str, str] | None = None  # what the link says, as far as this page knows; None before it was read
    refused: str = ""  # of the link, in one sentence
    checked: dict[str, Checked] = field(default_factory=dict)  # by the name of the classic
    checks: Checks | None = None  # computed now, or last
    run: SetupRun | None = None


def state() -> ClassicsState:
    """Of this tab."""
    return st.session_state.setdefault(PAGE, ClassicsState())


def follow_link() -> None:
    """Show what the link says at first, and where the browser has gone to another than this page has written."""
    link, twice = once({key: st.query_params.get_all(key) for key in LINK_KEYS if key in st.query_params})
    written = state().written
    if written is None or link != written and is_gone_to():
        state().opened, refused = from_link(link)
        state().refused = " ".join([*twice, refused]).strip()
        state().written = link


def write_link() -> None:
    """The address says what is open."""
    state().written = to_link(state().opened)
    st.query_params.from_dict(session.link() | state().written)


def open_card(name: str, setup: str = "") -> None:
    """Look at one classic and at one of its setups; an unknown setup is the first."""
    state().opened, state().refused = opened(name, setup)


def back() -> None:
    """To the gallery."""
    open_card("")


def example() -> Computation:
    """The check that all visitors see first, computed once for all of them."""
    return shared(PAGE, lambda: checks([EXAMPLE]))


def checked() -> dict[str, Checked]:
    """All checks that were begun, by the name of their classic."""
    first, last = example().newest, state().checks and state().checks.computation.newest
    return (first.checked if first else {}) | state().checked | (last.checked if last else {})


def run(names: Sequence[str]) -> None:
    """Begin to compute the checks of these classics; what was computed before of others stays."""
    classics = state()
    classics.checked = checked()
    if classics.run and classics.run.computation.running:
        classics.run = None  # begun anew when the checks have ended
    classics.checks = Checks(tuple(names), computation.start(checks(names)))


def running() -> Checks | None:
    """The checks that are computed now, None while there are none."""
    now = state().checks
    return now if now and now.computation.running else None


def checked_now() -> str:
    """The name of the classic that is computed now, "" where none is."""
    now = running()
    return now.computation.newest.now if now and now.computation.newest else ""


def cancel() -> None:
    """End what is being computed; what is known of it stays."""
    for work in (state().checks, state().run):
        if work:
            work.computation.cancel()


def setup_run() -> SetupRun | None:
    """The run of the setup that is looked at: begun now if it was not, None while checks are computed."""
    found = state().run
    if not found or found[:2] != state().opened:
        if running():
            return None
        run_setup()
    return state().run


def run_setup() -> None:
    """Begin the run of the setup that is looked at."""
    classic, name = state().opened
    setup = CLASSICS[classic].setups[name]
    state().run = SetupRun(classic, name, computation.start(curve(setup)))


def open_on_train(name: str, setup_name: str) -> None:
    """A new run of this setup, from its own start weights."""
    classic = CLASSICS[name]
    config, parameters, data = classic.setups[setup_name]
    if data is not None:
        config, data = replace(config, dataset=OWN_DATA), Dataset(data.inputs, data.targets)
    note = f"{classic.title}: {setup_name}, from the Classics page."
    session.start(config, data, parameters=parameters, note=note)
    st.switch_page("app/pages/train.py")

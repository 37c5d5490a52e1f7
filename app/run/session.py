"""The live view of this browser tab, and what the pages do with its run.

Everything that trains goes on in the server, whether a script runs or not: see `app.server.turns`.
"""

import time
from collections.abc import Iterable
from itertools import chain
from math import inf

import streamlit as st

from app.run import transport
from app.run.link import once, read_link, unlike, write_link
from app.server import live_runs
from app.server.keeper import keeper
from app.server.live_runs import LiveRun
from app.server.pace import OPENING, SPEEDS
from app.server.run import Run, new_run
from app.server.turns import TURNS
from app.server.viewer import Viewer
from app.server.visitors import stranger, visitor_of
from xorcore import Config, Dataset
from xorcore.book import Parameters, shown
from xorcore.files import RunFileError

# Of a link, those that say what a page shows, by the page's address.
PAGE_KEYS = {
    "one_step": ("subject", "view", "stage"),
    "compare": ("compare", "values", "scale", "runs"),
    "seeds": ("seeds", "solved_at", "limit", "vary", "values"),
    "maps": ("map", "x_axis", "x_from", "x_to", "y_axis", "y_from", "y_to", "cells", "colour", "map_epochs",
             "solved_below"),
    "classics": ("classic", "setup"),
    "runs": ("list_page",),
}
PAGE_SHOWN = "page_of_this_tab"  # its address, "" for Train
READ_SECONDS = 3.0  # that a refusal stands, whatever is pressed
RUN_KEYS = ("run", "speed", "epoch")  # those that say which live run, how fast it plays, and where it is


def viewer() -> Viewer:
    """The live view of this tab; at first of the run that the link names or describes."""
    if "viewer" not in st.session_state:
        cookie = visitor_of(st.context.cookies)
        st.session_state.refusals = []
        live = _linked_run(cookie or stranger())
        st.session_state.viewer = Viewer(live, cookie, transport.act)
        st.session_state.refused_at = 0
    return st.session_state.viewer


def current() -> Run:
    """The run of this tab."""
    return viewer().live.run


def _linked_run(visitor: str) -> LiveRun:
    """The visitor's own run of the link's identity; a new one by the link's settings; without either, their last run.

    An epoch alone is a run of the usual settings, not an epoch of whatever this visitor trained last.
    """
    asked, state = st.query_params, st.session_state
    others = {*RUN_KEYS, *chain(*PAGE_KEYS.values())}
    settings = [key for key in asked if key not in others]
    if PAGE_SHOWN in state:
        state.refusals += of_other_pages(asked, state[PAGE_SHOWN])
    texts, twice = once({key: asked.get_all(key) for key in ("run", "speed") if key in asked})
    state.refusals += twice
    usual = "" if settings or "epoch" in asked else keeper().store.newest(visitor)
    kept = _kept_run(visitor, texts.get("run", usual), settings) if "run" in texts or usual else None
    state.run_is_described = kept is None
    live = kept or _described_run(visitor, settings)
    _take_speed(live, texts.get("speed"))
    return live


def of_other_pages(keys: Iterable[str], here: str) -> list[str]:
    """A sentence for each other page some of these keys of a link belong to: this page does not know them."""
    left = [key for key in keys if key not in PAGE_KEYS.get(here, ())]
    sentences = []
    for page, known in PAGE_KEYS.items():
        theirs = [key for key in left if key in known]
        left = [key for key in left if key not in known]
        if theirs:
            belong, change = ("belongs", "changes") if len(theirs) == 1 else ("belong", "change")
            names = ", ".join(f"“{key}”" for key in theirs)
            sentences.append(f"{names} of the link {belong} to the page {page.replace('_', ' ').capitalize()} and {change} "
                             "nothing here.")
    return sentences


def _kept_run(visitor: str, identity: str, settings: list[str]) -> LiveRun | None:
    """It stays as it is, whatever settings the link says besides."""
    try:
        live, note = keeper().find(visitor, identity)
    except RunFileError as error:
        live, note = None, f"{error} Its settings are those of the link."
    if live is None and not note:
        note = (f"“run” of the link must be one of your runs that are kept here, got {shown(identity)}; it is a new one "
                "with the settings of the link.")
    st.session_state.refusals += [note] if note else []
    st.session_state.refusals += unlike(live.run, _given(settings)) if live else []
    return live


def _described_run(visitor: str, settings: list[str]) -> LiveRun:
    """A new run by the settings of the link."""
    wanted, refused = read_link(_given(settings))
    st.session_state.refusals += refused
    return live_runs.open_run(new_run(*wanted), visitor)


def _given(keys: Iterable[str]) -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in keys}


def _take_speed(live: LiveRun, speed: str | None) -> None:
    if speed in SPEEDS:
        live.pace.speed = speed
    elif speed is not None:
        st.session_state.refusals += [f"“speed” of the link must be one of {', '.join(SPEEDS)}, got {shown(speed)}; "
                                      f"it is {live.pace.speed}."]


def link() -> dict[str, str]:
    """The query parameters that bring the run back: to its visitor itself, to anybody else a copy by its settings."""
    live = viewer().live
    speed = {"speed": live.pace.speed} if live.pace.speed != OPENING else {}
    return shared_link() | {"run": live.identity} | speed


def shared_link() -> dict[str, str]:
    """Those that bring a copy, to anybody: settings, changes, and, where the run stands, its epoch."""
    run = current()
    epoch = {} if run.playing or not run.shown.number else {"epoch": str(run.shown.number)}
    return write_link(run) | epoch


def accept(note: str = "") -> None:
    """Something was done: its note, if any, takes the place of the earlier note and of earlier refusals."""
    viewer().changed(note)
    _done()


def refuse(*sentences: str, field: str = "") -> None:
    """Something was refused; the run stays as it is. field: of the setting that it speaks of, where it will stand."""
    st.session_state.refusals = list(sentences)
    st.session_state.refused_field = field
    st.session_state.refused_at, st.session_state.refused_when = viewer().version, time.monotonic()


def refusals(field: str = "") -> list[str]:
    """What was refused of this setting, or of none of them, until something else is done: not at once, for who types
    and presses Train cannot have read it."""
    state = st.session_state
    stands = viewer().version == state.refused_at or time.monotonic() - state.get("refused_when", -inf) < READ_SECONDS
    return state.refusals if stands and field == state.get("refused_field", "") else []


def start(config: Config, dataset: Dataset | None = None, note: str = "", parameters: Parameters | None = None) -> None:
    """Replace the run by a new one at epoch 0. dataset: own points, needed where the Config's dataset is "own";
    parameters: start weights in place of the Config's random ones."""
    transport.start(viewer(), config, dataset, note, parameters)
    _done()


def open_run(live: LiveRun, note: str = "") -> None:
    """Look at another of the visitor's runs; the one before goes on as it does."""
    viewer().look_at(live)
    viewer().changed(note)
    _done()


def run_before() -> LiveRun | None:
    """The run that a new one took the place of, if anything was trained and it was not deleted since."""
    before = viewer().before
    return live_runs.find(before.identity, before.visitor) if before else None


def go_back() -> None:
    """Undo a new run: the one before is looked at again, where it was."""
    if before := run_before():
        open_run(before, "Back to the run before.")


def visitor() -> str:
    """Whose runs this tab sees."""
    return viewer().live.visitor


def change(field: str, value) -> None:
    """Set one setting: in place where training can go on, else by a new run. Raises ConfigError and changes nothing."""
    transport.change(viewer(), field, value)
    _done()


def pause() -> None:
    """The run is looked at elsewhere, or taken for something else."""
    if current().playing:
        transport.pause(viewer())
        _done()


def _done() -> None:
    st.session_state.refusals = []
    TURNS.answer(viewer().live)


def own_points(config: Config) -> Dataset | None:
    """The points for a Config with own data: those of the present run, whatever they came from; None for other data."""
    return transport.own_points(current(), config)


def page_is_behind() -> None:
    """More has changed than the part of the page that is drawn next: the whole is to be drawn anew."""
    st.session_state.page_is_behind = True


def page_is_drawn() -> bool:
    """The whole is being drawn, or will be at once. Returns whether it was behind."""
    return st.session_state.pop("page_is_behind", False)


def catch_up() -> None:
    """Inside a part of the page: draw the whole anew where it is behind."""
    if page_is_drawn():
        st.rerun()

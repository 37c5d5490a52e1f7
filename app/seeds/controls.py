"""The widgets of the Seeds page: what to compute, Compute and Cancel, and how far it has come.

Before they are drawn the widgets are set to the request's own values, so they also show what a link asked for.
"""

from functools import partial
from typing import NamedTuple

import streamlit as st

from app.run import session
from app.run.page_link import PageLink
from app.seeds import request as seeds_request
from app.seeds.request import LINK_NUMBERS, VARIED, Request, limit, stop_level, usual_values
from app.seeds.statistics import compute
from app.server import computation, kept_results
from app.server.computation import Computation
from app.widgets.number_field import number_field
from app.widgets.synced_widget import on_edit, put
from app.words.names import name_of
from app.words.numbers import count
from app.words.plain_text import plain
from app.words.settings_line import settings_line
from xorcore import OPTIMIZERS, Config
from xorcore.config import worded

PAGE = "seeds"  # its url_path
ONE = "one setting"
VARIED_NAMES = {"optimizer": "update rule"}


class Asked(NamedTuple):
    """What the results on the page are of."""

    request: Request
    config: Config
    computation: Computation


def read_link() -> None:
    """Once, what the link says of this page; a link with a number of seeds is computed at once."""
    state = st.session_state
    if "seeds_request" in state:
        return
    link = PageLink(seeds_request.LINK_KEYS)
    state.seeds_request, refused = seeds_request.from_link(link.texts)
    state.seeds_refused, state.seeds_asked = link.refused + refused, None
    if not state.seeds_refused and not _take_kept(link):
        start() if "seeds" in link.texts else _check()


def _check() -> None:
    """Refuse values of the link that cannot be put side by side."""
    run = session.current()
    try:
        seeds_request.settings(st.session_state.seeds_request, run.present_config, len(run.dataset.inputs))
    except ValueError as error:
        _refuse(f"{worded(error)}.")


def _take_kept(link: PageLink) -> bool:
    """What was computed before the tab was loaded again, of the same settings, where the link asks for nothing else."""
    state, kept = st.session_state, kept_results.kept(session.visitor(), PAGE)
    if kept is None or kept.config != session.current().present_config or kept.computation.cancelled:
        return False
    if link.texts and kept.request != state.seeds_request:
        return False
    state.seeds_request, state.seeds_asked = kept.request, kept
    computation.take(kept.computation)
    return True


def write_link() -> None:
    request = st.session_state.seeds_request
    st.query_params.from_dict(session.link() | seeds_request.to_link(request))


def choices() -> None:
    """How many seeds, when one is solved, how long at most, and what to put side by side."""
    config, request = session.current().present_config, st.session_state.seeds_request
    level = stop_level(request, config, len(session.current().dataset.inputs))
    put("seeds_vary", request.vary or ONE)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _number("seeds_count", request.seeds, "seeds", help="Seeds 0, 1, 2, … : equal seeds give equal start weights.")
        _number("seeds_stop", level, "solved_at")
        _number("seeds_epochs", limit(request, config), "limit")
        st.selectbox("Side by side", [ONE, *VARIED], key="seeds_vary", width=170,
                     on_change=on_edit("seeds_vary", _take_vary),
                     format_func=lambda field: VARIED_NAMES.get(field, field.replace("_", " ")))
        if request.vary == "optimizer":
            put("seeds_rules", [name.strip() for name in request.values.split(",") if name.strip() in OPTIMIZERS])
            st.multiselect("Update rules", list(OPTIMIZERS), key="seeds_rules", width=420,
                           format_func=partial(name_of, "optimizer"),
                           on_change=on_edit("seeds_rules", lambda rules: _take(values=",".join(rules))))
        elif request.vary:
            put("seeds_values", request.values)
            st.text_input("Values", key="seeds_values", width=170, help="For example 0, 0.5, 0.9.",
                          on_change=on_edit("seeds_values", lambda values: _take(values=values)))


def _number(key: str, value: float, entry: str, **more) -> None:
    field, limits, label = LINK_NUMBERS[entry]
    number_field(st, key, label, value, limits, lambda value: _take(**{field: value}), _refuse,
                 width=150 if limits.whole else 220, **more)


def _take(**changes) -> None:
    st.session_state.seeds_request = st.session_state.seeds_request._replace(**changes)
    st.session_state.seeds_refused = []


def _refuse(sentence: str) -> None:
    st.session_state.seeds_refused = [sentence]


def _take_vary(field: str) -> None:
    config = session.current().present_config
    _take(vary="" if field == ONE else field, values="" if field == ONE else usual_values(field, config))


def start() -> None:
    """Begin to compute what is asked for, or refuse it in one sentence."""
    state, run = st.session_state, session.current()
    config, dataset = run.present_config, session.own_points(run.present_config)
    computation.stop()
    state.seeds_refused = []
    try:
        wanted = seeds_request.settings(state.seeds_request, config, len(run.dataset.inputs))
        refusal = seeds_request.refusal(state.seeds_request, wanted, dataset)
    except ValueError as error:
        refusal = f"{worded(error)}."
    if refusal:
        _refuse(refusal)
        return
    results = compute(state.seeds_request, wanted, dataset)
    state.seeds_asked = Asked(state.seeds_request, config, computation.start(results))
    kept_results.keep(session.visitor(), PAGE, state.seeds_asked)


def buttons() -> None:
    asked: Asked | None = st.session_state.seeds_asked
    running = asked is not None and asked.computation.running
    with st.container(horizontal=True):
        if running:
            st.button("Cancel", on_click=asked.computation.cancel)
        else:
            st.button("Compute", type="primary", on_click=start)
    for sentence in st.session_state.seeds_refused:
        st.warning(plain(sentence))


def progress(asked: Asked, running: bool) -> None:
    """How far it has come, or how it ended; and what the results are of where that has changed since."""
    results, work = asked.computation.newest, asked.computation
    if running:
        st.progress(results.progress if results else 0.0, f"Computing, {work.seconds:.0f} s.{_about(asked)}")
    elif work.error:
        st.error(f"The computation failed: {plain(str(work.error))}")
    elif work.cancelled:
        st.info(f"Cancelled after {work.seconds:.1f} s.{_about(asked)}")
    else:
        st.caption(f"{count(asked.request.seeds)} seeds, computed in {work.seconds:.1f} s.")
    if settings_line(asked.config) != settings_line(session.current().present_config):
        st.caption(plain(f"These results are of {settings_line(asked.config)}."))
    if asked.request != st.session_state.seeds_request:
        st.caption("The choices above have changed since: Compute takes them.")


def _about(asked: Asked) -> str:
    """Which seeds a partial result speaks of."""
    results = asked.computation.newest
    statistics, solved = (results.statistics, count(results.solved)) if results else ((), "")
    if not statistics:
        return f" {solved} solved so far." if results else ""
    last = statistics[-1]
    name = f"{last.setting.name}: the" if last.setting.name else "The"
    return f" {solved} solved so far. {name} first {count(last.n)} of {count(asked.request.seeds)} seeds have ended."

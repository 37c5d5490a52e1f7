"""Compare: what one setting changes, from the same start."""

from contextlib import suppress

import numpy as np
import streamlit as st

from app.compare import kept_runs
from app.compare.comparison import MOST_SECONDS, Comparison
from app.compare.settings import FIELD_NAMES, FIELDS, MOST_RUNS, configs, label, without_effect
from app.compare.view import Asked, show
from app.run import session
from app.run.page_link import PageLink, notices
from app.server import computation, kept_results
from app.words.numbers import duration
from app.words.plain_text import plain
from app.words.settings_line import settings_line
from app.words.value_list import LONGEST_TEXT, join, split
from xorcore import LIMITS
from xorcore.config import choices, worded

SCALES = ("log", "linear")
LINK_KEYS = ("compare", "values", "scale")
PAGE = "compare"  # its url_path


def read_link() -> None:
    """What the link, or else the last comparison, says of this page, once: the setting, its values, the curves' scale."""
    state = st.session_state
    if "compare" in state:
        return
    link = PageLink(LINK_KEYS)
    _take_kept(link)
    last = state.compare_asked.comparison if "compare_asked" in state else None
    state.compare = link.choice("compare", FIELDS, last.field if last else next(iter(FIELDS)))
    texts = split(link.texts.get("values", ""))
    if texts:
        texts = _usable(texts, link)
    elif last and last.field == state.compare:
        texts = [str(value) for value in last.values]
    _set_values(state.compare, texts or split(FIELDS[state.compare]))
    state.scale = link.choice("scale", SCALES, SCALES[0])
    link.say()


def _take_kept(link: PageLink) -> None:
    """What was compared before the tab was loaded again, where the link names no other comparison."""
    state, kept = st.session_state, kept_results.kept(session.visitor(), PAGE)
    if kept is None or "compare_asked" in state:
        return
    comparison, texts = kept.comparison, link.texts
    with suppress(ValueError):  # values that cannot be compared are said where they are read
        if texts.get("compare", comparison.field) == comparison.field and ("values" not in texts or tuple(
                configs(comparison.configs[0], comparison.field, split(texts["values"]))) == comparison.configs):
            state.compare_asked = kept
            computation.take(kept.computation)


def _usable(texts: list[str], link: PageLink) -> list[str]:
    """The values of the link; none where they cannot be compared."""
    try:
        configs(session.current().present_config, st.session_state.compare, texts)
    except ValueError as error:
        link.refused.append(f"The values of the link are not used: {worded(error)}.")
        return []
    return texts


def _set_values(field: str, texts: list[str]) -> None:
    known = [text for text in texts if text in choices().get(field, ())][:MOST_RUNS]
    st.session_state[f"values_{field}"] = known if field in choices() else ", ".join(texts)


def write_link() -> None:
    state = st.session_state
    page = {"compare": state.compare, "values": join(values(state.compare)), "scale": state.scale}
    plain_page = {"compare": next(iter(FIELDS)), "values": FIELDS[state.compare], "scale": SCALES[0]}
    st.query_params.from_dict(session.link()
                              | {key: value for key, value in page.items() if value != plain_page[key]})


def values(field: str) -> list[str]:
    """What the widget of the values holds."""
    chosen = st.session_state[f"values_{field}"]
    return chosen if field in choices() else split(chosen)


def choose() -> None:
    """The setting that differs, and its values."""
    left, right = st.columns([1, 2])
    left.selectbox("Setting", list(FIELDS), format_func=FIELD_NAMES.__getitem__, key="compare", on_change=_other_setting)
    field = st.session_state.compare
    if field in choices():
        right.multiselect("Values", choices()[field], format_func=lambda value: label(field, value), key=f"values_{field}",
                          max_selections=MOST_RUNS)
    else:
        right.text_input("Values", key=f"values_{field}", max_chars=LONGEST_TEXT,
                         help=f"Two to six, with commas or semicolons between them, each {LIMITS[field].rule()}.")


def _other_setting() -> None:
    field = st.session_state.compare
    _set_values(field, split(FIELDS[field]))


def compare() -> None:
    """Start the comparison that is asked for; what cannot be computed is refused in one sentence."""
    state, run = st.session_state, session.current()
    computation.stop()
    state.compare_refusal = ""
    try:
        found = configs(run.present_config, state.compare, values(state.compare))
    except ValueError as error:
        state.compare_refusal = f"Nothing was computed: {worded(error)}."
        return
    wanted = Comparison(state.compare, found, run.dataset, run.parameters)
    seconds = wanted.predicted_seconds()
    if seconds > MOST_SECONDS:
        state.compare_refusal = (f"These runs would take about {duration(seconds)}, and at most {duration(MOST_SECONDS)} "
                                 "are computed: choose fewer values here, or fewer epochs on the Train page.")
        return
    state.compare_asked = Asked(wanted, computation.start(wanted.compute()))
    kept_results.keep(session.visitor(), PAGE, state.compare_asked)


def is_as_chosen(shown: Comparison) -> bool:
    """Whether Compare would give the comparison that is shown."""
    run, field = session.current(), st.session_state.compare
    try:
        wanted = configs(run.present_config, field, values(field))
    except ValueError:
        return False
    same_start = shown.parameters is run.parameters and np.array_equal(shown.dataset.inputs, run.dataset.inputs)
    return same_start and (field, tuple(wanted)) == (shown.field, shown.configs)


def buttons(running: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button("Compare", type="primary", key="compare_start", on_click=compare)
        st.button("Cancel", key="compare_cancel", on_click=computation.stop, disabled=not running)
        st.segmented_control("Loss", SCALES, key="scale", required=True, label_visibility="collapsed")


def page() -> None:
    run = session.current()
    session.pause()
    read_link()
    if kept_runs.asked():
        st.markdown("**How do these kept runs differ?** As they stand, from the page Runs.")
        kept_runs.show(st.session_state.scale == SCALES[0])
        return
    st.markdown("**What does one setting change, from the same start?** Two to six runs that differ in nothing else.")
    st.caption(f"On the Train page: {settings_line(run.present_config)}.")
    choose()
    notices()
    asked = st.session_state.get("compare_asked")
    buttons(asked is not None and asked.computation.running)
    for sentence in (st.session_state.get("compare_refusal", ""),
                     without_effect(run.present_config, st.session_state.compare)):
        if sentence:
            st.warning(plain(sentence))
    if asked is not None:
        show(asked, st.session_state.scale == SCALES[0], is_as_chosen(asked.comparison))
    write_link()


page()

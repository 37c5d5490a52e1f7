"""The widgets of the Compare page: the setting that differs, its values, Compare and Cancel; and what is said of them."""

import streamlit as st

from app.compare import session as page
from app.compare.comparison import Comparison
from app.compare.settings import EXAMPLE, FIELDS, MOST_RUNS, SCALES, held_by_widget, label, without_effect
from app.run import session
from app.server import computation
from app.widgets.refusal import refused_below
from app.widgets.synced_widget import synced
from app.words.plain_text import plain
from app.words.settings_line import settings_line
from xorcore import LIMITS
from xorcore.book import LABELS, choices


def choose(running: bool) -> None:
    """The setting that differs, its values and the button that computes them, in one row; below it what is to be said."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _setting()
        _values()
        st.button("Compare", type="primary", key="compare_start", on_click=page.compare)
        st.button("Cancel", key="compare_cancel", on_click=computation.stop, disabled=not running)
        scale()


def _setting() -> None:
    here = page.memory()
    synced(st.selectbox, "Setting", key="compare", value=here.field, options=list(FIELDS), width=190,
           take=lambda field: page.memory().choose_field(field), format_func=LABELS.__getitem__)


def _values() -> None:
    here = page.memory()
    field, key = here.field, f"values_{here.field}"
    more = {"key": key, "value": here.held.get(field, held_by_widget(field, here.values)), "width": "stretch",
            "take": lambda held: page.take_values(field, held)}
    with refused_below("compare_values", here.refused_values):
        if field in choices():
            synced(st.multiselect, "Values", options=choices()[field], format_func=lambda value: label(field, value),
                   max_selections=MOST_RUNS, **more)
        else:
            synced(st.text_input, "Values", **more,
                   help=f"Two to six, with commas or semicolons between them, each {LIMITS[field].rule()}.")


def scale() -> None:
    """Of the loss, in all pictures that have it as an axis."""
    synced(st.segmented_control, "Loss", key="scale", value=page.memory().scale, options=SCALES, take=_take_scale,
           required=True, label_visibility="collapsed")


def _take_scale(chosen: str) -> None:
    page.memory().scale = chosen


def say(shown: Comparison) -> None:
    """Below the fields, in a place that is always there: what is refused, or what Compare would do."""
    here, config = page.memory(), session.current().present_config
    with st.container(key="compare_said"):
        said = (*session.refusals(), here.refusal, without_effect(config, here.field))
        refusals = [sentence for sentence in said if sentence]
        for sentence in refusals:
            st.warning(plain(sentence))
        if here.asked and not page.is_as_chosen(shown):
            st.info("What is chosen has changed since: this is the earlier comparison. Press Compare for the new one.")
        elif not refusals and here.asked is None:
            st.caption(plain(_yours(settings_line(config, without=here.field))))


def _yours(line: str) -> str:
    return ("" if line == settings_line(EXAMPLE, without=page.memory().field) else
            f"The example is of other settings than yours. Compare takes those of the Train page: {line}.")

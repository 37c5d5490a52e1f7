"""The widgets of the Seeds page: what to compute, Compute and Cancel; and what is said of them.

Before they are drawn the widgets are set to the request's own values, so they also show what a link asked for.
"""

from functools import partial

import streamlit as st

from app.run import session
from app.seeds import session as page
from app.seeds.request import LINK_NUMBERS, VARIED, limit, stop_level, usual_values
from app.widgets.number_field import number_field
from app.widgets.synced_widget import synced
from app.words.names import name_of, setting_name
from app.words.plain_text import plain
from app.words.settings_line import settings_line
from xorcore import OPTIMIZERS

ONE = "one setting"


def choose(running: bool) -> None:
    """How many seeds, when one is solved, how long at most, what to put side by side, and the button, in one row."""
    config, request = session.current().present_config, page.memory().request
    level = stop_level(request, config, len(session.current().dataset.inputs))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _number("seeds_count", request.seeds, "seeds", help="Seeds 0, 1, 2, … : equal seeds give equal start weights.")
        _number("seeds_stop", level, "solved_at")
        _number("seeds_epochs", limit(request, config), "limit")
        synced(st.selectbox, "Side by side", key="seeds_vary", value=request.vary or ONE, options=[ONE, *VARIED],
               take=_take_vary, width=210, format_func=lambda field: field if field == ONE else setting_name(field))
        if request.vary:
            _values(request.vary, request.values)
        st.button("Compute", type="primary", on_click=page.start, disabled=running, key="seeds_start")
        st.button("Cancel", on_click=_cancel, disabled=not running, key="seeds_cancel")


def _number(key: str, value: float, entry: str, **more) -> None:
    field, limits, label = LINK_NUMBERS[entry]
    here = page.memory()
    number_field(st, key, label, value, limits, lambda value: here.take(**{field: value}), here.refuse,
                 width=130 if limits.whole else 220, **more)


def _values(field: str, values: str) -> None:
    """Of the setting that is put side by side."""
    if field == "optimizer":
        chosen = [name.strip() for name in values.split(",") if name.strip() in OPTIMIZERS]
        synced(st.multiselect, "Update rules", key="seeds_rules", value=chosen, options=list(OPTIMIZERS), width=420,
               take=lambda rules: page.take_values(",".join(rules), typed=False), format_func=partial(name_of, "optimizer"))
    else:
        synced(st.text_input, "Values", key="seeds_values", value=values, width=170, help="For example 0, 0.5, 0.9.",
               take=lambda values: page.take_values(values, typed=True))


def _take_vary(field: str) -> None:
    config = session.current().present_config
    page.memory().take(vary="" if field == ONE else field, values="" if field == ONE else usual_values(field, config))


def _cancel() -> None:
    page.shown().computation.cancel()


def say(shown: page.Asked) -> None:
    """Below the fields, in a place that is always there: what is refused, or what Compute would do."""
    here = page.memory()
    with st.container(key="seeds_said"):
        refusals = (*session.refusals(), *here.refused)
        for sentence in refusals:
            st.warning(plain(sentence))
        if here.asked is None:
            if not refusals and not page.gives(here.request, shown):
                st.caption(plain("The example is of other settings than yours. Compute takes those of the Train page: "
                                 f"{settings_line(session.current().present_config)}."))
        elif not page.gives(here.request, shown):
            st.info("What is chosen has changed since: this is the earlier answer. Press Compute for the new one.")

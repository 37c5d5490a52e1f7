"""What this tab remembers of the Compare page, what the link says of it, and the example that all visitors see first."""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
import streamlit as st

from app.compare.comparison import MOST_SECONDS, Comparison, SoFar
from app.compare.settings import EXAMPLE, FIELDS, FIRST, LINK_KEYS, LINKED, SCALES, configs, held_by_widget, texts_of
from app.run import session
from app.run.page_link import PageLink
from app.server import computation, kept_results
from app.server.computation import Computation
from app.server.shared_computation import shared
from app.words.numbers import duration
from app.words.value_list import join, split
from xorcore.book import Parameters, flatten, worded

PAGE = "compare"  # its url_path
MEMORY = "compare_page"  # the one key of the session state


class Asked(NamedTuple):
    """A comparison, and its computation."""

    comparison: Comparison
    computation: Computation

    @property
    def so_far(self) -> SoFar:
        return self.computation.newest or SoFar()


@dataclass
class Memory:
    """Of the Compare page in this tab."""

    field: str  # the setting that differs
    held: dict[str, str | list[str]] = field(default_factory=dict)  # by the widget of each setting's values
    scale: str = SCALES[0]
    asked: Asked | None = None
    refusal: str = ""  # why the last comparison was not begun
    refused_values: str = ""  # why what was typed last is not in force
    opened: bool = False  # the first picture stands, so that what is below it can follow
    kept_runs: tuple[str, ...] | None = None  # identities of those shown in place of a comparison; None: the link is unread

    @property
    def values(self) -> list[str]:
        """That are chosen for the setting."""
        return texts_of(self.field, self.held.get(self.field, held_by_widget(self.field, split(FIELDS[self.field]))))

    def choose(self, texts: list[str]) -> None:
        self.held[self.field] = held_by_widget(self.field, texts)

    def choose_field(self, field: str) -> None:
        self.field, self.refused_values, self.refusal = field, "", ""


def memory() -> Memory:
    """At first what the link says, or else the visitor's last comparison."""
    if MEMORY not in st.session_state:
        st.session_state[MEMORY] = _opened(PageLink(LINK_KEYS))
    return st.session_state[MEMORY]


def _opened(link: PageLink) -> Memory:
    asked = _kept(link)
    usual = asked.comparison.field if asked else LINKED if "values" in link.texts else FIRST
    opened = Memory(link.choice("compare", FIELDS, usual), asked=asked)
    texts = split(link.texts.get("values", ""))
    if not texts and "values" in link.texts:
        link.refused.append("The values of the link are not used: there are none.")
    if texts:
        opened.choose(_usable(opened.field, texts, link))
    elif asked and asked.comparison.field == opened.field:
        opened.choose([str(value) for value in asked.comparison.values])
    opened.scale = link.choice("scale", SCALES, SCALES[0])
    link.say()
    return opened


def _kept(link: PageLink) -> Asked | None:
    """What was compared before the tab was loaded again, where the link names no other comparison."""
    kept, texts = kept_results.kept(session.visitor(), PAGE), link.texts
    if kept is None:
        return None
    comparison = kept.comparison
    with suppress(ValueError):  # values that cannot be compared are said where they are read
        if texts.get("compare", comparison.field) == comparison.field and ("values" not in texts or tuple(
                configs(comparison.configs[0], comparison.field, split(texts["values"]))) == comparison.configs):
            computation.take(kept.computation)
            return kept
    return None


def _usable(field: str, texts: list[str], link: PageLink) -> list[str]:
    """The values of the link; the usual ones where they cannot be compared."""
    try:
        configs(session.current().present_config, field, texts)
    except ValueError as error:
        link.refused.append(f"The values of the link are not used: {worded(error)}.")
        return split(FIELDS[field])
    return texts


def write_link() -> None:
    here = memory()
    page = {"compare": here.field, "values": join(here.values), "scale": here.scale}
    usual = {"compare": FIRST, "values": FIELDS[here.field], "scale": SCALES[0]}
    entries = {key: value for key, value in page.items() if value != usual[key]}
    if "values" in entries:
        entries["compare"] = here.field
    st.query_params.from_dict(session.link() | entries)


@cache
def _example() -> Comparison:
    return Comparison(FIRST, configs(EXAMPLE, FIRST, split(FIELDS[FIRST])))


def shown() -> Asked:
    """The comparison on the page: the one that was asked for last, before that the example."""
    return memory().asked or Asked(_example(), shared(PAGE, _example().compute))


def compare() -> None:
    """Start the comparison that is asked for; what cannot be computed is refused in one sentence."""
    here, run = memory(), session.current()
    computation.stop()
    here.refusal = here.refused_values = ""
    try:
        wanted = Comparison(here.field, configs(run.present_config, here.field, here.values), run.dataset, run.parameters)
    except ValueError as error:
        here.refusal = f"Nothing was computed: {worded(error)}."
        return
    seconds = wanted.predicted_seconds()
    if seconds > MOST_SECONDS:
        here.refusal = (f"These runs would take about {duration(seconds)}, and at most {duration(MOST_SECONDS)} "
                        "are computed: choose fewer values here, or fewer epochs on the Train page.")
        return
    here.asked = Asked(wanted, computation.start(wanted.compute()))
    kept_results.keep(session.visitor(), PAGE, here.asked)


def take_values(field: str, held: str | list[str]) -> None:
    """As the widget of the field holds them. A text that cannot be compared is refused; entries are picked one by one, so
    that they stay and the sentence too, until they can be.
    """
    here, why = memory(), _why_not(field, held)
    here.refusal = ""
    if why and isinstance(held, str):
        here.refused_values = f"{why}; the values stay {held_by_widget(field, here.values)}."
        return
    here.refused_values = f"{why}; as they are, nothing can be compared." if why else ""
    here.held[field] = held


def _why_not(field: str, held: str | list[str]) -> str:
    """Why these values cannot be compared, "" where they can."""
    try:
        configs(session.current().present_config, field, texts_of(field, held))
    except ValueError as error:
        why = worded(error)
        return why[0].upper() + why[1:]
    return ""


def is_as_chosen(comparison: Comparison) -> bool:
    """Whether Compare would give this very comparison."""
    run, here = session.current(), memory()
    try:
        wanted = configs(run.present_config, here.field, here.values)
    except ValueError:
        return False
    same_settings = (here.field, tuple(wanted)) == (comparison.field, comparison.configs)
    return same_settings and comparison.dataset.equals(run.dataset) and _same_start(comparison.parameters, run.parameters)


def _same_start(one: Parameters | None, other: Parameters | None) -> bool:
    """Whether the same start weights are given, or none."""
    if one is None or other is None:
        return one is other
    return np.array_equal(flatten(one), flatten(other))

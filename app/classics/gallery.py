"""The gallery of the Classics page: a card for each classic, readable before anything was computed."""

import pandas as pd
import streamlit as st

from app.classics import session as classics_session
from app.classics.session import Checks
from app.classics.words import NOT_YET, agreement, coloured, computed, interval, leading, published, text, verdict_of_card
from app.classics.work import Checked
from app.server.computation import watch
from app.words.heard_name import heard_name
from app.words.numbers import duration
from app.words.plain_text import plain
from xorcore import CLASSICS
from xorcore.book import several
from xorcore.classics import WEAKER, Check, Classic, ComparedFigure, Figure

IN_A_ROW = 3
EXAMPLE_SECONDS = 1.0  # at most to wait for the first card


def show() -> None:
    buttons()
    names = sorted(CLASSICS, key=lambda name: name != classics_session.EXAMPLE)
    for start in range(0, len(names), IN_A_ROW):
        columns = st.container(key=f"cards_{start}").columns(IN_A_ROW)  # the key: not in the place of an open card's part
        for place, name in zip(columns, names[start:], strict=False):
            with place.container(border=True, height="stretch", vertical_alignment="distribute", key=f"classic_{name}"):
                card(name)


def buttons() -> None:
    """Run all and Cancel, and how far all of them are."""
    running = classics_session.running()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Run all", type="primary", key="classics_run_all", disabled=running is not None,
                  on_click=lambda: classics_session.run(CLASSICS))
        st.button("Cancel", key="classics_cancel", disabled=running is None, on_click=classics_session.cancel)
        with st.container(key="classics_progress", width="stretch"):  # as high, and one part of the page, whatever it says
            if running:
                shown = classics_session.checked_now()
                watch(running.computation, lambda _: progress(running, shown))
            else:
                example = classics_session.example()
                example.join(EXAMPLE_SECONDS)
                st.caption(summary())
                watch(example, lambda _: None)


def progress(running: Checks, shown: str) -> None:
    """How far the checks are. shown: the classic that the rest of the page shows as the one that is computed."""
    if classics_session.checked_now() != shown:
        st.rerun()
    names, work = running
    found = work.newest
    figures = sum(len(CLASSICS[name].figures) for name in names)
    st.progress(found.figures / figures if found else 0.0, plain(_doing(names, shown, work.seconds)))


def _doing(names: tuple[str, ...], now: str, seconds: float) -> str:
    if not now:
        return f"Computing, {seconds:.0f} s."
    here = classics_session.checked()[now].check
    place = f"{names.index(now) + 1} of {len(names)}: " if len(names) > 1 else ""
    return f"{place}{here.classic.title}, {_so_far(here)}, {seconds:.0f} s."


def _so_far(check: Check) -> str:
    return f"{len(check.comparisons)} of {several(len(check.classic.figures), 'figure')}"


def summary() -> str:
    """What the checks have given so far."""
    checked = classics_session.checked().values()
    verdicts = [each.check.verdict for each in checked if each.check.complete]
    if not verdicts:
        return "Every card computes its figures here, in this session, and compares them with the published ones."
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in WEAKER if verdict in verdicts)
    seconds = sum(each.seconds for each in checked)
    return f"{len(verdicts)} of {len(CLASSICS)} run, in {duration(seconds)}: {counts}."


def card(name: str) -> None:
    """One classic: what is claimed, the figure that leads, the verdict."""
    classic, checked = CLASSICS[name], classics_session.checked().get(name)
    with st.container():
        st.subheader(f"{text(classic.title)} · {classic.year}", anchor=False)
        st.markdown(text(classic.claim))
        place = leading(classic)
        found = checked.check.comparisons[place : place + 1] if checked else ()
        leading_figure(name, classic.figures[place], found[0] if found else None)
    with st.container():
        st.markdown(status(classic, checked, classics_session.checked_now() == name))
        with st.container(horizontal=True):
            st.button(heard_name("Open", classic.title), key=f"open_{name}", on_click=classics_session.open_card,
                      args=(name,))
            st.button(heard_name("Run", classic.title), key=f"run_{name}", on_click=classics_session.run, args=([name],),
                      disabled=classics_session.running() is not None)


def leading_figure(name: str, figure: Figure, comparison: ComparedFigure | None) -> None:
    """Published above computed, digit above digit; what is right where the print is wrong; where ours must lie, if so."""
    values = {"published": published(figure), "corrected": figure.corrected,
              "computed": computed(*comparison) if comparison else NOT_YET,
              "interval": interval(figure) if figure.interval else ""}
    shown = [(what, value) for what, value in values.items() if value]
    with st.container(gap="xsmall", key=f"figure_in_{len(shown)}_rows_{name}"):  # by which it has its room before its code
        st.caption(text(figure.name))
        st.table(pd.DataFrame(shown), border="horizontal", hide_index=True, hide_header=True)


def status(classic: Classic, checked: Checked | None, running: bool) -> str:
    """Where a check stands, or its verdict, as Markdown of two lines."""
    if checked is None:
        return f":gray[no verdict yet  \n{several(len(classic.figures), 'figure')} to compare]"
    if checked.error:
        return f"Could not be computed: {plain(checked.error)}"
    if checked.check.complete:
        verdict = coloured(verdict_of_card(checked.check))
        return f"{verdict}  \n:gray[{agreement(checked.check)} · {duration(checked.seconds)}]"
    return f":gray[{'running' if running else 'cancelled'}  \n{_so_far(checked.check)}]"

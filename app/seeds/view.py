"""What the Seeds page shows of its results: answers in words, shares, charts, and the way to every single run."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from app.run import session
from app.seeds.charts import epochs_to_solve, final_losses, loss_curves, share_solved, short_name
from app.seeds.statistics import ELSEWHERE, Results, Statistics, answer, at_levels, compared, has_levels, percent, points
from app.widgets.number_field import number_field
from app.words.numbers import count
from app.words.plain_text import plain
from xorcore.config import Limits
from xorcore.statistics.confidence import paired_difference
from xorcore.statistics.plateaus import stuck_levels

NO_TOOLS = {"displayModeBar": False, "scrollZoom": False}
SHOWN_ROWS = 240  # pixels of the table of seeds


def show(results: Results, field: str, clickable: bool) -> None:
    """All of it. clickable: whether a seed can be opened, which is when no more is to come."""
    statistics = results.statistics
    words(statistics, field)
    if len(statistics) > 1:
        shares_table(statistics)
    charts(statistics, clickable)
    if clickable:
        single_runs(statistics)


def words(statistics: tuple[Statistics, ...], field: str) -> None:
    first, *others = statistics
    for other in others:
        st.markdown(plain(compared(first, other, field)))
    if others:
        st.caption("What is only faster also solves more within a limit of epochs: see whether the curves still rise.")
        return
    st.markdown(answer(first))
    if has_levels(first.setting.config) and len(first.stuck_losses):
        st.markdown(_where(first))


def _where(stats: Statistics) -> str:
    parts = [f"{count(n)} {'where ' if name != ELSEWHERE else ''}{name}" for name, n in at_levels(stats).items() if n]
    return f"Of the {count(len(stats.stuck_losses))} unsolved, " + ", ".join(parts) + "."


def shares_table(statistics: tuple[Statistics, ...]) -> None:
    """Each setting's share with its interval, and its difference from the first one's, seed by seed."""
    first = statistics[0]
    rows = []
    for stats in statistics:
        share, n = stats.share, min(first.n, stats.n)
        row = {"setting": stats.setting.name, "starts": stats.n, "solved": percent(share.value),
               "95 % interval": f"{percent(share.low)} to {percent(share.high)}",
               "median epochs to solve": _median(stats), "diverged": int(stats.diverged.sum()),
               "difference in points": "", "its 95 % interval": ""}
        if stats is not first:
            value, low, high = paired_difference(first.solved[:n], stats.solved[:n])
            row |= {"difference in points": points(value, "+"),
                    "its 95 % interval": f"{points(low, '+')} to {points(high, '+')}"}
        rows.append(row)
    st.dataframe(pd.DataFrame(rows), hide_index=True)


def _median(stats: Statistics) -> str:
    return count(int(np.median(stats.epochs[stats.solved]))) if stats.solved.any() else "none solved"


def charts(statistics: tuple[Statistics, ...], clickable: bool) -> None:
    left, right = st.columns(2)
    with left:
        st.markdown("**Share solved by epoch t**")
        more = {"on_select": "rerun", "selection_mode": "points"} if clickable else {}
        solved = chart(share_solved, statistics, "Share solved, at the last epoch",
                       lambda stats: percent(stats.share.value), **more)
        st.caption(f"With 95 % interval.{' A dot is a seed: a click on it opens that run.' if clickable else ''}")
    with right:
        st.markdown("**Epochs to solve**")
        chart(epochs_to_solve, statistics, "Epochs to solve, median", _median)
    left, right = st.columns(2)
    with left:
        st.markdown("**Where the unsolved ones sit**")
        unsolved = where_unsolved(statistics, more)
    with right:
        st.markdown("**Loss curves of all seeds**")
        chart(loss_curves, statistics, "Loss, median at the last epoch", lambda stats: f"{stats.quartiles[1, -1]:.3g}")
        st.caption("Median, and the band that half of the seeds are in. A run that has ended keeps its last loss.")
    for event in (solved, unsolved) if clickable else ():
        for point in event.selection.points if event else ():
            setting, seed = map(int, point["customdata"][:2])
            open_run(statistics[setting], seed)


def chart(figure: Callable[[tuple[Statistics, ...]], go.Figure], statistics: tuple[Statistics, ...], what: str,
          value: Callable[[Statistics], str], **more):
    """One of the charts, and for who does not see it one number of each setting. Gives what was clicked, if it can be."""
    numbers = "; ".join(f"{stats.setting.name} {value(stats)}".strip() for stats in statistics)
    return st.plotly_chart(figure(statistics), key=figure.__name__, config=NO_TOOLS, alt=f"{what}: {numbers}.", **more)


def where_unsolved(statistics: tuple[Statistics, ...], more: dict[str, str]):
    """The chart of their last losses, and how many sit at each named level. Gives what was clicked, if anything."""
    if not any(len(stats.stuck_losses) for stats in statistics):
        diverged = sum(int(stats.diverged.sum()) for stats in statistics)
        st.markdown(f"None is left unsolved{f'; {count(diverged)} diverged' if diverged else ''}.")
        return None
    event = chart(final_losses, statistics, "Last losses of the unsolved, how many these are",
                  lambda stats: count(len(stats.stuck_losses)), **more)
    if has_levels(statistics[0].setting.config):
        st.caption("Dotted: two, three or four patterns share one output. How many seeds ended there:")
        st.dataframe(level_table(statistics), hide_index=True)
    return event


def level_table(statistics: tuple[Statistics, ...]) -> pd.DataFrame:
    """How many unsolved seeds of each setting ended at each level of XOR."""
    losses = stuck_levels(statistics[0].setting.config)
    rows = [{"setting": stats.setting.name} | {
        f"{short_name(name)} ({losses[name]:.3g})" if name in losses else "elsewhere": n
        for name, n in at_levels(stats).items()} for stats in statistics]
    return pd.DataFrame(rows).drop(columns=[] if len(rows) > 1 else "setting")


def single_runs(statistics: tuple[Statistics, ...]) -> None:
    """Every seed as a row of a table, and by its number."""
    st.markdown("**Every seed**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = [stats.setting.name for stats in statistics]
        name = st.selectbox("Setting", names, key="seeds_setting", width=240) if len(names) > 1 else names[0]
        stats = statistics[names.index(name)]
        number_field(st, "seeds_seed", "Seed", picked_seed(stats), Limits(0, stats.n - 1, whole=True),
                     pick_seed, lambda sentence: pick_seed(picked_seed(stats), sentence), width=140)
        opened = st.button("Open on Train")
    if st.session_state.get("seeds_seed_refused"):
        st.warning(plain(st.session_state.seeds_seed_refused))
    event = st.dataframe(table_of_seeds(stats), hide_index=True, height=SHOWN_ROWS, key="seeds_table", on_select="rerun",
                         placeholder="–", selection_mode="single-row",
                         column_config={"final loss": st.column_config.NumberColumn(format="%.4g")})
    st.caption("Sort by a column; selecting a row opens that run on the Train page.")
    if opened:
        open_run(stats, picked_seed(stats))
    if event.selection.rows:
        open_run(stats, event.selection.rows[0])


def picked_seed(stats: Statistics) -> int:
    return min(st.session_state.get("seeds_picked", 0), stats.n - 1)


def pick_seed(seed: int, refused: str = "") -> None:
    st.session_state.seeds_picked, st.session_state.seeds_seed_refused = seed, refused


def table_of_seeds(stats: Statistics) -> pd.DataFrame:
    ended = np.select([stats.solved, stats.diverged], ["solved", "diverged"], "unsolved")
    return pd.DataFrame({"seed": np.arange(stats.n), "outcome": ended,
                         "epochs to solve": pd.Series(stats.epochs, dtype="Int64").mask(~stats.solved),
                         "final loss": stats.loss})


def open_run(stats: Statistics, seed: int) -> None:
    """This very run on the Train page."""
    config = replace(stats.setting.config, seed=seed)
    name = f", {stats.setting.name}" if stats.setting.name else ""
    session.start(config, session.own_points(config), f"Seed {seed}{name}, from the Seeds page.")
    st.switch_page("app/pages/train.py")

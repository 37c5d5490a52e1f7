"""What the Seeds page shows of its results: the answer and its pictures while they grow, then every single run."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from app.seeds import charts, tables
from app.seeds.charts import HEIGHT, nothing_yet
from app.seeds.failed_shares import failed_shares, shares_height
from app.seeds.session import Asked, memory, open_run
from app.seeds.statistics import Statistics, has_levels
from app.seeds.words import answers, progress
from app.server.computation import watch
from app.widgets.number_field import number_field
from app.widgets.number_table import number_table, numbers_behind, table_behind
from app.words.numbers import count, figure, percent
from app.words.plain_text import plain
from app.words.settings_line import settings_line
from xorcore.book import Limits

NO_TOOLS = {"displayModeBar": False, "scrollZoom": False}
CLICKED = {"on_select": "rerun", "selection_mode": "points"}
SHOWN_ROWS = 240  # pixels of the table of seeds

Settings = tuple[Statistics, ...]


def answer(asked: Asked) -> None:
    """The answer in words and its pictures, while they grow and at the end. Their place stays as it is."""
    watch(asked.computation, lambda running: _growing(asked, running))


def settings_of(asked: Asked) -> Settings:
    """What is known of each setting so far."""
    return asked.computation.newest.statistics if asked.computation.newest else ()


def _growing(asked: Asked, running: bool) -> None:
    settings = settings_of(asked)
    with st.container(key="seeds_answer" if len(asked.settings) == 1 else "seeds_answers"):
        _state(asked, running)
        if settings:
            st.markdown(answers(settings, asked.request.vary))
    with st.container(key="failed_shares", height=shares_height(len(asked.settings)), border=False):
        st.html(failed_shares(settings))
    left, right = st.columns(2)
    more = {} if running else CLICKED
    with left:
        st.markdown("**Share solved by epoch t**")
        solved = chart(charts.share_solved, settings, "Share solved, at the last epoch",
                       lambda stats: percent(stats.share.value), **more)
        st.caption("With 95 % interval. A dot is a seed: a click on it opens that run.")
    with right:
        st.markdown("**Where the unsolved ones sit**")
        unsolved = chart(charts.final_losses, settings, "Last losses of the unsolved, how many these are",
                         lambda stats: count(len(stats.stuck_losses)), **more)
        st.caption(_levels_in_words(settings))
    for event in () if running else (solved, unsolved):
        for point in event.selection.points if event else ():
            setting, seed = map(int, point["customdata"][:2])
            open_seed(settings[setting], seed)
    st.caption(plain(_asked(asked, running)))


def _state(asked: Asked, running: bool) -> None:
    """How far it has come, or that it did not come to its end."""
    work, so_far = asked.computation, progress(asked.computation.newest, asked.request)
    if work.error:
        st.error(f"The computation failed: {plain(str(work.error))}")
    elif running:
        st.markdown(f"**Computing**, {work.seconds:.0f} s.{plain(so_far)}")
    elif work.cancelled:
        st.markdown(f"**Cancelled** after {work.seconds:.1f} s.{plain(so_far)}")


def _asked(asked: Asked, running: bool) -> str:
    """What it is of."""
    work = asked.computation
    example = "" if memory().asked else "An example. "
    how_long = "" if running or work.cancelled or work.error else f", computed in {work.seconds:.1f} s"
    line = settings_line(asked.settings[0].config, without={"seed", asked.request.vary})
    return f"{example}{count(asked.request.seeds)} seeds{how_long}, of {line}."


def _levels_in_words(settings: Settings) -> str:
    if settings and not any(len(stats.stuck_losses) for stats in settings):
        diverged = sum(int(stats.diverged.sum()) for stats in settings)
        return f"All that fail diverged: {count(diverged)}." if diverged else "None is left unsolved."
    if settings and has_levels(settings[0].setting.config):
        return "Dotted: two, three or four patterns share one output."
    return "A dot is a seed: a click on it opens that run."


def chart(draw: Callable[[Settings], go.Figure], settings: Settings, what: str, value: Callable[[Statistics], str],
          **more):
    """One of the charts, and for who does not see it one number of each setting. Gives what was clicked, if it can be."""
    numbers = "; ".join(f"{stats.setting.name} {value(stats)}".strip() for stats in settings) or "not known yet"
    return st.plotly_chart(draw(settings) if settings else nothing_yet(), key=draw.__name__, config=NO_TOOLS,
                           height=HEIGHT, alt=f"{what}: {numbers}.", **more)


def rest(asked: Asked) -> None:
    """What follows the answer once no more is to come: every run, two more pictures, and the numbers behind all."""
    settings = settings_of(asked)
    if not settings:
        return
    if len(settings) > 1:
        st.subheader("Side by side", anchor=False)
        number_table(tables.shares(settings))
    single_runs(settings)
    st.subheader("How fast they learn", anchor=False)
    left, right = st.columns(2)
    with left:
        st.markdown("**Epochs to solve**")
        chart(charts.epochs_to_solve, settings, "Epochs to solve, median", tables.median_epochs)
    with right:
        st.markdown("**Loss curves of all seeds**")
        chart(charts.loss_curves, settings, "Loss, median at the last epoch", lambda stats: figure(stats.quartiles[1, -1]))
        st.caption("Median, and the band that half of the seeds are in. A run that has ended keeps its last loss.")
    numbers_behind(partial(behind, settings), key="seeds_numbers")


def behind(settings: Settings) -> None:
    """A table for each picture."""
    table_behind("Starts that fail", tables.shares(settings))
    table_behind("Share solved by epoch t", tables.solved(settings))
    if has_levels(settings[0].setting.config):
        table_behind("Where the unsolved ones sit", tables.levels(settings))
    table_behind("Epochs to solve", tables.to_solve(settings))
    table_behind("Loss curves of all seeds", tables.losses(settings))


def single_runs(settings: Settings) -> None:
    """Every seed as a row of a table, the failed ones first, and by its number."""
    here = memory()
    st.subheader("Every seed, first those that fail", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = [stats.setting.name for stats in settings]
        name = st.selectbox("Setting", names, key="seeds_setting", width=240) if len(names) > 1 else names[0]
        stats = settings[names.index(name)]
        seed = min(here.seed, stats.n - 1)
        number_field(st, "seeds_seed", "Seed", seed, Limits(0, stats.n - 1, whole=True), _pick,
                     lambda sentence: _pick(seed, sentence), width=140)
        opened = st.button("Open on Train")
        failed = int(stats.failed_first[0])
        opened_failed = not stats.solved[failed] and st.button(f"Open seed {failed}, which fails")
    with st.container(key="seeds_seed_said"):
        if here.seed_refused:
            st.warning(plain(here.seed_refused))
    table = tables.seeds(stats)
    event = number_table(table, {"seed": str}, height=SHOWN_ROWS, key="seeds_table", on_select="rerun",
                         selection_mode="single-row")
    st.caption("Sort by a column; selecting a row opens that run on the Train page.")
    if opened or opened_failed:
        open_seed(stats, seed if opened else failed)
    if event.selection.rows:
        open_seed(stats, int(table["seed"].iloc[event.selection.rows[0]]))


def _pick(seed: int, refused: str = "") -> None:
    memory().seed, memory().seed_refused = seed, refused


def open_seed(stats: Statistics, seed: int) -> None:
    """This very run on the Train page."""
    open_run(replace(stats.setting.config, seed=seed), stats.setting.name)

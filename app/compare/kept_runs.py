"""Kept runs side by side: two to six from the page Runs, whatever differs between them, as they stand.

Nothing is computed but their pictures: losses and weights are those that were saved.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd
import streamlit as st

from app.compare.charts import surface_figure
from app.compare.comparison import CURVE_POINTS, SURFACE_SIDE, THRESHOLDS, first_below
from app.compare.controls import scale
from app.compare.session import memory
from app.compare.settings import LEAST_RUNS, LOSS_FIELDS, MOST_RUNS
from app.compare.tables import MOST_SAMPLES, some
from app.compare.view import NO_BAR, SURFACE_HEIGHT, grid
from app.compare.words import range_of
from app.drawing.thinning import thinned
from app.run import session
from app.run.page_link import PageLink, is_gone_to, notices
from app.server.keeper import keeper
from app.server.run import plane_around
from app.widgets.loss_curves import loss_curves
from app.widgets.number_table import number_table, numbers_behind, table_behind
from app.words.numbers import count, figure
from app.words.plain_text import plain
from app.words.settings_line import settings_line
from xorcore import predict
from xorcore.book import Parameters, Surface, network_sizes, unflatten
from xorcore.files import RunFileError, SavedRun

LINK_KEY = "runs"


class Side(NamedTuple):
    """One of the runs."""

    name: str
    run: SavedRun
    summary: dict


def asked() -> bool:
    """Whether the page is to show kept runs."""
    here = memory()
    if LINK_KEY in st.query_params and (here.kept_runs is None or is_gone_to()):
        link = PageLink([LINK_KEY])
        named = tuple(dict.fromkeys(link.texts[LINK_KEY].split(","))) if LINK_KEY in link.texts else ()
        here.kept_runs = named[:MOST_RUNS]
        if len(named) > MOST_RUNS:
            link.refused.append(f"“runs” of the link must be at most {MOST_RUNS}, got {len(named)}; these are the first "
                                f"{MOST_RUNS}.")
        link.say()
    here.kept_runs = here.kept_runs or ()
    return bool(here.kept_runs)


def leave() -> None:
    memory().kept_runs = ()
    st.query_params.from_dict(session.link())


def show(logarithmic: bool) -> None:
    """Curves, table and surfaces of the runs that are asked for."""
    st.header("How do these kept runs differ?", anchor=False)
    notices()
    sides = _sides(memory().kept_runs)
    st.query_params.from_dict(session.link() | {LINK_KEY: ",".join(memory().kept_runs)})
    if len(sides) < LEAST_RUNS:
        st.warning(f"A comparison needs {LEAST_RUNS} of your kept runs at least, here are {len(sides)}: the others are "
                   "not kept here or not yours.")
        _ways_on()
        return
    st.markdown(answer(sides))
    labels = [side.name for side in sides]
    curves = [thinned(side.run.losses, 0, side.run.epoch, CURVE_POINTS) for side in sides]
    last = "; ".join(f"{side.name} {figure(side.run.losses[-1])}" for side in sides)
    loss_curves("compare_kept_curves", labels, curves, f"Loss by epoch of the kept runs, at last: {last}.",
                logarithmic=logarithmic)
    _ways_on()
    for side in sides:
        st.caption(plain(f"{side.name}: {settings_line(side.run.config)}"))
    _surfaces(sides)
    st.subheader("In numbers", anchor=False)
    number_table(table(sides))
    numbers_behind(partial(_behind, sides), key="kept_runs_numbers")


def answer(sides: Sequence[Side]) -> str:
    """Which run stands lowest and which highest, where their losses compare; as Markdown."""
    if have_different_losses([side.run for side in sides]):
        return "The curves are of different loss functions or data: their heights do not compare, their shapes do."
    ranked = sorted(sides, key=lambda side: np.nan_to_num(side.run.losses[-1], nan=np.inf))
    lowest, highest = (f"**{plain(name)}** with a loss of {figure(run.losses[-1])} at epoch {count(run.epoch)}"
                       for name, run, _ in (ranked[0], ranked[-1]))
    return f"Lowest stands {lowest}, highest {highest}."


def have_different_losses(runs: Sequence[SavedRun]) -> bool:
    """Whether the same weights would have another loss in some of these runs."""
    functions = {tuple(getattr(run.config, field) for field in LOSS_FIELDS) for run in runs}
    return len(functions) > 1 or not all(run.dataset.equals(runs[0].dataset) for run in runs)


def _ways_on() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        scale()
        st.button("Compare one setting instead", on_click=leave, key="compare_leave")


def _sides(identities: Sequence[str]) -> list[Side]:
    """Those of the runs that are this visitor's and can be read, each with a name of its own."""
    sides = []
    for number, identity in enumerate(identities, 1):
        try:
            kept = keeper().store.load(session.visitor(), identity)
        except RunFileError as error:
            st.warning(plain(str(error)))
            continue
        if kept:
            name = kept.summary.get("name", "")
            sides.append(Side(f"{number}: {name}" if name else f"run {number}", kept.run, kept.summary))
    return sides


def table(sides: Sequence[Side]) -> pd.DataFrame:
    """One row a run."""
    columns = {"run": [side.name for side in sides]}
    for level in THRESHOLDS:
        columns[f"L < {figure(level)} at epoch"] = pd.array(
            [first_below(side.run.losses, level) for side in sides], "Int64")
    columns["loss"] = [float(side.run.losses[-1]) for side in sides]
    columns["largest error"] = [largest_error(side.run) for side in sides]
    columns["how it stands"] = [f"{_how(side.summary)} at epoch {count(side.run.epoch)}" for side in sides]
    return pd.DataFrame(columns)


def _how(summary: dict) -> str:
    return summary.get("ended") or ("plays" if summary.get("playing") else "paused")


def losses(sides: Sequence[Side]) -> pd.DataFrame:
    """Of the curves: the loss of each run at some epochs, its last one among them."""
    columns = []
    for side in sides:
        epochs = some(len(side.run.losses))
        columns.append(pd.Series(side.run.losses[epochs], epochs, name=side.name))
    return pd.concat(columns, axis=1).sort_index().rename_axis("epoch").reset_index()


def outputs(run: SavedRun) -> pd.DataFrame:
    """Of a surface: what the network answers at the training samples."""
    inputs, targets = run.dataset.inputs[:MOST_SAMPLES], run.dataset.targets[:MOST_SAMPLES]
    answers = predict(run.config, _parameters(run), inputs)
    return pd.DataFrame({"x1": inputs[:, 0], "x2": inputs[:, 1], "target": targets[:, 0], "output": answers[:, 0]})


def _behind(sides: Sequence[Side]) -> None:
    """A table for each picture; runs may have data of their own."""
    table_behind("Loss by epoch", losses(sides))
    for side in sides:
        table_behind(f"Outputs at the training samples, {plain(side.name)}", outputs(side.run))


def _parameters(run: SavedRun) -> Parameters:
    """At the end of what was trained."""
    return unflatten(run.states[-1].vector, network_sizes(run.config, run.dataset))


def largest_error(run: SavedRun) -> float:
    """The largest |prediction - target| over the training samples."""
    return float(np.abs(predict(run.config, _parameters(run), run.dataset.inputs) - run.dataset.targets).max())


def _surfaces(sides: Sequence[Side]) -> None:
    st.subheader("What the networks answer", anchor=False)
    st.caption("The outputs over the plane: at the low target blue, at the high one orange, the line in the middle; "
               "samples: ● low, ◆ high")
    for i, ((name, run, _), place) in enumerate(zip(sides, grid(len(sides)), strict=True)):
        plane = plane_around(np.concatenate([run.dataset.inputs, run.dataset.test_inputs]))
        output, _ = Surface(run.config, network_sizes(run.config, run.dataset), plane, SURFACE_SIDE,
                            SURFACE_SIDE)(run.states[-1].vector)
        place.markdown(f"**{plain(name)}**")
        place.plotly_chart(surface_figure(output, plane, run.dataset, SURFACE_HEIGHT), config=NO_BAR,
                           key=f"compare_kept_surface_{i}", alt=f"Output over the plane, {range_of(output)}.")

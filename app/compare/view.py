"""What the Compare page shows of a comparison: curves while they grow, then the surfaces, the table and the landscape."""

from functools import partial

import streamlit as st

from app.compare import tables
from app.compare.charts import landscape_figure, surface_figure
from app.compare.comparison import Comparison, SoFar
from app.compare.session import Asked, memory
from app.compare.settings import LOSS_FIELDS
from app.compare.words import curves_in_words, explained, labels_of, range_of, state
from app.run import session
from app.server.computation import watch
from app.widgets.loss_curves import loss_curves
from app.widgets.number_table import number_table, numbers_behind, table_behind
from app.words.heard_name import heard_name
from app.words.numbers import figure
from app.words.plain_text import plain
from app.words.settings_line import settings_line
from xorcore import Dataset
from xorcore.book import LABELS

MOST_IN_A_ROW = 4  # surfaces
SURFACE_HEIGHT = 300
NO_BAR = {"displayModeBar": False}


def curves(asked: Asked, logarithmic: bool) -> None:
    """The answer in words and the curves, while they grow and at the end. Their place stays as it is."""
    watch(asked.computation, lambda running: _growing(asked, running, logarithmic))


def _growing(asked: Asked, running: bool, logarithmic: bool) -> None:
    comparison, so_far, labels = asked.comparison, asked.so_far, labels_of(asked.comparison)
    with st.container(key="compare_answer"):
        if asked.computation.error:
            st.error(f"The computation failed: {plain(str(asked.computation.error))}")
        else:
            st.markdown(state(comparison, so_far, running))
    until = max(config.epochs for config in comparison.configs) if running or not so_far.curves else 0
    if loss_curves("compare_curves", labels, so_far.curves, curves_in_words(labels, so_far), logarithmic=logarithmic,
                   until=until, asks=not memory().opened):
        st.rerun()
    st.caption(plain(_compared(comparison)))


def _compared(comparison: Comparison) -> str:
    """What differs, and what does not."""
    example = "" if memory().asked else "An example. "
    heights = (" The curves are of different loss functions: their heights do not compare, their shapes do."
               if comparison.field in LOSS_FIELDS else "")
    return (f"{example}{LABELS[comparison.field]} differs, all from the same start weights. "
            f"All else equal: {settings_line(comparison.configs[0], without=comparison.field)}.{heights}")


def outcome(asked: Asked) -> None:
    """What is known when it has ended."""
    comparison, so_far = asked.comparison, asked.so_far
    if not so_far.results:
        return
    surfaces(comparison, so_far)
    ends(comparison, so_far)
    if so_far.complete:
        landscape(comparison, so_far)
    numbers_behind(partial(behind, comparison, so_far), key="compare_numbers")


def surfaces(comparison: Comparison, so_far: SoFar) -> None:
    """What each network answers over the plane of the inputs, side by side, and the way to the Train page."""
    st.subheader("What the networks answer at the end", anchor=False)
    ends = comparison.dataset.scale
    low, middle, high = map(figure, (ends[0], sum(ends) / 2, ends[1]))
    st.caption(f"The outputs over the plane: {low} blue, {high} orange, the line at {middle}; samples: "
               f"● {low}, ◆ {high}")
    for i, place in enumerate(grid(len(comparison.configs))[: len(so_far.results)]):
        output = so_far.results[i].output
        place.markdown(f"**{labels_of(comparison)[i]}**")
        place.plotly_chart(surface_figure(output, comparison.plane, comparison.dataset, SURFACE_HEIGHT), config=NO_BAR,
                           key=f"compare_surface_{i}", alt=f"Output over the plane, {range_of(output)}.")
        if place.button(heard_name("Open on Train", labels_of(comparison)[i]), key=f"compare_open_{i}",
                        help="A new run with these settings."):
            open_on_train(comparison, i)


def grid(number: int) -> list:
    """Places for so many pictures in equal columns."""
    columns = number if number <= MOST_IN_A_ROW else -(-number // 2)
    return [place for row in range(0, number, columns) for place in st.columns(columns)][:number]


def open_on_train(comparison: Comparison, i: int) -> None:
    config, data = comparison.configs[i], comparison.dataset
    own = Dataset(data.inputs, data.targets) if config.dataset == "own" else None
    note = f"New run: {labels_of(comparison)[i]}, from the Compare page."
    session.start(config, own, note, comparison.parameters)
    st.switch_page("app/pages/train.py")


def ends(comparison: Comparison, so_far: SoFar) -> None:
    """How each run ended, as a table."""
    st.subheader("In numbers", anchor=False)
    title = LABELS[comparison.field]
    number_table(tables.outcomes(title, labels_of(comparison), so_far.results), key="compare_outcomes", column_config={
        "norm of the weights": st.column_config.NumberColumn(help="√(Σ w² + Σ b²) over all weights and biases at the end")})


def landscape(comparison: Comparison, so_far: SoFar) -> None:
    """The slice of the loss landscape, with the runs' paths."""
    here, labels, results = so_far.landscape, labels_of(comparison), so_far.results
    st.subheader("The loss landscape on a plane through the start and the ends", anchor=False)
    if here is None:
        st.caption("There is no such plane: no run ended away from the start without diverging.")
        return
    picture, words = st.columns([3, 2])
    which = 0
    if len(here.losses) > 1:
        which = words.selectbox("Landscape of", range(len(labels)), format_func=labels.__getitem__,
                                key="compare_landscape_of", help="The same weights have another loss with each of these.")
    picture.plotly_chart(landscape_figure(here.u, here.v, here.losses[which], labels, here.paths,
                                          [r.path_epochs for r in results], [r.path_losses for r in results]),
                         key="compare_landscape", config=NO_BAR,
                         alt=f"Losses on the plane, {range_of(here.losses[which])}, and the paths of the runs.")
    words.caption(explained(labels, here.paths))


def behind(comparison: Comparison, so_far: SoFar) -> None:
    """A table for each picture."""
    labels, results, here = labels_of(comparison), so_far.results, so_far.landscape
    table_behind("Loss by epoch", tables.losses(labels, results))
    table_behind("Outputs at the training samples", tables.outputs(comparison, labels, results))
    if here is not None:
        for name, which in zip(labels if len(here.losses) > 1 else [""], range(len(here.losses)), strict=True):
            table_behind(f"Loss on the plane {name}".strip(), tables.plane(here, which))
        table_behind("Paths on the plane", tables.paths(here, labels, results))

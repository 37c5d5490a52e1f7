"""The step taken apart: a diagram, the equations of one stage with their numbers, and the tables of a layer."""

from html import escape
from itertools import groupby

import streamlit as st

from app.one_step.chosen_step import Subject
from app.one_step.diagram import clicked, height, step_diagram
from app.one_step.session import walk
from app.one_step.stages import BIAS, Pick, Stage, explanations, overview, stages
from app.one_step.tables import TABLES, all_digits, show_table
from app.widgets.kept import kept
from app.widgets.synced_widget import synced
from app.words.numbers import DIGITS, figure
from app.words.plain_text import plain
from xorcore.book import unit_name
from xorcore.step import FULL, Explanation, StepTrace

BATCH = "the whole batch"
ITSELF, ITS_BIAS = "the unit itself", "its bias"
LEGEND = ("In each circle a, once it is computed, and ∂L/∂z, once the error has come back to it; over a batch the mean of "
          "a and the sum of ∂L/∂z. The square at its side is its bias. Green weights are positive, purple ones negative.")
UNBROKEN = "∂L/\u2060"  # no new line behind the stroke
TITLE_WIDTH = 300  # pixels, of the longest title: the buttons beside it stay where they are
EQUATIONS_HEIGHT = 450  # pixels: a small network and its legend; longer equations scroll, so that nothing below moves


def show(subject: Subject) -> None:
    trace, walking = subject.trace(), walk()
    walking.fit(trace.sizes)
    stage = stages(len(trace.layers))[walking.stage]
    whole = _stage_line(trace, stage)
    picture, text = st.columns([3, 2])
    # Both have their room before what they hold, which comes after the choices below them.
    drawn = picture.container(height=height(trace.sizes), border=False, key="diagram_room")
    equations = text.container(height=EQUATIONS_HEIGHT, border=False, key="equations")
    left, middle, right = (column.container(key=f"field_{name}")
                           for name, column in zip(("sample", "unit", "source"), st.columns(3), strict=True))
    sample = _choose_sample(trace, left)
    _choose_pick(trace, walking.pick, middle, right)
    with drawn:
        step_diagram(trace, stage, walking.pick, sample, on_pick=lambda: walk().take(clicked()))
    picture.caption(LEGEND)
    with equations:
        _formulas(trace, stage, walking.pick, sample)
        explained = explanations(trace, stage, walking.pick, sample, FULL if whole else DIGITS)
        for name, equations in groupby(explained, key=lambda equation: equation.name):
            _equations(name, list(equations))
    _table(trace, walking.pick.layer, whole)


def _stage_line(trace: StepTrace, stage: Stage) -> bool:
    """Which stage it is, and the way to the others; whether all digits are wanted."""
    layers, last, here = len(trace.layers), len(stages(len(trace.layers))) - 1, walk().stage
    with st.container(horizontal=True, vertical_alignment="center", key="stage_line"):
        st.subheader(stage.title, anchor=False, width=TITLE_WIDTH)
        st.button("Back", on_click=walk().move, args=(-1, layers), disabled=here == 0, shortcut="left")
        st.button("Next", on_click=walk().move, args=(1, layers), disabled=here == last, shortcut="right")
        st.caption(f"{here + 1} of {last + 1}", width="content")
        return all_digits()


def _choose_sample(trace: StepTrace, place) -> int | None:
    """A row of the trace, None for the whole batch."""
    names = [BATCH] if len(trace.rows) > 1 else []
    names += [_sample_name(trace, row) for row in range(len(trace.rows))]
    if st.session_state.get("sample") not in names:
        st.session_state.sample = names[-1] if len(names) == 1 else names[1]
    name = place.selectbox("Sample", names, names.index(st.session_state.sample), key="sample")
    return None if name == BATCH else names.index(name) - (names[0] == BATCH)


def _sample_name(trace: StepTrace, row: int) -> str:
    point, target = (", ".join(map(figure, values[row])) for values in (trace.inputs, trace.targets))
    return f"sample {trace.rows[row] + 1}: ({point}) → {target}"


def _choose_pick(trace: StepTrace, pick: Pick, unit_place, source_place) -> None:
    """The unit and what comes into it, as two lists: the same choice as by clicking on the diagram."""
    units = {unit_name(trace.sizes, layer + 1, unit): (layer, unit)
             for layer, size in enumerate(trace.sizes[1:]) for unit in range(size)}
    sources = {ITSELF: None, ITS_BIAS: BIAS}
    sources |= {f"the weight from {unit_name(trace.sizes, pick.layer, i)}": i for i in range(trace.sizes[pick.layer])}
    synced(unit_place.selectbox, "Unit", key="unit", value=unit_name(trace.sizes, pick.layer + 1, pick.unit), options=units,
           take=lambda name: walk().take(Pick(*units[name], None)))
    synced(source_place.selectbox, "Look at", key="source", options=sources,
           value=next(name for name, source in sources.items() if source == pick.source),
           take=lambda name: walk().take(pick._replace(source=sources[name])))


def _formulas(trace: StepTrace, stage: Stage, pick: Pick, sample: int | None) -> None:
    """The way of the numbers through the step, the part in question in colour."""
    parts = [(plain("; ".join(formulas)).replace("∂L/", UNBROKEN), kind == stage.kind)
             for kind, formulas in overview(trace, pick, sample).items()]
    st.markdown(" → ".join(f":primary[**{text}**]" if lit else f":gray[{text}]" for text, lit in parts))


def _equations(name: str, equations: list[Explanation]) -> None:
    """Of each number of this unit or weight the formula, the formula with numbers, the result.

    Not as Streamlit's code: the script that draws that has 1.6 MB, which the first picture would wait for.
    """
    st.markdown(f"**{name}**")
    st.html(f'<pre class="equations">{"<br>".join(map(_lines, equations))}</pre>')
    for note in dict.fromkeys(equation.note for equation in equations if equation.note):
        st.caption(note)


def _lines(equation: Explanation) -> str:
    """The equals signs below each other; a line that is too long goes on behind them."""
    width = len(equation.symbol)
    starts = (equation.symbol, " " * width, " " * width)
    sides = zip(starts, (equation.formula, equation.numbers, equation.result), strict=True)
    return "".join(f'<div style="--behind: {width + 3}ch">{escape(f"{start} = {side}")}</div>' for start, side in sides)


def _table(trace: StepTrace, layer: int, whole: bool) -> None:
    """One of the tables of the layer that is looked at."""
    st.subheader(f"All numbers of layer {layer + 1} of {len(trace.layers)}", anchor=False)
    name = st.segmented_control("Table", list(TABLES), key="table", required=True, label_visibility="collapsed",
                                on_change=kept("table", next(iter(TABLES))))
    show_table(TABLES[name](trace, layer), whole)

"""The step taken apart: a diagram, the equations of one stage with their numbers, and the tables of a layer."""

from itertools import groupby

import streamlit as st

from app.one_step.chosen_step import Subject
from app.one_step.diagram import clicked, step_diagram
from app.one_step.stages import BIAS, Pick, Stage, explanations, overview, stages
from app.one_step.tables import gradient_table, samples_table, update_table
from app.widgets.synced_widget import on_edit, put
from app.words.plain_text import plain
from xorcore.naming import unit_name
from xorcore.step.explanation import Explanation
from xorcore.step.trace import StepTrace

BATCH = "the whole batch"
ITSELF, ITS_BIAS = "the unit itself", "its bias"
TABLES = {"Per sample: z, a, ∂L/∂z": samples_table, "Gradient: dL/dW, dL/db": gradient_table, "Update: Δw": update_table}


def show(subject: Subject) -> None:
    trace = subject.trace()
    all_stages = stages(len(trace.layers))
    state = st.session_state
    state.stage = min(state.get("stage", 0), len(all_stages) - 1)
    stage = all_stages[state.stage]
    pick = _pick(trace, stage)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button("Back", on_click=_move, args=(-1, trace), disabled=state.stage == 0, shortcut="left")
        st.button("Next", on_click=_move, args=(1, trace), disabled=state.stage == len(all_stages) - 1, shortcut="right")
        st.markdown(f"**{stage.title}** ({state.stage + 1} of {len(all_stages)})")
    left, middle, right = st.columns(3)
    sample = _choose_sample(trace, left)
    _choose_pick(trace, pick, middle, right)
    picture, text = st.columns([3, 2])
    with picture:
        step_diagram(trace, stage, pick, sample, on_pick=lambda: _take(clicked()))
        st.caption(_legend(stage, sample))
    with text:
        _formulas(trace, stage, pick, sample)
        for name, equations in groupby(explanations(trace, stage, pick, sample), key=lambda equation: equation.name):
            _equations(name, list(equations))
    _table(trace, pick.layer)


def _move(by: int, trace: StepTrace) -> None:
    """To another stage. What was picked waits in its layer: other layers show what was picked there last, and the update
    at the end is that of the last pick of all."""
    state, all_stages = st.session_state, stages(len(trace.layers))
    state.stage = min(max(state.stage + by, 0), len(all_stages) - 1)
    stage = all_stages[state.stage]
    if stage.kind == "update":
        state.pick = state.picked
    elif stage.layer is not None and stage.layer != state.pick.layer:
        state.pick = state.picks.get(stage.layer, Pick(stage.layer, 0, None))


def _take(pick: Pick) -> None:
    state = st.session_state
    state.pick = state.picked = state.picks[pick.layer] = pick


def _pick(trace: StepTrace, stage: Stage) -> Pick:
    """What is looked at; at first, or in another network, the first unit of the stage's layer."""
    state = st.session_state
    if "picks" not in state or not all(_is_in(trace, pick) for pick in (*state.picks.values(), state.pick)):
        state.picks = {}
        _take(Pick(stage.layer or 0, 0, None))
    return state.pick


def _is_in(trace: StepTrace, pick: Pick) -> bool:
    return (pick.layer < len(trace.layers) and pick.unit < trace.sizes[pick.layer + 1]
            and (pick.source or 0) < trace.sizes[pick.layer])


def _choose_sample(trace: StepTrace, place) -> int | None:
    """A row of the trace, None for the whole batch."""
    names = [BATCH] if len(trace.rows) > 1 else []
    names += [_sample_name(trace, row) for row in range(len(trace.rows))]
    if st.session_state.get("sample") not in names:
        st.session_state.sample = names[-1] if len(names) == 1 else names[1]
    name = place.selectbox("Sample", names, key="sample")
    return None if name == BATCH else names.index(name) - (names[0] == BATCH)


def _sample_name(trace: StepTrace, row: int) -> str:
    point, target = (", ".join(f"{value:.4g}" for value in values[row]) for values in (trace.inputs, trace.targets))
    return f"sample {trace.rows[row] + 1}: ({point}) → {target}"


def _choose_pick(trace: StepTrace, pick: Pick, unit_place, source_place) -> None:
    """The unit and what comes into it, as two lists: the same choice as by clicking on the diagram."""
    units = {unit_name(trace.sizes, layer + 1, unit): (layer, unit)
             for layer, size in enumerate(trace.sizes[1:]) for unit in range(size)}
    sources = {ITSELF: None, ITS_BIAS: BIAS}
    sources |= {f"the weight from {unit_name(trace.sizes, pick.layer, i)}": i for i in range(trace.sizes[pick.layer])}
    put("unit", unit_name(trace.sizes, pick.layer + 1, pick.unit))
    put("source", next(name for name, source in sources.items() if source == pick.source))
    unit_place.selectbox("Unit", units, key="unit", on_change=on_edit("unit", lambda name: _take(Pick(*units[name], None))))
    source_place.selectbox("Look at", sources, key="source",
                           on_change=on_edit("source", lambda name: _take(pick._replace(source=sources[name]))))


def _legend(stage: Stage, sample: int | None) -> str:
    backward = stage.kind in ("backward", "update")
    unit = "∂L/∂z where the error has come back to, else a" if backward else "a, where it is computed"
    over = " Over the batch: the mean of a, the sum of ∂L/∂z." if sample is None else ""
    return f"In each circle: {unit}; the square at its side is its bias. Green weights are positive, purple negative.{over}"


def _formulas(trace: StepTrace, stage: Stage, pick: Pick, sample: int | None) -> None:
    """The way of the numbers through the step, the part in question in colour."""
    parts = [(plain("; ".join(formulas)), kind == stage.kind)
             for kind, formulas in overview(trace, pick, sample).items()]
    st.markdown(" → ".join(f":primary[**{text}**]" if lit else f":gray[{text}]" for text, lit in parts))


def _equations(name: str, equations: list[Explanation]) -> None:
    """Of each number of this unit or weight the formula, the formula with numbers, the result."""
    st.markdown(f"**{name}**")
    st.code("\n\n".join(map(_lines, equations)), language=None, wrap_lines=True)
    for note in dict.fromkeys(equation.note for equation in equations if equation.note):
        st.caption(note)


def _lines(equation: Explanation) -> str:
    indent = " " * len(equation.symbol)
    return f"{equation.symbol} = {equation.formula}\n{indent} = {equation.numbers}\n{indent} = {equation.result}"


def _table(trace: StepTrace, layer: int) -> None:
    """One of the tables of the layer that is looked at."""
    name = st.segmented_control(f"All numbers of layer {layer + 1} of {len(trace.layers)}", list(TABLES), key="table",
                                default=next(iter(TABLES)), required=True)
    table = TABLES[name](trace, layer)
    st.dataframe(table, hide_index=True, column_config={
        column: st.column_config.NumberColumn(format="plain") for column in table.select_dtypes("float").columns})

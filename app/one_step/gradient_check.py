"""The gradient check: back-propagation's derivative beside the slope that one sees by moving each parameter."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from app.drawing.palette import RUNS
from app.one_step.chosen_step import Subject
from xorcore.central_differences import RIGHT, GradientCheck, gradient_check


def show(subject: Subject) -> None:
    st.caption("For every parameter: the derivative by back-propagation, and (L(w + ε) − L(w − ε)) / 2ε with ε = 10⁻⁵, "
               "over all samples, at these weights, with the loss in use.")
    if not st.button("Check the gradient", type="primary"):
        return
    check = gradient_check(subject.config, subject.parameters, subject.dataset)
    worst = f"{check.worst_error:.1e} at {check.name(check.worst)}"
    if check.passed:
        st.success(f"All {len(check.analytic)} derivatives agree: the largest relative error is {worst}.")
    else:
        st.error(f"Not all derivatives agree to {RIGHT:g}: the largest relative error is {worst}.")
    if check.at_kink.any():
        st.caption(f"{check.at_kink.sum()} parameters sit at a kink of relu, where the two sides have different slopes.")
    st.plotly_chart(figure(check), config={"displayModeBar": False}, alt=in_words(check))
    st.dataframe(table(check), hide_index=True, column_config={
        "back-propagation": st.column_config.NumberColumn(format="plain"),
        "central difference": st.column_config.NumberColumn(format="plain"),
        "relative error": st.column_config.NumberColumn(format="%.1e")})


def table(check: GradientCheck) -> pd.DataFrame:
    """A row per parameter, the worst first."""
    rows = pd.DataFrame({"parameter": [check.name(i) for i in range(len(check.analytic))],
                         "back-propagation": check.analytic, "central difference": check.numeric,
                         "relative error": check.relative_error})
    return rows.sort_values("relative error", ascending=False, kind="stable")


def in_words(check: GradientCheck) -> str:
    """The figure for who does not see it."""
    n, low, high = len(check.analytic), check.analytic.min(), check.analytic.max()
    agree = int((check.relative_error <= RIGHT).sum())
    return f"{n} derivatives from {low:.3g} to {high:.3g}, each by both ways: {agree} agree to {RIGHT:g}."


def figure(check: GradientCheck) -> go.Figure:
    """Both values of every parameter on one axis: where they agree, the cross lies in the ring."""
    names = [check.name(i) for i in range(len(check.analytic))]
    marks = (("back-propagation", check.analytic, "circle-open", 11, RUNS[0]),
             ("central difference", check.numeric, "cross-thin-open", 8, RUNS[1]))
    traces = [go.Scatter(y=values, text=names, mode="markers", name=name, hovertemplate="%{text}<br>%{y:.12g}",
                         marker={"symbol": symbol, "size": size, "color": colour})
              for name, values, symbol, size, colour in marks]
    figure = go.Figure(traces)
    figure.update_layout(height=320, margin={"l": 0, "r": 0, "t": 10, "b": 0}, xaxis_title="parameter", yaxis_title="∂L/∂w",
                         legend={"orientation": "h", "y": 1.12})
    return figure

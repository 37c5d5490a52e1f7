"""The gradient check: back-propagation's derivative beside the slope that one sees by moving each parameter."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from app.drawing.palette import RUNS
from app.one_step import whole_check
from app.one_step.chosen_step import Subject
from app.one_step.tables import all_digits, show_table
from app.words import numbers
from xorcore import gradient_check
from xorcore.book import RIGHT, GradientCheck, parameter_count, sizes_of

AT_ONCE = 0.5  # seconds
LONG = "In a network of this size it takes up to minutes, in the background; below are some of each layer."


def show(subject: Subject) -> None:
    st.caption(f"The derivative of L by back-propagation beside (L(w + ε) − L(w − ε)) / 2ε with ε = {numbers.figure(1e-5)} "
               "over all samples, at these weights, with the loss in use.")
    count_of_all = parameter_count(sizes_of(subject.parameters))
    most = checked_at_once(subject)
    if most < count_of_all and (asked := whole_check.asked_for(subject)):
        whole_check.show(asked, draw)
        return
    if most < count_of_all:
        st.button(f"Check all {numbers.count(count_of_all)} parameters", help=LONG, on_click=whole_check.start,
                  args=(subject, most))
    draw(gradient_check(subject.config, subject.parameters, subject.dataset, most=most))


def draw(check: GradientCheck) -> None:
    (st.success if check.passed else st.error)(verdict(check))
    for sentence in notes(check):
        st.caption(sentence)
    st.plotly_chart(figure(check), config={"displayModeBar": False}, alt=in_words(check))
    show_table(table(check), all_digits(), rough=("apart", "may be apart"))


def checked_at_once(subject: Subject) -> int:
    """How many parameters can be checked within about AT_ONCE seconds."""
    units = sum(sizes_of(subject.parameters)[1:])
    slope = 1e-4 + 1.2e-7 * units * len(subject.dataset.inputs)  # seconds at most for one parameter, usually a third of it
    return max(1, int(AT_ONCE / slope))


def verdict(check: GradientCheck) -> str:
    """In one or two sentences: whether the derivatives agree, and where they do so least."""
    n, count_of_all = len(check.analytic), parameter_count(check.sizes)
    checked = f"{n} derivatives"
    if n < count_of_all:
        checked = f"{n} checked derivatives of {numbers.count(count_of_all)}, from all layers,"
    worst = f"{numbers.figure(check.worst_error, 2)} at {check.name(check.worst)}"
    if not np.isfinite(check.numeric).all():
        return "The loss at these weights, or close to them, is not a finite number: there is no slope to compare with."
    if check.passed and check.worst_error <= RIGHT:
        return f"All {checked} agree: the largest relative error is {worst}."
    if check.passed:
        return (f"All {checked} agree as closely as central differences can tell: the largest relative error is "
                f"{worst}, and the central difference itself may be wrong by as much.")
    return (f"Not all derivatives agree: {check.wrong.sum()} of {n} differ by more than central differences can be wrong, "
            f"the largest relative error is {worst}. Look at layer {check.faulty_layer} first: a mistake in it spoils the "
            "layers before it too.")


def notes(check: GradientCheck) -> list[str]:
    """What the check can know, in a sentence each where there is something to say."""
    said, n = [], len(check.analytic)
    if check.widened.any():
        said.append("A central difference is no exact derivative: the loss bends between w − ε and w + ε, and both losses "
                    "are rounded in their 16th digit. Where that matters, several ε were tried, the one that tells most is "
                    "taken, and “may be apart” says how wrong it can be.")
    if check.unseen.any():
        said.append("A mistake of a thousandth would not be seen in derivatives that are small beside the rounding of the "
                    f"loss: {check.unseen.sum()} of {n}.")
    if check.at_kink.any():
        said.append("At a kink of relu, where the two sides have different slopes: "
                    f"{check.at_kink.sum()} of {n} parameters.")
    return said


def table(check: GradientCheck) -> pd.DataFrame:
    """A row per parameter, wrong ones first, and of each kind those that are farthest apart for their size."""
    rows = pd.DataFrame({"parameter": [check.name(i) for i in range(len(check.analytic))],
                         "back-propagation": check.analytic, "central difference": check.numeric,
                         "apart": check.difference, "may be apart": check.bound})
    return rows.iloc[np.lexsort((-check.relative_error, ~check.wrong))]


def in_words(check: GradientCheck) -> str:
    """The figure for who does not see it."""
    n, low, high = len(check.analytic), check.analytic.min(), check.analytic.max()
    agree = n - int(check.wrong.sum())
    return (f"{n} derivatives from {numbers.figure(low)} to {numbers.figure(high)}, each by both ways: {agree} agree as "
            "closely as can be told.")


def figure(check: GradientCheck) -> go.Figure:
    """Both values of every parameter on one axis: where they agree, the cross lies in the ring."""
    names = [check.name(i) for i in range(len(check.analytic))]
    marks = (("back-propagation", check.analytic, "circle-open", 11, RUNS[0]),
             ("central difference", check.numeric, "cross-thin-open", 8, RUNS[1]))
    traces = [go.Scatter(y=values, text=names, mode="markers", name=name,
                         hovertemplate="%{text}<br>%{y}", yhoverformat=".12g",
                         marker={"symbol": symbol, "size": size, "color": colour})
              for name, values, symbol, size, colour in marks]
    figure = go.Figure(traces)
    figure.update_layout(height=320, margin={"l": 0, "r": 0, "t": 10, "b": 0}, yaxis_title="∂L/∂w",
                         xaxis_title="parameter: W1, b1, W2, b2, …",
                         legend={"orientation": "h", "y": 1.12})
    return figure

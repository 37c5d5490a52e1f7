"""Loss over epochs: what is drawn are the values, and a run is told by colour and dashes."""

import numpy as np
import pytest

from app.drawing.curves import curves_figure
from app.words.numbers import SPACE

SHORT = np.arange(3), np.array([0.5, 0.25, 0.125])
LONG = np.array([0, 40]), np.array([0.5, 1e-4])


@pytest.mark.parametrize("curves", [[SHORT, LONG], [LONG, SHORT], [SHORT]], ids=["the last", "the first", "the only one"])
def test_the_axis_ends_at_the_last_epoch_of_the_longest_run(curves):
    figure = curves_figure("abc", curves, logarithmic=False)
    assert figure.layout.xaxis.range == (0, max(int(epochs[-1]) for epochs, _ in curves))


def test_each_run_has_its_values_its_name_and_looks_of_its_own():
    figure = curves_figure(list("abcdef"), [SHORT] * 6, logarithmic=False)
    assert [trace.name for trace in figure.data] == list("abcdef")
    assert all(list(trace.x) == list(SHORT[0]) and list(trace.y) == list(SHORT[1]) for trace in figure.data)
    assert len({trace.line.color for trace in figure.data}) == 6


def test_a_run_that_has_not_begun_has_no_line():
    assert [trace.name for trace in curves_figure(["a", "b"], [SHORT], logarithmic=True).data] == ["a"]
    assert len(curves_figure(["a", "b"], [], logarithmic=True).data) == 0


@pytest.mark.parametrize(("logarithmic", "kind"), [(True, "log"), (False, "linear")])
def test_the_loss_axis_is_as_asked(logarithmic, kind):
    assert curves_figure("ab", [SHORT, LONG], logarithmic).layout.yaxis.type == kind


def test_the_thousands_of_an_axis_are_parted_as_in_words():
    assert curves_figure("a", [SHORT], logarithmic=False).layout.separators == f".{SPACE}"

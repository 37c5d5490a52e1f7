"""The words and the table of the gradient check."""

from dataclasses import replace

import numpy as np
import pytest

from app.one_step.chosen_step import run_subject
from app.one_step.gradient_check import checked_at_once, figure, in_words, notes, table, verdict
from app.server.run import new_run
from tests.helpers.transcript import assert_drawn
from xorcore import Config
from xorcore.central_differences import gradient_check
from xorcore.parameters import parameter_count, sizes_of


@pytest.fixture(scope="module")
def right():
    subject = run_subject(new_run(Config(hidden=(2,))))
    return gradient_check(subject.config, subject.parameters, subject.dataset)


@pytest.fixture(scope="module")
def wrong(right):
    """As if one derivative of the first layer were a thousandth too large."""
    analytic = right.analytic.copy()
    analytic[3] /= 0.999
    return replace(right, analytic=analytic)


def test_right_derivatives_are_said_to_agree(right):
    assert verdict(right).startswith("All 9 derivatives agree: the largest relative error is ")
    assert in_words(right).endswith("9 agree as closely as can be told.")


def test_a_wrong_one_is_counted_and_its_layer_named(wrong):
    assert verdict(wrong).startswith("Not all derivatives agree: 1 of 9 differ")
    assert "relative error is 0.001 at " in verdict(wrong) and "Look at layer 1 first" in verdict(wrong)
    assert in_words(wrong).endswith("8 agree as closely as can be told.")


def test_the_wrong_one_is_the_first_row(wrong):
    rows = table(wrong)
    assert rows["parameter"].iloc[0] == wrong.name(3)
    assert sorted(rows["parameter"]) == sorted(wrong.name(i) for i in range(9))


def test_what_is_right_but_not_to_a_millionth_is_not_said_to_agree_to_it(right):
    rough = replace(right, bound=np.full(9, 1.0), numeric=(1 - 1e-4) * right.analytic)
    assert "as closely as central differences can tell" in verdict(rough)
    assert "9 of 9" in notes(rough)[1]


def test_where_nothing_is_to_be_said_nothing_is(right):
    assert notes(replace(right, bound=1e-6 * abs(right.analytic))) == []


@pytest.mark.parametrize(("changes", "said"), [
    ({"at_kink": np.arange(9) < 2}, "At a kink of relu, where the two sides have different slopes: 2 of 9 parameters."),
    ({"bound": np.full(9, 1.0)}, "A mistake of a thousandth would not be seen in derivatives that are small beside the "
                                 "rounding of the loss: 9 of 9."),
])
def test_what_the_check_cannot_know_is_said(right, changes, said):
    assert said in notes(replace(right, **changes))


def test_a_slope_that_is_no_number_is_not_judged(right):
    nowhere = replace(right, numeric=np.full(9, np.nan))
    assert "not a finite number" in verdict(nowhere)


def test_the_figure_has_both_values_of_every_parameter(wrong):
    drawn = {trace.name: np.array(trace.y) for trace in figure(wrong).data}
    assert drawn["back-propagation"].tolist() == wrong.analytic.tolist()
    assert drawn["central difference"].tolist() == wrong.numeric.tolist()
    assert_drawn(figure(wrong), "gradient check")


@pytest.mark.parametrize(("settings", "all_of_them"), [
    ({}, True),
    ({"dataset": "spiral", "hidden": (16, 16)}, True),
    ({"dataset": "moons", "hidden": (32,) * 6, "samples": 2000}, False),
    ({"dataset": "moons", "hidden": (16, 16), "samples": 2000}, False),
])
def test_a_usual_network_is_checked_whole_at_once_and_a_large_one_in_part(settings, all_of_them):
    subject = run_subject(new_run(Config(**settings)))
    assert (checked_at_once(subject) >= parameter_count(sizes_of(subject.parameters))) == all_of_them


def test_a_check_of_some_says_of_how_many():
    subject = run_subject(new_run(Config()))
    check = gradient_check(subject.config, subject.parameters, subject.dataset, most=5)
    assert verdict(check).startswith("All 5 checked derivatives of 37, from all layers, agree: ")
    assert len(table(check)) == 5

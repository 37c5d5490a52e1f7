"""A comparison in words: how far it is, and what its pictures show."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.compare.words import answer, curves_in_words, explained, range_of, same_runs, state
from xorcore.many import Projection

COMPARISON = SimpleNamespace(field="momentum", values=[0, 0.9],
                             configs=[SimpleNamespace(epochs=1000), SimpleNamespace(epochs=2000)])
CURVE = (np.array([0, 1500]), np.array([0.5, 0.25]))
RESULT = SimpleNamespace(reached=[10, None, None, None], end=SimpleNamespace(number=1000, vector=np.zeros(2)))


@pytest.mark.parametrize(("results", "running", "curves", "complete", "words"), [
    (0, True, [CURVE], False, "**Run 1 of 2:** momentum 0, epoch 1\u202f500 of 1\u202f000."),
    (1, True, [CURVE], False, "**Run 2 of 2:** momentum 0.9, epoch 1\u202f500 of 2\u202f000."),
    (2, True, [CURVE] * 2, False, "**All runs have ended.** Computing the loss landscape."),
    (1, False, [CURVE], False, "**Cancelled** after 1 of 2 runs."),
    (0, False, [], False, "**Cancelled** before the first result."),
])
def test_the_state_is_how_far_it_is(results, running, curves, complete, words):
    so_far = SimpleNamespace(results=[RESULT] * results, curves=curves, complete=complete, epoch=1500)
    assert state(COMPARISON, so_far, running) == words


def test_at_the_end_the_state_is_the_answer():
    said = state(COMPARISON, SimpleNamespace(results=[RESULT] * 2, complete=True), False)
    assert said.startswith("From this start, the loss gets below 0.1 with momentum 0 after 10 epochs; with momentum 0.9")
    assert said.endswith(" after 10 epochs. There is no difference between momentum 0 and momentum 0.9: they are the same "
                         "run to the last bit. One start is one example: Seeds asks many.")


@pytest.mark.parametrize(("ends", "names"), [
    ([(10, 0), (10, 1), (10, 2)], []), ([(10, 0), (11, 0), (10, 2)], []), ([(10, 0), (10, 1), (10, 0)], ["a and c"]),
    ([(10, 0)] * 3, ["a, b and c"]),
])
def test_runs_that_are_one_and_the_same_are_said_to_be(ends, names):
    results = [SimpleNamespace(end=SimpleNamespace(number=number, vector=np.full(2, float(w)))) for number, w in ends]
    said = same_runs(["a", "b", "c"], results)
    assert said == [f"There is no difference between {each}: they are the same run to the last bit." for each in names]


def test_the_curves_are_told_by_their_last_losses():
    so_far = SimpleNamespace(curves=[CURVE])
    assert curves_in_words(["a", "b"], so_far) == "Loss by epoch, at last: a 0.25 at epoch 1\u202f500."
    assert curves_in_words(["a"], SimpleNamespace(curves=[])) == "Loss by epoch; nothing is computed yet."


def test_a_picture_is_told_by_its_lowest_and_highest_value():
    assert range_of(np.array([[3.0, 1.0], [2.0, 7.0]])) == "1 to 7"


def path(*distance):
    return Projection(np.zeros(3), np.zeros(3), np.array(distance))


@pytest.mark.parametrize(("paths", "words"), [
    ([path(0, 3, 0), path(0, 2, 0)], "The plane goes through the start and all ends."),
    ([path(0, 3, 0), path(0, 5, 1)], "as near to all ends as a plane can, at most 1 away."),
    ([path(0, 3, 0), path(0, 5, 1)], "between start and end they are up to 5 away from it"),
    ([path(0, 3, 0), None], "Left out, because diverged: b."),
])
def test_the_landscape_says_how_far_it_can_be_trusted(paths, words):
    said = explained(["a", "b"], paths)
    assert words in said
    assert ("Left out" in said) == (None in paths)


def ended(*reached, number=400, error=0.5):
    return SimpleNamespace(reached=reached, end=SimpleNamespace(number=number), largest_error=error)


NEVER, SLOW, FAST = ended(None, None, None), ended(300, 350, None), ended(100, 140, None)


@pytest.mark.parametrize(("results", "words"), [
    ([SLOW, FAST], "0.02 with b after 140 epochs; with a after 350 epochs, 2.5 times as many."),
    ([FAST, FAST], "0.02 with a after 140 epochs; with b after 140 epochs."),
    ([NEVER, FAST], "0.02 with b after 140 epochs; not with a, in at most 400 epochs."),
    ([ended(None, None, None, number=20), FAST, ended(90, None, None, number=300)],
     "0.02 with b after 140 epochs; not with a, c, in at most 300 epochs."),
    ([ended(5, None, None), NEVER], "0.1 with a after 5 epochs; not with b, in at most 400 epochs."),
    ([ended(0, 0, 1), ended(0, 0, 0)], "0.001 with b after 0 epochs; with a after 1 epoch."),
])
def test_the_answer_is_of_the_lowest_level_that_a_run_got_below_the_first_run_first(results, words):
    assert answer("momentum", ["a", "b", "c"], results) == f"From this start, the loss gets below {words}"


def test_where_no_run_gets_below_a_level_the_answer_says_so():
    assert answer("momentum", ["a", "b"], [NEVER, NEVER]) == "From this start no run gets the loss below 0.1."


def test_different_loss_functions_are_compared_by_their_errors():
    assert answer("loss", ["one", "two"], [ended(error=0.5), ended(error=0.01)]) == (
        "Each run has its own loss function, so compare the largest errors at the end: two 0.01; one 0.5.")

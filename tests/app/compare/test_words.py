"""A comparison in words: how far it is, and what its pictures show."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.compare.words import curves_in_words, explained, range_of, state
from xorcore.many import Projection

COMPARISON = SimpleNamespace(field="momentum", values=[0, 0.9],
                             configs=[SimpleNamespace(epochs=1000), SimpleNamespace(epochs=2000)])
CURVE = (np.array([0, 1500]), np.array([0.5, 0.25]))
RESULT = SimpleNamespace(reached=[10, None, None, None], end=SimpleNamespace(number=1000))


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
    assert said.endswith(" after 10 epochs. One start is one example: Seeds asks many.")


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

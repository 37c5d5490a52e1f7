"""The words of an answer."""

from dataclasses import replace

import numpy as np
import pytest

from xorcore.diagnosis.diagnosis import MOST_NAMED, Diagnosis, Difference, Fit
from xorcore.diagnosis.mistakes.mistake import mistake

ANSWER = Diagnosis(matches=False, digits=2, given_digits=4, kind="gradients", steps=1)


def fits(*sentences, key="l2"):
    return tuple(Fit((mistake(key, sentence),), 0.0) for sentence in sentences)


def test_an_answer_says_where_what_is_right_and_why():
    first = Difference("w, W2[1, 0]", -0.5, 0.25)
    answer = replace(ANSWER, first=first, largest=first, right="Right: W1; look at W2.", fits=fits("λ is doubled"))
    assert answer.sentence == ("The first place that differs is w, W2[1, 0]: −0.5 in place of 0.25, off by −0.75. Right: "
                               "W1; look at W2. Exactly these numbers come about when λ is doubled.")


@pytest.mark.parametrize(("differ", "said"), [(True, "More digits would tell them apart."), (False, "one and the same.")])
def test_of_several_explanations_it_is_said_whether_digits_would_tell_them_apart(differ, said):
    answer = replace(ANSWER, fits=fits("one", "other"), fits_differ=differ)
    assert "when one; or: other. " in answer.sentence and answer.sentence.endswith(said)


def test_explanations_beyond_the_most_that_are_named_are_counted():
    answer = replace(ANSWER, fits=fits(*(f"way {i}" for i in range(MOST_NAMED + 3))))
    assert "way 4; or in 3 other ways." in answer.sentence and "way 5" not in answer.sentence


def test_orders_of_the_samples_are_one_explanation():
    one, other = (Fit((mistake("order", said, orders=said),), 0.0) for said in ("1, 2", "2, 1"))
    assert replace(ANSWER, fits=(one, other)).ways == ("1, 2 (or one of 1 more)",)
    assert replace(ANSWER, fits=fits("1, 2", "2, 1", "2, 3", key="order")).ways == ("1, 2 (or one of 2 more)",)


def test_what_chance_would_give_too_is_said_to_be_chance():
    answer = replace(ANSWER, kind="loss", possible=fits("λ is doubled"), tried=200)
    assert answer.sentence == ("A known mistake gives this to the 4 digits given, but with 200 tried, chance would too: "
                               "λ is doubled. The gradients of the first step, or more digits of the loss, would decide.")


def test_two_mistakes_made_together_are_one_sentence():
    both = Fit((mistake("l2", "λ is doubled"), mistake("steps", "a step is missing")), 0.0)
    assert both.sentence == "λ is doubled, and a step is missing"


UNKNOWN = "No known mistake gives these numbers."
FEWER = "To see where it begins, bring the weights after one step, or the gradients of the first step."


@pytest.mark.parametrize(("fields", "said"), [
    ({"given_digits": 5}, f"{UNKNOWN} More digits would decide."),
    ({"given_digits": 6}, UNKNOWN),
    ({"untried": 3, "given_digits": 6},
     f"{UNKNOWN} 3 of the mistakes and pairs were not tried: they take too long."),
    ({"kind": "loss"}, f"{UNKNOWN} The gradients of the first step, or more digits of the loss, would decide."),
    ({"kind": "weights", "steps": 2, "of_a_shuffle": "A shuffle."}, f"{UNKNOWN} {FEWER} A shuffle."),
    ({"kind": "weights"}, f"{UNKNOWN} To see where it begins, bring the gradients of the first step."),
    ({"way": "in float32", "fits": fits("λ is doubled")},
     "In float32: exactly these numbers come about when λ is doubled."),
    ({"possible": fits("one", "other"), "tried": 9, "given_digits": 1},
     "2 known mistakes give this to the 1 digit given, but with 9 tried, chance would too: one; or: other. More digits "
     "would decide."),
    ({"matches": True}, "This matches the correct step to 2 digits."),
    ({"matches": True, "reading": "W turned"}, "This matches the correct step to 2 digits. Of several readings this is the "
                                               "answer for: W turned."),
    ({"matches": True, "way": "in float32", "reading": "W turned"},
     "This is the correct step, in float32. Of several readings this is the answer for: W turned."),
    ({"first": Difference("b", 0, 1), "largest": Difference("w", 0, np.inf), "given_digits": 6},
     "The correct steps themselves give numbers beyond all bounds from this start. " + UNKNOWN),
    ({"fits": fits("a", "b", "c", "d", "e")},
     "Exactly these numbers come about when a; or: b; or: c; or: d; or: e. Here they are one and the same."),
])
def test_an_answer_in_words(fields, said):
    assert replace(ANSWER, **fields).sentence == said

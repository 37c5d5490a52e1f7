"""A few of the questions of the blind trial; benchmarks/blind_trial.py asks them all."""

from collections import Counter
from itertools import islice

import pytest

from tests.helpers.blind_trial import FEW, judged, questions
from tests.helpers.student_styles import STYLES

EVERY, SEEDS = 13, 2


@pytest.fixture(scope="module")
def marks():
    return {question: judged(question) for question in islice(questions(SEEDS), 0, None, EVERY)}


def of_mark(marks, *wanted):
    return [(question, answer) for question, (mark, answer) in marks.items() if mark in wanted]


def test_no_right_program_is_accused(marks):
    assert not of_mark(marks, "accused")


def test_no_wrong_name_stands_alone_where_digits_are_given(marks):
    assert not [each for each in of_mark(marks, "wrong name") if each[0].form not in FEW]


def test_nearly_every_answer_is_right(marks):
    counts = Counter(mark for mark, _ in marks.values())
    assert counts["right"] >= 0.95 * (len(marks) - counts["grew"]), of_mark(marks, "open", "unnamed", "overlooked")


def test_there_are_enough_styles_and_programs():
    assert len(STYLES) >= 8
    assert sum(len(style.right) + len(style.wrong) for style in STYLES.values()) >= 150

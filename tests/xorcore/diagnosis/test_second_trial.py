"""A fixed part of the second blind trial; benchmarks/second_trial.py asks all of it."""

import pytest

from tests.helpers.plain_programs import PROGRAMS
from tests.helpers.second_trial import LOSSES, PRINTED, SAYS, answered, judged


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_a_right_program_is_not_accused_in_any_notation(program):
    odd, printed = PROGRAMS.index(program) % 2, list(PRINTED)
    for kind, notations in (("gradients", printed[odd::2]), ("weights", printed[1 - odd :: 2]), ("loss", LOSSES)):
        for seed, notation in enumerate(notations):
            answer, _ = answered(program, None, kind, notation, seed)
            assert answer.matches, (kind, notation, answer.sentence)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_a_listed_mistake_is_named_at_8_digits_and_no_other_in_its_place(program):
    for number, edit in enumerate(program.edits):
        kind = {"g": "gradients", "w": "weights", "l": "loss"}[edit.shows_in[0]]
        notation = "repr" if kind == "loss" else ("print", "JSON", "8 decimals", "savetxt")[number % 4]
        answer, seen = answered(program, edit, kind, notation, number)
        mark = judged(answer, edit, seen)
        listed = edit.name in SAYS and edit.name != "fresh shuffle"  # of too many passes
        expected = {"named", "unseen"} if listed else {"unlisted", "unknown", "unseen"}
        assert mark in expected, (edit.name, kind, notation, mark, answer.sentence)

"""How far a computation of many seeds has come, and what came of it."""

import pytest

from app.seeds.request import Request
from app.seeds.statistics import Results
from app.seeds.words import answers, progress
from tests.helpers.seeds import made


@pytest.mark.parametrize(("results", "words"), [
    (None, ""),
    (Results((), 0.1, 1234), " 1\u202f234 solved so far."),
    (Results((made([1, -1]),), 0.1, 3), " 3 solved so far. The first 2 of 1\u202f000 seeds have ended."),
    (Results((made([1, 1, 1], name="a"), made([1, -1], name="b")), 0.6, 5),
     " 5 solved so far. b: the first 2 of 1\u202f000 seeds have ended."),
])
def test_a_partial_result_says_which_seeds_it_speaks_of(results, words):
    assert progress(results, Request(seeds=1000)) == words


def test_a_single_setting_says_where_the_unsolved_are():
    assert answers((made([10, -1, -1], [0, 0.25, 0.1]),), "").endswith(
        "Of the 2 unsolved, 1 where two patterns share one output, 1 at none of these levels.")


def test_each_other_setting_is_compared_with_the_first():
    said = answers((made([1, -1], name="a"), made([1, 1], name="b"), made([-1, -1], name="c")), "momentum")
    assert said.index("With b, 50.0 percentage points more") < said.index("With c, 50.0 percentage points fewer")
    assert said.endswith("see whether the curves still rise.") and said.count("than with a (95 % interval") == 2

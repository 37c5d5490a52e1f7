"""Results are kept by visitor and page."""

from collections import OrderedDict

import pytest

from app.server import kept_results


@pytest.fixture(autouse=True)
def _empty(monkeypatch):
    monkeypatch.setattr(kept_results, "_results", OrderedDict())
    monkeypatch.setattr(kept_results, "MOST", 3)


def test_each_visitor_finds_their_own_last_result_of_a_page():
    for visitor, page, result in (("ada", "maps", 1), ("ada", "seeds", 2), ("bob", "maps", 3), ("ada", "maps", 4)):
        kept_results.keep(visitor, page, result)
    assert [kept_results.kept(*key) for key in (("ada", "maps"), ("ada", "seeds"), ("bob", "maps"), ("bob", "seeds"))] == [
        4, 2, 3, None]


def test_the_oldest_goes_first():
    for number in range(5):
        kept_results.keep(f"visitor {number}", "maps", number)
    assert [kept_results.kept(f"visitor {number}", "maps") for number in range(5)] == [None, None, 2, 3, 4]


def test_what_is_kept_anew_is_the_newest():
    for visitor in ("ada", "bob", "cem", "ada", "dan"):
        kept_results.keep(visitor, "maps", visitor)
    assert [kept_results.kept(visitor, "maps") for visitor in ("ada", "bob", "cem", "dan")] == ["ada", None, "cem", "dan"]

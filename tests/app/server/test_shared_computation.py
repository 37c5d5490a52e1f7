"""What all visitors see first is computed once."""

import pytest

from app.server import shared_computation
from app.server.shared_computation import shared


@pytest.fixture(autouse=True)
def _empty(monkeypatch):
    monkeypatch.setattr(shared_computation, "_computations", {})


def failing():
    raise ValueError("no memory")
    yield


def test_all_who_ask_get_the_same_computation():
    first = shared("map", lambda: iter_of(1, 2))
    first.join()
    assert shared("map", failing) is first
    assert first.newest == 2


@pytest.mark.parametrize("end", ["cancelled", "failed"])
def test_one_that_did_not_come_to_its_end_is_begun_anew(end):
    first = shared("map", failing if end == "failed" else endless)
    if end == "cancelled":
        first.cancel()
    first.join()
    second = shared("map", lambda: iter_of(3))
    second.join()
    assert second.newest == 3


def iter_of(*results):
    yield from results


def endless():
    while True:
        yield 0

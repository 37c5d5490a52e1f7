"""For the tests of the store and of fair turns."""

import pytest

from app.server import store, tables
from app.server.store import Store
from app.server.turns import Turns


@pytest.fixture
def short_pieces(monkeypatch):
    """Losses in short pieces, and a look for old runs after each new one."""
    monkeypatch.setattr(tables, "PIECE", 16)
    monkeypatch.setattr(store, "NEW_RUNS", 0)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture(params=["file", "memory"])
def kept(request, folder):
    opened = Store(folder if request.param == "file" else None)
    yield opened
    opened.close()


@pytest.fixture
def rounds():
    return Turns()

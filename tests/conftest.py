"""For all tests."""

import pytest


@pytest.fixture(autouse=True)
def _clicks_faster_than_any_hand(monkeypatch):
    monkeypatch.setattr("app.session.REPLAY_SECONDS", 0)

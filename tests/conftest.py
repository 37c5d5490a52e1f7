"""For all tests."""

import pytest


@pytest.fixture(autouse=True)
def _clicks_faster_than_any_hand(monkeypatch):
    monkeypatch.setattr("app.run.session.REPLAY_SECONDS", 0)
    monkeypatch.setattr("app.widgets.synced_widget.ECHO_SECONDS", 0)


@pytest.fixture(autouse=True)
def _no_visitor_of_another_test_plays(monkeypatch):
    monkeypatch.setattr("app.server.fair_share._last_tick", {})

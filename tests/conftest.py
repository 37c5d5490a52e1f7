"""For all tests."""

import os
from collections import OrderedDict
from weakref import WeakValueDictionary

import pytest

os.environ["XORCORE_DATA"] = "off"  # of the servers that tests start too: the user's own runs are not touched


@pytest.fixture(autouse=True)
def _clicks_faster_than_any_hand(monkeypatch):
    monkeypatch.setattr("app.widgets.synced_widget.ECHO_SECONDS", 0)


@pytest.fixture(autouse=True)
def _no_visitor_of_another_test_plays(monkeypatch):
    monkeypatch.setattr("app.server.viewer._viewers", WeakValueDictionary())
    monkeypatch.setattr("app.server.live_runs._found", WeakValueDictionary())
    monkeypatch.setattr("app.server.live_runs._kept", OrderedDict())

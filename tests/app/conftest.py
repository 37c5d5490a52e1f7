"""For all tests of the app."""

from collections import OrderedDict
from weakref import WeakValueDictionary

import pytest

from app.server import live_runs, viewer


@pytest.fixture(autouse=True)
def _no_visitor_of_another_test_plays(monkeypatch):
    monkeypatch.setattr(viewer, "_viewers", WeakValueDictionary())
    monkeypatch.setattr(live_runs, "_found", WeakValueDictionary())
    monkeypatch.setattr(live_runs, "_kept", OrderedDict())

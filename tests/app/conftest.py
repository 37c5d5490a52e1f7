"""For all tests of the app."""

from collections import OrderedDict
from functools import partial
from weakref import WeakValueDictionary

import pytest

from app.compare import comparison
from app.server import live_runs, run, viewer


@pytest.fixture(autouse=True, scope="session")
def _how_long_a_run_takes_is_measured_for_a_moment():
    """Each new run is trained ten milliseconds for it, each that is compared thirty."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(run, "predicted_seconds", partial(run.predicted_seconds, measure_seconds=0.0005))
        patched.setattr(comparison, "MEASURE_SECONDS", 0.002)
        yield


@pytest.fixture(autouse=True)
def _no_visitor_of_another_test_plays(monkeypatch):
    monkeypatch.setattr(viewer, "_viewers", WeakValueDictionary())
    monkeypatch.setattr(live_runs, "_found", WeakValueDictionary())
    monkeypatch.setattr(live_runs, "_kept", OrderedDict())

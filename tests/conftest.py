"""For all tests."""

import os
from collections import OrderedDict
from functools import cache
from weakref import WeakValueDictionary

import pytest
from streamlit.components.v2 import manifest_scanner

os.environ["XORCORE_DATA"] = "off"  # of the servers that tests start too: the user's own runs are not touched


@pytest.fixture(autouse=True, scope="session")
def _installed_packages_are_searched_for_components_once():
    """AppTest reads the metadata of all of them for each page that it opens: most of the time that a page takes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def _clicks_faster_than_any_hand(monkeypatch):
    monkeypatch.setattr("app.widgets.synced_widget.ECHO_SECONDS", 0)


@pytest.fixture(autouse=True)
def _no_visitor_of_another_test_plays(monkeypatch):
    monkeypatch.setattr("app.server.viewer._viewers", WeakValueDictionary())
    monkeypatch.setattr("app.server.live_runs._found", WeakValueDictionary())
    monkeypatch.setattr("app.server.live_runs._kept", OrderedDict())

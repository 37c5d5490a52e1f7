"""For all tests."""

import os
from functools import cache

import pytest
from streamlit import logger
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import app_test

os.environ["XORCORE_DATA"] = "off"  # of the servers that tests start too: the user's own runs are not touched


@pytest.fixture(autouse=True, scope="session")
def _what_a_server_does_once_is_done_once():
    """AppTest looks for components in all installed packages and compiles the scripts anew for each run of a page: most of
    the time that it takes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        patched.setattr(app_test, "ScriptCache", cache(app_test.ScriptCache))
        yield


@pytest.fixture(autouse=True, scope="session")
def _what_streamlit_logs_is_caught_at_the_root():
    """Otherwise pytest puts its handlers on each of Streamlit's 60 loggers, three times a test: half of the time that
    a small test takes."""
    for each in logger._loggers.values():
        each.propagate = True

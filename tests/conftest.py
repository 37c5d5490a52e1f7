"""For all tests."""

import gc
import os
from collections.abc import Mapping
from functools import cache

import pytest
from streamlit import logger
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import app_test, local_script_runner

os.environ["XORCORE_DATA"] = "off"  # of the servers that tests start too: the user's own runs are not touched
gc.set_threshold(50_000, 20, 50)  # garbage is looked for less often: a twentieth of the tests' time, a fifth of collecting


@pytest.fixture(autouse=True, scope="session")
def _what_a_server_does_once_is_done_once():
    """AppTest looks for components in all installed packages, compiles the scripts and makes a runtime that stands for
    the server's, with all its methods, anew for each run of a page: most of the time that it takes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        patched.setattr(app_test, "ScriptCache", cache(app_test.ScriptCache))
        patched.setattr(app_test, "MagicMock", cache(app_test.MagicMock))
        yield


class _KeyByKey(Mapping):
    """What a session knows, looked up where Streamlit makes a dictionary of all for each field that it draws."""

    def __init__(self, state: SafeSessionState):
        self.state = state

    def __getitem__(self, key: str):
        return self.state[key]

    def __iter__(self):
        return iter(self.state._state.filtered_state)

    def __len__(self):
        return len(self.state._state.filtered_state)


@pytest.fixture(autouse=True, scope="session")
def _a_run_of_a_page_is_waited_for_without_looking_each_millisecond():
    wait = local_script_runner.require_widgets_deltas

    def joined(runner, timeout):
        runner._script_thread.join(timeout)
        wait(runner, timeout)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(local_script_runner, "require_widgets_deltas", joined)
        patched.setattr(SafeSessionState, "filtered_state", property(_KeyByKey))
        yield


@pytest.fixture(autouse=True, scope="session")
def _what_was_collected_is_no_garbage():
    """Some 10 000 tests are gone through again and again otherwise."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _what_streamlit_logs_is_caught_at_the_root():
    """Otherwise pytest puts its handlers on each of Streamlit's 60 loggers, three times a test: half of the time that
    a small test takes."""
    for each in logger._loggers.values():
        each.propagate = True

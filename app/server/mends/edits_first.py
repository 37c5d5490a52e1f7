"""What was edited on the page before a button of the live view was pressed is done before it.

An edit goes through Streamlit's own socket to the script's thread, a button's command through the live view's, at once. So
who typed a learning rate and pressed Train saw the run before begin to train, and the new one take its place and stand
still.
"""

from collections.abc import Callable
from functools import wraps

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState

from app.server.viewer import Viewer


def mend() -> None:
    """From now on, in all sessions."""
    AppSession.request_rerun = _noting(AppSession.request_rerun)
    SafeSessionState.on_script_will_rerun = _ending(SafeSessionState.on_script_will_rerun)


def _noting(hear: Callable) -> Callable:
    @wraps(hear)
    def request_rerun(session: AppSession, asked: ClientState | None) -> None:
        viewer = _viewer_of(session.session_state)
        if viewer is None or asked is None or asked.fragment_id or asked.is_auto_rerun:
            return hear(session, asked)
        with viewer.asking:
            viewer.is_asked = True
            return hear(session, asked)
    return request_rerun


def _ending(call: Callable) -> Callable:
    @wraps(call)
    def call_all(state: SafeSessionState, *arguments, **named) -> None:
        try:
            call(state, *arguments, **named)
        finally:
            if viewer := _viewer_of(state._state):
                with viewer.asking:
                    viewer.is_asked = _is_more_asked()
    return call_all


def _is_more_asked() -> bool:
    """Whether this script has another request before it."""
    script = get_script_run_ctx(suppress_warning=True)
    return bool(script and script.script_requests and script.script_requests._state is ScriptRequestType.RERUN)


def _viewer_of(state: SessionState) -> Viewer | None:
    """Of this tab, once it has one."""
    try:
        return state["viewer"]
    except KeyError:
        return None

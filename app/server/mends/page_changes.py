"""The page that was asked for last is the page that comes, and what was done on the page before it is done.

Each request of a browser names the page that it shows, which for a moment is the one that was left: a click, a component
that sends what it waited with, a timer. Streamlit (1.67) runs the page that the newest request names, so any of them took
the visitor back; seen in 2 of 136 clicks on a link just after the end of a run, on a busy machine. Its timers (`run_every`)
stop at a click on a link (its pull request 9617), but not at `st.switch_page`: 11 of 34 ways from a map that was being
computed to Train ended on an empty page. A script's own `st.rerun` names its page too. And a request for a page brings
nothing of the page that is left: what was typed there and has not been read yet was dropped. The browser's Back and Forward
stay what they are when another request of the same address joins them, which Streamlit then takes for an ordinary one.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType


def mend() -> None:
    """From now on, in all sessions."""
    AppSession.request_rerun = _browser(AppSession.request_rerun)
    ScriptRequests._request_rerun_locked = _script(ScriptRequests._request_rerun_locked)
    script_requests._coalesce_widget_states = _whole(script_requests._coalesce_widget_states)


def _browser(hear: Callable) -> Callable:
    @wraps(hear)
    def request_rerun(session: AppSession, asked: ClientState | None) -> None:
        if asked is not None and _has_left(session, asked):
            if asked.is_auto_rerun:
                return
            asked = _on_next_page(session, asked)
        if asked is not None:
            _note_page(session._pages_manager, asked)
        hear(session, asked)
    return request_rerun


def _script(note: Callable) -> Callable:
    @wraps(note)
    def request_rerun(requests: ScriptRequests, asked: RerunData) -> bool:
        waiting = requests._rerun_data if requests._state is ScriptRequestType.RERUN else RerunData()
        if script := get_script_run_ctx(suppress_warning=True):
            if waiting.page_script_hash not in ("", script.page_script_hash):
                asked = replace(asked, page_script_hash=waiting.page_script_hash, query_string=waiting.query_string)
            _note_page(script.pages_manager, asked)
        if waiting.is_history_navigation and _place(waiting) == _place(asked):
            asked = replace(asked, is_history_navigation=True)
        return note(requests, asked)
    return request_rerun


def _whole(merge: Callable) -> Callable:
    @wraps(merge)
    def coalesce(old: WidgetStates | None, new: WidgetStates | None) -> WidgetStates | None:
        merged = merge(old, new)
        if old and new:
            known = {state.id for state in merged.widgets}
            merged.widgets.extend(state for state in old.widgets if state.id not in known)
        return merged
    return coalesce


def _note_page(pages_manager, asked: ClientState | RerunData) -> None:
    """The page that comes, and its address: the session's record."""
    pages_manager.asked = _place(asked)


def _place(asked: ClientState | RerunData) -> tuple[str, str]:
    """Page and address."""
    return asked.page_script_hash, asked.query_string


def _has_left(session: AppSession, asked: ClientState) -> bool:
    """Whether something on a page asks when another page was asked for; what asks for a page sends nothing of one. Until a
    browser has heard which page its address is, it names none, or the entry."""
    page, _ = getattr(session._pages_manager, "asked", ("", ""))
    is_of_a_page = asked.is_auto_rerun or asked.fragment_id or asked.widget_states.widgets
    is_known = page not in ("", session._pages_manager.main_script_hash)
    return bool(is_of_a_page and is_known and not asked.is_history_navigation and page != asked.page_script_hash)


def _on_next_page(session: AppSession, asked: ClientState) -> ClientState:
    """The same, done where the next page is drawn."""
    moved = ClientState()
    moved.CopyFrom(asked)
    moved.page_script_hash, moved.query_string = session._pages_manager.asked
    moved.ClearField("fragment_id")
    return moved

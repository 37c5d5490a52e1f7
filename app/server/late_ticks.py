"""A timer's request that comes when its page has been left is not heard.

Streamlit's timers (`run_every`) stop at a click on a link (its pull request 9617), but after `st.switch_page` only when the
browser hears of the next page. What they ask until then names the page that is left, and Streamlit (1.67) runs it after the
next page's script: the browser clears that page for it and draws nothing. On a busy machine 11 of 34 ways from a map that
was being computed to Train ended on an empty page.
"""

from functools import wraps

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession


def drop() -> None:
    """From now on, in all sessions."""
    ask = AppSession.request_rerun

    @wraps(ask)
    def request_rerun(session: AppSession, client_state: ClientState | None) -> None:
        if client_state is None or not client_state.is_auto_rerun or not _has_left(session, client_state.page_script_hash):
            ask(session, client_state)

    AppSession.request_rerun = request_rerun


def _has_left(session: AppSession, page: str) -> bool:
    """Whether another page's script ran last, or runs; a tab that was opened by its address has left none."""
    asked = session._pages_manager.intended_page_script_hash
    return bool(asked) and asked != page

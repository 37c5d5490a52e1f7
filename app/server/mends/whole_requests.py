"""What is sent in one piece from two parts of a page is drawn in both.

Streamlit's browser (1.67) puts together what is done within one moment, and asks for the part (`st.fragment`) in which the
first of it was done. The others' callbacks are called, but nothing of them is drawn, and a click on a button that is looked
at where it is drawn is lost; where the part has gone meanwhile, with its page, all of it is. So the whole page is asked
for.
"""

from collections.abc import Callable
from functools import wraps

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.session_state import SessionState, WStates

TRIGGERS = ("trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value")


def mend() -> None:
    """From now on, in all sessions."""
    AppSession.request_rerun = _whole(AppSession.request_rerun)


def _whole(hear: Callable) -> Callable:
    @wraps(hear)
    def request_rerun(session: AppSession, asked: ClientState | None) -> None:
        is_of_a_part = asked is not None and asked.fragment_id and not asked.is_auto_rerun
        if is_of_a_part and _is_of_others(session.session_state, asked):
            whole = ClientState()
            whole.CopyFrom(asked)
            whole.ClearField("fragment_id")
            asked = whole
        hear(session, asked)
    return request_rerun


def _is_of_others(state: SessionState, asked: ClientState) -> bool:
    """Whether something was done outside of the part that is asked for."""
    known = state._new_widget_state
    return any(_is_done(known, widget) for widget in asked.widget_states.widgets
               if (metadata := known.widget_metadata.get(widget.id)) and metadata.fragment_id != asked.fragment_id)


def _is_done(known: WStates, widget: WidgetState) -> bool:
    """Whether it was pressed, or holds another text than the one that the script was told last."""
    kind = widget.WhichOneof("value")
    if kind in TRIGGERS:
        value = getattr(widget, kind)
        return bool(value.ByteSize() if hasattr(value, "ByteSize") else value)
    return kind == "string_value" and known.get_serialized(widget.id) not in (None, widget)

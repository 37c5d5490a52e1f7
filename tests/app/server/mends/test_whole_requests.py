"""What is sent in one piece from two parts of a page is drawn in both."""

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import StringTriggerValue
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import SessionState

from app.server.mends import whole_requests

PARTS = {"button": ("trigger_value", "part"), "picture": ("json_trigger_value", "part"), "text": ("string_value", "part"),
         "elsewhere": ("trigger_value", "other"), "component": ("json_trigger_value", "other"),
         "chat": ("string_trigger_value", "other"), "field": ("string_value", None), "list": ("int_value", None),
         "new": ("string_value", None)}
KNOWN = [WidgetState(id="text", string_value="a"), WidgetState(id="field", string_value="0.5")]


@pytest.fixture
def heard(monkeypatch):
    """The part that is drawn after a request for the part “part”, "" for the whole page."""
    asked = []
    state = SessionState()
    for name, (kind, part) in PARTS.items():
        state._set_widget_metadata(WidgetMetadata(name, lambda value: value, lambda value: value, kind, fragment_id=part))
    for widget in KNOWN:
        state._new_widget_state.set_widget_from_proto(widget)

    class Session:
        session_state = state

        def request_rerun(self, state):
            asked.append(state)

    monkeypatch.setattr(whole_requests, "AppSession", Session)
    whole_requests.mend()

    def heard(*widgets, fragment_id="part", **more):
        states = WidgetStates(widgets=[*KNOWN, *widgets])
        Session().request_rerun(ClientState(fragment_id=fragment_id, widget_states=states, query_string="a=1", **more))
        assert asked[-1].query_string == "a=1" and asked[-1].widget_states == states
        return asked[-1].fragment_id

    return heard


@pytest.mark.parametrize("widget", [
    WidgetState(id="elsewhere", trigger_value=True), WidgetState(id="component", json_trigger_value='{"drawn": true}'),
    WidgetState(id="chat", string_trigger_value=StringTriggerValue(data="a")), WidgetState(id="field", string_value="0.25"),
], ids=lambda widget: widget.id)
def test_what_was_done_elsewhere_in_the_same_moment_asks_for_the_whole_page(heard, widget):
    assert heard(WidgetState(id="button", trigger_value=True), widget) == ""


@pytest.mark.parametrize("widget", [
    WidgetState(id="button", trigger_value=True), WidgetState(id="picture", json_trigger_value='{"cell": [0, 1]}'),
    WidgetState(id="text", string_value="b"), WidgetState(id="elsewhere", trigger_value=False),
    WidgetState(id="component", json_trigger_value=""), WidgetState(id="chat", string_trigger_value=StringTriggerValue()),
    WidgetState(id="field", string_value="0.5"), WidgetState(id="list", int_value=3),
    WidgetState(id="unknown", trigger_value=True), WidgetState(id="new", string_value="fixed"),
], ids=lambda widget: widget.id)
def test_what_was_done_in_the_part_itself_or_not_at_all_asks_for_the_part(heard, widget):
    assert heard(widget) == "part"


def test_a_timer_asks_for_its_part_and_the_page_for_itself(heard):
    pressed = WidgetState(id="elsewhere", trigger_value=True)
    assert heard(pressed, is_auto_rerun=True) == "part"
    assert heard(pressed, fragment_id="") == ""


def test_a_tab_without_a_script_yet_is_served_as_ever(monkeypatch):
    asked = []
    hear = {"request_rerun": lambda self, state: asked.append(state)}
    session = type("Session", (), {"session_state": SessionState(), **hear})
    monkeypatch.setattr(whole_requests, "AppSession", session)
    whole_requests.mend()
    for state in (None, ClientState(fragment_id="part")):
        session().request_rerun(state)
    assert asked == [None, ClientState(fragment_id="part")]

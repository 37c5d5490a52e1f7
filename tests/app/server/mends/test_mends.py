"""What Streamlit does otherwise than the dashboard needs is mended, each once and in an order."""

import pkgutil

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import SessionState

from app.server import mends
from app.server.mends import edits_first, whole_requests
from tests.helpers.watching import looking


def test_every_mend_is_made_once(monkeypatch):
    made = []
    for each in mends.IN_ORDER:
        monkeypatch.setattr(each, "mend", lambda name=each.__name__: made.append(name))
    mends.mend()
    assert sorted(made) == [file.name for file in pkgutil.iter_modules(mends.__path__, f"{mends.__name__}.")]


def test_an_edit_that_is_sent_together_with_a_part_of_the_page_is_done_before_a_button_of_the_live_view(monkeypatch):
    state, viewer = SessionState(), looking()
    state["viewer"] = viewer
    state._set_widget_metadata(WidgetMetadata("field", str, str, "string_value", fragment_id=None))
    state._new_widget_state.set_widget_from_proto(WidgetState(id="field", string_value="0.5"))

    class Session:
        session_state = state

        def request_rerun(self, asked):
            pass

    for each in mends.IN_ORDER:
        if each in (edits_first, whole_requests):
            monkeypatch.setattr(each, "AppSession", Session)
        else:
            monkeypatch.setattr(each, "mend", lambda: None)
    monkeypatch.setattr(edits_first, "SafeSessionState", type("State", (), {"on_script_will_rerun": None}))
    mends.mend()
    edits = WidgetStates(widgets=[WidgetState(id="field", string_value="0.25")])
    Session().request_rerun(ClientState(fragment_id="part", widget_states=edits))
    assert viewer.is_asked

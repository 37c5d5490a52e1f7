"""What was edited on the page before a button of the live view was pressed is done before it."""

from types import SimpleNamespace

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from app.server.mends import edits_first
from tests.helpers.watching import looking

EDIT = ClientState(query_string="edit")


@pytest.fixture
def tab(monkeypatch):
    """A tab's viewer and session; `call(callback)` is what its script does before it draws."""
    requests = ScriptRequests()

    class Session:
        session_state = {}

        def request_rerun(self, asked):
            requests.request_rerun(RerunData(widget_states=asked.widget_states))

    class State:
        _state = Session.session_state

        def on_script_will_rerun(self, callback):
            requests.on_scriptrunner_ready()
            callback()

    monkeypatch.setattr(edits_first, "AppSession", Session)
    monkeypatch.setattr(edits_first, "SafeSessionState", State)
    script = {True: SimpleNamespace(script_requests=requests)}  # without a warning where there is none
    monkeypatch.setattr(edits_first, "get_script_run_ctx", lambda suppress_warning=False: script[suppress_warning])
    edits_first.mend()
    Session.session_state["viewer"] = viewer = looking()
    return SimpleNamespace(viewer=viewer, session=Session(), call=State().on_script_will_rerun)


def test_an_edit_is_under_way_until_its_callback_has_done_it(tab):
    assert not tab.viewer.is_asked
    tab.session.request_rerun(EDIT)
    assert tab.viewer.is_asked
    seen = []
    tab.call(lambda: seen.append(tab.viewer.is_asked))
    assert seen == [True]
    assert not tab.viewer.is_asked


def test_one_that_comes_meanwhile_is_under_way_longer(tab):
    tab.session.request_rerun(EDIT)
    tab.call(lambda: tab.session.request_rerun(EDIT))
    assert tab.viewer.is_asked
    tab.call(lambda: None)
    assert not tab.viewer.is_asked


def test_also_one_whose_callback_fails_is_over(tab):
    def fail():
        raise ZeroDivisionError

    tab.session.request_rerun(EDIT)
    with pytest.raises(ZeroDivisionError):
        tab.call(fail)
    assert not tab.viewer.is_asked


@pytest.mark.parametrize("asked", [ClientState(fragment_id="table"), ClientState(is_auto_rerun=True)])
def test_a_part_of_the_page_and_a_timer_edit_nothing_of_the_run(tab, asked):
    tab.session.request_rerun(asked)
    assert not tab.viewer.is_asked


def test_a_tab_that_has_no_live_view_yet_is_served_as_ever(tab):
    tab.session.session_state.clear()
    tab.session.request_rerun(EDIT)
    done = []
    tab.call(lambda: done.append(1))
    assert done == [1]


def test_streamlit_still_has_what_this_looks_at():
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
    from streamlit.runtime.state.safe_session_state import SafeSessionState
    from streamlit.runtime.state.session_state import SessionState

    assert callable(AppSession.request_rerun) and callable(SafeSessionState.on_script_will_rerun)
    state = SafeSessionState(SessionState(), lambda: None)
    assert edits_first._viewer_of(state._state) is None
    assert ScriptRequests()._state in ScriptRequestType

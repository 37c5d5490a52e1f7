"""The page that was asked for last is the page that comes, and what was done on the page before it is done."""

from types import SimpleNamespace

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from app.server.mends import page_changes

HELD = WidgetState(id="field", string_value="0.25")
PRESSED = WidgetState(id="button", trigger_value=True)


class Session:
    """A session whose script has not looked yet at what it was asked."""

    def __init__(self):
        self._pages_manager = SimpleNamespace(main_script_hash="entry")
        self.requests = ScriptRequests()

    def request_rerun(self, asked):
        self.requests.request_rerun(RerunData(asked.query_string, asked.widget_states, asked.page_script_hash,
                                              fragment_id=asked.fragment_id or None,
                                              is_history_navigation=asked.is_history_navigation))

    @property
    def comes(self):
        """Page and address of the next run."""
        return self.requests._rerun_data.page_script_hash, self.requests._rerun_data.query_string

    @property
    def states(self):
        return {state.id: state for state in self.requests._rerun_data.widget_states.widgets}

    def begin(self):
        self.requests.on_scriptrunner_ready()


@pytest.fixture
def session(monkeypatch):
    note, merge = ScriptRequests._request_rerun_locked, page_changes.script_requests._coalesce_widget_states
    monkeypatch.setattr(ScriptRequests, "_request_rerun_locked", note)  # both are put back after the test
    monkeypatch.setattr(page_changes.script_requests, "_coalesce_widget_states", merge)
    monkeypatch.setattr(page_changes, "AppSession", type("Patched", (Session,), {}))
    page_changes.mend()
    session = page_changes.AppSession()
    session.request_rerun(go_to("maps", "cells=4"))
    session.begin()
    return session


def go_to(page, query="", **more):
    return ClientState(page_script_hash=page, query_string=query, **more)


def on(page, *states, **more):
    return ClientState(page_script_hash=page, query_string="of=before", widget_states=WidgetStates(widgets=states), **more)


def tick_of(page):
    return on(page, fragment_id="1", is_auto_rerun=True)


def test_a_click_on_the_page_that_is_shown_is_done_there(session):
    session.request_rerun(on("maps", PRESSED))
    assert session.comes == ("maps", "of=before")


@pytest.mark.parametrize("has_begun", [False, True], ids=["next_page_waits", "next_page_has_begun"])
@pytest.mark.parametrize("more", [{}, {"fragment_id": "1"}], ids=["page", "part"])
def test_a_click_on_the_page_that_was_left_is_done_on_the_next_one(session, has_begun, more):
    session.request_rerun(go_to("train", "seed=3"))
    if has_begun:
        session.begin()
    session.request_rerun(on("maps", PRESSED, **more))
    assert session.comes == ("train", "seed=3")
    assert session.states["button"].trigger_value
    assert session.requests._rerun_data.fragment_id_queue == []


def test_a_timer_of_the_page_that_was_left_is_not_heard(session):
    session.request_rerun(go_to("train"))
    session.begin()
    session.request_rerun(tick_of("maps"))
    assert session.requests.on_scriptrunner_ready().type.name == "STOP"


def test_a_timer_of_the_page_that_is_shown_is_heard(session):
    session.request_rerun(tick_of("maps"))
    assert session.requests._rerun_data.fragment_id_queue == ["1"]


@pytest.mark.parametrize("named", ["", "entry"])
def test_a_page_that_was_opened_by_its_address_hears_its_clicks(session, named):
    session.request_rerun(go_to(named))
    session.begin()
    session.request_rerun(on("train", PRESSED))
    assert session.comes == ("train", "of=before")


def test_the_way_back_to_the_page_before_is_gone(session):
    session.request_rerun(go_to("train"))
    session.request_rerun(go_to("maps", "cells=8"))
    assert session.comes == ("maps", "cells=8")


def test_the_browser_s_back_is_followed_whatever_it_sends(session):
    session.request_rerun(go_to("train"))
    session.request_rerun(on("maps", HELD, is_history_navigation=True))
    assert session.comes == ("maps", "of=before")


@pytest.mark.parametrize(("address", "is_still_back"), [("of=before", True), ("of=next", False)])
def test_a_click_that_joins_the_browser_s_back_leaves_it_what_it_is_at_the_same_address(session, address, is_still_back):
    session.request_rerun(on("maps", HELD, is_history_navigation=True))
    session.request_rerun(ClientState(page_script_hash="maps", query_string=address,
                                      widget_states=WidgetStates(widgets=[PRESSED])))
    assert session.requests._rerun_data.is_history_navigation == is_still_back
    assert session.states["button"].trigger_value


def test_a_click_after_the_browser_s_back_was_followed_is_an_ordinary_one(session):
    session.request_rerun(on("maps", HELD, is_history_navigation=True))
    session.begin()
    session.request_rerun(on("maps", PRESSED))
    assert not session.requests._rerun_data.is_history_navigation


def test_what_was_typed_just_before_the_page_was_left_is_read(session):
    session.request_rerun(on("maps", HELD))
    session.request_rerun(go_to("train"))
    assert session.states["field"].string_value == "0.25"
    assert session.comes == ("train", "")


def test_what_was_typed_last_counts(session):
    session.request_rerun(on("maps", HELD))
    session.request_rerun(on("maps", WidgetState(id="field", string_value="0.5")))
    assert session.states["field"].string_value == "0.5"


@pytest.fixture
def script(session, monkeypatch):
    """Asks as the session's script does, which draws the page maps."""
    context = SimpleNamespace(page_script_hash="maps", pages_manager=session._pages_manager)

    def ask(page, query="of=script"):
        with monkeypatch.context() as patched:
            patched.setattr(page_changes, "get_script_run_ctx", lambda **_: context)
            session.requests.request_rerun(RerunData(query, page_script_hash=page))

    return ask


def test_a_script_that_draws_its_page_anew_leaves_the_page_that_waits(session, script):
    session.request_rerun(go_to("train", "seed=3"))
    script("maps")
    assert session.comes == ("train", "seed=3")


def test_a_script_that_draws_its_page_anew_with_a_click_waiting_does_it(session, script):
    session.request_rerun(on("maps", PRESSED))
    script("maps")
    assert session.comes == ("maps", "of=script")
    assert session.states["button"].trigger_value


def test_a_script_goes_to_another_page_with_a_timer_waiting(session, script):
    session.request_rerun(tick_of("maps"))
    script("train")
    assert session.comes == ("train", "of=script")


def test_what_asks_on_the_page_that_a_script_left_is_done_on_the_next_one(session, script):
    script("train")
    session.begin()
    session.request_rerun(on("maps", PRESSED))
    assert session.comes == ("train", "of=script")


def test_streamlit_still_asks_by_these_names():
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.scriptrunner_utils import script_requests

    assert callable(AppSession.request_rerun)
    assert callable(script_requests._coalesce_widget_states)


def test_nothing_is_logged_where_no_script_runs(session, caplog):
    session.request_rerun(on("maps"))
    assert not caplog.records

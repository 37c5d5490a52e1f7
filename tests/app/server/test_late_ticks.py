"""A timer's request that comes when its page has been left is not heard."""

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.pages_manager import PagesManager

from app.server import late_ticks


@pytest.fixture
def heard(monkeypatch):
    """Whether a session whose script runs the page of this hash hears a request."""
    class Session:
        def request_rerun(self, client_state):
            self.heard = client_state

    monkeypatch.setattr(late_ticks, "AppSession", Session)
    late_ticks.drop()

    def heard(request, intended="maps", current="maps"):
        session = Session()
        session.heard = "nothing"
        session._pages_manager = PagesManager("dashboard.py")
        session._pages_manager.set_script_intent(intended, "")
        session._pages_manager.set_current_page_script_hash(current)
        session.request_rerun(request)
        return session.heard is request

    return heard


def tick_of(page):
    return ClientState(page_script_hash=page, fragment_id="1", is_auto_rerun=True)


def test_a_timer_of_the_page_that_is_shown_is_heard(heard):
    assert heard(tick_of("maps"))


def test_a_timer_of_the_page_that_was_left_is_not(heard):
    assert not heard(tick_of("maps"), intended="train", current="train")


def test_nor_where_the_next_page_s_script_has_only_begun(heard):
    assert not heard(tick_of("maps"), intended="train")


def test_a_page_that_was_opened_by_its_address_hears_its_timer(heard):
    assert heard(tick_of("maps"), intended="")


@pytest.mark.parametrize("request_", [None, ClientState(page_script_hash="other"),
                                      ClientState(page_script_hash="other", fragment_id="1")])
def test_what_no_timer_asks_is_heard(heard, request_):
    assert heard(request_)

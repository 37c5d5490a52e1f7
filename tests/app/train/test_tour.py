"""The tour is offered on the first visit, and not again once it is over. What its card does: tests/js/tour.test.mjs."""

import pytest
from streamlit.runtime.context import ContextProxy

from app.train.tour import COOKIE, STOPS
from tests.helpers.train_page import opened


def is_offered(app) -> bool:
    return any(each.proto.component_name == "tour" for each in app.get("bidi_component"))


@pytest.mark.parametrize(("cookies", "offered"), [({}, True), ({COOKIE: "1"}, False), ({"another": "1"}, True)])
def test_a_visitor_whose_cookie_says_that_it_is_over_is_offered_no_tour(cookies, offered, monkeypatch):
    monkeypatch.setattr(ContextProxy, "cookies", type("", (), {"to_dict": lambda self: cookies, "get": cookies.get})())
    assert is_offered(opened()) == offered


def test_it_has_five_stops():
    assert len(STOPS) == 5

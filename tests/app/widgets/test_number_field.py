"""What is typed into a number field is taken, or refused in one sentence."""

import pytest
from streamlit.testing.v1 import AppTest


def page(may_be_empty, value):
    import streamlit as st

    from app.widgets.number_field import number_field
    from xorcore.book import Limits

    said = st.session_state.setdefault("said", [])
    number_field(st, "stop", "Stop", value, Limits(0, 1), said.append, said.append, may_be_empty=may_be_empty)


def said_to(text, may_be_empty, value=0.5):
    app = AppTest.from_function(page, args=(may_be_empty, value)).run()
    app.text_input(key="stop").set_value(text).run()
    assert not app.exception
    return app.session_state["said"]


@pytest.mark.parametrize("text", ["", " ", "never", "Never", "NONE"])
def test_a_field_that_may_be_empty_takes_nothing_in_words_or_none(text):
    assert said_to(text, may_be_empty=True) == [None]


@pytest.mark.parametrize(("text", "why"), [
    ("", "a number"), ("never", "at least 0 and at most 1: “never” is not a number")])
def test_any_other_field_keeps_its_number(text, why):
    assert said_to(text, may_be_empty=False) == [f"“Stop” must be {why}; it stays 0.5."]


def test_a_field_that_is_empty_stays_so():
    said = said_to("2", may_be_empty=True, value=None)
    assert said == ["“Stop” must be at least 0 and at most 1, got 2; it stays empty."]


def test_a_number_is_taken():
    assert said_to("0,25", may_be_empty=False) == [0.25]

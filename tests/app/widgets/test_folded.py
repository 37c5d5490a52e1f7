"""What is folded away is made when it is opened."""

import pytest
from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st

    from app.widgets.folded import folded

    folded("The same as a table", lambda: st.caption("made"), key="table")


@pytest.mark.parametrize("is_open", [False, True])
def test_it_is_made_while_it_is_open_and_nowhere_but_inside(is_open):
    app = AppTest.from_function(page)
    app.session_state["table"] = is_open
    app.run()
    (part,) = app.expander
    assert [caption.value for caption in app.caption] == [caption.value for caption in part.caption] == ["made"] * is_open


def test_it_is_folded_at_first():
    app = AppTest.from_function(page).run()
    assert not app.caption

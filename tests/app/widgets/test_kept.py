"""What was brought is there again after a look at another view of the page."""

import pytest
from streamlit.testing.v1 import AppTest

from app.widgets.kept import with_edits
from tests.helpers.transcript import transcript


def page():
    import pandas as pd
    import streamlit as st

    from app.widgets.kept import kept, kept_column, kept_file

    if st.segmented_control("View", ["here", "elsewhere"], key="view", default="here") == "here":
        st.text_input("Text", key="text", on_change=kept("text", "at first"))
        st.code((kept_file("File", "file", megabytes=1) or b"").decode(), language=None)
        st.code("|".join(kept_column(pd.DataFrame({"number": ["", ""]}), "number", "table")), language=None)


@pytest.fixture
def app():
    return AppTest.from_function(page, default_timeout=30).run()


def look_elsewhere_and_come_back(app):
    for view in ("elsewhere", "here"):
        app.segmented_control(key="view").set_value(view).run()
    assert not app.exception


def test_a_text_is_kept(app):
    app.text_input(key="text").set_value("typed").run()
    look_elsewhere_and_come_back(app)
    assert app.text_input(key="text").value == "typed"


def test_a_file_is_kept_and_named_until_it_is_removed(app):
    app.file_uploader(key="file").set_value(("mine.txt", b"0.25", "text/plain")).run()
    look_elsewhere_and_come_back(app)
    assert app.code[0].value == "0.25"
    line, name, remove = transcript(app)[-6:-3]
    assert (line.strip(), name.strip(), remove.strip()) == (
        'container flexContainer {"direction": "HORIZONTAL", "align": "ALIGN_CENTER"}', 'markdown body "In use: mine.txt"',
        'button key "file_remove", label "Remove"')
    app.button(key="file_remove").click().run()
    assert app.code[0].value == "" and not app.caption


def test_a_file_that_comes_with_the_change_of_the_view_is_kept(app):
    app.file_uploader(key="file").set_value(("mine.txt", b"0.25", "text/plain"))
    look_elsewhere_and_come_back(app)
    assert app.code[0].value == "0.25"


@pytest.mark.parametrize(("edits", "expected"), [
    ({}, ["1", ""]),
    ({1: {"number": "0.5"}}, ["1", "0.5"]),
    ({0: {"number": None}, 1: {"other": "x"}}, ["", ""]),
])
def test_what_is_typed_into_a_table_goes_over_what_was_there(edits, expected):
    assert with_edits(["1", ""], "number", edits) == expected

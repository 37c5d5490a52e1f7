"""A refusal stands at its field, as it was typed."""

import pytest
from streamlit.testing.v1 import AppTest


def page(sentence):
    import streamlit as st

    from app.widgets.refusal import refused_below

    with refused_below("rate", sentence):
        st.text_input("Rate")


@pytest.mark.parametrize("sentence", ["", "“*much*” is not a number."])
def test_a_sentence_stands_below_its_field_and_nothing_without_one(sentence):
    app = AppTest.from_function(page, args=(sentence,)).run()
    assert [warning.value for warning in app.warning] == ["“\\*much\\*” is not a number."] * bool(sentence)
    assert [part.type for part in app.main.children[0].children.values()][0] == "text_input"

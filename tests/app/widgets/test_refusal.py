"""A refusal stands at its field, as it was typed."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.transcript import transcript


def page(sentence):
    import streamlit as st

    from app.widgets.refusal import refused_below

    with refused_below("rate", sentence):
        st.text_input("Rate")


@pytest.mark.parametrize("sentence", ["", "“*much*” is not a number."])
def test_a_sentence_stands_below_its_field_and_nothing_without_one(sentence):
    app = AppTest.from_function(page, args=(sentence,)).run()
    assert transcript(app) == [
        'container key "field_rate", flexContainer {"gapConfig": {"gapSize": "XSMALL"}, "direction": "VERTICAL"}',
        '  textInput label "Rate", default ""',
        *(['  container key "refusal_rate", flexContainer {"direction": "VERTICAL"}',
           r'    alert body "“\\*much\\*” is not a number.", format "WARNING"'] if sentence else [])]

"""A place in which one of several things is shown. In a browser it is shown by tests/browser/test_layout_shift.py."""

from streamlit.testing.v1 import AppTest


def script():
    import streamlit as st

    from app.widgets.place import place

    with place(st.session_state.get("shown", "first"), of=("first", "second", "third")):
        st.markdown("a part")


def test_what_is_shown_has_a_place_of_its_own_and_the_others_are_emptied_before_its_first_part_comes():
    app = AppTest.from_function(script).run()
    app.session_state.shown = "second"
    app.run()
    first, second, third = (app.main.children[place] for place in range(3))
    assert first.type == third.type == "empty"
    assert [part.value for part in second.children.values()] == ["a part"]

"""A request that left the browser before the page's own value reached it changes nothing."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.train_page import opened, press, run_of, set_to, widget
from tests.helpers.visitor import opened as opened_page

LONG = 60  # seconds


@pytest.fixture
def echoes(monkeypatch):
    monkeypatch.setattr("app.widgets.synced_widget.ECHO_SECONDS", LONG)


def test_the_seed_that_was_replaced_does_not_come_back(echoes):
    app = opened()
    press(app, "Train")
    press(app, "New seed")
    set_to(app, "seed", 0)
    assert run_of(app).config.seed == 1
    assert widget(app, "seed").value == "1"


def test_another_seed_is_taken_at_once(echoes):
    app = opened()
    press(app, "New seed")
    set_to(app, "seed", 7)
    assert run_of(app).config.seed == 7


def test_the_replaced_seed_typed_later_is_taken():
    app = opened()
    press(app, "New seed")
    set_to(app, "seed", 0)
    assert run_of(app).config.seed == 0


def test_the_preset_that_was_left_does_not_come_back(echoes):
    app = opened()
    press(app, "Train")
    set_to(app, "learning_rate", 0.2)
    run, preset = run_of(app), widget(app, "preset")
    assert preset.value == "own settings"
    set_to(app, "preset", "Lab report")
    assert run_of(app) is run
    assert widget(app, "preset").value == "own settings"


def test_a_preset_that_comes_twice_starts_one_run(echoes):
    app = opened(seed="5")
    set_to(app, "preset", "Lab report")
    press(app, "Step")
    run = run_of(app)
    set_to(app, "preset", "own settings")
    set_to(app, "preset", "Lab report")
    assert run_of(app) is run


def test_a_value_set_and_set_back_by_hand_is_taken_both_times(echoes):
    app = opened()
    set_to(app, "momentum", 0.9)
    set_to(app, "momentum", 0.5)
    assert run_of(app).config.momentum == 0.5


def test_a_field_of_a_new_page_can_be_emptied_at_once(echoes):
    app = opened()
    set_to(app, "momentum", None)
    assert len(app.warning) == 1


def test_an_edit_and_its_undoing_before_the_page_is_drawn_are_two_edits(echoes):
    def page():
        import streamlit as st

        from app.widgets.synced_widget import on_edit, put

        put("number", 1)
        st.session_state.taken = []
        changed = on_edit("number", st.session_state.taken.append)
        for value in (2, 1):
            st.session_state.number = value
            changed()

    assert AppTest.from_function(page).run().session_state["taken"] == [2, 1]


def test_a_value_that_came_back_without_a_new_page_is_no_edit_when_the_new_one_follows(echoes):
    """As after a tick, which draws no sidebar: old value, then the value that was put."""
    app = opened()
    press(app, "New seed")
    run = run_of(app)
    set_to(app, "seed", 0)
    set_to(app, "seed", 1)
    assert run_of(app) is run


def test_what_somebody_types_stays_when_the_page_is_drawn_again():
    app = opened()
    assert not widget(app.run(), "hidden").proto.set_value
    press(app, "New seed")
    assert widget(app, "seed").proto.set_value


def test_what_the_page_has_just_set_is_set_again_as_the_browser_may_have_missed_it(echoes):
    app = opened()
    press(app, "New seed")
    assert widget(app.run(), "seed").proto.set_value


def test_and_after_a_while_it_is_left_to_who_types(monkeypatch):
    monkeypatch.setattr("app.widgets.synced_widget.ECHO_SECONDS", 0)
    app = opened()
    press(app, "New seed")
    assert not widget(app.run(), "seed").proto.set_value


def shown(element) -> object:
    """As the widget's default says it: of choices their places."""
    if element.type in ("text_input", "checkbox"):
        return element.value
    if element.type in ("selectbox", "radio"):
        return element.index
    if element.type == "multiselect":
        return list(element.indices)
    return [i for i, option in enumerate(element.proto.options) if option.content in element.formatted_values]


@pytest.mark.parametrize("page", ["train", "one_step", "compare", "seeds", "maps"])
def test_a_browser_that_never_saw_a_value_set_shows_the_same(page):
    app = opened_page(f"app/pages/{page}.py")
    widgets = [element for kind in ("text_input", "selectbox", "checkbox", "multiselect", "radio", "button_group")
               for element in app.get(kind) if element.key in (*app.session_state["puts"], "subject", "view", "sample")]
    assert len(widgets) > 2
    for element in widgets:
        default = element.proto.default
        is_list = element.type in ("multiselect", "button_group")
        assert (list(default) if is_list else default) == shown(element), element.key

"""A request that left the browser before the page's own value reached it changes nothing, however late it comes."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers.train_page import opened, press, run_of, set_to, widget
from tests.helpers.visitor import drawn_key
from tests.helpers.visitor import opened as opened_page


def sent(app):
    """What a request would hold now: the value of every widget."""
    return app._tree.get_widget_states()


@pytest.mark.parametrize(("field", "value", "other", "follows"), [
    ("preset", "Moons", "dataset", "moons"), ("learning_rate", "0.2", "preset", "own settings"),
    ("dataset", "moons", "preset", "own settings"), ("preset", "Textbook momentum", "optimizer", "momentum"),
])
def test_what_the_page_changed_after_an_edit_is_not_taken_back(field, value, other, follows):
    app = opened(epochs="30000", seed="0")
    press(app, "Train")
    widget(app, field).set_value(value)
    late = sent(app)
    app.run()
    assert widget(app, other).value == follows
    run = run_of(app)
    app._run(late)
    assert run_of(app) is run
    assert (widget(app, field).value, widget(app, other).value) == (value, follows)


def test_the_seed_that_was_replaced_does_not_come_back():
    app = opened()
    press(app, "Train")
    late = sent(app)
    press(app, "New seed")
    app._run(late)
    assert run_of(app).config.seed == 1
    assert widget(app, "seed").value == "1"


@pytest.mark.parametrize("seed", [0, 7])
def test_another_seed_is_taken_at_once_be_it_the_one_that_was_replaced(seed):
    app = opened()
    press(app, "New seed")
    set_to(app, "seed", seed)
    assert run_of(app).config.seed == seed


def test_a_refused_text_that_comes_twice_is_refused_twice_and_the_value_stays():
    app = opened()
    widget(app, "learning_rate").set_value("much")
    late = sent(app)
    app.run()
    run = run_of(app)
    app._run(late)
    assert run_of(app) is run
    assert widget(app, "learning_rate").value == "0.05"
    assert len(app.warning) == 1


def test_a_preset_that_comes_twice_starts_one_run():
    app = opened(seed="5")
    widget(app, "preset").set_value("Lab report")
    late = sent(app)
    app.run()
    press(app, "Step")
    run = run_of(app)
    app._run(late)
    assert run_of(app) is run


def test_a_value_set_and_set_back_by_hand_is_taken_both_times():
    app = opened()
    set_to(app, "momentum", 0.9)
    set_to(app, "momentum", 0.5)
    assert run_of(app).config.momentum == 0.5


def test_a_field_of_a_new_page_can_be_emptied_at_once():
    app = opened()
    set_to(app, "momentum", None)
    assert len(app.warning) == 1


def test_an_edit_and_its_undoing_before_the_page_is_drawn_are_two_edits():
    def page():
        import streamlit as st

        from app.widgets.synced_widget import on_edit, put

        st.session_state.taken = []
        changed = on_edit("number", put("number", 1), st.session_state.taken.append)
        for value in (2, 1):
            st.session_state.number = value
            changed()

    assert AppTest.from_function(page).run().session_state["taken"] == [2, 1]


def test_an_edit_that_comes_again_after_its_answer_makes_no_edit_of_the_answer():
    """In a request that draws only a part of the page: what was refused was then said no more."""
    def page():
        import streamlit as st

        from app.widgets.synced_widget import on_edit, put

        st.session_state.taken = []
        changed = on_edit("number", put("number", 100), st.session_state.taken.append)
        for value in (1, 1, 100):
            st.session_state.number = value
            changed()
            if value == 1 and len(st.session_state.taken) == 1:
                put("number", 100)

    assert AppTest.from_function(page).run().session_state["taken"] == [1]


def test_what_somebody_types_stays_when_the_page_is_drawn_again():
    assert not widget(opened().run(), "hidden").proto.set_value


def test_what_the_page_sets_is_the_default_of_a_new_widget():
    app = opened()
    before = widget(app, "seed")
    press(app, "New seed")
    after = widget(app, "seed")
    assert (before.id != after.id, after.proto.default, after.proto.set_value) == (True, "1", False)


@pytest.mark.parametrize("seconds", [60, 0])
def test_an_answer_is_set_in_the_widget_that_was_edited_and_for_a_while_again(monkeypatch, seconds):
    """It keeps the focus; the browser may have missed what was set once."""
    monkeypatch.setattr("app.widgets.synced_widget.AGAIN_SECONDS", seconds)
    app = opened()
    before = widget(app, "learning_rate")
    set_to(app, "learning_rate", "0,2")
    answer = widget(app, "learning_rate")
    assert (before.id == answer.id, answer.value, answer.proto.set_value) == (True, "0.2", True)
    assert widget(app.run(), "learning_rate").proto.set_value == (seconds > 0)


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
    keys = [*(drawn_key(app, key) for key in app.session_state["puts"]), "subject", "view", "sample"]
    kinds = ("text_input", "selectbox", "checkbox", "multiselect", "radio", "button_group")
    widgets = [element for kind in kinds for element in app.get(kind) if element.key in keys]
    assert len(widgets) > 2
    for element in widgets:
        default = element.proto.default
        is_list = element.type in ("multiselect", "button_group")
        assert (list(default) if is_list else default) == shown(element), element.key

"""The computation of the Seeds page outlives a look elsewhere, and ends with Cancel or the next one."""

import threading

import pytest

from app.seeds.session import PAGE as PAGE_NAME
from app.server.shared_computation import shared
from tests.helpers.first_sight import with_example
from tests.helpers.seeds_page import (
    LONG,
    asked,
    opened,
)
from tests.helpers.visitor import button, press


def test_the_example_is_computed_once_and_nobody_cancels_it():
    first = with_example(opened(), PAGE_NAME)
    computation = shared(PAGE_NAME, lambda: pytest.fail("computed again"))
    with_example(opened(), PAGE_NAME)
    press(first, "Compute")
    press(first, "Cancel")
    assert shared(PAGE_NAME, lambda: pytest.fail("computed again")) is computation and not computation.cancelled


def test_cancel_keeps_what_is_known_and_ends_the_thread():
    app = opened(**LONG)
    press(app, "Cancel")
    computation = asked(app).computation
    computation.join(1)
    assert computation.cancelled and not computation._thread.is_alive()
    assert any(each.value.startswith("**Cancelled** after") for each in app.markdown)
    assert button(app, "Compute")


def test_a_look_at_another_page_keeps_the_computation():
    app = opened(**LONG)
    computation = asked(app).computation
    app.switch_page("app/pages/one_step.py").run()
    app.switch_page("app/pages/seeds.py").run()
    assert asked(app).computation is computation and computation.running
    press(app, "Cancel")


def test_a_page_that_is_loaded_again_keeps_the_computation(monkeypatch):
    monkeypatch.setattr("app.run.session.visitor_of", lambda _: "a" * 43)
    computation = asked(opened(**LONG)).computation
    again = opened(**LONG)
    assert asked(again).computation is computation and computation.running
    press(again, "Cancel")
    other = asked(opened(**LONG | {"init_scale": "3"})).computation
    assert computation.cancelled and other is not computation
    other.cancel()


def test_a_new_computation_takes_the_place_of_the_old():
    before = threading.active_count()
    app = opened(**LONG)
    old = asked(app).computation
    press(app, "Cancel")
    press(app, "Compute")
    assert old.cancelled and not old._thread.is_alive()
    press(app, "Cancel")
    asked(app).computation.join(1)
    assert threading.active_count() <= before + 4  # the app's own threads

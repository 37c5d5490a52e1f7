"""What only a browser shows of the Compare page."""

import re
import time
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAYOUT_SHIFT, MOST_SHIFT, SCREENS, enter, overflow, press

LANDSCAPE = "The loss landscape on a plane"
OWN_ANSWER = re.compile(r"^From this start(?!.* 641 epochs)")  # not that of the example
SHORT = "epochs=500&learning_rate=0.5"


@pytest.fixture
def open_compare(open_page):
    return partial(open_page, path="compare")


def test_the_page_opens_with_a_finished_example_that_nothing_pushes_and_a_comparison_is_cancelled(open_compare):
    page = open_compare("epochs=300000&hidden=none")
    values = page.get_by_role("textbox", name="Values")
    page.locator(".js-plotly-plot").nth(3).wait_for(timeout=60_000)
    assert page.evaluate(LAYOUT_SHIFT) < MOST_SHIFT
    top = values.bounding_box()["y"]
    enter(values, "0.5, 2")
    refusal = page.get_by_test_id("stAlert").filter(has_text="at most 1, got 2; the values stay 0, 0.5, 0.9.")
    refusal.wait_for()
    assert values.bounding_box()["y"] == top < refusal.bounding_box()["y"]
    assert page.get_by_role("heading", name="What the networks answer").is_visible()
    press(page, "Compare")
    page.get_by_text("Run 1 of 3").wait_for()
    pressed = time.perf_counter()
    press(page, "Cancel")
    page.get_by_text("Cancelled after 0 of 3 runs.").wait_for()
    assert time.perf_counter() - pressed < 10
    expect(page.get_by_role("button", name="Cancel", exact=True)).to_be_disabled()


def test_a_comparison_is_computed_and_drawn_and_fits_a_phone_and_its_run_goes_to_the_train_page(open_compare):
    page = open_compare(f"{SHORT}&compare=learning_rate&values=0.1,0.2,0.3,0.4,0.5,0.6", *SCREENS["phone"])
    press(page, "Compare")
    page.get_by_text(OWN_ANSWER).wait_for(timeout=60_000)
    page.get_by_text(LANDSCAPE).wait_for(timeout=60_000)
    page.locator(".js-plotly-plot").nth(6).wait_for()
    assert overflow(page) <= 0
    page.get_by_role("button", name="Open on Train").nth(1).click()
    page.get_by_role("button", name="Train", exact=True).wait_for()
    page.wait_for_function("location.search.includes('learning_rate=0.2')")

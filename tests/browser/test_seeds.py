"""What only a browser shows of the Seeds page."""

import re
from functools import partial

import pytest

from tests.browser.conftest import LAYOUT_SHIFT, MOST_SHIFT, SCREENS, enter, overflow, press

QUICK = "hidden=2&optimizer=momentum&learning_rate=0.5&momentum=0.9"
SIDE_BY_SIDE = f"{QUICK}&seeds=20&vary=momentum&values=0,0.5,0.9"


@pytest.fixture
def open_seeds(open_page):
    return partial(open_page, path="seeds")


def wait_for_results(page):
    page.get_by_text(re.compile("^[0-9 ]+ seeds, computed in")).wait_for(timeout=60_000)  # not those of the example
    page.locator(".js-plotly-plot").nth(3).wait_for()


def compute(page, seeds, solved_at):
    enter(page.get_by_label("Seeds", exact=True), seeds)
    enter(page.get_by_label("Solved when the loss is below"), solved_at)
    press(page, "Compute")


def test_an_example_opens_that_nothing_pushes_cancel_acts_at_once_and_what_is_computed_next_is_drawn(open_seeds):
    page = open_seeds(QUICK)
    page.get_by_text(re.compile(r"^An example. 1\s000 seeds, computed in")).wait_for(timeout=60_000)
    page.locator(".js-plotly-plot").nth(3).wait_for(timeout=60_000)
    assert page.evaluate(LAYOUT_SHIFT) < MOST_SHIFT
    field = page.get_by_role("textbox", name="Epochs at most")
    top = field.bounding_box()["y"]
    enter(field, "-3")
    page.get_by_test_id("stAlert").filter(has_text="“Epochs at most” must be").wait_for()
    assert field.bounding_box()["y"] == top
    compute(page, "10000", "1e-12")
    press(page, "Cancel")
    page.get_by_text("Cancelled after").wait_for(timeout=5_000)
    compute(page, "50", "0.02")
    wait_for_results(page)
    page.get_by_text(re.compile(r"of 50 starts fails? to solve it within 3\s000 epochs")).wait_for()
    page.wait_for_url("**seeds=50*")


def test_its_results_fit_a_phone_the_keyboard_opens_a_run_and_a_click_on_a_dot_that_run_under_its_own_address(open_seeds):
    page = open_seeds(SIDE_BY_SIDE, *SCREENS["phone"])
    wait_for_results(page)
    assert overflow(page) <= 0
    enter(page.get_by_label("Seed", exact=True), "4")
    page.get_by_role("button", name="Open on Train").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Seed 4, momentum 0, from the Seeds page.").wait_for(timeout=10_000)
    page.locator(".st-key-page_bar a", has_text="Seeds").click()
    wait_for_results(page)
    dot = page.locator(".js-plotly-plot").nth(0).locator(".scatterlayer .points path").first
    dot.scroll_into_view_if_needed()
    box = dot.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    label = page.locator(".hovertext").filter(has_text=re.compile(r"seed \d+"))
    seed = re.search(r"seed (\d+)", label.text_content())[1]
    addresses = []
    page.on("framenavigated", lambda frame: addresses.append(frame.url))
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.get_by_text(re.compile(f"Seed {seed}, momentum 0.*, from the Seeds page")).wait_for(timeout=10_000)
    page.wait_for_url(re.compile(r"/\?.*run="))
    assert f"seed={seed}" in page.url or seed == "0"
    # Under Seeds only what is of Seeds: a reload would open it.
    assert not [address for address in addresses if "/seeds?" in address and "seeds=20" not in address]
    page.go_back()
    wait_for_results(page)
    assert "seeds=20" in page.url

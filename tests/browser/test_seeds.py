"""What only a browser shows of the Seeds page."""

import re
from functools import partial

import pytest

from tests.browser.conftest import SCREENS, enter, overflow, press

QUICK = "hidden=2&optimizer=momentum&learning_rate=0.5&momentum=0.9"
LONG = "seeds=3000&solved_at=1e-12"


@pytest.fixture
def open_seeds(open_page):
    return partial(open_page, path="seeds")


def wait_for_results(page):
    page.get_by_text(re.compile("^[0-9 ]+ seeds, computed in")).wait_for(timeout=60_000)  # not those of the example
    page.locator(".js-plotly-plot").nth(3).wait_for()


def test_the_page_opens_with_a_finished_example_that_nothing_pushes_and_compute_shows_the_answer_and_its_charts(open_seeds):
    page = open_seeds(QUICK)
    page.get_by_text(re.compile(r"^An example. 1\s000 seeds, computed in")).wait_for(timeout=60_000)
    page.locator(".js-plotly-plot").nth(3).wait_for(timeout=60_000)
    field = page.get_by_role("textbox", name="Epochs at most")
    top = field.bounding_box()["y"]
    enter(field, "-3")
    page.get_by_test_id("stAlert").filter(has_text="“Epochs at most” must be").wait_for()
    assert field.bounding_box()["y"] == top
    enter(page.get_by_label("Seeds", exact=True), "50")
    press(page, "Compute")
    wait_for_results(page)
    page.get_by_text(re.compile(r"of 50 starts fails? to solve it within 3\s000 epochs")).wait_for()
    page.wait_for_url("**seeds=50*")


def test_cancel_acts_at_once_and_can_be_followed_by_another(open_seeds):
    page = open_seeds(LONG)
    press(page, "Cancel")
    page.get_by_text("Cancelled after").wait_for(timeout=5_000)
    page.get_by_role("button", name="Compute", exact=True).wait_for()


def test_the_keyboard_opens_a_run_and_a_click_on_a_dot_that_run_under_its_own_address(open_seeds):
    page = open_seeds(f"{QUICK}&seeds=10&limit=300")
    wait_for_results(page)
    field = page.get_by_label("Seed", exact=True)
    enter(field, "4")
    button = page.get_by_role("button", name="Open on Train")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Seed 4, from the Seeds page.").wait_for(timeout=10_000)
    page.get_by_role("link", name="Seeds").click()
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
    page.get_by_text(f"Seed {seed}, from the Seeds page.").wait_for(timeout=10_000)
    page.wait_for_url(re.compile(r"/\?.*run="))
    assert f"seed={seed}" in page.url or seed == "0"
    # Under Seeds only what is of Seeds: a reload would open it.
    assert not [address for address in addresses if "/seeds?" in address and "seeds=10" not in address]
    page.go_back()
    wait_for_results(page)
    assert "seeds=10" in page.url


def test_its_results_fit_a_phone(open_seeds):
    page = open_seeds(f"{QUICK}&seeds=20&vary=momentum&values=0,0.5,0.9", *SCREENS["phone"])
    wait_for_results(page)
    assert overflow(page) <= 0

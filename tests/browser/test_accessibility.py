"""What a screen reader, a keyboard and a thumb meet on every page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import FIND

PAGES = {"": "Train", "one_step": "One step", "compare": "Compare", "seeds": "Seeds", "maps": "Maps",
         "classics": "Classics", "runs": "Runs"}
TEXT_ON_PRIMARY_IS_DARK = f"""() => {{ {FIND}
  return getComputedStyle(live.querySelector(".primary")).color !== "rgb(255, 255, 255)"; }}"""
FOCUSED = f"() => {{ {FIND} return live.getRootNode().activeElement?.textContent; }}"


def violations(page):
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in Axe().run(page).response["violations"]]


@pytest.mark.parametrize(("path", "name"), PAGES.items(), ids=PAGES.values())
def test_each_page_has_its_name_and_axe_finds_no_violation_in_light_or_dark(open_page, path, name):
    page = open_page(path=path)
    assert page.title().startswith(name)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    if not path:
        page.wait_for_function(TEXT_ON_PRIMARY_IS_DARK)
    assert violations(page) == []


def test_behind_the_skip_link_stand_the_tour_and_then_train(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#stMain")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Train"


def test_on_a_phone_all_pages_stand_in_the_header(open_page):
    page = open_page(width=390, height=844)
    links = page.locator(".st-key-page_bar a")
    boxes = [link.bounding_box() for link in links.all()]
    assert links.all_inner_texts() == list(PAGES.values())
    assert all(min(box["height"], box["width"]) >= 24 and box["x"] + box["width"] <= 390 for box in boxes)
    links.filter(has_text="Runs").click()
    page.get_by_role("heading", name="What have I trained?").wait_for()


def test_on_a_wide_screen_the_pages_are_listed_once(open_page):
    page = open_page()
    assert page.get_by_role("link", name="Compare").count() == 1

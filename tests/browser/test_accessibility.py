"""What a screen reader, a keyboard and a thumb meet on every page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import FIND, READY

PAGES = {"": "Train", "one_step": "One step", "compare": "Compare", "seeds": "Seeds", "maps": "Maps",
         "classics": "Classics", "runs": "Runs"}
FOCUSED = f"() => {{ {FIND} return live.getRootNode().activeElement?.textContent; }}"


@pytest.mark.parametrize(("path", "name"), PAGES.items(), ids=PAGES.values())
def test_each_page_has_its_name_and_axe_finds_no_violation_in_light_or_dark(open_page, path, name):
    page = open_page(path=path)
    assert page.title().startswith(name)
    for color_scheme in ("light", "dark"):
        page.emulate_media(color_scheme=color_scheme)
        violations = Axe().run(page).response["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in violations] == []


def test_the_skip_link_leads_to_train_in_three_keys(open_page):
    page = open_page()
    page.locator(READY).wait_for()
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
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

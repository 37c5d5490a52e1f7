"""What a keyboard and a thumb meet."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FIND, READY, resize, wait_for_epoch
from tests.browser.test_opening import TITLES

FOCUSED = f"() => {{ {FIND} return live.getRootNode().activeElement?.textContent; }}"
TO_THE_TOP = "() => { document.body.tabIndex = -1; document.body.focus(); }"


@pytest.fixture(scope="module")
def opened(open_once):
    return open_once()


@pytest.fixture
def page(opened):
    """Train, as it opens: each test leaves it so."""
    opened.locator(READY).wait_for()
    yield opened
    resize(opened, "desktop")
    opened.get_by_role("link", name="Train", exact=True).click()
    wait_for_epoch(opened, 0)
    opened.evaluate(TO_THE_TOP)


def test_behind_the_skip_link_stand_the_tour_and_then_train(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#stMain")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Train"


def test_on_a_phone_all_pages_stand_in_the_header(page):
    resize(page, "phone")
    links = page.locator(".st-key-page_bar a")
    boxes = [link.bounding_box() for link in links.all()]
    assert links.all_inner_texts() == list(TITLES.values())
    assert all(min(box["height"], box["width"]) >= 24 and box["x"] + box["width"] <= 390 for box in boxes)
    links.filter(has_text="Runs").click()
    page.get_by_role("heading", name="What have I trained?").wait_for()


def test_on_a_wide_screen_the_pages_are_listed_once_and_stay_under_the_pointer(page):
    resize(page, "desktop")
    link = page.get_by_role("link", name="Classics")
    expect(link).to_have_count(1)
    place = link.bounding_box()
    link.click()
    page.get_by_role("heading", name="Do published experiments").wait_for()
    assert link.bounding_box() == place

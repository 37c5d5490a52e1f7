"""What only a browser shows of the Classics page."""

from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LAYOUT_SHIFT, MOST_SHIFT, on_a_phone, overflow
from xorcore.classics import CLASSICS


class Opened(NamedTuple):
    """The page, with one card that has been run."""

    page: Page
    shift: float  # how far anything was moved meanwhile


@pytest.fixture(scope="module")
def opened(open_once):
    page = open_once(path="classics")
    card(page, "mazur").get_by_text("12 of 12 figures agree").wait_for()
    card(page, "fausett").get_by_text("not run yet").wait_for()
    page.get_by_test_id("stTable").first.wait_for()
    return Opened(page, page.evaluate(LAYOUT_SHIFT))


@pytest.fixture
def gallery(opened):
    """The page for all that ends in the gallery again."""
    return opened.page


@pytest.fixture
def opened_card(gallery):
    card(gallery, "mazur").get_by_role("button", name="Open").click()
    gallery.get_by_role("button", name="Run again").wait_for(timeout=30_000)
    yield gallery
    gallery.get_by_role("button", name="Back to the gallery").click()
    card(gallery, "mazur").get_by_text("12 of 12 figures agree").wait_for()


def card(page, name):
    return page.locator(f".st-key-classic_{name}")


def test_a_card_is_run_and_shows_its_verdict(opened):
    assert opened.shift < MOST_SHIFT
    card(opened.page, "fausett").get_by_role("button", name="Run").click()
    card(opened.page, "fausett").get_by_text("3 of 3 figures agree").wait_for(timeout=30_000)


def test_going_back_in_the_browser_closes_the_card(gallery):
    gallery.wait_for_url("**run=*")
    card(gallery, "mazur").get_by_role("button", name="Open").click()
    gallery.wait_for_url("**classic=mazur*")
    gallery.get_by_role("button", name="Back to the gallery").wait_for()
    gallery.go_back()
    card(gallery, "mazur").get_by_text("12 of 12 figures agree").wait_for()
    assert "classic=" not in gallery.url


def test_the_keyboard_opens_a_card_runs_it_and_leaves_it(gallery):
    for button, text in ((card(gallery, "mazur").get_by_role("button", name="Open"), "What ran"),
                         (gallery.get_by_role("button", name="Run", exact=True), "12 of 12 figures agree"),
                         (gallery.get_by_role("button", name="Back to the gallery"), "run, in")):
        button.focus()
        gallery.keyboard.press("Enter")
        gallery.get_by_text(text).first.wait_for(timeout=30_000)
    gallery.wait_for_url(lambda url: "classic=" not in url)


def test_all_buttons_of_the_gallery_are_reached_by_tab(gallery):
    gallery.get_by_role("button", name="Run all").focus()
    reached = []
    for _ in range(4):
        gallery.keyboard.press("Tab")
        reached.append(gallery.evaluate("() => document.activeElement.textContent"))
    title = CLASSICS["mazur"].title
    assert reached[:2] == [f"Open {title}", f"Run {title}"]


def test_cancel_acts_at_once_and_another_card_can_be_run(gallery):
    gallery.get_by_role("button", name="Run all").click()
    gallery.get_by_role("progressbar").wait_for()
    gallery.get_by_role("button", name="Cancel", exact=True).click()
    gallery.get_by_role("progressbar").wait_for(state="detached", timeout=5_000)
    card(gallery, "goh").get_by_role("button", name="Run").click()
    card(gallery, "goh").get_by_text("5 of 5 figures agree").wait_for(timeout=30_000)


def test_the_figures_can_be_downloaded(opened_card):
    with opened_card.expect_download() as download:
        opened_card.get_by_role("button", name="Figures (CSV)").click()
    lines = download.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[0] == "figure,published,corrected,computed,verdict,in full,compared"
    assert lines[10].startswith("error after one step,0.291027924,0.291027773693599,")


def test_a_card_is_not_wider_than_a_phone(opened_card):
    with on_a_phone(opened_card):
        assert overflow(opened_card) <= 0


def test_the_cards_of_a_row_are_of_one_height(gallery):
    """Once all tables are drawn, which come after the cards; measured in one moment."""
    gallery.wait_for_function(f"""() => {{
      const cards = [...document.querySelectorAll('[class*=st-key-classic_]')];
      const rows = Map.groupBy(cards.map((card) => card.getBoundingClientRect()), (box) => Math.round(box.y));
      return document.querySelectorAll('[data-testid=stTable]').length === {len(CLASSICS)} && rows.size < cards.length
        && [...rows.values()].every((boxes) => new Set(boxes.map((box) => Math.round(box.height))).size === 1);
    }}""", timeout=10_000)


def test_on_a_phone_the_cards_stand_below_each_other(gallery):
    with on_a_phone(gallery):
        places = [each.bounding_box()["x"] for each in gallery.locator("[class*=st-key-classic_]").all()]
    assert max(places) - min(places) < 1

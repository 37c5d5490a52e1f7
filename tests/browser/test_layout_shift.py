"""Nothing that stands on a page jumps after a click."""

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    EVERY_LAYOUT_SHIFT,
    LAYOUT_SHIFT,
    MOST_SHIFT,
    READY,
    SCREENS,
    enter,
    press,
    resize,
    wait_for_epoch,
)

# The code of what is above Share or beside it, or in the sidebar. Here it comes once all else is there.
ABOVE_SHARE = re.compile(r"/static/js/(BidiComponent|DataFrame|DownloadButton|Button|Html|PageLink|Selectbox|TextInput)\.")
TWO_FRAMES = "async () => { for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame) }"
# The places, from top and left, where the button has been.
WATCH_SHARE = """window.places = new Set()
const look = () => {
  const buttons = [...document.querySelectorAll('[data-testid=stPopover] button')]
  const button = buttons.find((each) => each.innerText.startsWith('Share'))
  const box = button?.getBoundingClientRect()
  if (box) places.add(`${Math.round(box.top)} ${Math.round(box.left)}`)
  requestAnimationFrame(look)
}
look()"""


class Loaded(NamedTuple):
    """Train on a desktop."""

    page: Page
    shift: float  # how far anything was moved while it loaded


@pytest.fixture(scope="module")
def loaded(open_once):
    page = open_once("epochs=300&init_scale=0.01")
    page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").first.wait_for()
    return Loaded(page, page.evaluate(LAYOUT_SHIFT))


@pytest.fixture
def train(loaded):
    """The page of an untrained run, for all that ends there again."""
    yield loaded.page
    press(loaded.page, "Reset")
    wait_for_epoch(loaded.page, 0)


@pytest.fixture
def shift(train):
    """How far anything has been moved since the test began."""
    before = train.evaluate(LAYOUT_SHIFT)
    return lambda: train.evaluate(LAYOUT_SHIFT) - before


def test_nothing_jumps_while_train_loads(loaded):
    assert loaded.shift < MOST_SHIFT


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_nothing_jumps_when_a_run_ends_and_all_is_read_that_is_said_of_it(train, shift, screen):
    resize(train, screen)
    press(train, "Train")
    wait_for_epoch(train, 300)
    train.get_by_text("Predictions at epoch 300").wait_for()
    assert shift() < MOST_SHIFT
    status = train.get_by_role("status").filter(has_text="Not solved after 300 epochs")
    assert status.evaluate("(status) => status.scrollHeight <= status.clientHeight")
    resize(train, "desktop")


def test_a_refused_setting_is_told_below_its_field_pushes_nothing_and_gives_way_to_what_it_covers(train, shift):
    field = train.get_by_role("textbox", name="Learning rate")
    below = train.get_by_role("combobox", name="Start weights")
    top = below.bounding_box()["y"]
    enter(field, "-1")
    refusal = train.get_by_test_id("stAlert")
    refusal.filter(has_text="“Learning rate” must be > 0").wait_for()
    assert below.bounding_box()["y"] == top
    assert refusal.bounding_box()["y"] > field.bounding_box()["y"]
    assert shift() < MOST_SHIFT
    covered = train.get_by_role("textbox", name="Epochs")
    covered.click()
    expect(covered).to_be_focused()
    expect(refusal).to_be_hidden()


def test_nothing_of_one_page_moves_to_another_s_place(train):
    for name, heading in (("Compare", "What does one setting change"), ("Maps", "Where does training work"),
                          ("Seeds", "How often does this"), ("Train", "How does a small network"),
                          ("Classics", "Do published experiments"), ("Train", "How does a small network")):
        before = train.evaluate(EVERY_LAYOUT_SHIFT)
        train.get_by_role("link", name=name, exact=True).click()
        train.get_by_role("heading", name=heading).wait_for()
        train.locator(READY).wait_for()
        assert train.evaluate(EVERY_LAYOUT_SHIFT) - before < MOST_SHIFT, name


@pytest.mark.parametrize("screen", SCREENS)
def test_what_stands_below_the_pictures_stays_under_the_pointer_while_the_page_loads(open_page, screen):
    held = []

    def hold_what_is_above(page):
        page.add_init_script(WATCH_SHARE)
        page.route(ABOVE_SHARE, lambda code: held.append(code))

    page = open_page(width=SCREENS[screen][0], height=3000, prepare=hold_what_is_above, epoch=None)
    page.wait_for_function("places.size")
    page.locator(READY).wait_for()
    page.evaluate(TWO_FRAMES)
    assert held
    for code in held:
        code.continue_()
    page.locator("[data-testid=stDataFrame] canvas").first.wait_for()
    page.get_by_test_id("stDownloadButton").last.wait_for()
    assert len(page.evaluate("[...places]")) == 1


def test_a_classic_s_card_has_its_room_before_the_code_of_its_table_has_come(open_page):
    held = []
    page = open_page(path="classics", width=1024, height=1800,
                     prepare=lambda page: page.route("**/Table.*.js", lambda code: held.append(code)))
    opens = page.get_by_role("button", name="Open ")
    opens.nth(8).wait_for()
    page.locator(READY).wait_for()
    tops = [each.bounding_box()["y"] for each in opens.all()]
    for code in held:
        code.continue_()
    page.get_by_test_id("stTable").nth(8).wait_for()
    assert held
    assert [each.bounding_box()["y"] for each in opens.all()] == pytest.approx(tops, abs=1)

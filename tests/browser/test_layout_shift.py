"""Nothing that stands on a page jumps after a click (web.dev/cls, its limit is 0.1)."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EVERY_LAYOUT_SHIFT, LAYOUT_SHIFT, READY, SCREENS, enter, press, wait_for_epoch

MOST = 0.05
SLOWER = 4  # times, so that what comes late comes late
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


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_nothing_jumps_when_a_run_ends_and_all_is_read_that_is_said_of_it(open_page, screen):
    page = open_page("epochs=300&init_scale=0.01", *SCREENS[screen])
    press(page, "Train")
    wait_for_epoch(page, 300)
    page.get_by_text("Predictions at epoch 300").wait_for()
    assert page.evaluate(LAYOUT_SHIFT) < MOST
    status = page.get_by_role("status").filter(has_text="Not solved after 300 epochs")
    assert status.evaluate("(status) => status.scrollHeight <= status.clientHeight")


def test_a_refused_setting_is_told_below_its_field_pushes_nothing_and_gives_way_to_what_it_covers(open_page):
    page = open_page()
    field = page.get_by_role("textbox", name="Learning rate")
    below = page.get_by_role("combobox", name="Start weights")
    top = below.bounding_box()["y"]
    enter(field, "-1")
    refusal = page.get_by_test_id("stAlert")
    refusal.filter(has_text="“Learning rate” must be > 0").wait_for()
    assert below.bounding_box()["y"] == top
    assert refusal.bounding_box()["y"] > field.bounding_box()["y"]
    assert page.evaluate(LAYOUT_SHIFT) < MOST
    covered = page.get_by_role("textbox", name="Epochs")
    covered.click()
    expect(covered).to_be_focused()
    expect(refusal).to_be_hidden()


def slow_and_watched(page):
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH_SHARE)


@pytest.mark.parametrize("screen", SCREENS)
def test_what_stands_below_the_pictures_stays_under_the_pointer_while_the_page_loads(open_page, screen):
    page = open_page(width=SCREENS[screen][0], height=3000, prepare=slow_and_watched)
    page.locator("[data-testid=stDataFrame] canvas").first.wait_for()
    page.get_by_test_id("stDownloadButton").last.wait_for()
    assert len(page.evaluate("[...places]")) == 1


def test_nothing_of_one_page_moves_to_another_s_place(open_page):
    page = open_page()
    for name, heading in (("Compare", "What does one setting change"), ("Maps", "Where does training work"),
                          ("Seeds", "How often does this"), ("Train", "How does a small network"),
                          ("Classics", "Do published experiments")):
        before = page.evaluate(EVERY_LAYOUT_SHIFT)
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", name=heading).wait_for()
        page.locator(READY).wait_for()
        assert page.evaluate(EVERY_LAYOUT_SHIFT) - before < MOST, name


def test_a_classic_s_card_has_its_room_before_the_code_of_its_table_has_come(open_page):
    held = []
    page = open_page(path="classics", width=1024, height=1800,
                     prepare=lambda page: page.route("**/Table.*.js", lambda code: held.append(code)))
    opens = page.get_by_role("button", name="Open", exact=True)
    opens.nth(8).wait_for()
    page.locator(READY).wait_for()
    tops = [each.bounding_box()["y"] for each in opens.all()]
    for code in held:
        code.continue_()
    page.get_by_test_id("stTable").nth(8).wait_for()
    assert held
    assert [each.bounding_box()["y"] for each in opens.all()] == pytest.approx(tops, abs=1)


def test_zooming_into_a_cell_on_a_phone_leaves_the_settings_where_they_are(open_page):
    page = open_page("", *SCREENS["phone"], path="maps")
    page.get_by_text("Complete in").wait_for(timeout=60_000)
    page.locator(".map canvas").click()
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_text("Picked:").wait_for()
    page.get_by_text("Computing:").wait_for()
    assert page.evaluate(LAYOUT_SHIFT) < MOST

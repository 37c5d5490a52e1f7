"""What only a browser shows of the Maps page."""

import re

import pytest
from playwright.sync_api import expect

from app.server import computation
from tests.browser.conftest import LAYOUT_SHIFT, MOST_SHIFT, READY, on_a_phone, overflow

OWN = "map=the run on the Train page&cells=32&map_epochs=60"
LONG = "map=the run on the Train page&cells=256&map_epochs=300"
LINE = 30  # pixels: that of the picked cell may be one more while it is not known
TICKS = round(4 / computation.INTERVAL)  # until the script of Train, which waits 3 s for its picture, has ended


@pytest.fixture(scope="module")
def own(open_once):
    """The map of a run, complete, for all that leaves it as it was."""
    page = open_once(OWN, path="maps")
    wait_complete(page)
    return page


def wait_complete(page):
    page.get_by_text("Complete in").wait_for(timeout=60_000)
    page.locator(".map canvas").wait_for()


def zoom_out(page):
    page.get_by_role("button", name="Back").click()
    page.wait_for_url(lambda url: "x_from" not in url)
    wait_complete(page)


def below_the_map(page):
    """How far below its top its buttons are, with all texts between."""
    back = page.get_by_role("button", name="Back", exact=True)
    return back.bounding_box()["y"] - page.locator(".map canvas").bounding_box()["y"]


def drag(page, *places):
    """From one place of the canvas to another, as shares of its width and height."""
    box = page.locator(".map canvas").bounding_box()
    (x1, y1), (x2, y2) = ((box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places)
    page.mouse.move(x1, y1)
    page.mouse.down()
    page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2)
    page.mouse.move(x2, y2)
    page.mouse.up()


def test_the_page_opens_with_a_map_of_which_hovering_tells_a_cell_a_click_picks_it_and_on_a_phone_a_zoom_moves_no_button(
        open_page):
    page = open_page(path="maps")
    wait_complete(page)
    assert page.evaluate(LAYOUT_SHIFT) < MOST_SHIFT
    canvas = page.locator(".map canvas")
    label = re.compile("^Map of learning rate and momentum. Of 4\u202f096")
    expect(canvas).to_have_attribute("aria-label", label)
    page.get_by_text("solved after").first.wait_for()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".readout")).to_have_text(re.compile("^learning rate "))
    page.mouse.down()
    page.mouse.up()
    page.get_by_text("Picked:").wait_for()
    with on_a_phone(page):
        before = below_the_map(page)
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_url("**x_from=*")
        page.get_by_text("Picked:").wait_for()
        page.get_by_text("Computing:").wait_for()
        assert abs(below_the_map(page) - before) < LINE
    page.get_by_role("button", name="Open on Train").click()
    page.get_by_role("button", name="Train", exact=True).wait_for()
    page.wait_for_url("**momentum=*")


def test_a_cell_is_opened_on_train_also_when_a_timer_of_the_map_asks_on_the_way(contexts, server):
    page, held, asked, to_browser = contexts["light"].new_page(), [], [], []

    def between(browser):
        to_browser.append(browser)
        to_server = browser.connect_to_server()
        to_server.on_message(lambda message: held.append(message) if slow else browser.send(message))

        def ask(message):
            asked.append(message)
            to_server.send(message)

        browser.on_message(ask)

    slow = False
    page.route_web_socket(re.compile("_stcore/stream"), between)
    page.goto(f"{server}/maps?{LONG}")
    canvas = page.locator(".map canvas")
    canvas.click()
    page.get_by_text("Picked:").wait_for()
    page.get_by_text("Computing:").wait_for()
    slow, before = True, len(asked)
    page.get_by_role("button", name="Open on Train").click()
    while len(asked) < before + TICKS:
        page.evaluate("() => new Promise(requestAnimationFrame)")
    while held:  # also what comes while these are sent: the browser gets all in their order
        to_browser[0].send(held.pop(0))
    slow = False
    page.locator(READY).get_by_text("New run: a cell of the map.").wait_for()
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_visible()
    page.close()


def test_dragging_zooms_in_and_back_zooms_out(own):
    left_end = own.get_by_role("textbox", name="From").first
    whole = left_end.input_value()
    drag(own, (0.3, 0.3), (0.6, 0.6))
    own.wait_for_url("**x_from=*")
    expect(left_end).not_to_have_value(whole)
    wait_complete(own)
    zoom_out(own)
    expect(left_end).to_have_value(whole)
    expect(own.get_by_role("button", name="Back")).to_be_disabled()


def test_the_arrow_keys_go_from_cell_to_cell(own):
    picked = own.get_by_text("Picked:")
    expect(picked).to_have_count(0)
    own.locator(".map canvas").focus()
    own.keyboard.press("ArrowRight")
    own.keyboard.press("Enter")
    picked.wait_for()
    own.keyboard.press("+")
    own.wait_for_url("**x_from=*")
    zoom_out(own)


def test_the_picture_and_the_numbers_can_be_had(own):
    for name, file in (("PNG", "map.png"), ("Numbers (.npz)", "map.npz")):
        with own.expect_download() as download:
            own.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == file


def test_its_results_fit_a_phone(own):
    with on_a_phone(own):
        assert overflow(own) <= 0

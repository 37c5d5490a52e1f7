"""What only a browser shows of the Maps page."""

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from app.server import computation
from tests.browser.conftest import READY, SCREENS, overflow, visits

OWN = "map=the run on the Train page&cells=32&map_epochs=60"
LONG = "map=the run on the Train page&cells=256&map_epochs=300"
TICKS = round(4 / computation.INTERVAL)  # until the script of Train, which waits 3 s for its picture, has ended


@pytest.fixture
def open_maps(open_page):
    return partial(open_page, path="maps")


@pytest.fixture(scope="module")
def own(contexts, server):
    """The map of a run, complete, for all that leaves it as it was."""
    with visits(contexts, server) as open_page:
        yield open_page(OWN, path="maps")


def wait_complete(page):
    page.get_by_text("Complete in").wait_for(timeout=60_000)
    page.locator(".map canvas").wait_for()


def drag(page, *places):
    """From one place of the canvas to another, as shares of its width and height."""
    box = page.locator(".map canvas").bounding_box()
    (x1, y1), (x2, y2) = ((box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places)
    page.mouse.move(x1, y1)
    page.mouse.down()
    page.mouse.move((x1 + x2) / 2, (y1 + y2) / 2)
    page.mouse.move(x2, y2)
    page.mouse.up()


def test_the_page_opens_with_a_map(open_maps):
    page = open_maps()
    wait_complete(page)
    label = re.compile("^Map of learning rate and momentum. Of 4\u202f096")
    expect(page.locator(".map canvas")).to_have_attribute("aria-label", label)
    page.get_by_text("solved after").first.wait_for()


def test_hovering_tells_a_cell_and_a_click_picks_it(open_maps):
    page = open_maps(OWN)
    wait_complete(page)
    box = page.locator(".map canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".readout")).to_have_text(re.compile("^learning rate "))
    page.mouse.down()
    page.mouse.up()
    page.get_by_text("Picked:").wait_for()
    page.get_by_role("button", name="Open on Train").click()
    page.get_by_role("button", name="Train", exact=True).wait_for()
    page.wait_for_url("**init_scale=*")


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
    page = own
    wait_complete(page)
    left_end = page.get_by_role("textbox", name="From").first
    whole = left_end.input_value()
    drag(page, (0.3, 0.3), (0.6, 0.6))
    page.wait_for_url("**x_from=*")
    expect(left_end).not_to_have_value(whole)
    wait_complete(page)
    page.get_by_role("button", name="Back").click()
    page.wait_for_url(lambda url: "x_from" not in url)
    expect(left_end).to_have_value(whole)
    wait_complete(page)
    expect(page.get_by_role("button", name="Back")).to_be_disabled()


def test_the_arrow_keys_go_from_cell_to_cell(open_maps):
    page = open_maps(OWN)
    wait_complete(page)
    page.locator(".map canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text("Picked:").wait_for()
    page.keyboard.press("+")
    page.wait_for_url("**x_from=*")


def test_the_picture_and_the_numbers_can_be_had(own):
    wait_complete(own)
    for name, file in (("PNG", "map.png"), ("Numbers (.npz)", "map.npz")):
        with own.expect_download() as download:
            own.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == file


def test_its_results_fit_a_phone(open_maps):
    page = open_maps(OWN, *SCREENS["phone"])
    wait_complete(page)
    assert overflow(page) <= 0

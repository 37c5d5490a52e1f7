"""A run is kept for its visitor: through a refresh, in a second tab, and not for anybody else."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from app.words.numbers import count
from tests.browser.conftest import LAYOUT_SHIFT, MOST_SHIFT, enter, epoch, press, wait_for_epoch, wait_for_frames
from tests.browser.test_opening import LAST

MANY = 1_000_000
NAMED = re.compile("run=")


def test_a_run_plays_on_through_a_refresh_and_the_plain_address_brings_it_back_to_be_listed_opened_and_deleted(
        open_page, server):
    page = open_page(f"epochs={MANY}")
    layers = page.get_by_role("textbox", name="Hidden layers")
    enter(layers, "3, 2")
    page.get_by_text("New run: hidden layers changed.").wait_for()
    page.wait_for_url(re.compile("hidden=3(,|%2C)2"))
    press(page, "Train")
    wait_for_frames(page, 20)
    page.wait_for_url(NAMED)
    before = epoch(page)
    page.reload()
    wait_for_frames(page, 5)
    assert epoch(page) > before
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(layers).to_have_value("3, 2")  # the field is drawn empty, and filled a moment later
    press(page, "Pause")
    page.get_by_role("button", name="Train", exact=True).wait_for()
    paused = epoch(page)
    page.get_by_text(f"Predictions at epoch {count(paused)}", exact=True).wait_for()
    page.goto("about:blank")
    page.goto(server)
    wait_for_epoch(page, paused)
    page.wait_for_url(re.compile("hidden=3(,|%2C)2"))
    page.get_by_role("link", name="Runs").click()
    page.wait_for_url("**/runs*")
    page.reload()
    expect(page.get_by_text(f"epoch {count(paused)} of {count(MANY)}")).to_be_visible()
    expect(page.get_by_test_id("stImage")).to_have_count(1)
    page.locator(LAST["runs"]).wait_for()
    assert page.evaluate(LAYOUT_SHIFT) < MOST_SHIFT
    page.locator("[class*=st-key-run_]").get_by_role("button", name="Open ").click()
    wait_for_epoch(page, paused)
    page.get_by_role("link", name="Runs").click()
    press(page, "Delete")
    press(page, "Delete all")
    expect(page.get_by_text("every run that you train is kept here")).to_be_visible()


def test_two_tabs_show_one_run_and_a_stranger_gets_a_copy_of_their_own(open_page):
    page = open_page("seed=5&epochs=30")
    page.wait_for_url(NAMED)
    second = page.context.new_page()
    second.goto(page.url)
    wait_for_epoch(second, 0)
    expect(second.get_by_role("textbox", name="Seed")).to_have_value("5")
    press(page, "Train")
    for tab in (page, second):
        wait_for_epoch(tab, 30)
    page.wait_for_url(re.compile("epoch=30"))
    query = urlsplit(page.url).query
    [identity] = parse_qs(query)["run"]
    stranger = open_page(query, epoch=30)
    stranger.wait_for_url(lambda url: "run=" in url and identity not in url)
    press(stranger, "New seed")
    wait_for_epoch(stranger, 0)
    assert epoch(page) == epoch(second) == 30
    second.close()

"""A run is kept for its visitor: through a refresh, in a second tab, and not for anybody else."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import epoch, press, wait_for_epoch, wait_for_frames

LONG = "epochs=1000000"
NAMED = re.compile("run=")


def test_a_refresh_in_the_middle_of_a_run_keeps_it_playing(open_page):
    page = open_page(LONG)
    press(page, "Train")
    wait_for_frames(page, 20)
    page.wait_for_url(NAMED)
    before = epoch(page)
    page.reload()
    wait_for_frames(page, 5)
    assert epoch(page) > before
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    press(page, "Pause")


def test_the_plain_address_brings_the_last_run_back(open_page, server):
    page = open_page("seed=4&epochs=30")
    press(page, "Train")
    wait_for_epoch(page, 30)
    page.goto("about:blank")
    page.goto(server)
    wait_for_epoch(page, 30)
    page.wait_for_url("**seed=4*")


def test_two_tabs_show_one_run_and_a_stranger_gets_a_copy_of_their_own(open_page, browser):
    page = open_page("seed=5&epochs=30")
    page.wait_for_url(NAMED)
    second = page.context.new_page()
    second.goto(page.url)
    wait_for_epoch(second, 0)
    press(page, "Train")
    for tab in (page, second):
        wait_for_epoch(tab, 30)
    page.wait_for_url(re.compile("epoch=30"))
    stranger = browser.new_page()
    stranger.goto(page.url)
    wait_for_epoch(stranger, 30)
    press(stranger, "New seed")
    wait_for_epoch(stranger, 0)
    assert epoch(page) == epoch(second) == 30
    stranger.context.close()
    second.close()


def test_a_run_is_listed_opened_and_deleted_on_the_page_runs(open_page):
    page = open_page("seed=6&epochs=40")
    press(page, "Train")
    wait_for_epoch(page, 40)
    page.get_by_role("link", name="Runs").click()
    expect(page.get_by_text("epoch 40 of 40")).to_be_visible()
    expect(page.get_by_test_id("stImage")).to_have_count(1)
    press(page, "Open")
    wait_for_epoch(page, 40)
    page.get_by_role("link", name="Runs").click()
    press(page, "Delete")
    press(page, "Delete all")
    expect(page.get_by_text("every run that you train is kept here")).to_be_visible()


TOGETHER = """([link, button]) => {
  const named = (tag, name) => [...document.querySelectorAll(tag)].find((each) => each.textContent.trim() === name)
  for (const each of [named("header a", link), named("button", button)]) each.click()
}"""


def test_a_link_is_followed_and_what_was_pressed_just_after_it_on_the_old_page_is_done(open_page):
    page = open_page("seed=6&epochs=40")
    press(page, "Train")
    wait_for_epoch(page, 40)
    press(page, "New seed")
    wait_for_epoch(page, 0)
    expect(page.get_by_role("button", name="Run before")).to_be_enabled()
    page.evaluate(TOGETHER, ["Runs", "Run before"])
    expect(page.get_by_text("epoch 40 of 40")).to_be_visible()
    page.get_by_role("link", name="Train").click()
    wait_for_epoch(page, 40)

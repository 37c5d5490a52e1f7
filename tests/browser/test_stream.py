"""The live view and its socket, as a visitor meets them: keys, focus, a connection that breaks or cannot be had."""

import random
import re

import pytest
from playwright.sync_api import expect

from app.words.numbers import count
from tests.browser.conftest import FIND, enter, epoch, press, wait_for_epoch, wait_for_frames

SOCKET = re.compile("/live/")
FOCUSED = f"() => {{ {FIND} return live.getRootNode().activeElement?.textContent; }}"
BREAKABLE = """() => {
  const Whole = window.WebSocket;
  window.broken = false;
  window.sockets = [];
  window.WebSocket = class extends Whole {
    constructor(url, ...more) {
      super(window.broken && url.includes('/live/') ? url.replace('/live/', '/nothing/') : url, ...more);
      if (url.includes('/live/')) window.sockets.push(this);
    }
  };
}"""
BREAK = "() => { window.broken = true; for (const socket of window.sockets) socket.close(); }"
AT_REST = re.compile("^(Train|Go on)$")  # the main button of a run that does not play
MEND = "() => { window.broken = false; }"


@pytest.fixture(scope="module")
def short_run(open_once):
    return open_once("epochs=1500&speed=full")


@pytest.fixture
def short(short_run):
    """A run at its start, that is soon at its end."""
    yield short_run
    press(short_run, "full speed")
    press(short_run, "Reset")
    wait_for_epoch(short_run, 0)


@pytest.fixture(scope="module")
def breakable(open_once, short_run):
    """A long run, on a page whose live views' sockets can be broken and mended. Opened last: the cookie is its own."""
    return open_once("epochs=1000000&hidden=16,16&dataset=moons&speed=full",
                     prepare=lambda page: page.add_init_script(f"({BREAKABLE})()"))


@pytest.fixture
def long(breakable):
    """A run at its start, that does not end by itself."""
    yield breakable
    breakable.evaluate(MEND)
    press(breakable, "Reset")
    wait_for_epoch(breakable, 0)


def test_the_keys_move_the_run_and_the_focus_stays_where_it_was_when_the_run_ends(short):
    page = short
    page.get_by_role("button", name="Train", exact=True).focus()
    page.keyboard.press("Enter")
    wait_for_epoch(page, 1500)
    page.get_by_text("Predictions at epoch 1 500").wait_for()
    assert page.evaluate(FOCUSED) == "Go on"
    page.get_by_role("slider", name="Timeline").focus()
    page.keyboard.press("ArrowLeft")
    wait_for_epoch(page, 1499)


def test_an_epoch_is_gone_to_as_it_is_typed_or_refused_in_a_sentence(short):
    page = short
    press(page, "1 a frame")
    field = page.get_by_role("textbox", name="Go to epoch")
    press(page, "Train")
    wait_for_frames(page, 10)
    field.select_text()
    wait_for_frames(page, 3)  # while it plays, between the first touch of the field and the first key
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    wait_for_epoch(page, 7)
    press(page, "full speed")
    press(page, "Train")
    wait_for_epoch(page, 1500)
    enter(field, "1 234")
    wait_for_epoch(page, 1234)
    for typed in ("1501", "-1", "1,5", "x", ""):
        enter(field, typed)
        rule = "Epoch must be a whole number from 0 to 1 500, the last that is trained"
        page.get_by_text(f"{rule}, got “{typed}”").wait_for()
        expect(field).to_have_value(count(1234))
    assert epoch(page) == 1234


def test_a_switch_of_speed_is_answered_at_once_and_the_address_follows(long):
    page = long
    press(page, "1 a frame")
    press(page, "Train")
    wait_for_frames(page, 3)
    press(page, "10 a frame")
    page.wait_for_url("**speed=10*")
    press(page, "full speed")
    page.wait_for_function(f"() => {{ {FIND} return Number(live.dataset.epoch) > 2000; }}")
    page.wait_for_url("**speed=full*")


def test_a_connection_that_breaks_is_said_and_comes_back_by_itself_with_what_was_pressed_meanwhile(long):
    page = long
    press(page, "Train")
    wait_for_frames(page, 3)
    page.evaluate(BREAK)
    page.get_by_text("The connection to the server is lost").wait_for()
    press(page, "Pause")
    page.evaluate(MEND)
    page.get_by_role("button", name="Train", exact=True).wait_for()
    expect(page.get_by_text("The connection to the server is lost")).to_have_count(0)
    press(page, "Step")
    number = epoch(page)
    page.wait_for_function(f"(before) => {{ {FIND} return Number(live.dataset.epoch) > before; }}", arg=number - 1)


def test_where_no_socket_can_be_opened_the_pictures_come_by_the_page_and_nothing_that_is_pressed_is_lost(contexts, server):
    page = contexts["light"].new_page()
    page.route_web_socket(SOCKET, lambda socket: socket.close())
    try:
        page.goto(f"{server}/?epochs=1000000&seed=0")
        page.get_by_text("This browser can open no socket").wait_for()
        for pressed in range(1, 6):
            press(page, "Step")
            wait_for_epoch(page, pressed)
        press(page, "Train")
        wait_for_frames(page, 3)
        press(page, "Pause")
        page.get_by_role("button", name="Train", exact=True).wait_for()
        page.get_by_role("slider", name="Timeline").fill("3")
        wait_for_epoch(page, 3)
        page.get_by_text("Predictions at epoch 3").wait_for()
        press(page, "New seed")
        wait_for_epoch(page, 0)
        expect(page.get_by_role("textbox", name="Seed")).to_have_value("1")
    finally:
        page.close()


def test_a_drag_that_ends_at_any_moment_around_the_end_of_a_run_is_never_lost(long, short):
    """With a second visitor playing."""
    chance, page = random.Random(7), short
    press(long, "Train")
    box = page.get_by_role("slider", name="Timeline").bounding_box()
    y = box["y"] + box["height"] / 2
    for _ in range(4):
        press(page, "Reset")
        wait_for_epoch(page, 0)
        press(page, "Train")
        page.wait_for_function(f"() => {{ {FIND} return Number(live.querySelector('input[type=range]').max) > 10; }}")
        page.wait_for_timeout(chance.uniform(0, 400))
        page.mouse.move(box["x"] + 0.8 * box["width"], y)
        page.mouse.down()
        page.wait_for_timeout(chance.uniform(0, 200))
        page.mouse.move(box["x"] + 0.3 * box["width"], y, steps=3)
        page.mouse.up()
        page.wait_for_function(f"""() => {{ {FIND}
          const range = live.querySelector('input[type=range]');
          return live.dataset.epoch === range.value && Number(range.value) < 0.5 * range.max;
        }}""", timeout=10_000)
        page.get_by_role("button", name=AT_REST).wait_for()

"""What only a browser shows of the live view."""

import re
from dataclasses import replace
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from app.words.numbers import count
from tests.browser.conftest import FIND, LIVE, READY, epoch, frames, metric, press, wait_for_epoch, wait_for_frames
from xorcore import Config, train
from xorcore.book import true_minus

END = Config(epochs=2000, seed=3)
# Looks at the live view at every animation frame.
WATCH = f"""() => {{
  {FIND}
  window.seen = {{ boxes: new Set(), faint: 0, epochs: [], nodes: new Set() }};
  const look = () => {{
    {FIND}
    if (!live) window.seen.faint += 1;
    else {{
      const box = live.getBoundingClientRect();
      if (getComputedStyle(live).opacity < 0.99) window.seen.faint += 1;
      window.seen.boxes.add([box.x, box.y, box.width, box.height].map(Math.round).join());
      window.seen.nodes.add(live);
      window.seen.epochs.push(Number(live.dataset.epoch));
    }}
    requestAnimationFrame(look);
  }};
  look();
}}"""
SEEN = """() => ({ boxes: [...window.seen.boxes], faint: window.seen.faint, nodes: window.seen.nodes.size,
                  epochs: window.seen.epochs })"""
EMPTY_CANVAS = f"""() => {{
  {FIND}
  return [...live.querySelectorAll('canvas')].filter((canvas) => {{
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    return !pixels.some((value) => value > 0);
  }}).length;
}}"""


class Watched(NamedTuple):
    """A run that has played to its end."""

    page: Page
    seen: dict  # at each animation frame
    hosts: set[str]  # that the page has asked


@pytest.fixture(scope="module")
def watched(open_once):
    hosts = set()

    def hear(request):
        hosts.add(request.url.split("/")[2] if "//" in request.url else "local")

    page = open_once(f"epochs={END.epochs}&seed={END.seed}&speed=100", prepare=lambda page: page.on("request", hear))
    page.evaluate(WATCH)
    press(page, "Train")
    wait_for_epoch(page, END.epochs)
    page.get_by_text("Finished").wait_for()
    return Watched(page, page.evaluate(SEEN), hosts)


@pytest.fixture
def finished(watched):
    """The page at the end of its run."""
    yield watched.page
    watched.page.get_by_role("slider", name="Timeline").fill(str(END.epochs))
    wait_for_epoch(watched.page, END.epochs)


@pytest.fixture(scope="module")
def long_run(open_once):
    return open_once("epochs=1000000")


@pytest.fixture
def untrained(long_run):
    """A run of a million epochs at its start, that nothing is left of."""
    yield long_run
    press(long_run, "Reset")
    wait_for_epoch(long_run, 0)


@pytest.fixture
def playing(untrained):
    press(untrained, "Train")
    wait_for_frames(untrained, 3)
    return untrained


def wait_for_answer(page, action):
    """Do it, and wait for the next frame."""
    drawn = frames(page)
    action()
    page.wait_for_function(f"(before) => {{ {FIND} return Number(live.dataset.frames) > before; }}", arg=drawn)


def pause(page):
    """Until the page has followed the run."""
    press(page, "Pause")
    page.get_by_role("button", name="Train", exact=True).wait_for()
    page.get_by_text(f"Predictions at epoch {count(epoch(page))}", exact=True).wait_for()
    page.locator(READY).wait_for()


def test_a_run_plays_to_its_end_in_place_and_without_a_blank(watched):
    assert watched.seen["faint"] == 0
    assert watched.seen["nodes"] == 1
    assert len(watched.seen["boxes"]) == 1
    assert watched.seen["epochs"] == sorted(watched.seen["epochs"])
    assert len(set(watched.seen["epochs"])) > 5
    assert watched.page.evaluate(EMPTY_CANVAS) == 0


def test_the_figures_on_the_screen_are_those_of_the_core(finished):
    *_, last = train(END)
    expect(metric(finished, "Epoch")).to_have_text("2 000")
    expect(metric(finished, "Loss")).to_have_text(true_minus(f"{last.loss:#.4g}"))


def test_pause_stands_still_and_train_goes_on(playing):
    page = playing
    pause(page)
    paused = epoch(page)
    page.wait_for_timeout(700)
    assert epoch(page) == paused > 0
    press(page, "Train")
    wait_for_frames(page, 2)
    assert epoch(page) > paused


def test_a_paused_page_shows_one_epoch_everywhere_and_asks_the_server_for_nothing(playing):
    page = playing
    pause(page)
    asked = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda event: asked.append(event))
    page.wait_for_timeout(1500)  # a table that plays is drawn anew every second
    assert asked == []
    paused = epoch(page)
    page.get_by_text(f"Predictions at epoch {count(paused)}").wait_for(timeout=1000)
    press(page, "Step")
    wait_for_epoch(page, paused + 1)
    assert asked
    session.detach()


def test_the_sidebar_follows_a_new_seed(playing):
    field = playing.get_by_role("textbox", name="Seed")
    seed = int(field.input_value()) + 1
    press(playing, "New seed")
    expect(field).to_have_value(str(seed), timeout=10_000)
    wait_for_epoch(playing, 0)
    playing.wait_for_url(f"**seed={seed}*")


def test_zoom_of_the_loss_survives_20_updates_and_a_double_click_resets_it(playing):
    page = playing
    box = page.locator(f"{LIVE} canvas").first.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.4 * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], y, steps=4)
    page.mouse.up()
    expect(page.locator(LIVE)).to_have_attribute("data-zoom", re.compile(r"^\d+,\d+$"))
    zoom = page.locator(LIVE).get_attribute("data-zoom")
    wait_for_frames(page, 20)
    assert page.locator(LIVE).get_attribute("data-zoom") == zoom
    page.mouse.dblclick(box["x"] + 0.5 * box["width"], y)
    page.wait_for_function(f"() => {{ {FIND} return live.dataset.zoom === ''; }}")


def test_the_timeline_goes_back_with_all_panels_and_the_table_in_step(finished):
    page = finished
    page.get_by_role("slider", name="Timeline").fill("1234")
    wait_for_epoch(page, 1234)
    page.get_by_text("Predictions at epoch 1 234").wait_for()
    page.get_by_text("Looking back at epoch 1 234").wait_for()
    *_, shown = train(replace(END, epochs=1234))
    expect(metric(page, "Loss")).to_have_text(true_minus(f"{shown.loss:#.4g}"))
    press(page, "Step")
    wait_for_epoch(page, 1235)


def test_going_back_pauses_a_playing_run(playing):
    page = playing
    page.get_by_role("slider", name="Timeline").fill("7")
    page.get_by_role("button", name="Train", exact=True).wait_for()
    wait_for_epoch(page, 7)
    press(page, "Train")
    wait_for_frames(page, 3)
    assert epoch(page) > 7


def test_the_heatmaps_switch_between_weights_gradient_and_change(untrained):
    page = untrained
    press(page, "Step")
    wait_for_epoch(page, 1)
    for kind in ("dL/dW", "change", "W"):
        choice = page.get_by_role("button", name=kind, exact=True)
        wait_for_answer(page, choice.click)
        assert choice.get_attribute("aria-pressed") == "true"
        assert epoch(page) == 1


def test_switching_a_view_adds_no_epoch(untrained):
    page = untrained
    press(page, "Step")
    wait_for_epoch(page, 1)
    for name in ("linear", "log"):
        press(page, name)
    for kind in ("dL/dW", "W"):
        wait_for_answer(page, page.get_by_role("button", name=kind, exact=True).click)
    assert epoch(page) == 1
    expect(metric(page, "Epoch")).to_have_text("1")


def test_every_picture_has_a_text_alternative_with_present_numbers(finished):
    expect(finished.locator(f"{LIVE} .loss canvas")).to_have_attribute("aria-label", re.compile(r"epoch 2\s?000"))
    labels = [canvas.get_attribute("aria-label") for canvas in finished.locator(f"{LIVE} canvas").all()]
    assert len(labels) >= 4
    assert all(labels)


def test_hovering_the_plane_shows_the_output_there(untrained):
    page = untrained
    box = page.locator(f"{LIVE} .surface canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
    page.get_by_text(re.compile(r"output.*0\.\d")).first.wait_for()


def test_no_request_leaves_the_machine(watched, server):
    assert watched.hosts - {"local"} == {server.split("//")[1]}

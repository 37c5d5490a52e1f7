"""A visitor's ways through the page that need a browser: links, own points, downloads."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import enter, epoch, metric, press, remembered, wait_for_epoch, wait_for_frames
from xorcore import Config, predict, train
from xorcore.book import true_minus


@pytest.fixture(scope="module")
def visit(open_once):
    """A page for all that leaves its settings as they were, but for the points."""
    return open_once("epochs=1000000")


@pytest.fixture(scope="module")
def trained(open_once):
    page = open_once("seed=7&epochs=400&speed=full")
    press(page, "Train")
    wait_for_epoch(page, 400)
    page.wait_for_url("**epoch=400*")
    return remembered(page)


@pytest.fixture
def finished(trained):
    """A run at its end, for all that comes back to it."""
    return trained()


@pytest.fixture(scope="module")
def expected():
    """The same run in Python, and its losses."""
    trainer = train(Config(epochs=400, seed=7))
    return trainer, [each.loss for each in trainer]


def test_a_number_field_that_is_emptied_says_so_and_shows_its_value_again(visit):
    momentum = visit.get_by_role("textbox", name="Momentum")
    enter(momentum, "")
    visit.get_by_text("“Momentum” must be a number; it stays 0.5.").wait_for()
    expect(momentum).to_have_value("0.5")


def test_a_number_that_cannot_be_used_is_refused_as_it_was_typed(visit):
    epochs = visit.get_by_role("textbox", name="Epochs")
    rule = "a whole number, at least 1 and at most 1\u202f000\u202f000"
    for typed, got in (("1e12", ", got 1000000000000"), ("1,5", ": “1,5” is not a whole number"), ("-3", ", got -3")):
        enter(epochs, typed)
        epochs.page.get_by_text(f"“Epochs” must be {rule}{got}; it stays 1000000.").wait_for()
        expect(epochs).to_have_value("1000000")


def test_a_refused_shape_leaves_the_playing_network_alone(visit):
    press(visit, "Train")
    layers = visit.get_by_role("textbox", name="Hidden layers")
    enter(layers, "8,,8")
    visit.get_by_text("it stays 4, 4").wait_for()
    before = epoch(visit)
    wait_for_frames(visit, 2)
    assert epoch(visit) > before
    expect(layers).to_have_value("4, 4")
    press(visit, "Reset")
    wait_for_epoch(visit, 0)


@pytest.fixture
def points_dialog(visit):
    """Opened, and closed where the test leaves it open."""
    press(visit, "Own points…")
    dialog = visit.get_by_role("dialog")
    dialog.wait_for()
    yield visit
    visit.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def paste(page, text):
    page.get_by_role("tab", name="Paste").click()
    area = page.get_by_label("Lines of x1, x2, target")
    area.fill(text)
    area.press("Control+Enter")
    press(page, "Use the text")


def test_pasted_points_become_the_data(points_dialog):
    paste(points_dialog, "0;0;0\n2;0,5;1\n-1;3;1")
    points_dialog.get_by_text("New run: 3 own points.").wait_for()
    expect(points_dialog.get_by_role("dialog")).to_have_count(0)
    points_dialog.wait_for_url("**points=*")


def test_points_of_no_use_are_refused_in_the_dialog_and_the_network_stays(points_dialog):
    before = points_dialog.url
    paste(points_dialog, "0,0,1\n1,1,1")
    points_dialog.get_by_text("holds 1 only").wait_for()
    assert points_dialog.url == before


def test_an_uploaded_file_becomes_the_data(points_dialog):
    points_dialog.get_by_role("tab", name="Upload").click()
    points_dialog.locator("input[type=file]").set_input_files(
        {"name": "points.csv", "mimeType": "text/csv", "buffer": b"x1,x2,y\n0,0,0\n1,1,1\n2,0,1\n3,3,0\n"})
    press(points_dialog, "Use the file")
    points_dialog.get_by_text("New run: 4 own points.").wait_for()


def test_an_uploaded_picture_is_refused(points_dialog):
    points_dialog.get_by_role("tab", name="Upload").click()
    points_dialog.locator("input[type=file]").set_input_files(
        {"name": "points.csv", "mimeType": "text/csv", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(range(256))})
    press(points_dialog, "Use the file")
    points_dialog.get_by_text("not a text file").wait_for()


def downloaded(page, button):
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return list(csv.DictReader(io.StringIO(download.value.path().read_text())))


def test_predictions_and_history_are_downloaded_as_shown(finished, expected):
    finished.get_by_text("Predictions at epoch 400").wait_for()
    trainer, losses = expected
    rows = downloaded(finished, "Predictions (CSV)")
    answers = predict(trainer.config, trainer.epoch.parameters, trainer.dataset.inputs).ravel()
    assert [float(row["prediction"]) for row in rows] == answers.tolist()
    rows = downloaded(finished, "Loss history (CSV)")
    assert [float(row["loss"]) for row in rows] == losses


def test_the_share_link_opens_the_same_run(finished, expected, open_page, server):
    loss = true_minus(f"{expected[1][-1]:#.4g}")
    expect(metric(finished, "Loss")).to_have_text(loss)
    press(finished, "Share")
    code = finished.get_by_test_id("stCode").filter(has_text="epoch=400")  # once the page has followed
    link = code.inner_text().strip()
    finished.keyboard.press("Escape")
    assert link.startswith(server)
    again = open_page(link.split("?")[1], epoch=400)
    expect(metric(again, "Loss")).to_have_text(loss)


def test_a_click_on_another_page_is_not_taken_back_by_what_this_page_asks_by_itself(contexts, server):
    page, held, to_browser = contexts["light"].new_page(), [], []

    def between(browser):
        to_browser.append(browser)
        browser.connect_to_server().on_message(lambda message: held.append(message) if slow else browser.send(message))

    slow = False
    page.route_web_socket(re.compile("_stcore/stream"), between)
    page.goto(f"{server}/?epochs=40")
    wait_for_epoch(page, 0)
    press(page, "Step")
    page.get_by_text("Predictions at epoch 1").wait_for()
    slow = True
    press(page, "Step")
    page.get_by_role("link", name="Runs").first.click()
    wait_for_epoch(page, 2)
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve, 200))")  # the page would have asked after 100 ms
    slow = False
    for message in held:
        to_browser[0].send(message)
    page.get_by_role("heading", name="What have I trained?").wait_for()
    page.wait_for_url("**/runs*")
    page.close()


def test_a_refused_link_says_so_and_loads_no_picture_and_a_diverged_run_says_when_and_what_to_do(open_page):
    page = open_page("output_activation=linear&learning_rate=500&momentum=-1&seed=![x](http://example.invalid/p.png)")
    warnings = page.get_by_test_id("stAlert")
    expect(warnings).to_have_count(2)
    expect(warnings.first).to_contain_text("“Momentum” must be")
    expect(page.locator("img[src*=example]")).to_have_count(0)
    press(page, "Train")
    text = page.get_by_text(re.compile("at epoch [0-9 ]+: the (loss|update)"))
    text.wait_for()
    expect(text).to_contain_text("smaller learning rate")
    press(page, "Reset")
    wait_for_epoch(page, 0)


def test_back_goes_to_the_page_before_in_one_step_whatever_was_trained_there(finished):
    for name, path in (("Classics", "classics"), ("Runs", "runs")):
        finished.get_by_role("link", name=name, exact=True).click()
        finished.wait_for_url(f"**/{path}?*run=*")
    finished.go_back()
    finished.get_by_role("heading", name="Do published experiments").wait_for()
    finished.go_back()
    wait_for_epoch(finished, 400)
    finished.go_forward()
    finished.get_by_role("heading", name="Do published experiments").wait_for()
    finished.go_back()
    wait_for_epoch(finished, 400)


TOGETHER = """([link, button]) => {
  const named = (tag, name) => [...document.querySelectorAll(tag)].find((each) => each.textContent.trim() === name)
  for (const each of [named("header a", link), named("button", button)]) each.click()
}"""


def test_a_link_is_followed_and_what_was_pressed_just_after_it_on_the_old_page_is_done(finished):
    press(finished, "New seed")
    wait_for_epoch(finished, 0)
    expect(finished.get_by_role("button", name="Run before")).to_be_enabled()
    finished.evaluate(TOGETHER, ["Runs", "Run before"])
    expect(finished.get_by_text("epoch 400 of 400")).to_be_visible()
    finished.get_by_role("link", name="Train").click()
    wait_for_epoch(finished, 400)

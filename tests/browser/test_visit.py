"""A visitor's ways through the page that need a browser: links, refresh, own points, downloads."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import enter, epoch, metric, press, visits, wait_for_epoch, wait_for_frames
from xorcore import Config, predict, train


def test_a_refresh_brings_the_settings_back(open_page):
    page = open_page()
    layers = page.get_by_role("textbox", name="Hidden layers")
    enter(layers, "3, 2")
    page.get_by_text("New run: hidden layers changed.").wait_for()
    page.wait_for_url(re.compile("hidden=3(,|%2C)2"))
    page.reload()
    wait_for_epoch(page, 0)
    expect(layers).to_have_value("3, 2")  # the field is drawn empty, and filled a moment later


def test_the_share_link_opens_the_same_run(open_page, server):
    page = open_page("seed=7&epochs=400")
    press(page, "Train")
    wait_for_epoch(page, 400)
    *_, last = train(Config(epochs=400, seed=7))
    expect(metric(page, "Loss")).to_have_text(f"{last.loss:#.4g}")
    press(page, "Share")
    link = page.get_by_test_id("stCode").filter(has_text="epoch=400").inner_text().strip()  # once the page has followed
    assert link.startswith(server)
    again = open_page(link.split("?")[1], epoch=400)
    expect(metric(again, "Loss")).to_have_text(f"{last.loss:#.4g}")


@pytest.fixture(scope="module")
def settings(contexts, server):
    """The page for what changes no setting."""
    with visits(contexts, server) as open_page:
        yield open_page()


def test_a_number_field_that_is_emptied_says_so_and_shows_its_value_again(settings):
    momentum = settings.get_by_role("textbox", name="Momentum")
    enter(momentum, "")
    settings.get_by_text("“Momentum” must be a number; it stays 0.5.").wait_for()
    expect(momentum).to_have_value("0.5")


def test_a_number_that_cannot_be_used_is_refused_as_it_was_typed(settings):
    epochs = settings.get_by_role("textbox", name="Epochs")
    rule = "a whole number, at least 1 and at most 1\u202f000\u202f000"
    for typed, got in (("1e12", ", got 1000000000000"), ("1,5", ": “1,5” is not a whole number"), ("-3", ", got -3")):
        enter(epochs, typed)
        epochs.page.get_by_text(f"“Epochs” must be {rule}{got}; it stays 30000.").wait_for()
        expect(epochs).to_have_value("30000")


def test_a_refused_link_is_said_in_a_sentence_and_loads_no_picture(open_page):
    page = open_page("learning_rate=-1&seed=![x](http://example.invalid/p.png)")
    warnings = page.get_by_test_id("stAlert")
    expect(warnings).to_have_count(2)
    expect(warnings.first).to_contain_text("“Learning rate” must be > 0")
    expect(page.locator("img[src*=example]")).to_have_count(0)


def test_a_refused_shape_leaves_the_playing_network_alone(open_page):
    page = open_page("epochs=1000000")
    press(page, "Train")
    layers = page.get_by_role("textbox", name="Hidden layers")
    enter(layers, "8,,8")
    page.get_by_text("it stays 4, 4").wait_for()
    before = epoch(page)
    wait_for_frames(page, 2)
    assert epoch(page) > before
    expect(layers).to_have_value("4, 4")


def with_dialog(page):
    press(page, "Own points…")
    page.get_by_role("dialog").wait_for()
    return page


@pytest.fixture
def points_dialog(open_page):
    return with_dialog(open_page())


@pytest.fixture(scope="module")
def asked_for_points(contexts, server):
    """The dialog for what leaves it open."""
    with visits(contexts, server) as open_page:
        yield with_dialog(open_page())


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


def test_points_of_no_use_are_refused_in_the_dialog_and_the_network_stays(asked_for_points):
    paste(asked_for_points, "0,0,1\n1,1,1")
    asked_for_points.get_by_text("holds 1 only").wait_for()
    assert "points=" not in asked_for_points.url


def test_an_uploaded_file_becomes_the_data(points_dialog):
    points_dialog.get_by_role("tab", name="Upload").click()
    points_dialog.locator("input[type=file]").set_input_files(
        {"name": "points.csv", "mimeType": "text/csv", "buffer": b"x1,x2,y\n0,0,0\n1,1,1\n2,0,1\n3,3,0\n"})
    press(points_dialog, "Use the file")
    points_dialog.get_by_text("New run: 4 own points.").wait_for()


def test_an_uploaded_picture_is_refused(asked_for_points):
    asked_for_points.get_by_role("tab", name="Upload").click()
    asked_for_points.locator("input[type=file]").set_input_files(
        {"name": "points.csv", "mimeType": "text/csv", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(range(256))})
    press(asked_for_points, "Use the file")
    asked_for_points.get_by_text("not a text file").wait_for()


def downloaded(page, button):
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return list(csv.DictReader(io.StringIO(download.value.path().read_text())))


def test_predictions_and_history_are_downloaded_as_shown(open_page):
    page = open_page("epochs=300")
    press(page, "Train")
    wait_for_epoch(page, 300)
    page.get_by_text("Predictions at epoch 300").wait_for()
    trainer = train(Config(epochs=300))
    losses = [each.loss for each in trainer]
    rows = downloaded(page, "Predictions (CSV)")
    answers = predict(trainer.config, trainer.epoch.parameters, trainer.dataset.inputs).ravel()
    assert [float(row["prediction"]) for row in rows] == answers.tolist()
    rows = downloaded(page, "Loss history (CSV)")
    assert [float(row["loss"]) for row in rows] == losses


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


def test_a_diverged_run_says_when_and_what_to_do(open_page):
    page = open_page("output_activation=linear&learning_rate=500")
    press(page, "Train")
    text = page.get_by_text(re.compile("at epoch [0-9 ]+: the (loss|update)"))
    text.wait_for()
    expect(text).to_contain_text("smaller learning rate")
    press(page, "Reset")
    wait_for_epoch(page, 0)


def test_back_goes_to_the_page_before_in_one_step_whatever_was_trained_there(open_page):
    page = open_page("epochs=300&speed=full")
    press(page, "Train")
    page.wait_for_url("**epoch=300*")
    for name, path in (("Compare", "compare"), ("Runs", "runs")):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"**/{path}?*run=*")
    page.go_back()
    page.get_by_role("heading", name="What does one setting change").wait_for()
    page.go_back()
    wait_for_epoch(page, 300)
    page.go_forward()
    page.get_by_role("heading", name="What does one setting change").wait_for()

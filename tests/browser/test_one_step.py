"""What only a browser shows of the One step page."""

import re
from functools import partial

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.browser.conftest import SCREENS, overflow, visits

# From now on, what moves by itself, also after a click.
SHIFTS = """() => {
  window.shifts = [];
  const take = (list) => shifts.push(...list.getEntries().map((entry) => entry.value));
  new PerformanceObserver(take).observe({ type: "layout-shift" });
}"""


@pytest.fixture
def open_step(open_page):
    return partial(open_page, path="one_step")


@pytest.fixture(scope="module")
def step(contexts, server):
    """The page for all that leaves it at its first stage."""
    with visits(contexts, server) as open_page:
        yield open_page(path="one_step")


def press_until(page, key, text):
    """A page that has just opened may not listen to the keyboard yet."""
    for _ in range(10):
        page.keyboard.press(key)
        try:
            page.get_by_text(text).wait_for(timeout=3000)
            return
        except TimeoutError:
            continue
    pytest.fail(f"{key} did not bring “{text}”")


def test_the_arrow_keys_go_through_the_stages(open_step):
    page = open_step()
    page.get_by_text("Forward, layer 1 of 3").wait_for()
    press_until(page, "ArrowRight", "Forward, layer 2 of 3")
    press_until(page, "ArrowLeft", "Forward, layer 1 of 3")


def test_a_click_on_a_unit_explains_it(step):
    step.get_by_role("button", name=re.compile(r"^h1\.3 ")).click()
    step.get_by_text("h1.3, sample 1").first.wait_for()


def test_the_keyboard_chooses_a_bias_in_the_diagram(open_step):
    page = open_step("stage=6")
    bias = page.get_by_role("button", name="b of h1.2")
    bias.focus()
    page.keyboard.press("Enter")
    page.get_by_text("∂L/∂b =").first.wait_for()


def test_the_diagram_has_a_text_alternative_with_its_numbers(step):
    label = re.compile(r"^Forward, layer 1 of 3\. x1 0, x2 0, h1\.1 0\.")
    expect(step.locator(".diagram svg")).to_have_attribute("aria-label", label)


def test_a_click_on_check_takes_what_is_still_being_typed(open_step):
    page = open_step("subject=Mazur 2015&view=Check my code")
    page.get_by_text("the loss after some steps").click()
    field = page.get_by_role("textbox", name="Loss")
    for loss, words in ((".291027924", "the output layer"), (".291027773693599", "This matches the correct step")):
        field.fill(loss)
        page.get_by_role("button", name="Check", exact=True).click()
        page.get_by_test_id("stAlert").filter(has_text=words).wait_for()


def test_its_other_views_fit_a_phone(open_step):
    page = open_step("view=Gradient check", *SCREENS["phone"])
    page.locator("[data-testid=stDataFrame]").last.wait_for()
    assert overflow(page) <= 0
    page.get_by_role("radiogroup").get_by_text("Check my code").click()
    page.get_by_role("button", name="Check", exact=True).wait_for()
    assert overflow(page) <= 0


def test_the_run_goes_along_between_the_pages(open_step):
    page = open_step("seed=4")
    page.get_by_role("link", name="Train").click()
    page.get_by_role("button", name="Train", exact=True).wait_for()
    page.wait_for_url("**seed=4*")
    page.get_by_role("button", name="Step", exact=True).click()
    page.get_by_role("link", name="One step").click()
    page.get_by_text("after epoch 1:").wait_for()


def test_the_arrows_go_through_the_diagram_and_enter_chooses(open_step):
    page = open_step()
    unit = page.get_by_role("button", name=re.compile(r"^h1\.1 "))
    expect(unit).to_have_attribute("tabindex", "0")
    expect(page.locator(".diagram [tabindex='0']")).to_have_count(1)
    unit.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="b of h1.1")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="h2.2", exact=True)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.get_by_text("h1.2, sample 1").first.wait_for()
    expect(page.get_by_role("button", name=re.compile(r"^h1\.2 "))).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_nothing_jumps_between_the_stages(open_step, width, height):
    page = open_step("", width, height)
    page.locator(".diagram circle").first.wait_for()
    page.get_by_role("button", name="Next").scroll_into_view_if_needed()
    page.evaluate(SHIFTS)
    for _ in range(7):
        before = page.locator(".diagram svg").get_attribute("aria-label")
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".diagram svg")).not_to_have_attribute("aria-label", before)
    assert page.evaluate("shifts.reduce((sum, shift) => sum + shift, 0)") < 0.05


def test_every_circle_and_bias_can_be_hit_by_a_finger_on_a_phone(open_step):
    page = open_step("hidden=32,32", *SCREENS["phone"])
    page.locator(".diagram circle").first.wait_for()
    boxes = [area.bounding_box() for area in page.locator(".diagram .area").all()[::9]]
    assert len(boxes) > 10
    assert min(min(box["width"], box["height"]) for box in boxes) >= 23.9

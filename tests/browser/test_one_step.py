"""What only a browser shows of the One step page."""

import re
from functools import partial

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.browser.conftest import LAYOUT_SHIFT, MOST_SHIFT, on_a_phone, overflow, remembered, resize

# From now on, what moves by itself, also after a click.
SHIFTS = """() => {
  window.shifts = [];
  const take = (list) => shifts.push(...list.getEntries().map((entry) => entry.value));
  new PerformanceObserver(take).observe({ type: "layout-shift" });
}"""


@pytest.fixture(scope="module")
def open_step(open_once):
    return partial(open_once, path="one_step")


@pytest.fixture(scope="module")
def loaded(open_step):
    """The page, and how far anything was moved meanwhile."""
    page = open_step()
    page.locator(".diagram circle").first.wait_for()
    return page, page.evaluate(LAYOUT_SHIFT)


@pytest.fixture
def step(loaded):
    """The page for all that begins and ends at its first stage."""
    return loaded[0]


@pytest.fixture
def of_mazur(step):
    """The same of a published network."""
    choose_network(step, "Mazur 2015")
    step.wait_for_url("**subject=Mazur*")
    yield step
    step.get_by_role("radiogroup").get_by_text("The step").click()
    choose_network(step, "the run on the Train page")
    step.get_by_text("Forward, layer 1 of 3").wait_for()


def choose_network(page, name):
    page.get_by_role("combobox", name="Network").click()
    page.get_by_role("option", name=name, exact=True).click()


@pytest.fixture(scope="module")
def opened_backward(open_step):
    """At a stage of the way back, of a network with many units."""
    return remembered(open_step("stage=6&seed=4&hidden=32,32"))


@pytest.fixture
def backward(opened_backward):
    return opened_backward()


@pytest.fixture
def narrow(backward):
    with on_a_phone(backward):
        yield backward


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


def test_nothing_jumps_while_it_loads(loaded):
    assert loaded[1] < MOST_SHIFT


def test_the_arrow_keys_go_through_the_stages(step):
    step.get_by_text("Forward, layer 1 of 3").wait_for()
    press_until(step, "ArrowRight", "Forward, layer 2 of 3")
    press_until(step, "ArrowLeft", "Forward, layer 1 of 3")


def test_a_click_on_a_unit_explains_it(step):
    step.get_by_role("button", name=re.compile(r"^h1\.3 ")).click()
    step.get_by_text("h1.3, sample 1").first.wait_for()


def test_the_keyboard_chooses_a_bias_in_the_diagram(backward):
    bias = backward.get_by_role("button", name=re.compile(r"^b of h1\.2 "))
    bias.focus()
    backward.keyboard.press("Enter")
    backward.get_by_text("∂L/∂b =").first.wait_for()


def test_the_diagram_has_a_text_alternative_with_its_numbers(step):
    label = re.compile(r"^Forward, layer 1 of 3\. x1 0, x2 0, h1\.1 0\.")
    expect(step.locator(".diagram svg")).to_have_attribute("aria-label", label)


def test_a_click_on_check_takes_what_is_still_being_typed(of_mazur):
    page = of_mazur
    page.get_by_role("radiogroup").get_by_text("Check my code").click()
    page.get_by_text("the loss after some steps").click()
    field = page.get_by_role("textbox", name="Loss")
    for loss, words in ((".291027924", "the output layer"), (".291027773693599", "This matches the correct step")):
        field.fill(loss)
        page.get_by_role("button", name="Check", exact=True).click()
        page.get_by_test_id("stAlert").filter(has_text=words).wait_for()


def test_its_other_views_fit_a_phone(narrow):
    views = narrow.get_by_role("radiogroup")
    views.get_by_text("Gradient check").click()
    narrow.locator("[data-testid=stDataFrame]").last.wait_for()
    assert overflow(narrow) <= 0
    views.get_by_text("Check my code").click()
    narrow.get_by_role("button", name="Check", exact=True).wait_for()
    assert overflow(narrow) <= 0
    views.get_by_text("The step").click()


def test_the_run_goes_along_between_the_pages(backward):
    backward.get_by_role("link", name="Train").click()
    backward.get_by_role("button", name="Train", exact=True).wait_for()
    backward.wait_for_url("**seed=4*")
    backward.get_by_role("button", name="Step", exact=True).click()
    backward.get_by_role("link", name="One step").click()
    backward.get_by_text("after epoch 1:").wait_for()


def test_the_arrows_go_through_the_diagram_and_enter_chooses(step):
    unit = step.get_by_role("button", name=re.compile(r"^h1\.1 "))
    unit.click()
    expect(unit).to_have_attribute("tabindex", "0")
    expect(step.locator(".diagram [tabindex='0']")).to_have_count(1)
    unit.focus()
    step.keyboard.press("ArrowDown")
    expect(step.get_by_role("button", name="b of h1.1")).to_be_focused()
    step.keyboard.press("ArrowDown")
    step.keyboard.press("ArrowRight")
    expect(step.get_by_role("button", name="h2.2", exact=True)).to_be_focused()
    step.keyboard.press("ArrowLeft")
    step.keyboard.press("Enter")
    step.get_by_text("h1.2, sample 1").first.wait_for()
    expect(step.get_by_role("button", name=re.compile(r"^h1\.2 "))).to_be_focused()


def test_nothing_jumps_between_the_stages(step):
    """To the last on a desktop, and on a phone back to the first."""
    diagram = step.locator(".diagram svg")
    for name, screen in (("Next", "desktop"), ("Back", "phone")):
        resize(step, screen)
        button = step.get_by_role("button", name=name)
        button.scroll_into_view_if_needed()
        step.evaluate(SHIFTS)
        for _ in range(7):
            before = diagram.get_attribute("aria-label")
            button.click()
            expect(diagram).not_to_have_attribute("aria-label", before)
        assert step.evaluate("shifts.reduce((sum, shift) => sum + shift, 0)") < MOST_SHIFT
    resize(step, "desktop")


def test_every_circle_and_bias_can_be_hit_by_a_finger_on_a_phone(narrow):
    narrow.locator(".diagram circle").first.wait_for()
    boxes = [area.bounding_box() for area in narrow.locator(".diagram .area").all()[::9]]
    assert len(boxes) > 10
    assert min(min(box["width"], box["height"]) for box in boxes) >= 23.9

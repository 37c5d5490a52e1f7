"""Nothing that stands on a page jumps, while the page loads or after a click (web.dev/cls, its limit is 0.1)."""

import pytest

from tests.browser.conftest import LAYOUT_SHIFT, SCREENS, enter, press, wait_for_epoch

MOST = 0.05
LAST = {  # what comes last on each page
    "": "[data-testid=stSidebar] [data-testid=stSelectbox]", "one_step": ".diagram circle", "compare": ".js-plotly-plot",
    "seeds": ".js-plotly-plot", "maps": ".map canvas", "classics": "[data-testid=stTable]",
    "runs": ".st-key-runs_delete button",
}


@pytest.mark.parametrize("screen", ["desktop", "phone"])
@pytest.mark.parametrize("path", LAST)
def test_nothing_jumps_while_a_page_loads(open_page, path, screen):
    page = open_page("", *SCREENS[screen], path=path)
    page.locator(LAST[path]).first.wait_for(state="attached", timeout=60_000)
    assert page.evaluate(LAYOUT_SHIFT) < MOST


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_nothing_jumps_when_a_run_ends(open_page, screen):
    page = open_page("epochs=300", *SCREENS[screen])
    press(page, "Train")
    wait_for_epoch(page, 300)
    page.get_by_text("Predictions at epoch 300").wait_for()
    assert page.evaluate(LAYOUT_SHIFT) < MOST


def test_a_refused_setting_is_told_below_its_field_and_pushes_nothing(open_page):
    page = open_page()
    field = page.get_by_role("textbox", name="Learning rate")
    below = page.get_by_role("combobox", name="Start weights")
    top = below.bounding_box()["y"]
    enter(field, "-1")
    refusal = page.get_by_test_id("stAlert")
    refusal.filter(has_text="“Learning rate” must be > 0").wait_for()
    assert below.bounding_box()["y"] == top
    assert refusal.bounding_box()["y"] > field.bounding_box()["y"]
    assert page.evaluate(LAYOUT_SHIFT) < MOST


@pytest.mark.parametrize("path", ["", "compare"])
def test_the_browser_finds_all_that_a_page_asks_for(contexts, server, path):
    page, missed = contexts["light"].new_page(), []
    page.on("response", lambda answer: missed.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{server}/{path}")
    page.get_by_role("heading", level=2).first.wait_for()
    page.close()
    assert missed == []

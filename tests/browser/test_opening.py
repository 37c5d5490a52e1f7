"""What each page is when it has opened, on a desktop and on a phone. Each is opened once for all that is asked of it."""

from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import FIND, LAYOUT_SHIFT, SCREENS, overflow, visits

TITLES = {"": "Train", "one_step": "One step", "compare": "Compare", "seeds": "Seeds", "maps": "Maps",
          "classics": "Classics", "runs": "Runs"}
LAST = {  # what comes last on each page
    "": "[data-testid=stSidebar] [data-testid=stSelectbox]", "one_step": ".diagram circle",
    "compare": ".js-plotly-plot .main-svg", "seeds": ".js-plotly-plot .main-svg", "maps": ".map canvas",
    "classics": "[data-testid=stTable]", "runs": ".st-key-runs_open_file button",
}
MOST_SHIFT = 0.05
TEXT_ON_PRIMARY_IS_DARK = f"""() => {{ {FIND}
  return getComputedStyle(live.querySelector(".primary")).color !== "rgb(255, 255, 255)"; }}"""
# The scripts of Streamlit's that were loaded, but for those that the page's text names.
NOT_NAMED = r"""async () => {
  const text = await (await fetch(location.href, { headers: { accept: "text/html" } })).text()
  const named = new Set([...text.matchAll(/static\/js\/([^"]+)/g)].map((found) => found[1]))
  const loaded = performance.getEntriesByType("resource").map((each) => each.name)
  return loaded.filter((name) => name.includes("/static/js/")).map((name) => name.split("/").pop())
    .filter((name) => !named.has(name))
}"""


class Opened(NamedTuple):
    """A page that has just loaded."""

    page: Page
    path: str
    shift: float  # how far anything was moved meanwhile
    missing: list[str]  # addresses that it asked for and were not found


def opened_on(screen, path, contexts, server):
    """The finished page for whoever asks, and its end."""
    missing = []

    def hear(answer):
        if answer.status >= 400:
            missing.append(answer.url)

    with visits(contexts, server) as open_page:
        contexts["light"].on("response", hear)
        page = open_page("", *SCREENS[screen], path=path)
        page.locator(LAST[path]).first.wait_for(state="attached", timeout=60_000)
        shift = page.evaluate(LAYOUT_SHIFT)
        page.wait_for_load_state("networkidle")
        contexts["light"].remove_listener("response", hear)
        yield Opened(page, path, shift, missing)


@pytest.fixture(scope="module", params=TITLES, ids=TITLES.values())
def opened(request, contexts, server):
    yield from opened_on("desktop", request.param, contexts, server)


@pytest.fixture(scope="module", params=TITLES, ids=TITLES.values())
def on_a_phone(request, contexts, server):
    yield from opened_on("phone", request.param, contexts, server)


def violations(page):
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in Axe().run(page).response["violations"]]


def test_nothing_jumps_while_the_page_loads(opened):
    assert opened.shift < MOST_SHIFT


def test_nothing_jumps_while_the_page_loads_on_a_phone(on_a_phone):
    assert on_a_phone.shift < MOST_SHIFT


def test_the_page_is_not_wider_than_a_phone_in_light_or_dark(on_a_phone):
    assert overflow(on_a_phone.page) <= 0


def test_the_browser_finds_all_that_the_page_asks_for(opened):
    assert opened.missing == []


def test_the_page_names_every_script_that_it_needs_in_its_head(opened):
    assert opened.page.evaluate(NOT_NAMED) == []


def test_the_page_has_its_name(opened):
    assert opened.page.title().startswith(TITLES[opened.path])


def test_axe_finds_no_violation_in_light_or_dark(opened):
    assert violations(opened.page) == []
    opened.page.emulate_media(color_scheme="dark")
    if not opened.path:
        opened.page.wait_for_function(TEXT_ON_PRIMARY_IS_DARK)
    assert violations(opened.page) == []

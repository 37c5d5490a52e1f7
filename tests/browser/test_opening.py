"""What each page is when it has opened. Each is opened once for all that is asked of it: on a phone, where most can jump.

On a desktop it is looked at while it loads where it is opened for what is its own.
"""

from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import FIND, LAYOUT_SHIFT, MOST_SHIFT, SCHEMES, SCREENS, overflow, resize, visits

TITLES = {"": "Train", "one_step": "One step", "compare": "Compare", "seeds": "Seeds", "maps": "Maps",
          "classics": "Classics", "runs": "Runs"}
LAST = {  # what comes last on each page
    "": "[data-testid=stSidebar] [data-testid=stSelectbox]", "one_step": ".diagram circle",
    "compare": ".js-plotly-plot .main-svg", "seeds": ".js-plotly-plot .main-svg", "maps": ".map canvas",
    "classics": "[data-testid=stTable]", "runs": ".st-key-runs_open_file button",
}
# In the dark the page is not white, nor is the text on Train's button.
THEME_IS = f"""(scheme) => {{ {FIND}
  const white = "rgb(255, 255, 255)"
  const places = [getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor]
  if (live) places.push(getComputedStyle(live.querySelector(".primary")).color)
  return places.every((colour) => (colour === white) === (scheme === "light")) }}"""
# The scripts of Streamlit's that were loaded, but for those that the page's text names.
NOT_NAMED = r"""async () => {
  const text = await (await fetch(location.href, { headers: { accept: "text/html" } })).text()
  const named = new Set([...text.matchAll(/static\/js\/([^"]+)/g)].map((found) => found[1]))
  const loaded = performance.getEntriesByType("resource").map((each) => each.name)
  return loaded.filter((name) => name.includes("/static/js/")).map((name) => name.split("/").pop())
    .filter((name) => !named.has(name))
}"""


COLOUR_RULES = ["color-contrast", "link-in-text-block"]  # of axe, those that look at colours


class Opened(NamedTuple):
    """A page that has just loaded."""

    page: Page
    path: str
    shift: float  # how far anything was moved meanwhile
    missing: list[str]  # addresses that it asked for and were not found


@pytest.fixture(scope="module", params=TITLES, ids=TITLES.values())
def opened(request, contexts, server):
    path, missing = request.param, []

    def hear(answer):
        if answer.status >= 400:
            missing.append(answer.url)

    with visits(contexts, server) as open_page:
        page = open_page("", *SCREENS["phone"], path=path, prepare=lambda page: page.on("response", hear))
        page.locator(LAST[path]).first.wait_for(state="attached", timeout=60_000)
        yield Opened(page, path, page.evaluate(LAYOUT_SHIFT), missing)


@pytest.fixture
def on_a_phone(opened):
    resize(opened.page, "phone")
    return opened


@pytest.fixture
def on_a_desktop(opened):
    resize(opened.page, "desktop")
    opened.page.wait_for_load_state("networkidle")
    return opened


def violations(page, **which):
    found = Axe().run(page, options={"resultTypes": ["violations"], **which}).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]


def test_nothing_jumps_while_the_page_loads_on_a_phone(opened):
    assert opened.shift < MOST_SHIFT


def test_the_page_is_not_wider_than_a_phone_in_light_or_dark(on_a_phone):
    assert overflow(on_a_phone.page) <= 0


def test_axe_finds_no_violation_in_light_or_dark(on_a_desktop):
    """In the dark the colours are other ones, and nothing else."""
    page = on_a_desktop.page
    for scheme, which in zip(SCHEMES, ({}, {"runOnly": COLOUR_RULES}), strict=True):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(THEME_IS, arg=scheme)
        assert violations(page, **which) == [], scheme


def test_the_browser_finds_all_that_the_page_asks_for(on_a_desktop):
    assert on_a_desktop.missing == []


def test_the_page_names_every_script_that_it_needs_in_its_head(on_a_desktop):
    assert on_a_desktop.page.evaluate(NOT_NAMED) == []


def test_the_page_has_its_name(opened):
    assert opened.page.title().startswith(TITLES[opened.path])

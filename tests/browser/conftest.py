"""A real server and a real browser. Without Chromium these tests are skipped on a user's machine and fail in CI."""

import os
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.helpers.served import chromium, chromium_path, served

expect.set_options(timeout=30_000)

LIVE = "[data-epoch]"
READY = "[data-testid=stApp][data-test-script-state=notRunning]"  # the page's script has run


@pytest.fixture(scope="session")
def server():
    """The address of a running dashboard."""
    with served() as (address, _):
        yield address


@pytest.fixture(scope="session")
def browser():
    if chromium_path() is None and os.environ.get("CI"):
        pytest.fail("no Chromium found, and in CI the browser tests must run")
    if chromium_path() is None:
        pytest.skip("no Chromium found: the README says how to install it")
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def contexts(browser):
    """A browser context for each colour scheme. Shared by all tests, so that the code is fetched and compiled once."""
    return {scheme: browser.new_context(color_scheme=scheme) for scheme in SCHEMES}


@pytest.fixture
def open_page(contexts, server):
    with visits(contexts, server) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def open_once(contexts, server):
    """`open_page` for a page that several facts are looked up on."""
    with visits(contexts, server) as open_page:
        yield open_page


@contextmanager
def visits(contexts, server):
    """Opens the dashboard: `open_page("hidden=3", width=390, color_scheme="dark")`. No script error may occur on it.

    `path` names another page than Train. A new visitor opens it: to an old one the plain address brings the last run back.
    What must be there before the page is asked for is done by `prepare`; epoch: None where that holds the live view back.
    """
    pages, errors = [], []

    def open_page(query="", width=1440, height=900, color_scheme="light", path="", epoch=0, prepare=None):
        contexts[color_scheme].clear_cookies()
        page = contexts[color_scheme].new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.text.startswith("live view") else None)
        page.add_init_script(WATCH_LAYOUT)
        if prepare:
            prepare(page)
        page.goto(f"{server}/{path}?{query}")
        if path:
            page.locator(f"{READY} :is(h2, [data-testid=stMarkdown] strong)").first.wait_for(timeout=30_000)
        elif epoch is not None:
            page.wait_for_function(EPOCH_IS, arg=epoch, timeout=30_000)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert errors == []


# Finds the live view inside the component's shadow root.
FIND = """
const find = (node) => {
  const hit = node.querySelector('[data-epoch]');
  if (hit) return hit;
  for (const child of node.querySelectorAll('*')) {
    const found = child.shadowRoot && find(child.shadowRoot);
    if (found) return found;
  }
  return null;
};
const live = find(document);
"""
# How many pixels the page, or its main part, is wider than the screen; at most 0 where nothing overflows.
OVERFLOW = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return Math.max(main.scrollWidth - main.clientWidth, document.documentElement.scrollWidth - window.innerWidth);
}"""
# How far what stands on the page was moved since it was opened, but for what a click or a key has moved (web.dev/cls).
LAYOUT_SHIFT = "() => window.layoutShift"
MOST_SHIFT = 0.05  # that is no jump; the limit of web.dev/cls is 0.1
# The same with what was moved within half a second after a click.
EVERY_LAYOUT_SHIFT = "() => window.everyLayoutShift"
WATCH_LAYOUT = """window.layoutShift = window.everyLayoutShift = 0
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    window.everyLayoutShift += shift.value
    if (!shift.hadRecentInput) window.layoutShift += shift.value
  }
}).observe({ type: "layout-shift", buffered: true })"""
SCHEMES = ("light", "dark")
SCREENS = {"desktop": (1440, 900), "small": (1024, 768), "phone": (390, 844)}
SLIDES_END = """async () => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
  const slides = document.querySelector('[data-testid="stSidebar"]')?.getAnimations() ?? []
  await Promise.allSettled(slides.map((slide) => slide.finished))
}"""
EPOCH_IS = f"(epoch) => {{ {FIND} return live?.dataset.epoch === String(epoch); }}"


def overflow(page):
    """The most in light and in dark."""
    widths = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        widths.append(page.evaluate(OVERFLOW))
    return max(widths)


def remembered(page):
    """What makes the page's visitor the present one again, where another one has come since, and gives the page."""
    cookies = page.context.cookies()

    def come_back():
        page.context.clear_cookies()
        page.context.add_cookies(cookies)
        return page

    return come_back


@contextmanager
def on_a_phone(page):
    """Its screen, in the block."""
    resize(page, "phone")
    yield
    resize(page, "desktop")


def resize(page, screen):
    """To another screen, until its sidebar has slid in or out."""
    page.set_viewport_size(dict(zip(("width", "height"), SCREENS[screen], strict=True)))
    page.evaluate(SLIDES_END)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def enter(field, text):
    field.fill(text)
    field.press("Enter")


def epoch(page):
    return int(page.locator(LIVE).get_attribute("data-epoch"))


def frames(page):
    return int(page.locator(LIVE).get_attribute("data-frames"))


def wait_for_epoch(page, number):
    page.wait_for_function(EPOCH_IS, arg=number, timeout=60_000)


def wait_for_frames(page, count):
    """Until so many more frames are drawn."""
    script = f"(least) => {{ {FIND} return Number(live.dataset.frames) >= least; }}"
    page.wait_for_function(script, arg=frames(page) + count, timeout=60_000)


def metric(page, label):
    """The place of its value: what it shows comes a moment after the rest, so it is to be waited for."""
    return page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")

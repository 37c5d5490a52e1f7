"""Eleven things that people come for, each in so many clicks, and by keys alone.

One visitor goes by mouse and one by keys, each with a browser of their own and on one page from task to task: every task
begins at the start, and is done once by each of them, so that nothing is there before it is done.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import READY, press, visits, wait_for_epoch

COUNT = 'addEventListener("pointerdown", () => { window.pressed += 1 }, true)'
# What goes on to the target, or "" there: within a group of radio buttons or tabs one goes by arrows.
KEY = """(target) => {
  if (target.getRootNode().activeElement === target) return "";
  const group = target.closest("[role=radiogroup], [role=tablist]");
  return group?.contains(document.activeElement) ? "ArrowRight" : "Tab";
}"""
# From where the skip link leads to, or from the top of the page; in a dialog from where one is.
BEGIN = """(target) => {
  const place = target.getRootNode().host ?? target;
  const from = place.closest("#stMain") ?? (place.closest("header") && document.body);
  if (from === document.body) from.tabIndex = -1;
  from?.focus();
}"""
GRADIENTS = ", ".join(["0.1"] * 37)  # as many as there are: fewer are said to be so before they are checked
THOUSAND_SEEDS = re.compile("of 1.000 starts fail")
MOST_TABS = 45  # to Share, behind the pictures and the table
POINTS = {"name": "points.csv", "mimeType": "text/csv", "buffer": b"x1,x2,y\n0,0,0\n1,1,1\n2,0,1\n3,3,0\n"}


class Visitor:
    """Goes by mouse, or by keys alone."""

    def __init__(self, page: Page, by_keys: bool):
        self.page, self._by_keys = page, by_keys
        page.evaluate(COUNT)

    def begin(self) -> None:
        """Clicks count from here."""
        self.page.evaluate("window.pressed = 0")

    def take(self, target: Locator, key="Enter") -> None:
        """key: what chooses it."""
        if self._by_keys:
            self._reach(target)
            if key:
                self.page.keyboard.press(key)
        else:
            target.click()

    def _reach(self, target: Locator) -> None:
        """By Tab, and within a group by arrows."""
        target.evaluate(BEGIN)
        place = target.element_handle()  # found once: by its role, it is looked for in the whole page
        key = place.evaluate(KEY) or "Tab"
        for _ in range(MOST_TABS):
            self.page.keyboard.press(key)
            key = place.evaluate(KEY)
            if not key:
                return
        pytest.fail(f"{target} is not reached by {MOST_TABS} Tabs")

    def button(self, name) -> None:
        self.take(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name) -> None:
        self.take(self.page.get_by_role("link", name=name, exact=True))

    def type(self, target: Locator, text: str) -> None:
        """Into a field, up to Enter."""
        self.take(target, key="")
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    @property
    def clicks(self) -> int:
        return self.page.evaluate("window.pressed")


def the_reports_table(visitor: Visitor) -> None:
    visitor.button("Train")
    visitor.page.get_by_text("Predictions at epoch 300").wait_for()


def a_derivative(visitor: Visitor) -> None:
    visitor.button("dL/dW")
    expect(visitor.page.get_by_role("button", name="dL/dW", exact=True)).to_have_attribute("aria-pressed", "true")


def own_gradients(visitor: Visitor) -> None:
    visitor.link("One step")
    visitor.take(visitor.page.get_by_role("radio", name="Check my code"), key="Space")
    visitor.page.get_by_role("textbox", name="Gradients").fill(GRADIENTS)  # pasted
    visitor.button("Check")
    visitor.page.get_by_test_id("stAlert").wait_for()


def three_momenta(visitor: Visitor) -> None:
    visitor.link("Compare")
    visitor.button("Compare")
    visitor.page.get_by_text(re.compile("^From this start(?!.* 641 epochs)")).wait_for(timeout=60_000)


def a_thousand_seeds(visitor: Visitor) -> None:
    visitor.page.get_by_text(THOUSAND_SEEDS).wait_for(timeout=60_000)


def the_edge(visitor: Visitor) -> None:
    visitor.page.get_by_text(re.compile("cells lie at the edge")).wait_for(timeout=60_000)


def an_epoch(visitor: Visitor) -> None:
    visitor.button("Train")
    wait_for_epoch(visitor.page, 300)
    visitor.type(visitor.page.get_by_role("textbox", name="Go to epoch"), "123")
    wait_for_epoch(visitor.page, 123)


def share(visitor: Visitor) -> None:
    visitor.button("Share")
    visitor.page.get_by_text("This link brings the run back").wait_for()


def own_table(visitor: Visitor) -> None:
    visitor.button("Own points…")
    visitor.take(visitor.page.get_by_role("tab", name="Upload"))
    visitor.page.locator("input[type=file]").set_input_files(POINTS)
    visitor.button("Use the file")
    visitor.page.get_by_text("New run: 4 own points.").wait_for()


def a_published_experiment(visitor: Visitor) -> None:
    visitor.link("Classics")
    card = visitor.page.locator(".st-key-classic_fausett")
    visitor.take(card.get_by_role("button", name="Run"))
    card.get_by_text("3 of 3 figures agree").wait_for(timeout=60_000)


def a_failed_seed(visitor: Visitor) -> None:
    visitor.take(visitor.page.get_by_role("button", name=re.compile("^Open seed [0-9]+, which fails$")))
    visitor.page.get_by_text(re.compile("Seed [0-9]+, from the Seeds page")).wait_for()


def on_seeds(page: Page) -> None:
    go_to(page, "Seeds")


def on_maps(page: Page) -> None:
    go_to(page, "Maps")


def go_to(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_function("(name) => document.title.startsWith(name)", arg=name)


def on_train(page: Page) -> None:
    page.get_by_role("link", name="Train", exact=True).click()
    wait_for_epoch(page, 0)


def at_epoch_0(page: Page) -> None:
    press(page, "Reset")
    page.get_by_text("Predictions at epoch 0").wait_for()


def with_its_weights(page: Page) -> None:
    press(page, "W")


def without_popover(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_text("This link brings the run back")).to_be_hidden()


def with_xor(page: Page) -> None:
    field = page.get_by_role("combobox", name="Data set")
    expect(field).to_have_value("own points")  # the socket tells of the new run before the page's fields are drawn anew
    field.click()
    page.get_by_role("option", name="XOR", exact=True).click()
    page.get_by_text("New run: data set changed.").wait_for()


class Task(NamedTuple):
    walk: Callable[[Visitor], None]
    clicks: int
    back: Callable[[Page], None] | None = None  # to where a task begins; None where none comes after it
    path: str = ""  # of the page where it begins


TASKS = (
    Task(the_reports_table, 1, at_epoch_0), Task(a_derivative, 1, with_its_weights), Task(own_gradients, 3, on_train),
    Task(three_momenta, 2, on_train), Task(an_epoch, 2, at_epoch_0), Task(share, 1, without_popover),
    Task(own_table, 3, with_xor), Task(a_published_experiment, 2, on_seeds),
    Task(a_thousand_seeds, 0, on_maps, "seeds"), Task(the_edge, 0, on_seeds, "maps"), Task(a_failed_seed, 1, path="seeds"),
)
WALKS = {f"{task.walk.__name__}-{'keys' if by_keys else 'mouse'}": (task, by_keys)
         for task in TASKS for by_keys in (False, True) if task.clicks or not by_keys}


@pytest.fixture(scope="module")
def open_for(browser, server):
    """`open_page` of the visitor who goes by keys, and of the other."""
    with ExitStack() as stack:
        yield {by_keys: stack.enter_context(visits({"light": browser.new_context()}, server)) for by_keys in (True, False)}


@pytest.fixture(scope="module")
def at_the_start():
    """Those who are at one, by where it is and whether they go by keys."""
    return {}


@pytest.mark.parametrize(("task", "by_keys"), WALKS.values(), ids=WALKS)
def test_a_task_takes_so_many_clicks_and_none_by_keys(open_for, at_the_start, task, by_keys):
    visitor = at_the_start.pop((task.path, by_keys), None)
    visitor = visitor or Visitor(open_for[by_keys]("epochs=300", path=task.path), by_keys)
    visitor.begin()
    task.walk(visitor)
    assert visitor.clicks == (0 if by_keys else task.clicks)
    if task.back:
        task.back(visitor.page)
        visitor.page.locator(READY).wait_for()
        at_the_start[urlsplit(visitor.page.url).path.strip("/"), by_keys] = visitor

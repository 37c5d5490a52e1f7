"""Eleven things that people come for, each in so many clicks, and by keys alone."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import wait_for_epoch

COUNT = """window.pressed = 0
addEventListener("pointerdown", () => { window.pressed += 1 }, true)"""
IS_FOCUSED = "(target) => target.getRootNode().activeElement === target"
# Within a group of radio buttons or tabs one goes by arrows.
IS_BESIDE = """(target) => {
  const group = target.closest("[role=radiogroup], [role=tablist]");
  return Boolean(group?.contains(document.activeElement));
}"""
# From where the skip link leads to, or from the top of the page; in a dialog from where one is.
BEGIN = """(target) => {
  const place = target.getRootNode().host ?? target;
  const from = place.closest("#stMain") ?? (place.closest("header") && document.body);
  if (from === document.body) from.tabIndex = -1;
  from?.focus();
}"""
MOST_TABS = 45  # to Share, behind the pictures and the table
POINTS = {"name": "points.csv", "mimeType": "text/csv", "buffer": b"x1,x2,y\n0,0,0\n1,1,1\n2,0,1\n3,3,0\n"}


class Visitor:
    """Goes by mouse, or by keys alone."""

    def __init__(self, page: Page, by_keys: bool):
        self.page, self._by_keys = page, by_keys
        page.evaluate(COUNT)

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
        for _ in range(MOST_TABS):
            self.page.keyboard.press("ArrowRight" if target.evaluate(IS_BESIDE) else "Tab")
            if target.evaluate(IS_FOCUSED):
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
    visitor.page.get_by_role("textbox", name="Gradients").fill("0.1, 0.2")  # pasted
    visitor.button("Check")
    visitor.page.get_by_test_id("stAlert").wait_for()


def three_momenta(visitor: Visitor) -> None:
    visitor.link("Compare")
    visitor.button("Compare")
    visitor.page.get_by_text(re.compile("^From this start(?!.* 641 epochs)")).wait_for(timeout=60_000)


def a_thousand_seeds(visitor: Visitor) -> None:
    visitor.page.get_by_text(re.compile("of 1.000 starts fail")).wait_for(timeout=60_000)


def the_edge(visitor: Visitor) -> None:
    visitor.page.get_by_text(re.compile("cells lie at the edge")).wait_for(timeout=60_000)


def an_epoch(visitor: Visitor) -> None:
    visitor.button("Train")
    wait_for_epoch(visitor.page, 2000)
    visitor.type(visitor.page.get_by_role("textbox", name="Go to epoch"), "1234")
    wait_for_epoch(visitor.page, 1234)


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


class Task(NamedTuple):
    walk: Callable[[Visitor], None]
    clicks: int
    path: str = ""  # of the page where it begins
    query: str = ""


TASKS = (
    Task(the_reports_table, 1, query="epochs=300"), Task(a_derivative, 1), Task(own_gradients, 3),
    Task(three_momenta, 2, query="epochs=300"), Task(a_thousand_seeds, 0, "seeds"), Task(the_edge, 0, "maps"),
    Task(an_epoch, 2, query="epochs=2000&speed=full"), Task(share, 1), Task(own_table, 3), Task(a_published_experiment, 2),
    Task(a_failed_seed, 1, "seeds"),
)


WALKS = {f"{task.walk.__name__}-{'keys' if by_keys else 'mouse'}": (task, by_keys)
         for task in TASKS for by_keys in (False, True) if task.clicks or not by_keys}


@pytest.mark.parametrize(("task", "by_keys"), WALKS.values(), ids=WALKS)
def test_a_task_takes_so_many_clicks_and_none_by_keys(open_page, task, by_keys):
    visitor = Visitor(open_page(task.query, path=task.path), by_keys)
    task.walk(visitor)
    assert visitor.clicks == (0 if by_keys else task.clicks)

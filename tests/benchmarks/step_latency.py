"""Measure how fast the One step page answers in a browser: `python tests/benchmarks/step_latency.py`.

For (8, 8) on 200 samples, prints the median of nine for opening a view, stepping, picking, and both checks.
"""

import json
import shutil
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.benchmarks.live_load import start_server
from tests.browser.conftest import FLAGS

TIMES = 9


def median(name, once):
    seconds = []
    for number in range(TIMES):
        start = time.perf_counter()
        once(number)
        seconds.append(time.perf_counter() - start)
    print(f"{name}: {1000 * statistics.median(seconds):.0f} ms (slowest {1000 * max(seconds):.0f})")


def main():
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    server, address = start_server()
    try:
        with sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=path, args=FLAGS).new_page(
                viewport={"width": 1440, "height": 900})
            page.goto(f"{address}/one_step?hidden=8,8&dataset=moons")
            page.get_by_text("Forward, layer 1 of 3").wait_for(timeout=60_000)
            page.wait_for_timeout(1500)

            def step(number):
                page.get_by_role("button", name="Next" if number % 2 == 0 else "Back").click()
                page.get_by_text(f"Forward, layer {2 - number % 2} of 3").wait_for()

            def pick(number):
                page.locator(f"[aria-label^='h1.{number % 8 + 1} ']").click()
                page.get_by_text(f"h1.{number % 8 + 1}, sample 1").first.wait_for()

            def view(number):
                name, text = (("Check my code", "I bring"), ("The step", "In each circle"))[number % 2]
                page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name, exact=True)).first.click()
                page.get_by_text(text).first.wait_for()

            median("opening a view", view)
            if page.get_by_text("I bring").count():
                view(1)
            median("stepping", step)
            page.get_by_role("button", name="Back").click()
            page.get_by_text("Forward, layer 1 of 3").wait_for()
            median("picking", pick)
            check_gradient(page)
            check_code(page)
    finally:
        server.terminate()
        server.wait(10)


def check_gradient(page):
    page.get_by_text("Gradient check", exact=True).click()
    button = page.get_by_role("button", name="Check the gradient")
    button.wait_for()
    median("checking the gradient", lambda _: answered(page, button.click))


def check_code(page):
    page.get_by_text("Check my code", exact=True).click()
    page.get_by_text("Start weights and data").click()
    start = json.loads(page.get_by_test_id("stCode").first.inner_text())
    wrong = {name: [[0.5 for _ in row] for row in start[name]] if name[0] == "W" else [0.5] * len(start[name])
             for name in start if name[0] in "Wb"}
    area = page.get_by_role("textbox", name="Gradients", exact=True)
    area.fill(json.dumps(wrong))
    area.press("Control+Enter")
    button = page.get_by_role("button", name="Check", exact=True)
    page.wait_for_timeout(1000)
    median("checking code that fits no mistake", lambda _: answered(page, button.click))
    page.get_by_text("The first place that differs").wait_for()


def answered(page, act):
    """Do it, and wait until the script has run and its answer is on the screen."""
    page.evaluate("""() => {
      const app = document.querySelector('[data-testid=stApp]');
      window.runs = 0;
      new MutationObserver((_, observer) => {
        if (app.dataset.testScriptState === 'notRunning') { window.runs = 1; observer.disconnect(); }
      }).observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
    }""")
    act()
    page.wait_for_function("() => window.runs === 1", timeout=20_000)


if __name__ == "__main__":
    main()

"""Measure how fast the One step page answers in a browser: `python tests/benchmarks/step_latency.py`.

For (8, 8) on 200 samples, prints the median of nine for opening a view, stepping, picking, and both checks: from the
click until the script has run, its answer is on the page and a frame is drawn. The page itself takes the time, because
a test driver looks only now and then. For figures to quote, run it with nothing else on the machine.
"""

import json
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.helpers.served import chromium, served

TIMES = 9
ANSWERED = """(element, text) => new Promise((resolve) => {
  const find = (name) => document.querySelector(`[data-testid=${name}]`);  // a part that is loaded late replaces the page
  const says = () => find('stMain')?.textContent.includes(text);
  const start = performance.now();
  let ran = !says();  // a new text is proof enough: what is loaded late can hide that the script ran
  const observer = new MutationObserver(() => { ran = true; });
  observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-test-script-state'] });
  const look = () => {
    const still = find('stApp')?.dataset.testScriptState === 'notRunning';
    if (!(ran && still && says())) return requestAnimationFrame(look);
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - start));
  };
  element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
  requestAnimationFrame(look);
})"""


def median(page, name, once):
    """`once(number)` gives what is clicked and a text of the answer."""
    milliseconds = []
    for number in range(TIMES):
        element, text = once(number)
        milliseconds.append(element.evaluate(ANSWERED, text))
        page.wait_for_timeout(300)
    print(f"{name}: {statistics.median(milliseconds):.0f} ms (slowest {max(milliseconds):.0f})", flush=True)


def main():
    with served() as (address, _), chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{address}/one_step?hidden=8,8&dataset=moons")
        page.get_by_text("Forward, layer 1 of 3").wait_for(timeout=60_000)
        page.wait_for_timeout(1500)
        measure(page)


def measure(page):
    def step(number):
        name = "Next" if number % 2 == 0 else "Back"
        return page.get_by_role("button", name=name), f"Forward, layer {2 - number % 2} of 3"

    def pick(number):
        return page.locator(f"[aria-label^='h1.{number % 8 + 1} ']"), f"h1.{number % 8 + 1}, sample 1"

    def view(number):
        return tab(page, *(("Check my code", "I bring"), ("The step", "In each circle"))[number % 2])

    median(page, "stepping", step)
    page.get_by_role("button", name="Back").click()
    page.get_by_text("Forward, layer 1 of 3").wait_for()
    median(page, "picking", pick)
    median(page, "opening a view", view)
    tab(page, "Gradient check", "")[0].click()
    button = page.get_by_role("button", name="Check the gradient")
    median(page, "checking the gradient", lambda _: (button, "derivatives agree"))
    tab(page, "Check my code", "")[0].click()
    check = wrong_gradients(page)
    median(page, "checking code that fits no mistake", lambda _: (check, "The first place that differs"))


def tab(page, name, text):
    return page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name, exact=True)).first, text


def wrong_gradients(page):
    """Bring numbers that no mistake explains: every mistake and every pair is tried."""
    page.get_by_text("Start weights and data").click()
    start = json.loads(page.get_by_test_id("stCode").first.inner_text())
    wrong = {name: [[0.5 for _ in row] for row in start[name]] if name[0] == "W" else [0.5] * len(start[name])
             for name in start if name[0] in "Wb"}
    area = page.get_by_role("textbox", name="Gradients", exact=True)
    area.fill(json.dumps(wrong))
    area.press("Control+Enter")
    page.wait_for_timeout(1500)
    return page.get_by_role("button", name="Check", exact=True)


if __name__ == "__main__":
    main()

"""Measure how fast Seeds, Compare and Maps answer in a browser: `python tests/benchmarks/computation_latency.py`.

Prints how long Cancel takes on each page (from the press of the button to the painted frame that says so, with all charts
of partial results on the page), and, for a map of 128 x 128 cells (learning rate by momentum, 2-2-1, 400 epochs): how long
the first picture takes, how long the whole map against the engine alone in a process of its own, and how long other
clicks take meanwhile. Medians of five. For figures to quote, run it with nothing else on the machine.
"""

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.browser.conftest import press
from tests.helpers.served import ROOT, chromium, served

TIMES = 5
SEEDS = "seeds=10000&hidden=4&learning_rate=0.5&solved_at=1e-9&limit=4000"
COMPARE = "epochs=300000&compare=learning_rate&values=0.1,0.2"
LONG_MAP = "map=Sohl-Dickstein: two learning rates&cells=64&map_epochs=200"
MAP = ("map=the run on the Train page&hidden=2&learning_rate=0.5&momentum=0.9&optimizer=momentum&y_axis=momentum"
       "&map_epochs=400")
ENGINE = """
import os, time
os.environ["OPENBLAS_NUM_THREADS"] = "1"
from xorcore import Config
from xorcore.many.maps import Axis, train_map
config = Config(hidden=(2,), learning_rate=0.5, momentum=0.9, optimizer="momentum", epochs=400, stop_at_loss=0.02)
for _ in range(2):
    start = time.perf_counter()
    for found in train_map(config, Axis("learning_rate", 0.01, 100.0), Axis("momentum", 0.0, 0.99), 128):
        pass
    print(time.perf_counter() - start)
"""
# Milliseconds from the next press of a button to the first frame that is painted with the condition fulfilled. It looks
# every 5 ms and asks for no frame until then: a page that draws 60 frames a second takes a tenth of a processor from what
# is measured.
CLOCK = """([name, condition]) => {
  window.times ??= {};
  delete window.times[name];
  document.addEventListener('pointerdown', () => {
    const start = performance.now(), holds = new Function('return ' + condition);
    const look = () => {
      if (holds()) requestAnimationFrame(() => { window.times[name] = performance.now() - start; });
      else setTimeout(look, 5);
    };
    look();
  }, { once: true, capture: true });
}"""
# Found once: a search through the whole page in every frame would itself cost a tenth of a processor.
MAP_ROOT = ("(window.mapRoot?.isConnected ? window.mapRoot : window.mapRoot = "
            "[...document.querySelectorAll('*')].map((e) => e.shadowRoot?.querySelector('.map')).find(Boolean))")
FIRST_PICTURE = f"{MAP_ROOT}?.view?.map !== window.before && {MAP_ROOT}?.view?.map?.colours.some((c) => c !== 255)"
MAIN_TEXT = "document.querySelector('[data-testid=stMain]').textContent"


def says(words):
    return f"{MAIN_TEXT}.includes('{words}')"


def clock(page, name, condition):
    page.evaluate(CLOCK, [name, condition])


def read(page, name):
    page.wait_for_function("(name) => name in window.times", arg=name, timeout=60_000, polling=100)
    return page.evaluate("(name) => window.times[name] / 1000", name)


def tell(name, seconds):
    print(f"{name}: {statistics.median(seconds):.2f} s (slowest {max(seconds):.2f})", flush=True)


def cancel(browser, url, words, until, start="Compute"):
    """Seconds until Cancel is answered, with the page in the state that `until` waits for."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    seconds = []
    for number in range(TIMES):
        if number or start == "Compare":
            press(page, start)
            page.wait_for_function(f"() => !{says(words)}")
        until(page)
        clock(page, "cancel", says(words))
        press(page, "Cancel")
        seconds.append(read(page, "cancel"))
        page.wait_for_timeout(1500)
    page.close()
    return seconds


def charts(page):
    page.get_by_text("seeds have ended.").wait_for(timeout=60_000)
    page.locator(".js-plotly-plot").nth(3).wait_for(timeout=60_000)
    page.wait_for_timeout(1000)


def second_run(page):
    page.get_by_text("Run 2 of 2").wait_for(timeout=60_000)
    page.wait_for_timeout(1000)


def picture(page):
    page.get_by_text("Computing: ").wait_for(timeout=60_000)
    page.locator(".map canvas").wait_for()
    page.wait_for_timeout(1500)


def engine_seconds():
    """The second of two runs in a process of its own: the server has computed before, too."""
    return float(subprocess.check_output([sys.executable, "-c", ENGINE], cwd=ROOT, text=True).split()[-1])


def whole_map(browser, address):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}/maps?{MAP}&cells=128")
    page.get_by_text("Complete in").wait_for(timeout=60_000)
    firsts, ends, own, engines = [], [], [], []
    for _ in range(TIMES):
        engines.append(engine_seconds())
        page.wait_for_timeout(1000)
        page.evaluate(f"window.before = {MAP_ROOT}.view.map")
        clock(page, "first", FIRST_PICTURE)
        clock(page, "end", f"{FIRST_PICTURE} && {MAP_ROOT}.view.map.states.every((s) => s > 0) && {says('Complete in')}")
        press(page, "Compute")
        firsts.append(read(page, "first"))
        ends.append(read(page, "end"))
        own.append(float(page.get_by_text("Complete in").inner_text().split(" in ")[1].split()[0]))
    page.close()
    tell("map of 128 x 128: first picture", firsts)
    tell("map of 128 x 128: complete on the screen", ends)
    tell("map of 128 x 128: seconds that the page states", own)
    tell("map of 128 x 128: engine alone", engines)
    ratios = [end / engine for end, engine in zip(ends, engines, strict=True)]
    print(f"map of 128 x 128: on the screen {statistics.median(ratios):.2f} times the engine's seconds, side by side "
          f"{', '.join(f'{ratio:.2f}' for ratio in ratios)}")


def meanwhile(browser, address):
    """Other clicks while a map is computed."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}/maps?{LONG_MAP}")
    picture(page)
    chosen, picked = [], []
    for number in range(TIMES):
        words = "What is chosen has changed since"
        clock(page, "chosen", f"{'' if number % 2 == 0 else '!'}{says(words)}")
        page.get_by_test_id(f"stNumberInputStep{('Up', 'Down')[number % 2]}").last.click()
        chosen.append(read(page, "chosen"))
        page.wait_for_timeout(700)
        box = page.locator(".map canvas").bounding_box()
        page.evaluate(f"window.cell = JSON.stringify({MAP_ROOT}.view.map.cell)")
        clock(page, "picked", f"{says('Picked:')} && JSON.stringify({MAP_ROOT}.view.map.cell) !== window.cell")
        page.mouse.click(box["x"] + 200 + 60 * number, box["y"] + 100)
        picked.append(read(page, "picked"))
        page.wait_for_timeout(700)
    page.close()
    tell("while a map is computed: changing a setting", chosen)
    tell("while a map is computed: picking a cell", picked)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("only", nargs="*", help="seeds, compare, maps, map, meanwhile; all where none is named")
    only = parser.parse_args().only
    with served() as (address, _), chromium() as browser:
        parts = {
            "seeds": lambda: tell("Cancel on Seeds", cancel(
                browser, f"{address}/seeds?{SEEDS}", "Cancelled after", charts)),
            "compare": lambda: tell("Cancel on Compare", cancel(
                browser, f"{address}/compare?{COMPARE}", "Cancelled after", second_run, "Compare")),
            "maps": lambda: tell("Cancel on Maps", cancel(
                browser, f"{address}/maps?{LONG_MAP}", "Cancelled at", picture)),
            "map": lambda: whole_map(browser, address),
            "meanwhile": lambda: meanwhile(browser, address),
        }
        for name, part in parts.items():
            if not only or name in only:
                part()


if __name__ == "__main__":
    main()

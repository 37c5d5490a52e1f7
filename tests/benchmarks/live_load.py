"""Measure what playing costs, in a real browser: `python tests/benchmarks/live_load.py [--minutes 5]`.

Prints, each as a line: bytes and server CPU time of a frame (one epoch a frame, so that training costs nothing), how long
Pause takes until its button answers and until the epoch stands still, five tabs playing at once and a click in a sixth, and
how much browser and server grow while one tab plays. Linux only: it reads /proc. For figures to quote, run it with
nothing else on the machine.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.browser.conftest import FIND, LIVE, epoch, frames, press, wait_for_frames
from tests.helpers.served import chromium, served

CLOCK = f"""() => {{
  {FIND}
  window.clock = [];
  let last = null;
  const look = (now) => {{
    if (live.dataset.epoch !== last) {{ last = live.dataset.epoch; window.clock.push(now); }}
    requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}}"""


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid):
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def heap_mb(page):
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return session.send("Runtime.getHeapUsage")["usedSize"] / 1e6


def opened(browser, address, query="epochs=1000000&speed=full"):
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{address}/?{query}")
    page.get_by_role("button", name="Train", exact=True).wait_for(timeout=60_000)
    page.locator(LIVE).wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def cost_of_a_frame(browser, address, server):
    page, received = opened(browser, address, "epochs=1000000&speed=1"), []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived",
               lambda event: received.append(len(event["response"]["payloadData"]) * 3 / 4))  # it comes as base64
    press(page, "Train")
    wait_for_frames(page, 5)
    received.clear()
    first, cpu = frames(page), cpu_seconds(server)
    page.wait_for_timeout(5000)
    count, cpu = frames(page) - first, cpu_seconds(server) - cpu
    print(f"a frame without training: {sum(received) / count / 1000:.1f} kB, {1000 * cpu / count:.1f} ms of server CPU, "
          f"{count / 5:.1f} frames a second")
    page.context.close()


def pauses(browser, address):
    stills, callbacks = [], []
    page = opened(browser, address)
    page.evaluate(CLOCK)
    for _ in range(5):
        press(page, "Train")
        wait_for_frames(page, 10)
        page.evaluate(f"() => {{ {FIND} window.buttons = [...live.querySelectorAll('.transport button')]; }}")
        page.evaluate("""() => {
          window.answered = null;
          const options = { once: true, capture: true };
          document.addEventListener('pointerdown', () => { window.clicked = performance.now(); }, options);
          const buttons = window.buttons;
          new MutationObserver((_, observer) => {
            if (buttons.some((button) => button.textContent === 'Train')) {
              window.answered = performance.now();
              observer.disconnect();
            }
          }).observe(buttons[0].parentElement, { subtree: true, childList: true, characterData: true });
        }""")
        press(page, "Pause")
        page.wait_for_timeout(1500)
        clicked, answered, last = page.evaluate("[window.clicked, window.answered, window.clock.at(-1)]")
        stills.append(max(0, last - clicked))
        callbacks.append(answered - clicked)
    print(f"pause: {statistics.median(stills):.0f} ms to standstill, {statistics.median(callbacks):.0f} ms until the "
          "button answers on the screen (medians of five)")
    page.context.close()


def five_tabs(browser, address):
    pages = [opened(browser, address) for _ in range(5)]
    sixth = opened(browser, address)
    for page in pages:
        press(page, "Train")
    time.sleep(4)
    before = [frames(page) for page in pages]
    start, answers = time.perf_counter(), []
    for number in range(1, 6):
        clicked = time.perf_counter()
        press(sixth, "Step")
        sixth.wait_for_function(f"() => {{ {FIND} return live.dataset.epoch === '{number}'; }}", timeout=60_000)
        answers.append(time.perf_counter() - clicked)
        time.sleep(1)
    seconds = time.perf_counter() - start
    rates = sorted((frames(page) - count) / seconds for page, count in zip(pages, before, strict=True))
    print(f"five tabs: {', '.join(f'{rate:.1f}' for rate in rates)} frames a second; a click in a sixth answers in "
          f"{statistics.median(answers):.2f} s (slowest {max(answers):.2f} s)")
    for page in [*pages, sixth]:
        page.context.close()


def growth(browser, address, server, minutes):
    """Of a run that is long enough to play all the time; its losses alone are 8 bytes an epoch."""
    page = opened(browser, address, "dataset=moons&samples=2000&hidden=32,32&epochs=1000000&speed=full")
    press(page, "Train")
    time.sleep(20)
    heap, resident, first = heap_mb(page), resident_mb(server), frames(page)
    time.sleep(60 * minutes)
    page.get_by_role("button", name="Pause", exact=True).wait_for(timeout=1000)
    print(f"{minutes:g} minutes of playing, {frames(page) - first} frames, to epoch {epoch(page)}: "
          f"browser heap +{heap_mb(page) - heap:.1f} MB, server +{resident_mb(server) - resident:.1f} MB")
    page.context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=5)
    minutes = parser.parse_args().minutes
    with served() as (address, server), chromium() as browser:
        cost_of_a_frame(browser, address, server)
        pauses(browser, address)
        five_tabs(browser, address)
        growth(browser, address, server, minutes)


if __name__ == "__main__":
    main()

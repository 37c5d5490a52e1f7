"""Kill the server while a browser watches a run: `python tests/benchmarks/crashes.py [--kills 50] [--ends 20]`.

The run plays at 4000 epochs a second in a tab that stays open. At a random moment the server gets SIGKILL (or SIGTERM), and
its store is read: the run must be there, its state must be that of the uninterrupted run at that epoch, bit for bit, and
what is missing of the epochs that were on the screen is counted in seconds. Then a new server starts and the open tab must
go on by itself. Prints a line for each trial and a summary. Figures to quote: on an idle machine.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from app.server.store import Store
from app.server.visitors import LENGTH, NAME
from tests.helpers.same_bits import same
from tests.helpers.served import ROOT, chromium, free_port
from xorcore import Config, train

RATE = 4000  # epochs a second, the opening speed
VISITOR = "v" * LENGTH
LONGEST = 1_000_000
LATEST = LONGEST - 60 * RATE  # a run that is beyond is replaced


class Server:
    """Starts and ends on one port, over one folder."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true", "--server.port",
                   str(self.port), "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "XORCORE_DATA": str(self.folder)},
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                return urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1).close()
            except OSError:
                time.sleep(0.1)

    def end(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.wait(30)


class Uninterrupted:
    """The same run without a server, as far as it was asked for."""

    def __init__(self, config: Config):
        self.trainer = train(config)
        next(self.trainer)

    def state_at(self, epoch: int):
        while self.trainer.epoch.number < epoch:
            next(self.trainer)
        return self.trainer.state()


def epoch_on(page) -> int:
    return int(page.locator("[data-epoch]").first.get_attribute("data-epoch"))


def wait_until_it_goes_on(page, beyond: int) -> float:
    """Seconds until the tab shows a later epoch. Raises after a minute."""
    start = time.monotonic()
    while epoch_on(page) <= beyond:
        if time.monotonic() - start > 60:
            raise TimeoutError(f"the tab stands at epoch {epoch_on(page)}")
        time.sleep(0.05)
    return time.monotonic() - start


def open_run(browser, server: Server):
    page = browser.new_page()
    page.context.add_cookies([{"name": NAME, "value": VISITOR, "url": server.address}])
    page.goto(f"{server.address}/?epochs={LONGEST}")
    page.locator("[data-epoch]").first.wait_for()
    page.get_by_role("button", name="Train", exact=True).first.click()
    wait_until_it_goes_on(page, 0)
    return page, Uninterrupted(Config(epochs=LONGEST))


def trial(page, server: Server, reference: Uninterrupted, how: signal.Signals) -> tuple[float, float]:
    """Seconds of training lost, and until the open tab went on after the next start."""
    wait_until_it_goes_on(page, epoch_on(page))
    time.sleep(random.uniform(0.2, 2.5))
    drawn = epoch_on(page)
    server.end(how)
    drawn = max(drawn, epoch_on(page))
    store = Store(server.folder)
    kept = store.load(VISITOR, store.newest(VISITOR))
    assert not store.problem and not store.note and not kept.note, (store.problem, store.note, kept.note)
    store.close()
    assert same(kept.run.states[-1], reference.state_at(kept.run.epoch)), "other bits"
    assert kept.summary["playing"], "it no longer plays"
    server.start()
    seconds = wait_until_it_goes_on(page, drawn)
    return max(0, drawn - kept.run.epoch) / RATE, seconds


def trials(browser, server: Server, how: signal.Signals, number: int) -> None:
    page, reference = open_run(browser, server)
    lost, back = [], []
    for i in range(number):
        if reference.trainer.epoch.number > LATEST:
            page.close()
            page, reference = open_run(browser, server)
        for figures, figure in zip((lost, back), trial(page, server, reference, how), strict=True):
            figures.append(figure)
        print(f"{how.name} {i + 1}: {lost[-1]:.2f} s of training lost, back after {back[-1]:.1f} s", flush=True)
    page.close()
    print(f"{how.name}: {number} of {number} runs were there and bit-equal; lost at most {max(lost):.2f} s of training; "
          f"the open tab went on after at most {max(back):.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--ends", type=int, default=20)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = Server(Path(folder))
        server.start()
        for how, number in ((signal.SIGKILL, wanted.kills), (signal.SIGTERM, wanted.ends)):
            if number:
                trials(browser, server, how, number)
        server.end(signal.SIGTERM)


if __name__ == "__main__":
    main()

"""Take the README's screenshot: `python docs/screenshot.py`, with the packages of tests/requirements.txt and Chromium."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.helpers.served import ROOT, chromium, served


def main():
    with served() as (address, _), chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 960})
        page.goto(address)
        page.get_by_role("button", name="Train", exact=True).click(timeout=30_000)
        page.get_by_text("Finished").wait_for(timeout=60_000)
        page.wait_for_timeout(500)
        page.screenshot(path=ROOT / "docs" / "screenshot.png")


if __name__ == "__main__":
    main()

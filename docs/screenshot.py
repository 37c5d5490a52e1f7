"""Take the README's screenshot: `python docs/screenshot.py`, with the packages of tests/requirements.txt and Chromium."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PORT = "8765"


def main():
    server = subprocess.Popen([sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true",
                               "--server.port", PORT, "--server.address", "127.0.0.1"], cwd=ROOT)
    try:
        with sync_playwright() as playwright:
            path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
            page = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).new_page(
                viewport={"width": 1440, "height": 960})
            page.wait_for_timeout(4000)
            page.goto(f"http://127.0.0.1:{PORT}")
            page.get_by_role("button", name="Train", exact=True).click(timeout=30_000)
            page.get_by_text("Finished").wait_for(timeout=60_000)
            page.wait_for_timeout(500)
            page.screenshot(path=ROOT / "docs" / "screenshot.png")
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()

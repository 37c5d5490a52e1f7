"""What the README says is true."""

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.served import free_port

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_example_prints_what_the_readme_says():
    code, output = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", README, re.S).groups()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert printed.getvalue() == output


FOLDERS = sorted({path.parent for name in ("app", "xorcore") for path in (ROOT / name).glob("*/*.py")})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_every_folder_is_in_the_layout(folder):
    assert f"`{folder.relative_to(ROOT).as_posix()}/`" in README


def test_the_screenshot_is_there():
    assert (ROOT / "docs" / "screenshot.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a terminal of Linux, and must open no browser")
def test_the_first_start_on_a_machine_asks_nothing(tmp_path):
    """Left to itself, Streamlit then waits for an e-mail address."""
    terminal, stdin = os.openpty()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "false",
               "--server.address", "127.0.0.1", "--server.port", str(free_port())]
    nobody = {"HOME": str(tmp_path), "PATH": ""}
    process = subprocess.Popen(command, cwd=ROOT, env=nobody, stdin=stdin, stdout=stdin, stderr=stdin)
    os.close(stdin)  # so that reading ends where the process does
    said = ""
    try:
        while not re.search("Email|now view", said):
            said += os.read(terminal, 1000).decode()
    finally:
        process.kill()  # to end in good order it would first import all that it was about to
        process.wait()
        os.close(terminal)
    assert "You can now view your Streamlit app" in said

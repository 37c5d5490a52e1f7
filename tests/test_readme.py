"""What the README says is true."""

import contextlib
import io
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_example_prints_what_the_readme_says():
    code, output = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", README, re.S).groups()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    assert printed.getvalue() == output


def test_every_module_of_the_core_is_in_the_layout():
    for module in (ROOT / "xorcore").glob("[a-z]*.py"):
        assert f"`{module.stem}`" in README


def test_the_screenshot_is_there():
    assert (ROOT / "docs" / "screenshot.png").read_bytes().startswith(b"\x89PNG")

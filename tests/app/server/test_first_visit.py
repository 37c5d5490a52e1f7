"""What the first visitor would wait for is done before they come."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = sorted(Path("app/pages").glob("[!_]*.py"))
PAGE_IMPORTS = """
import ast, sys
from app.server.first_visit import prepare
prepare()
page = ast.parse(open(sys.argv[1]).read())
page.body = [line for line in page.body if isinstance(line, ast.Import | ast.ImportFrom)]
before = {name for name in sys.modules if name.startswith(("app", "xorcore", "plotly"))}
exec(compile(page, "page", "exec"))
print(*sorted({name for name in sys.modules if name.startswith(("app", "xorcore", "plotly"))} - before))
"""


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_imports_nothing_of_ours_that_was_not_imported_when_the_server_started(page):
    run = subprocess.run([sys.executable, "-c", PAGE_IMPORTS, page], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


FROZEN = "import gc; from app.server.first_visit import prepare; prepare(); print(gc.get_freeze_count())"


def test_what_was_imported_is_left_out_of_later_collections():
    run = subprocess.run([sys.executable, "-c", FROZEN], capture_output=True, text=True, check=True)
    assert int(run.stdout) > 10_000 > gc.get_freeze_count()

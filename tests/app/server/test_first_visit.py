"""What the first visitor would wait for is done before they come."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = sorted(map(str, Path("app/pages").glob("[!_]*.py")))
SERVER = """
import ast, gc, json, sys
from app.server.first_visit import prepare

def ours():
    return {name for name in sys.modules if name.startswith(("app", "xorcore", "plotly"))}

before_it = gc.get_freeze_count()
prepare()
frozen = gc.get_freeze_count()
new = {}
for file in sys.argv[1:]:
    page = ast.parse(open(file).read())
    page.body = [line for line in page.body if isinstance(line, ast.Import | ast.ImportFrom)]
    before = ours()
    exec(compile(page, "page", "exec"))
    new[file] = sorted(ours() - before)
print(json.dumps([new, before_it, frozen]))
"""


@pytest.fixture(scope="module")
def a_started_server():
    """What its pages import that it had not, and how many objects were left out before its preparation and after it."""
    run = subprocess.run([sys.executable, "-c", SERVER, *PAGES], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def test_no_page_imports_anything_of_ours_that_was_not_imported_when_the_server_started(a_started_server):
    new, *_ = a_started_server
    assert new == {page: [] for page in PAGES}


def test_what_was_imported_is_left_out_of_later_collections(a_started_server):
    _, before, after = a_started_server
    assert after > 10_000 > before

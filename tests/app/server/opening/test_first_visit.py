"""What the first visitor would wait for is done before they come."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = sorted(map(str, Path("app/pages").glob("[!_]*.py")))
SERVER = """
import ast, gc, json, sys
from app.server.opening.first_visit import prepare
from app.server.opening.needed_scripts import preloads

def ours():
    return {name for name in sys.modules if name.startswith(("app", "xorcore", "plotly"))}

before_it = gc.get_freeze_count()
prepare()
frozen, known = gc.get_freeze_count(), preloads.cache_info().currsize
new = {}
for file in sys.argv[1:]:
    page = ast.parse(open(file).read())
    page.body = [line for line in page.body if isinstance(line, ast.Import | ast.ImportFrom)]
    before = ours()
    exec(compile(page, "page", "exec"))
    new[file] = sorted(ours() - before)
print(json.dumps([new, before_it, frozen, known]))
"""


@pytest.fixture(scope="module")
def a_started_server():
    """What its pages import that it had not, how many objects were left out before its preparation and after it, and for
    how many addresses the needed scripts are known then."""
    run = subprocess.run([sys.executable, "-c", SERVER, *PAGES], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def test_no_page_imports_anything_of_ours_that_was_not_imported_when_the_server_started(a_started_server):
    new, *_ = a_started_server
    assert new == {page: [] for page in PAGES}


def test_what_was_imported_is_left_out_of_later_collections_and_the_needed_scripts_are_known(a_started_server):
    _, before, after, known = a_started_server
    assert after > 10_000 > before
    assert known == 1

"""What the first visitor would wait for is done before they come."""

import gc
import json
import subprocess
import sys
from pathlib import Path

PAGES = sorted(map(str, Path("app/pages").glob("[!_]*.py")))
PAGE_IMPORTS = """
import ast, json, sys
from app.server.first_visit import prepare

def ours():
    return {name for name in sys.modules if name.startswith(("app", "xorcore", "plotly"))}

prepare()
new = {}
for file in sys.argv[1:]:
    page = ast.parse(open(file).read())
    page.body = [line for line in page.body if isinstance(line, ast.Import | ast.ImportFrom)]
    before = ours()
    exec(compile(page, "page", "exec"))
    new[file] = sorted(ours() - before)
print(json.dumps(new))
"""


def test_no_page_imports_anything_of_ours_that_was_not_imported_when_the_server_started():
    run = subprocess.run([sys.executable, "-c", PAGE_IMPORTS, *PAGES], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == {page: [] for page in PAGES}


FROZEN = """import gc; from app.server.first_visit import prepare; from app.server.needed_scripts import preloads; prepare()
print(gc.get_freeze_count(), preloads.cache_info().currsize)"""


def test_what_was_imported_is_left_out_of_later_collections_and_the_needed_scripts_are_known():
    run = subprocess.run([sys.executable, "-c", FROZEN], capture_output=True, text=True, check=True)
    frozen, known = map(int, run.stdout.split())
    assert frozen > 10_000 > gc.get_freeze_count() and known == 1

"""What the first visitor would wait for is done before they come."""

import subprocess
import sys

TRAIN_IMPORTS = """
import ast, sys
from app.server.first_visit import prepare
prepare()
page = ast.parse(open("app/pages/train.py").read())
page.body = [line for line in page.body if isinstance(line, ast.Import | ast.ImportFrom)]
before = {name for name in sys.modules if name.startswith(("app", "xorcore"))}
exec(compile(page, "train", "exec"))
print(*sorted({name for name in sys.modules if name.startswith(("app", "xorcore"))} - before))
"""


def test_train_imports_nothing_of_ours_that_was_not_imported_when_the_server_started():
    run = subprocess.run([sys.executable, "-c", TRAIN_IMPORTS], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []

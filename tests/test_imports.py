"""The contracts of import-linter (pyproject.toml) hold, and each sees what breaks it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINTER = Path(sys.executable).with_name("lint-imports")


def linted(folder: Path) -> str:
    """What import-linter says of this folder."""
    return subprocess.run([LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True).stdout


@pytest.fixture
def copy(tmp_path):
    """Of all that the contracts speak of."""
    for name in ("app", "xorcore"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "tests/__init__.py", "tests/helpers/__init__.py", "tests/helpers/only_contract.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_imports_point_one_way():
    assert "0 broken" in linted(ROOT)


@pytest.mark.parametrize(("file", "planted", "broken"), [
    ("xorcore/losses.py", "def f():\n    import pandas", "NumPy and the standard library only BROKEN"),
    ("xorcore/many/maps.py", "from app.run import run", "NumPy and the standard library only BROKEN"),
    ("app/run/run.py", "import dashboard", "Nothing imports the entry BROKEN"),
    ("xorcore/training.py", "from xorcore.many import maps", "over all BROKEN"),
    ("xorcore/step/trace.py", "from xorcore.book import layout", "over all BROKEN"),
    ("app/run/link.py", "from xorcore.parameters import flatten", "public names of xorcore only"),
    ("app/maps/axes.py", "def f():\n    from xorcore.many import maps", "public names of xorcore only"),
    ("xorcore/step/trace.py", "def f():\n    from xorcore.diagnosis.mistakes import catalogue", "over all BROKEN"),
])
def test_a_forbidden_import_is_seen(copy, file, planted, broken):
    with (copy / file).open("a") as source:
        source.write(f"\n{planted}\n")
    assert broken in linted(copy)

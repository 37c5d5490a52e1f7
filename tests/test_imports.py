"""Imports point one way: dashboard -> app -> xorcore -> numpy."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "xorcore").rglob("*.py"))
CODE = sorted(file for folder in ("app", "xorcore") for file in (ROOT / folder).rglob("*.py"))


def imported(source: str) -> set[str]:
    """First names of all modules that this source imports, anywhere in it; "." for a relative import."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." if node.level else node.module.split(".")[0])
    return names


def path_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_imports_are_found_wherever_they_stand():
    source = "import os.path as p\ndef f():\n    from pandas.io import json\nfrom . import x"
    assert imported(source) == {"os", "pandas", "."}


@pytest.mark.parametrize("file", CORE, ids=path_of)
def test_core_imports_numpy_and_the_standard_library_only(file):
    assert imported(file.read_text(encoding="utf-8")) <= {"numpy", "xorcore", *sys.stdlib_module_names}


@pytest.mark.parametrize("file", CODE, ids=path_of)
def test_nothing_imports_the_entry(file):
    assert "dashboard" not in imported(file.read_text(encoding="utf-8"))


def test_the_core_was_found():
    assert ROOT / "xorcore" / "training.py" in CORE

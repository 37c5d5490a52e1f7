"""Whether the tests see faults: each of five lists is planted in a copy of the program, and its module's tests are run.

    python -m tests.benchmarks.planted_faults                 all, some 2 seconds each on one core
    python -m tests.benchmarks.planted_faults --part 1/4      every fourth, from the first on
    python -m tests.benchmarks.planted_faults turns stream    those with one of these words in their file or sentence
    python -m tests.benchmarks.planted_faults --look          only whether each text is still found in its file

A fault counts as seen where a test fails. First the same tests are run without it: where these fail already, nothing is
learned. Where a text is no longer found the program has changed: mend the entry of the list, or delete it.
"""

import argparse
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas  # noqa: F401  here and below for the tests' processes
import plotly.graph_objects  # noqa: F401
import pytest
import streamlit.testing.v1  # noqa: F401

from tests.benchmarks import faults_by_lot, faults_in_app, faults_in_scripts, faults_in_server, faults_in_xorcore
from tests.benchmarks.fault import Fault

FAULTS = [*faults_in_xorcore.FAULTS, *faults_in_server.FAULTS, *faults_in_app.FAULTS, *faults_in_scripts.FAULTS,
          *faults_by_lot.FAULTS]
HOME = Path(__file__).parents[2]
FORK = multiprocessing.get_context("fork")
LONGEST = 400  # seconds of one module's tests; a fault that makes them hang is seen
SEEN, NOT_SEEN, HANGS = "seen", "NOT SEEN", "seen, the tests hang"
OPTIONS = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
ANSWERED = 100  # is added to pytest's return codes, so that a process that fails is no test that does
OUTCOMES = {ANSWERED: NOT_SEEN, ANSWERED + 1: SEEN}  # the others are not about a test


def lost(fault: Fault) -> str:
    """Why it cannot be planted, "" where it can."""
    found = (HOME / fault.file).read_text().count(fault.old) if (HOME / fault.file).exists() else 0
    missing = [test for test in fault.tests if not (HOME / test.partition("::")[0]).exists()]
    if found != 1:
        return f"its text is found {found} times in {fault.file}"
    return f"there is no {missing[0]}" if missing else ""


def copied(folder: Path) -> None:
    """The program as it is now, with what is not committed yet."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=HOME,
                            capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (HOME / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HOME / name, folder / name)


def tested(folder: Path, tests: tuple[str, ...]) -> str:
    """What the tests say of the program in this folder, in a process of their own that need not import NumPy again."""
    child = FORK.Process(target=_test, args=(folder, tests))
    child.start()
    child.join(LONGEST)
    if child.is_alive():
        child.kill()
        return HANGS
    return OUTCOMES.get(child.exitcode, f"no answer, the tests' process ends with {child.exitcode}")


def _test(folder: Path, tests: tuple[str, ...]) -> None:
    os.chdir(folder)
    sys.path[0] = str(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("app", "tests", "xorcore")]:
        del sys.modules[name]
    # Without compiled files: a fault of the same length, planted within the same second, would not be read.
    sys.dont_write_bytecode, os.environ["PYTHONDONTWRITEBYTECODE"] = True, "1"
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        sys.exit(ANSWERED + pytest.main(OPTIONS + list(tests)))


def planted(folder: Path, fault: Fault) -> str:
    """What its module's tests say of the program with this fault."""
    file = folder / fault.file
    right = file.read_text()
    file.write_text(right.replace(fault.old, fault.new))
    try:
        return tested(folder, fault.tests)
    finally:
        file.write_text(right)


def chosen(words: list[str], part: str) -> list[Fault]:
    first, parts = map(int, part.split("/"))
    named = [fault for fault in FAULTS if not words or any(word in f"{fault.file} {fault.what}" for word in words)]
    return named[first - 1 :: parts]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="*")
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--look", action="store_true")
    parser.add_argument("--no-baseline", action="store_true", help="the tests are known to pass without a fault")
    given = parser.parse_args()
    faults = chosen(given.words, given.part)
    gone = {fault: reason for fault in faults if (reason := lost(fault))}
    for fault, reason in gone.items():
        print(f"LOST      {fault.what}: {reason}")
    faults = [fault for fault in faults if fault not in gone]
    unseen = [] if given.look else _not_seen(faults, given.no_baseline)
    print(f"{len(faults)} faults can be planted, {len(gone)} are lost"
          + ("" if given.look else f"; {len(faults) - len(unseen)} of {len(faults)} seen"))
    return bool(gone or unseen)


def _not_seen(faults: list[Fault], known_to_pass: bool) -> list[Fault]:
    unseen, right = [], {}
    with tempfile.TemporaryDirectory() as folder:
        copied(Path(folder))
        for fault in faults:
            if fault.tests not in right:
                right[fault.tests] = NOT_SEEN if known_to_pass else tested(Path(folder), fault.tests)
            outcome = planted(Path(folder), fault) if right[fault.tests] == NOT_SEEN else "the tests fail without it"
            if outcome not in (SEEN, HANGS):
                unseen.append(fault)
            print(f"{outcome:<9} {fault.what} ({fault.file})", flush=True)
    return unseen


if __name__ == "__main__":
    sys.exit(main())

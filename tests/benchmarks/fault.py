"""A fault to plant: what goes wrong, in which file, the text and what stands in its place, and the tests of that module."""

from typing import NamedTuple


class Fault(NamedTuple):
    what: str
    file: str
    old: str  # found once in the file
    new: str
    tests: tuple[str, ...]  # files, or single tests of files that take long


def of_module(file: str, tests: str, *faults: tuple[str, str, str]) -> list[Fault]:
    """tests: files below tests/, with spaces between them; faults: what goes wrong, old, new."""
    paths = tuple(f"tests/{test}" for test in tests.split())
    return [Fault(what, file, old, new, paths) for what, old, new in faults]

"""Freed memory goes back to the system where that can be asked for."""

import asyncio
import platform
import sys

import pytest

from app.server import freed_memory

IS_GLIBC = platform.libc_ver()[0] == "glibc"


def test_glibc_takes_the_threshold_and_other_systems_are_left_alone():
    assert freed_memory.give_back() == IS_GLIBC


@pytest.mark.parametrize("ask", [freed_memory.give_back, freed_memory.trim])
def test_on_another_system_nothing_is_called(monkeypatch, ask):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(freed_memory.ctypes, "CDLL", None)
    assert not ask()


@pytest.mark.parametrize(("counts", "trims"), [([3, 3, 4], 0), ([3, 2, 2], 1), ([3, 0, 5, 4], 2)])
def test_it_is_asked_for_when_viewers_have_gone(monkeypatch, counts, trims):
    asked, left = [], iter(counts)

    async def pass_time(seconds):
        assert seconds == 60

    monkeypatch.setattr(freed_memory, "trim", lambda: asked.append(1))
    monkeypatch.setattr(freed_memory.asyncio, "sleep", pass_time)
    with pytest.raises(RuntimeError, match="StopIteration"):
        asyncio.run(freed_memory.give_back_of_ended(lambda: [None] * next(left)))
    assert len(asked) == trims

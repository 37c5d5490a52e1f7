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


@pytest.mark.parametrize("taken", [0, 1])
def test_the_threshold_is_128_kB_and_whether_it_was_taken_is_told(monkeypatch, taken):
    asked = []
    monkeypatch.setattr(freed_memory, "_from_glibc", lambda name: lambda *given: asked.append((name, *given)) or taken)
    assert freed_memory.give_back() is bool(taken)
    assert asked == [("mallopt", -1, 128 * 1024)]


def test_it_is_asked_for_every_minute(monkeypatch):
    passed = []

    async def pass_time(seconds):
        passed.append(seconds)
        if len(passed) == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr(freed_memory, "trim", lambda: passed.append("trim"))
    monkeypatch.setattr(freed_memory.asyncio, "sleep", pass_time)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(freed_memory.trim_every_minute())
    assert passed == [60, "trim", 60]


def test_what_is_collected_is_given_back_where_the_library_can(monkeypatch):
    asked = []
    monkeypatch.setattr(freed_memory.gc, "collect", lambda: asked.append("collected"))
    monkeypatch.setattr(freed_memory, "_from_glibc", lambda name: lambda pad: asked.append((name, pad)))
    freed_memory.trim()
    assert asked == ["collected", ("malloc_trim", 0)]

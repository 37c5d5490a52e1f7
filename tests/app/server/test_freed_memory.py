"""Freed memory goes back to the system where that can be asked for."""

import platform
import sys

from app.server import freed_memory


def test_glibc_takes_the_threshold_and_other_systems_are_left_alone():
    assert freed_memory.give_back() == (platform.libc_ver()[0] == "glibc")


def test_on_another_system_nothing_is_called(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(freed_memory.ctypes, "CDLL", None)
    assert freed_memory.give_back() is False

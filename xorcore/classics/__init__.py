"""Experiments that every textbook cites, each in a file of its own; `CLASSICS` lists them by a short name."""

from xorcore.classics import mazur
from xorcore.classics.classic import Check, Classic, Comparison, Figure, Setup, check

CLASSICS: dict[str, Classic] = {
    "mazur": mazur.CLASSIC,
}

__all__ = ["CLASSICS", "Check", "Classic", "Comparison", "Figure", "Setup", "check"]

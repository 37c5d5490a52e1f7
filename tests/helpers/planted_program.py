"""A program as a text in which a mistake is planted: a small edit of the text, so that each is a program of its own.

A program finds X, T (samples in rows), start = [W1, b1, W2, b2, ...], rate, mom, lam and steps; it leaves `gradients` of
the first update, `weights` and `loss` after the steps. Nothing here uses xorcore.
"""

import random
from typing import NamedTuple

import numpy as np


class Edit(NamedTuple):
    """One mistake: the pieces of text that are replaced, and words of which the answer must hold one."""

    name: str
    shows_in: str  # of "g", "w", "l": gradients, weights, loss
    pieces: tuple[tuple[str, str], ...]
    settings: dict = {}  # noqa: RUF012 - read only


class Program(NamedTuple):
    """One style: its settings as a Config names them, its layers, its text and its mistakes."""

    name: str
    settings: dict
    sizes: tuple[int, ...]
    samples: int
    text: str
    edits: tuple[Edit, ...]

    def edited(self, edit: Edit | None) -> str:
        text = self.text
        for old, new in edit.pieces if edit else ():
            if old not in text:
                raise ValueError(f"{self.name} has no {old!r} for {edit.name}")
            text = text.replace(old, new)
        return text


def run(text: str, start: list[np.ndarray], X: np.ndarray, T: np.ndarray, rate: float, mom: float, lam: float,
        steps: int) -> dict:
    """What the program leaves: gradients and weights as lists of arrays, the loss."""
    names = {"np": np, "X": X.copy(), "T": T.copy(), "start": [part.copy() for part in start], "rate": rate, "mom": mom,
             "lam": lam, "steps": steps, "random": random.Random(5), "rng": np.random.default_rng(5)}
    with np.errstate(all="ignore"):
        exec(text, names)
    return names


def edit(name: str, shows_in: str, *pieces: str, **settings) -> Edit:
    return Edit(name, shows_in, tuple(zip(pieces[::2], pieces[1::2], strict=True)), settings)

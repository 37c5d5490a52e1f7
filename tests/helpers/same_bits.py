"""Equality to the bit."""

from dataclasses import fields

import numpy as np

from xorcore.book import TrainingState


def same(a, b) -> bool:
    """Equal to the bit, arrays and nan included, for Epochs, states and what they hold."""
    if isinstance(a, TrainingState):
        return all(same(getattr(a, field.name), getattr(b, field.name)) for field in fields(TrainingState))
    if isinstance(a, (tuple, list)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return same(list(a.items()), list(b.items()))
    if isinstance(a, np.ndarray):
        return a.tobytes() == b.tobytes()
    return a == b or (a != a and b != b)

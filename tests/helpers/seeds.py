"""Statistics made by hand, for the tests of what is said and drawn of them."""

import numpy as np

from app.seeds.request import Setting
from app.seeds.statistics import Statistics
from xorcore import Config


def made(epochs, losses=None, diverged=None, name="", **changes) -> Statistics:
    """Of seeds with these epochs to solve, -1 for not solved, out of at most 3000."""
    epochs = np.array(epochs)
    losses = np.where(epochs < 0, 0.25, 0.019) if losses is None else np.array(losses)
    diverged = np.zeros(len(epochs), bool) if diverged is None else np.array(diverged)
    recorded = np.array([0, 1000, 3000])
    quartiles = np.array([[0.5, 0.01, 0.01], [0.5, 0.02, 0.02], [0.6, 0.25, 0.25]])
    config = Config(epochs=3000, stop_at_loss=0.02, **changes)
    return Statistics(Setting(name, config), epochs, losses, diverged, recorded, quartiles)

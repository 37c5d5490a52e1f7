"""The edge of the learning rates is found on a grid around where it is expected."""

from types import SimpleNamespace

import numpy as np
import pytest

from xorcore import Config
from xorcore.classics import goh
from xorcore.parameters import flatten

BOTTOM = [(np.array([[1.0], [2.0]]), np.array([3.0]))]
GRID = np.linspace(0.99, 1.01, 21)


def edges(monkeypatch, momenta, expected, first_to_leave, grown=101.0):
    """What it finds where the runs from these places of the grid on leave, and what it asks to be trained."""
    losses = np.ones((3, len(momenta), len(GRID)))
    for row, first in enumerate(first_to_leave):
        losses[1, row, first:] = grown
    asked = {}

    def trained_many(config, seeds, parameters, samples, **settings):
        asked.update(settings, parameters=parameters)
        yield None
        return SimpleNamespace(losses=losses.reshape(3, -1))

    def noted():
        asked["found"] = yield from goh._edges(Config(), BOTTOM, None, np.array(momenta), np.array(expected))

    monkeypatch.setattr(goh, "trained_many", trained_many)
    list(noted())
    return asked


def test_an_edge_lies_midway_between_the_last_rate_that_stays_and_the_first_that_leaves(monkeypatch):
    found = edges(monkeypatch, [0, 0.5], [10.0, 20.0], [5, 20])["found"]
    assert found == pytest.approx([10 * (GRID[4] + GRID[5]) / 2, 20 * (GRID[19] + GRID[20]) / 2])


def test_who_has_not_grown_a_hundredfold_stays(monkeypatch):
    assert edges(monkeypatch, [0], [10.0], [5], grown=100.0)["found"][0] == np.inf


def test_each_momentum_is_tried_with_the_rates_around_its_own_edge_from_a_little_beside_the_bottom(monkeypatch):
    asked = edges(monkeypatch, [0, 0.5], [10.0, 20.0], [5, 20])
    assert asked["learning_rate"] == pytest.approx(np.concatenate([10 * GRID, 20 * GRID]))
    assert asked["momentum"].tolist() == [0] * 21 + [0.5] * 21
    away = np.abs(flatten(asked["parameters"]) - flatten(BOTTOM))
    assert (away > 0).all() and away.max() < 1e-6

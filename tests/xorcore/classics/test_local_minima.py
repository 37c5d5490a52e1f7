"""The card on local minima: where the loss bends down, a run has not come to a minimum."""

from types import SimpleNamespace

import numpy as np

from xorcore.classics import local_minima


def test_the_loss_bends_down_where_the_least_curvature_is_negative_beyond_rounding(monkeypatch):
    least = [-1.0, -1.1e-9, -0.9e-9, 0.0, 0.9e-9, 1.1e-9, 1.0]
    W, b = np.array(least).reshape(-1, 1, 1), np.zeros((len(least), 1))
    monkeypatch.setattr(local_minima, "hessian", lambda _, network, __: np.diag([2.0, network[0][0].item()]))
    found = []

    def noted():
        found.append((yield from local_minima._downhill(SimpleNamespace(samples=None, config=None), run)))

    run = SimpleNamespace(parameters=[(W, b)])
    list(noted())
    assert found[0].tolist() == [True, True, False, False, False, False, False]

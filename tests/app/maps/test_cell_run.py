"""The run of one cell of the map on the screen, and whether the Train page can start it."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.maps import cell_run as module
from app.maps.cell_run import cell_run, why_not_on_train
from app.maps.work import MapRequest
from xorcore import Config, Dataset, train
from xorcore.many import Axis

OWN = Config(dataset="own")
TWO, THREE = Dataset([[0, 0], [1, 1]], [0, 1]), Dataset([[0, 0, 0], [1, 1, 1]], [0, 1])
RATE, SCALE, WEIGHT = Axis("momentum", 0, 1), Axis("init_scale", 1, 3), Axis("w1[1,2]", -4, 4)


@pytest.fixture
def shown(monkeypatch):
    def of(config, dataset=None, x=RATE, y=SCALE, parameters=None):
        asked = MapRequest(config, x, y, 3, "loss", parameters, dataset)
        window = SimpleNamespace(request=asked, picture=SimpleNamespace(x=x, y=y, cells=3))
        monkeypatch.setattr(module.maps_session, "shown", lambda: window)
    return of


@pytest.mark.parametrize(("config", "dataset", "x", "why"), [
    (Config(), None, RATE, ""), (OWN, TWO, RATE, ""), (OWN, THREE, RATE, "this one has 3 inputs"),
    (Config(), THREE, RATE, ""), (Config(), None, Axis("learning_rate[2]", 0.1, 1), "one learning rate for all layers"),
])
def test_a_cell_opens_on_train_unless_its_points_or_its_rates_do_not_fit_there(shown, config, dataset, x, why):
    shown(config, dataset, x)
    said = why_not_on_train()
    assert why in said and bool(said) == bool(why)


def test_a_cell_has_the_settings_of_its_row_and_its_column(shown):
    shown(Config(seed=4))
    config, parameters, dataset = cell_run(2, 1)
    assert config == Config(seed=4, momentum=0.5, init_scale=3)
    assert parameters is dataset is None


def test_a_cell_of_a_weight_starts_with_it_and_otherwise_as_its_map(shown):
    shown(Config(seed=4), x=WEIGHT)
    config, parameters, _ = cell_run(1, 2)
    W, usual = parameters[0][0], next(train(Config(seed=4, init_scale=2))).parameters[0][0]
    assert W[1, 2] == 4 and config.init_scale == 2
    assert np.delete(W.ravel(), 6).tolist() == np.delete(usual.ravel(), 6).tolist()


def test_own_points_go_along(shown):
    shown(OWN, TWO)
    assert cell_run(0, 0)[2].equals(TWO)

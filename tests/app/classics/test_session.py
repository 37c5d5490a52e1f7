import pytest

from app.run.own_points import why_not_on_train
from app.server.run import new_run
from xorcore.classics import CLASSICS

SETUPS = [pytest.param(setup, id=f"{name}: {title}") for name, classic in CLASSICS.items()
          for title, setup in classic.setups.items()]


@pytest.mark.parametrize("setup", SETUPS)
def test_every_setup_that_is_not_refused_makes_a_run(setup):
    if not why_not_on_train(setup.dataset):
        run = new_run(setup.config, setup.dataset, parameters=setup.parameters)
        assert run.dataset.inputs.shape[1] == 2

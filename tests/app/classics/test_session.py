from functools import partial
from types import SimpleNamespace

import pytest

from app.classics import session as classics_session
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


@pytest.mark.parametrize("works", [("checks",), ("run",), ("checks", "run"), ()])
def test_cancel_ends_all_that_is_computed(works, monkeypatch):
    ended = []
    work = {name: SimpleNamespace(computation=SimpleNamespace(cancel=partial(ended.append, name)))
            for name in works}
    monkeypatch.setattr(classics_session, "state", lambda: SimpleNamespace(**{"checks": None, "run": None} | work))
    classics_session.cancel()
    assert ended == [*works]

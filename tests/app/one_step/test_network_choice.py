"""Which network is taken apart, and where it comes from."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.one_step import network_choice as module
from app.one_step.chosen_step import example_subject
from app.one_step.session import THIS_RUN
from app.run.published_networks import PUBLISHED_NETWORKS, source
from app.server.run import new_run
from xorcore import Config

OWN = (np.arange(9.0), (2, 2, 1))


@pytest.fixture
def page(monkeypatch):
    """The page with this network chosen, with or without own start weights; `said` is what stands on it."""
    run = new_run(Config(hidden=(2,)))

    def with_chosen(name, own=(None, ())):
        said, offered = [], []
        monkeypatch.setattr(module, "own_weights", lambda subject: own)
        monkeypatch.setattr(module.session, "current", lambda: run)
        monkeypatch.setattr(module, "st", SimpleNamespace(
            session_state=SimpleNamespace(subject=name), caption=said.append,
            selectbox=lambda label, names, index, **more: offered.append(names) or names[index]))
        return SimpleNamespace(said=said, offered=offered, run=run)
    return with_chosen


def test_the_run_stands_first_and_all_published_networks_follow(page):
    shown = page(THIS_RUN)
    assert module.choose_subject().title == "The run on the Train page after epoch 0"
    assert shown.offered == [[THIS_RUN, *PUBLISHED_NETWORKS]]


def test_a_published_network_is_taken_by_its_name(page):
    page("Mazur 2015")
    subject = module.choose_subject()
    assert (subject.title, subject.config) == ("Mazur 2015", example_subject("Mazur 2015").config)


def test_own_start_weights_take_the_place_of_those_of_the_network(page):
    page(THIS_RUN, OWN)
    subject = module.choose_subject()
    assert subject.title == "Own start weights"
    assert [W.tolist() for W, _ in subject.parameters] == [[[0, 1], [2, 3]], [[6], [7]]]


@pytest.mark.parametrize("name", [THIS_RUN, "Fausett 1994"])
def test_a_published_network_says_where_it_comes_from(page, name):
    shown = page(name)
    module.cite()
    assert shown.said == ([] if name == THIS_RUN else [source(name)])

"""What the link of One step says is what the page shows, and what the page shows is what its link says."""

from types import SimpleNamespace

import pytest

from app.one_step import session as module
from app.one_step.session import CHECK_MY_CODE, THE_STEP, THIS_RUN
from app.one_step.stages import stages
from app.one_step.walk import Walk
from app.run import page_link
from app.server.run import new_run
from xorcore import Config


class State(dict):
    __getattr__, __setattr__ = dict.__getitem__, dict.__setitem__


class Address(dict):
    get_all = dict.__getitem__

    def from_dict(self, entries):
        self.clear()
        self.update(entries)


@pytest.fixture
def page(monkeypatch):
    """The tab's state and address, the run, what was refused and where was gone to."""
    run = new_run(Config(hidden=(3,), epochs=50))
    run.train_for(1e6, 20)
    run.show(12)
    shown = SimpleNamespace(session_state=State(), query_params=Address(), run=run, refused=[], gone=[])
    monkeypatch.setattr(module, "st", shown)
    monkeypatch.setattr(page_link, "st", shown)
    monkeypatch.setattr(module.session, "current", lambda: run)
    monkeypatch.setattr(module.session, "link", lambda: {"seed": "5"})
    monkeypatch.setattr(module.session, "refusals", lambda: ())
    monkeypatch.setattr(module.session, "refuse", lambda *sentences: shown.refused.extend(sentences))
    monkeypatch.setattr(module.linked_epoch, "go", lambda run, epoch: shown.gone.append(epoch))
    return shown


def read(page, **link):
    page.query_params.update({key: [text] for key, text in link.items()})
    module.read_link()
    state = page.session_state
    return state.subject, state.view, module.walk().stage


def test_without_a_link_it_is_the_next_step_of_the_run_where_it_stands(page):
    assert read(page) == (THIS_RUN, THE_STEP, 0)
    assert (page.refused, page.gone) == ([], [])


def test_a_link_says_network_view_stage_and_epoch(page):
    assert read(page, subject="Mazur 2015", view=CHECK_MY_CODE, stage="2", epoch="7") == ("Mazur 2015", CHECK_MY_CODE, 2)
    assert (page.refused, page.gone) == ([], [7])


@pytest.mark.parametrize(("epoch", "gone"), [("12", []), ("0", [0]), ("50", [50]), ("51", [])])
def test_the_epoch_of_a_link_is_one_of_the_run_and_gone_to_where_it_is_not_shown(page, epoch, gone):
    read(page, epoch=epoch)
    assert page.gone == gone and bool(page.refused) == (epoch == "51")


@pytest.mark.parametrize(("beyond", "stage"), [(0, len(stages(2)) - 1), (1, 0)])
def test_the_stage_of_a_link_is_one_of_the_network_that_it_names(page, beyond, stage):
    assert read(page, stage=str(len(stages(2)) - 1 + beyond))[2] == stage
    assert len(page.refused) == beyond


def test_a_link_is_read_once(page):
    read(page)
    assert read(page, subject="Mazur 2015", stage="2") == (THIS_RUN, THE_STEP, 0)


@pytest.mark.parametrize(("shown", "link"), [
    ((THIS_RUN, THE_STEP, 0, 0), {}), (("Mazur 2015", THE_STEP, 0, 0), {"subject": "Mazur 2015"}),
    ((THIS_RUN, CHECK_MY_CODE, 3, 12), {"view": CHECK_MY_CODE, "stage": "3", "epoch": "12"}),
])
def test_the_address_says_what_is_not_usual_beside_the_run(page, shown, link):
    subject, view, stage, epoch = shown
    page.session_state.update(subject=subject, view=view, one_step=Walk(stage))
    page.run.show(epoch)
    module.write_link()
    assert page.query_params == {"seed": "5"} | link

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


def work(newest=None, running=False):
    return SimpleNamespace(newest=newest, running=running, cancel=lambda: None)


def found(**checked):
    return SimpleNamespace(checked=checked, now=next(iter(checked), ""))


@pytest.fixture
def tab(monkeypatch):
    """A tab with nothing computed but the example; `started` is what it began, `written` its address."""
    started, example = [], work(found(mazur="of all"))
    here = SimpleNamespace(session_state={}, query_params=SimpleNamespace(from_dict=lambda link: here.written.append(link)),
                           started=started, example=example, written=[], pages=[], runs=[])
    here.switch_page = here.pages.append
    monkeypatch.setattr(classics_session, "st", here)
    monkeypatch.setattr(classics_session, "shared", lambda page, results: example)
    monkeypatch.setattr(classics_session, "checks", lambda names: tuple(names))
    monkeypatch.setattr(classics_session, "curve", lambda setup: setup)
    monkeypatch.setattr(classics_session.computation, "start", lambda what: started.append(what) or work(running=True))
    monkeypatch.setattr(classics_session.session, "start", lambda *given, **more: here.runs.append((given, more)))
    monkeypatch.setattr(classics_session.session, "link", lambda: {"seed": "5"})
    return here


def test_what_is_known_is_of_the_example_then_of_earlier_checks_then_of_the_present_ones(tab):
    state = classics_session.state()
    assert classics_session.checked() == {"mazur": "of all"}
    state.checked = {"mazur": "earlier", "fausett": "earlier"}
    assert classics_session.checked() == {"mazur": "earlier", "fausett": "earlier"}
    state.checks = classics_session.Checks(("fausett",), work(found(fausett="now")))
    assert classics_session.checked() == {"mazur": "earlier", "fausett": "now"}
    tab.example.newest = None
    state.checked, state.checks = {}, classics_session.Checks(("fausett",), work())
    assert classics_session.checked() == {}


def test_new_checks_keep_what_was_computed_of_others_and_end_a_run_that_is_not_ready(tab):
    state = classics_session.state()
    state.checks = classics_session.Checks(("fausett",), work(found(fausett="before")))
    for running in (False, True):
        state.run = classics_session.SetupRun("mazur", "one", work(running=running))
        classics_session.run(["mazur"])
        assert (state.run is None) == running
    assert tab.started == [("mazur",), ("mazur",)] and state.checks.names == ("mazur",)
    assert classics_session.checked()["fausett"] == "before"


@pytest.mark.parametrize(("newest", "running", "now"), [
    (found(fausett=1), True, "fausett"), (None, True, ""), (found(fausett=1), False, ""), (None, None, "")])
def test_a_classic_is_computed_now_while_its_checks_run_and_have_begun(tab, newest, running, now):
    if running is not None:
        classics_session.state().checks = classics_session.Checks(("fausett",), work(newest, running))
    assert classics_session.checked_now() == now
    assert (classics_session.running() is not None) == bool(running)


def test_the_run_of_the_setup_that_is_looked_at_is_begun_once_and_not_while_checks_are_computed(tab):
    classics_session.open_card("mazur")
    setup = CLASSICS["mazur"].setups[classics_session.state().opened.setup]
    classics_session.state().checks = classics_session.Checks(("mazur",), work(running=True))
    assert classics_session.setup_run() is None and tab.started == []
    classics_session.state().checks = None
    run = classics_session.setup_run()
    assert run[:2] == classics_session.state().opened and tab.started == [setup]
    assert classics_session.setup_run() is run and len(tab.started) == 1
    classics_session.open_card("fausett")
    assert classics_session.setup_run().classic == "fausett" and len(tab.started) == 2


def test_the_address_says_what_is_open_and_the_way_back_is_the_gallery(tab):
    classics_session.open_card("mazur", "no such")
    classics_session.write_link()
    assert classics_session.state().refused.startswith("There is no setup called “no such”")
    classics_session.back()
    classics_session.write_link()
    assert tab.written == [{"seed": "5", "classic": "mazur"}, {"seed": "5"}]
    assert classics_session.state().refused == "" and classics_session.state().written == {}


@pytest.mark.parametrize(("written", "gone", "followed"), [(None, False, True), ({}, True, True), ({}, False, False),
                                                           ({"classic": "mazur"}, True, False)])
def test_a_link_is_followed_at_first_and_where_the_browser_has_gone_to_it(tab, monkeypatch, written, gone, followed):
    tab.query_params = type("Address", (dict,), {"get_all": dict.__getitem__})({"classic": ["mazur"], "other": ["x"]})
    monkeypatch.setattr(classics_session, "is_gone_to", lambda: gone)
    classics_session.state().written = written
    classics_session.follow_link()
    assert (classics_session.state().opened.classic == "mazur") == followed
    assert classics_session.state().written == ({"classic": "mazur"} if followed else written)


def test_what_a_link_says_twice_or_wrongly_is_refused(tab):
    tab.query_params = type("Address", (dict,), {"get_all": dict.__getitem__})({"classic": ["x"], "setup": ["a", "b"]})
    classics_session.follow_link()
    twice, unknown = classics_session.state().refused.split(". ")
    assert twice.startswith("“setup” is given 2 times") and unknown.startswith("There is no classic called “x”")


def test_a_setup_opens_on_train_with_its_own_points_and_start_weights(tab):
    classic = CLASSICS["mazur"]
    name, setup = next(iter(classic.setups.items()))
    classics_session.open_on_train("mazur", name)
    ((config, data), more), = tab.runs
    assert (config.dataset, data.inputs.tolist()) == ("own", setup.dataset.inputs.tolist())
    assert more == {"parameters": setup.parameters, "note": f"{classic.title}: {name}, from the Classics page."}
    assert tab.pages == ["app/pages/train.py"]


@pytest.mark.parametrize(("name", "own"), [("mazur", True), ("local_minima", False)])
def test_a_setup_starts_on_train_with_its_own_samples_and_says_where_it_is_from(monkeypatch, name, own):
    started, gone_to = [], []
    monkeypatch.setattr(classics_session.session, "start", lambda *given, **named: started.append((given, named)))
    monkeypatch.setattr(classics_session.st, "switch_page", gone_to.append)
    title, setup = next(iter(CLASSICS[name].setups.items()))
    classics_session.open_on_train(name, title)
    ((config, data), named), = started
    assert (config.dataset == "own", data is not None) == (own, own)
    assert not own or data.equals(setup.dataset)
    assert named == {"parameters": setup.parameters, "note": f"{CLASSICS[name].title}: {title}, from the Classics page."}
    assert gone_to == ["app/pages/train.py"]

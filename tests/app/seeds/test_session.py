"""The computation of the Seeds page outlives a look elsewhere, and ends with Cancel or the next one."""

import threading
from types import SimpleNamespace

import pytest

from app.seeds import session as page
from app.seeds.request import Request
from app.seeds.session import PAGE as PAGE_NAME
from app.seeds.session import Asked, Memory
from app.server.shared_computation import shared
from tests.helpers.first_sight import with_example
from tests.helpers.seeds_page import (
    LONG,
    asked,
    opened,
)
from tests.helpers.visitor import button, press
from xorcore import Config, Dataset, train

CONFIG = Config()
MEMORY = page.memory


def test_the_example_is_computed_once_and_nobody_cancels_it():
    first = with_example(opened(), PAGE_NAME)
    computation = shared(PAGE_NAME, lambda: pytest.fail("computed again"))
    with_example(opened(), PAGE_NAME)
    press(first, "Compute")
    press(first, "Cancel")
    assert shared(PAGE_NAME, lambda: pytest.fail("computed again")) is computation and not computation.cancelled


def test_cancel_keeps_what_is_known_and_ends_the_thread():
    app = opened(**LONG)
    press(app, "Cancel")
    computation = asked(app).computation
    computation.join(60)
    assert computation.cancelled and not computation._thread.is_alive()
    assert any(each.value.startswith("**Cancelled** after") for each in app.markdown)
    assert button(app, "Compute")


def test_a_look_at_another_page_keeps_the_computation():
    app = opened(**LONG)
    computation = asked(app).computation
    app.switch_page("app/pages/one_step.py").run()
    app.switch_page("app/pages/seeds.py").run()
    assert asked(app).computation is computation and computation.running
    press(app, "Cancel")


def test_a_page_that_is_loaded_again_keeps_the_computation(monkeypatch):
    monkeypatch.setattr("app.run.session.visitor_of", lambda _: "a" * 43)
    computation = asked(opened(**LONG)).computation
    again = opened(**LONG)
    assert asked(again).computation is computation and computation.running
    press(again, "Cancel")
    other = asked(opened(**LONG | {"init_scale": "3"})).computation
    assert computation.cancelled and other is not computation
    other.cancel()


def test_a_new_computation_takes_the_place_of_the_old():
    before = threading.active_count()
    app = opened(**LONG)
    old = asked(app).computation
    press(app, "Cancel")
    press(app, "Compute")
    assert old.cancelled and not old._thread.is_alive()
    press(app, "Cancel")
    asked(app).computation.join(60)
    assert threading.active_count() <= before + 4  # the app's own threads


@pytest.fixture
def tab(monkeypatch):
    """A tab without a page; what is begun, kept and taken is noted."""
    run = SimpleNamespace(present_config=CONFIG, dataset=train(CONFIG).dataset)
    tab = SimpleNamespace(run=run, own=None, kept={}, taken=[], stopped=[], memory=Memory(Request(seeds=20)))
    monkeypatch.setattr(page, "memory", lambda: tab.memory)
    monkeypatch.setattr(page.session, "current", lambda: tab.run)
    monkeypatch.setattr(page.session, "visitor", lambda: "ada")
    monkeypatch.setattr(page.session, "own_points", lambda config: tab.own)
    monkeypatch.setattr(page.computation, "stop", lambda: tab.stopped.append(1))
    monkeypatch.setattr(page.computation, "start", lambda results: results.close() or SimpleNamespace(cancelled=False))
    monkeypatch.setattr(page.computation, "take", tab.taken.append)
    monkeypatch.setattr(page.kept_results, "kept", lambda visitor, name: tab.kept.get((visitor, name)))
    monkeypatch.setattr(page.kept_results, "keep", lambda visitor, name, asked: tab.kept.update({(visitor, name): asked}))
    return tab


def test_compute_begins_what_is_chosen_and_keeps_it_for_the_visitor(tab):
    tab.memory.refuse("Said before.")
    page.start()
    asked = tab.memory.asked
    assert (asked.request, len(asked.settings), asked.dataset) == (Request(seeds=20), 1, None)
    assert (tab.kept, tab.stopped, tab.memory.refused) == ({("ada", "seeds"): asked}, [1], [])


@pytest.mark.parametrize(("request_", "why"), [
    (Request(vary="momentum", values="0,2"), "“Momentum” must be at least 0 and at most 1, got 2."),
    (Request(vary="momentum", values="0,0"), None)])
def test_what_cannot_be_put_side_by_side_begins_nothing(tab, request_, why):
    tab.memory.request = request_
    page.start()
    assert (tab.memory.asked, tab.kept, len(tab.memory.refused)) == (None, {}, 1)
    assert why is None or tab.memory.refused == [why]


def test_what_would_take_too_long_begins_nothing(tab, monkeypatch):
    monkeypatch.setattr(page.seeds_request, "refusal", lambda *_: "It would take hours.")
    page.start()
    assert (tab.memory.asked, tab.memory.refused, tab.kept) == (None, ["It would take hours."], {})


def test_a_choice_takes_the_place_of_what_was_refused():
    memory = Memory(Request())
    memory.refuse("Not so.")
    assert memory.refused == ["Not so."]
    memory.take(seeds=7)
    assert (memory.request, memory.refused) == (Request(seeds=7), [])


@pytest.mark.parametrize(("typed", "refused", "values"), [
    (True, "“Momentum” must be at least 0 and at most 1, got 2; the values stay 0,0.5.", "0,0.5"),
    (False, "“Momentum” must be at least 0 and at most 1, got 2; as they are, nothing can be computed.", "0,2")])
def test_values_of_no_use_that_are_typed_are_refused_and_picked_ones_stay_with_what_is_wrong(tab, typed, refused, values):
    tab.memory.request = Request(vary="momentum", values="0,0.5")
    page.take_values("0,2", typed)
    assert (tab.memory.refused, tab.memory.request.values) == ([refused], values)
    page.take_values("0,0.9", typed)
    assert (tab.memory.refused, tab.memory.request.values) == ([], "0,0.9")


POINTS, OTHER_POINTS = Dataset([[0, 0], [1, 1]], [0, 1]), Dataset([[0, 0], [1, 1]], [1, 0])


@pytest.mark.parametrize(("seeds", "config", "own", "same"), [
    (20, CONFIG, None, True), (21, CONFIG, None, False), (20, Config(momentum=0.25), None, False),
    (20, CONFIG, POINTS, False)])
def test_results_are_those_of_the_request_until_the_run_or_the_request_is_another(tab, seeds, config, own, same):
    page.start()
    tab.run.present_config, tab.own = config, own
    assert page.gives(Request(seeds=seeds), tab.memory.asked) is same


@pytest.mark.parametrize(("own", "same"), [(POINTS, True), (OTHER_POINTS, False), (None, False)])
def test_results_of_own_points_are_those_of_these_points(tab, own, same):
    tab.run.present_config, tab.run.dataset, tab.own = Config(dataset="own"), POINTS, POINTS
    page.start()
    tab.own = own
    assert page.gives(Request(seeds=20), tab.memory.asked) is same


def test_a_request_of_no_use_gives_no_results(tab):
    page.start()
    assert not page.gives(Request(seeds=20, vary="momentum", values="much"), tab.memory.asked)


@pytest.mark.parametrize(("texts", "seeds", "cancelled", "is_taken"), [
    ({}, 30, False, True), ({}, 20, True, False), ({"seeds": "20"}, 20, False, True), ({"seeds": "30"}, 30, False, False)])
def test_what_was_computed_before_is_there_where_the_link_asks_for_nothing_else(tab, texts, seeds, cancelled, is_taken):
    page.start()
    kept = tab.memory.asked
    kept.computation.cancelled = cancelled
    opened = Memory(Request(seeds=seeds))
    assert page._take_kept(opened, SimpleNamespace(texts=texts)) is is_taken
    assert (opened.asked, opened.request.seeds, tab.taken) == (
        (kept, 20, [kept.computation]) if is_taken else (None, seeds, []))


def test_what_was_computed_of_another_run_is_not_there_again(tab):
    page.start()
    tab.run.present_config = Config(momentum=0.25)
    assert not page._take_kept(Memory(Request()), SimpleNamespace(texts={}))
    tab.kept.clear()
    assert not page._take_kept(Memory(Request()), SimpleNamespace(texts={}))


@pytest.mark.parametrize(("texts", "begun", "refused"), [
    ({}, False, []), ({"seeds": "20"}, True, []), ({"vary": "momentum", "values": "0,0.5"}, False, []),
    ({"vary": "momentum", "values": "0,2"}, False, ["“Momentum” must be at least 0 and at most 1, got 2."])])
def test_a_link_with_a_number_of_seeds_is_computed_and_others_are_looked_at(tab, monkeypatch, texts, begun, refused):
    session, started = {}, []
    monkeypatch.setattr(page, "st", SimpleNamespace(session_state=session))
    monkeypatch.setattr(page, "start", lambda: started.append(1))
    monkeypatch.setattr(page, "PageLink", lambda keys: SimpleNamespace(texts=texts, refused=[]))
    opened = MEMORY()
    assert (MEMORY() is opened, started, opened.refused) == (True, [1] * begun, refused)


def test_a_link_that_is_refused_begins_nothing(tab, monkeypatch):
    monkeypatch.setattr(page, "st", SimpleNamespace(session_state={}))
    monkeypatch.setattr(page, "start", lambda: pytest.fail("it begins"))
    page._open(SimpleNamespace(texts={"seeds": "20"}, refused=["Not so."]))
    assert page.st.session_state["seeds_page"].refused == ["Not so."]


@pytest.mark.parametrize(("seeds", "asked", "said"), [
    (1000, None, {}), (20, None, {"seeds": "20"}), (1000, "asked", {"seeds": "1000"})])
def test_the_address_names_the_number_of_seeds_once_it_is_computed_or_not_the_usual(tab, monkeypatch, seeds, asked, said):
    told = []
    monkeypatch.setattr(page, "st", SimpleNamespace(query_params=SimpleNamespace(from_dict=told.append)))
    monkeypatch.setattr(page.session, "link", lambda: {"seed": "3"})
    tab.memory.request, tab.memory.asked = Request(seeds=seeds), asked
    page.write_link()
    assert told == [{"seed": "3"} | said]


@pytest.mark.parametrize(("name", "note"), [("", "Seed 7, from the Seeds page."),
                                            ("momentum 0.9", "Seed 7, momentum 0.9, from the Seeds page.")])
def test_a_seed_is_opened_with_the_points_of_what_is_shown(tab, monkeypatch, name, note):
    started = []
    monkeypatch.setattr(page.session, "start", lambda *given: started.append(given))
    monkeypatch.setattr(page, "st", SimpleNamespace(switch_page=started.append))
    tab.memory.asked = Asked(Request(), (), POINTS, None)
    page.open_run(Config(seed=7), name)
    assert started == [(Config(seed=7), POINTS, note), "app/pages/train.py"]

"""What is asked for on the Compare page, what is refused, and what a link and an earlier visit bring: no page is drawn."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.compare import session as page
from app.compare.comparison import Comparison, SoFar
from app.compare.session import Asked, Memory
from app.compare.settings import EXAMPLE, FIELDS, FIRST, LINKED, configs
from xorcore import Config, Dataset, train
from xorcore.book import Limits

CONFIG = Config(epochs=20)
DATASET = train(CONFIG).dataset
MOMENTA = ["0", "0.25"]
MEMORY = page.memory


class Link:
    """A link's entries; what is refused of it is noted."""

    def __init__(self, **texts):
        self.texts, self.refused, self.said = texts, [], []

    def choice(self, key, choices, usual):
        return self.texts.get(key, usual)

    def number(self, key, limits: Limits, usual):
        return usual

    def say(self):
        self.said += self.refused


def asked_for(field="momentum", texts=MOMENTA, config=CONFIG, parameters=None):
    return Asked(Comparison(field, configs(config, field, texts), DATASET, parameters), SimpleNamespace(newest=None))


@pytest.fixture
def tab(monkeypatch):
    tab = SimpleNamespace(run=SimpleNamespace(present_config=CONFIG, dataset=DATASET, parameters=None), kept={}, taken=[],
                          stopped=[], memory=Memory("momentum"))
    tab.memory.choose(MOMENTA)
    monkeypatch.setattr(page, "memory", lambda: tab.memory)
    monkeypatch.setattr(page.session, "current", lambda: tab.run)
    monkeypatch.setattr(page.session, "visitor", lambda: "ada")
    monkeypatch.setattr(page.computation, "stop", lambda: tab.stopped.append(1))
    monkeypatch.setattr(page.computation, "start", lambda results: ("started", results.close()))
    monkeypatch.setattr(page.computation, "take", tab.taken.append)
    monkeypatch.setattr(page.kept_results, "kept", lambda visitor, name: tab.kept.get((visitor, name)))
    monkeypatch.setattr(page.kept_results, "keep", lambda visitor, name, asked: tab.kept.update({(visitor, name): asked}))
    return tab


def test_compare_begins_what_is_chosen_and_keeps_it_for_the_visitor(tab):
    tab.memory.refusal = tab.memory.refused_values = "Said before."
    page.compare()
    comparison, computation = tab.memory.asked
    assert (comparison.field, [config.momentum for config in comparison.configs]) == ("momentum", [0, 0.25])
    assert comparison.dataset is DATASET and computation[0] == "started" and tab.stopped == [1]
    assert tab.kept == {("ada", "compare"): tab.memory.asked}
    assert (tab.memory.refusal, tab.memory.refused_values) == ("", "")


@pytest.mark.parametrize(("texts", "why"), [(["0.5"], "a comparison needs 2 to 6 values, got 1"),
                                            (["0", "0.0"], "the values of a comparison must all be different")])
def test_what_cannot_be_compared_begins_nothing(tab, texts, why):
    tab.memory.choose(texts)
    page.compare()
    assert (tab.memory.refusal, tab.memory.asked, tab.kept) == (f"Nothing was computed: {why}.", None, {})


@pytest.mark.parametrize(("seconds", "refusal"), [(120.0, ""), (121.0, (
    "These runs would take about 121 seconds, and at most 120 seconds are computed: choose fewer values here, or fewer "
    "epochs on the Train page."))])
def test_what_takes_longer_than_two_minutes_begins_nothing(tab, monkeypatch, seconds, refusal):
    monkeypatch.setattr(Comparison, "predicted_seconds", lambda _: seconds)
    page.compare()
    assert (tab.memory.refusal, tab.memory.asked is None) == (refusal, bool(refusal))


def test_a_typed_text_is_taken_or_refused_and_then_the_values_stay(tab):
    tab.memory.refusal = "Said before."
    page.take_values("momentum", "0.5")
    assert tab.memory.refused_values == "A comparison needs 2 to 6 values, got 1; the values stay 0, 0.25."
    assert (tab.memory.values, tab.memory.refusal) == (MOMENTA, "")
    page.take_values("momentum", "0.5, 0.75")
    assert (tab.memory.values, tab.memory.refused_values) == (["0.5", "0.75"], "")


def test_picked_entries_stay_and_what_is_wrong_with_them_is_said(tab):
    tab.memory.choose_field("loss")
    page.take_values("loss", ["cross_entropy"])
    assert tab.memory.refused_values == "A comparison needs 2 to 6 values, got 1; as they are, nothing can be compared."
    assert tab.memory.values == ["cross_entropy"]
    page.take_values("loss", ["cross_entropy", "half_squared_error"])
    assert (tab.memory.values, tab.memory.refused_values) == (["cross_entropy", "half_squared_error"], "")


def test_another_setting_has_values_of_its_own_and_nothing_is_refused(tab):
    tab.memory.refusal = tab.memory.refused_values = "Said before."
    tab.memory.choose_field("l2")
    assert (tab.memory.values, tab.memory.refusal, tab.memory.refused_values) == (["0", "0.0001", "0.001"], "", "")
    tab.memory.choose_field("momentum")
    assert tab.memory.values == MOMENTA


WEIGHTS = next(train(CONFIG)).parameters
OTHER_WEIGHTS = next(train(Config(epochs=20, seed=1))).parameters


@pytest.mark.parametrize(("change", "same"), [
    ({}, True), ({"present_config": Config(epochs=21)}, False),
    ({"dataset": Dataset(DATASET.inputs, 1 - DATASET.targets)}, False), ({"parameters": WEIGHTS}, False)])
def test_a_comparison_is_as_chosen_until_the_run_is_another(tab, change, same):
    vars(tab.run).update(change)
    assert page.is_as_chosen(asked_for().comparison) is same


@pytest.mark.parametrize(("field", "texts", "same"), [("momentum", MOMENTA, True), ("momentum", ["0", "0.5"], False),
                                                      ("l2", MOMENTA, False), ("momentum", ["0"], False)])
def test_a_comparison_is_as_chosen_until_something_else_is(tab, field, texts, same):
    tab.memory.choose_field(field)
    tab.memory.choose(texts)
    assert page.is_as_chosen(asked_for().comparison) is same


@pytest.mark.parametrize(("one", "other", "same"), [
    (None, None, True), (WEIGHTS, WEIGHTS, True), (WEIGHTS, OTHER_WEIGHTS, False), (WEIGHTS, None, False),
    (None, WEIGHTS, False)])
def test_start_weights_are_the_same_or_none(one, other, same):
    assert page._same_start(one, other) is same


@pytest.mark.parametrize(("texts", "field", "values", "scale"), [
    ({}, FIRST, FIELDS[FIRST].split(","), "log"), ({"compare": "l2"}, "l2", ["0", "0.0001", "0.001"], "log"),
    ({"values": "adam,momentum"}, LINKED, ["adam", "momentum"], "log"),
    ({"compare": "l2", "values": "0;0,5", "scale": "linear"}, "l2", ["0", "0,5"], "linear"),
    ({"compare": "momentum", "values": "0,2"}, "momentum", FIELDS["momentum"].split(","), "log")])
def test_a_link_says_what_is_compared_and_the_usual_values_stand_for_those_of_no_use(tab, texts, field, values, scale):
    link = Link(**texts)
    opened = page._opened(link)
    assert (opened.field, opened.values, opened.scale, opened.asked) == (field, values, scale, None)
    refused = ["The values of the link are not used: “Momentum” must be at least 0 and at most 1, got 2."]
    assert link.said == refused * (texts.get("values") == "0,2")


@pytest.mark.parametrize(("texts", "is_taken"), [
    ({}, True), ({"compare": "momentum"}, True), ({"values": "0,0.25"}, True),
    ({"compare": "momentum", "values": "0;0.25"}, True),
    ({"compare": "l2"}, False), ({"values": "0,0.5"}, False), ({"values": "much"}, False)])
def test_what_was_compared_before_is_there_again_where_the_link_says_nothing_else(tab, texts, is_taken):
    kept = tab.kept["ada", "compare"] = asked_for()
    opened = page._opened(Link(**texts))
    assert (opened.asked is kept) == is_taken and tab.taken == [kept.computation] * is_taken
    assert not is_taken or (opened.field, [*map(float, opened.values)]) == ("momentum", [0, 0.25])


def test_without_an_earlier_visit_nothing_is_there(tab):
    assert page._kept(Link()) is None and tab.taken == []


@pytest.mark.parametrize(("field", "texts", "scale", "said"), [
    ("momentum", ["0", "0.5", "0.9"], "log", {}), ("momentum", ["0", "0.5", "0.9"], "linear", {"scale": "linear"}),
    ("momentum", MOMENTA, "log", {"compare": "momentum", "values": "0,0.25"}),
    ("l2", ["0", "0.0001", "0.001"], "log", {"compare": "l2"})])
def test_the_address_says_what_is_not_usual(tab, monkeypatch, field, texts, scale, said):
    told = []
    monkeypatch.setattr(page, "st", SimpleNamespace(query_params=SimpleNamespace(from_dict=told.append)))
    monkeypatch.setattr(page.session, "link", lambda: {"seed": "3"})
    tab.memory.choose_field(field)
    tab.memory.choose(texts)
    tab.memory.scale = scale
    page.write_link()
    assert told == [{"seed": "3"} | said]


def test_before_anything_is_asked_for_the_example_is_shown(tab, monkeypatch):
    monkeypatch.setattr(page, "shared", lambda name, compute: (name, "shared"))
    shown = page.shown()
    assert shown.comparison.field == FIRST
    assert shown.comparison.configs == tuple(configs(EXAMPLE, FIRST, ["0", "0.5", "0.9"]))
    assert shown.computation == ("compare", "shared")
    tab.memory.asked = asked_for()
    assert page.shown() is tab.memory.asked


@pytest.mark.parametrize("newest", [None, SoFar()])
def test_before_the_first_result_there_is_nothing_yet(newest):
    so_far = Asked(None, SimpleNamespace(newest=newest)).so_far
    assert so_far == SoFar() and (newest is None or so_far is newest)
    assert np.size(so_far.results) == 0


def test_a_tab_opens_once_with_its_link(monkeypatch):
    session, opened = {}, []
    monkeypatch.setattr(page, "st", SimpleNamespace(session_state=session))
    monkeypatch.setattr(page, "PageLink", lambda keys: keys)
    monkeypatch.setattr(page, "_opened", lambda link: opened.append(link) or Memory("l2"))
    assert MEMORY() is MEMORY() is session["compare_page"]
    assert opened == [("compare", "values", "scale")]

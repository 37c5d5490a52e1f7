"""What is asked of the Seeds page is computed, or refused at once in one sentence."""

from dataclasses import replace

import pytest

from app.seeds.request import Request, from_link, to_link
from tests.helpers.seeds_page import QUICK, asked, computed, finished, opened, set_to, texts
from tests.helpers.visitor import look_at, press, run_of
from xorcore import Dataset


@pytest.fixture
def _results_are_not_drawn(monkeypatch):
    """The example's pictures and tables stand on every page where nothing is computed, and take most of its time."""
    monkeypatch.setattr("app.seeds.view.answer", lambda shown: None)
    monkeypatch.setattr("app.seeds.view.rest", lambda shown: None)


@pytest.mark.usefixtures("_results_are_not_drawn")
@pytest.mark.parametrize(("link", "words"), [
    ({"vary": "momentum", "values": "0.5"}, "2 to 4 different values"),
    ({"vary": "momentum", "values": "0.5,0.5"}, "2 to 4 different values"),
    ({"vary": "momentum", "values": "0,0.1,0.2,0.3,0.4"}, "2 to 4 different values"),
    ({"vary": "momentum", "values": "0,x"}, "“x” is not a number"),
    ({"vary": "momentum", "values": "0,7"}, "“Momentum” must be at least 0 and at most 1, got 7"),
    ({"vary": "optimizer", "values": "momentum,x"}, "“Update rule” must be one of"),
    ({"vary": "momentum", "values": "0,0.5", "optimizer": "adam"}, "adam has no momentum"),
    ({"vary": "seed", "values": "0,1"}, "“Side by side” must be one of"),
    ({"vary": "momentum", "values": "0," * 120}, "The values of the link are too long, 240 characters; nothing is varied."),
    ({"seeds": "9" * 5000}, "“Seeds” must be a whole number, at least 10 and at most 10\u202f000"),
    ({"seeds": "x"}, "“Seeds” must be"),
    ({"solved_at": "nan"}, "“Solved when the loss is below” must be"),
    ({"limit": "-3"}, "“Epochs at most” must be"),
])
def test_what_cannot_be_asked_is_refused_in_one_sentence(link, words):
    app = opened(**{"seeds": "20"} | link)
    assert len(app.warning) == 1
    assert words in app.warning[0].value
    assert asked(app) is None


@pytest.mark.usefixtures("_results_are_not_drawn")
def test_a_number_field_that_is_left_without_a_number_says_so_and_keeps_its_value():
    app = opened()
    set_to(app, "seeds_epochs", None)
    assert [warning.value for warning in app.warning] == ["“Epochs at most” must be a number; it stays 3000."]
    assert app.text_input(key="seeds_epochs").value == "3000"


@pytest.mark.usefixtures("_results_are_not_drawn")
@pytest.mark.parametrize(("typed", "words"), [
    ("0.5", "“Side by side” must be 2 to 4 different values, got 0.5"), ("0; x", "“x” is not a number"),
    ("0,5, 0,9", "can be read in two ways"), ("0.1 " * 60, "in at most 200 characters, got 239"),
])
def test_values_of_no_use_are_refused_when_they_are_typed(typed, words):
    app = opened(vary="momentum", values="0,0.5")
    set_to(app, "seeds_values", typed)
    (warning,) = app.warning
    assert words in warning.value and warning.value.endswith("; the values stay 0,0.5.")
    assert app.text_input(key="seeds_values").value == "0,0.5"


@pytest.mark.usefixtures("_results_are_not_drawn")
def test_rules_are_picked_one_by_one_and_refused_until_they_can_be_put_side_by_side():
    app = opened(vary="optimizer", values="momentum,adam")
    set_to(app, "seeds_rules", ["momentum"])
    assert app.warning[0].value.endswith("got momentum; as they are, nothing can be computed.")
    set_to(app, "seeds_rules", ["momentum", "rmsprop"])
    assert not app.warning


@pytest.mark.usefixtures("_results_are_not_drawn")
def test_what_would_take_too_long_is_refused_with_its_time_and_the_limit():
    app = opened(seeds="10000", limit="1000000", solved_at="1e-9", dataset="spiral", hidden="16,16", samples="1000")
    (refusal,) = app.warning
    assert "This would take more than" in refusal.value and "of computing" in refusal.value
    assert "the limit is 120 seconds" in refusal.value
    assert asked(app) is None


def test_changed_choices_are_said_until_they_are_computed():
    app = computed(**QUICK, seeds="20")
    assert "changed since" not in texts(app)
    set_to(app, "seeds_count", 30)
    assert "changed since" in texts(app)
    press(app, "Compute")
    assert "changed since" not in texts(finished(app))
    assert app.query_params["seeds"] in ("30", ["30"])


XOR_POINTS = "0,0,0;0,1,1;1,0,1;1,1,0"


@pytest.mark.usefixtures("_results_are_not_drawn")
def test_a_change_on_the_train_page_that_gives_another_answer_is_said():
    app = computed(seeds="10", epochs="20", dataset="own", points=XOR_POINTS)
    run = run_of(app)
    for changed, is_another in (
        ({"learning_rate": 0.1}, True), ({}, False), ({"output_activation": "tanh"}, True), ({"seed": 7}, False),
        ({"train_biases": False}, True), ({}, False), ({"init": "xavier"}, True), ({}, False), ({"init_scale": 3.0}, True),
        ({}, False), ({"epochs": 30}, True), ({}, False),
    ):
        look_at(app, replace(run.present_config, **changed), Dataset(run.dataset.inputs, run.dataset.targets))
        assert ("changed since" in texts(app)) == is_another, changed


def test_of_other_points_the_answer_is_another_one_and_opens_the_run_of_its_own():
    app = computed(seeds="10", epochs="20", dataset="own", points=XOR_POINTS)
    run = run_of(app)
    look_at(app, run.present_config, Dataset(run.dataset.inputs, 1 - run.dataset.targets))
    assert "changed since" in texts(app)
    press(app, "Open on Train")
    assert run_of(app).dataset.equals(run.dataset)


@pytest.mark.usefixtures("_results_are_not_drawn")
@pytest.mark.parametrize(("link", "words"), [
    ({"vary": "momentum", "values": "0,x"}, "“x” is not a number"),
    ({"values": "0,1"}, "and no setting to vary"),
    ({"vary": ""}, "“Side by side” of the link is empty; nothing is varied."),
    ({"values": ""}, "“Side by side” of the link is empty; nothing is varied."),
    ({"seeds": ["10", "20"]}, "“seeds” is given 2 times in the link, so it is not used."),
    ({"learning_rate": "-1"}, "“Learning rate” must be > 0"),
])
def test_what_a_link_gets_wrong_is_said_although_nothing_is_computed(link, words):
    app = opened(**link)
    assert len(app.warning) == 1
    assert words in app.warning[0].value
    assert asked(app) is None


@pytest.mark.usefixtures("_results_are_not_drawn")
def test_what_one_network_shows_to_be_too_long_is_refused_without_trying_more(monkeypatch):
    monkeypatch.setattr("app.seeds.request.predicted_many_seconds", lambda *_: pytest.fail("tried thousands"))
    app = opened(seeds="10000", batch_size="1", hidden="8,8", dataset="moons", samples="500", limit="1000000")
    assert "This would take more than" in app.warning[0].value
    assert "and the limit is 120 seconds" in app.warning[0].value


@pytest.mark.parametrize(("request_", "link"), [
    (Request(), {"seeds": "1000"}),
    (Request(seeds=20, stop=0.001, epochs=77), {"seeds": "20", "solved_at": "0.001", "limit": "77"}),
    (Request(vary="momentum", values="0, 0.5"), {"seeds": "1000", "vary": "momentum", "values": "0,0.5"})])
def test_a_link_says_what_is_not_usual_and_brings_the_request_back(request_, link):
    assert to_link(request_) == link
    back, refused = from_link(link)
    assert (back._replace(values=""), to_link(back), refused) == (request_._replace(values=""), link, [])

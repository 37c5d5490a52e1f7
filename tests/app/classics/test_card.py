"""One card of the Classics page, opened by a click or by its link, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers import visitor
from tests.helpers.classics_page import MAZUR, PAGE, cells, endless, finished, opened, texts
from tests.helpers.decoding import decode
from tests.helpers.transcript import assert_reads
from tests.helpers.visitor import DASHBOARD, assert_fine, button, link_of, press, run_of, unfold, viewer_of
from xorcore.classics import CLASSICS
from xorcore.parameters import flatten

pytestmark = pytest.mark.usefixtures("quick_classics")

SETUP = next(iter(MAZUR.setups))
HANDBOOK = CLASSICS["mcclelland_rumelhart"]


def test_a_card_opens_with_its_story_its_figures_and_what_ran():
    app = opened()
    press(app, "open_mazur")
    finished(app, "run")
    assert app.query_params["classic"] in ("mazur", ["mazur"])
    shown = texts(app)
    for part in (*MAZUR.story, MAZUR.correction, MAZUR.citation):
        assert part in shown
    figures = app.table[0].value
    assert len(figures) == len(MAZUR.figures)
    assert figures["verdict"].str.contains("reproduced").all()
    assert "optimizer" in cells(app)
    assert any("from xorcore import Config" in code.value for code in app.code)
    assert "Finished at epoch 10 000: loss 3.5102e−05." in shown
    (chart,) = app.get("bidi_component")
    header, sections = decode(chart.proto.bytes)
    assert header["words"].startswith("Loss by epoch. Finished at epoch")
    assert sections["epochs 0"][-1] == 10_000
    unfold(app, "classic_table")
    assert_reads(app, "a classic", moving=r"[\d.]+ seconds")


def test_the_example_opened_while_it_is_computed_grows_until_its_end(monkeypatch):
    watched = []
    monkeypatch.setattr("app.classics.card.watch", lambda computation, draw: watched.append(computation) or draw(True))
    monkeypatch.setattr("app.server.shared_computation._computations", {})
    monkeypatch.setitem(CLASSICS, "mazur", MAZUR._replace(compute=endless))
    app = visitor.opened(PAGE, classic="mazur")
    assert len(app.table[0].value) == len(MAZUR.figures)
    (example,) = watched
    assert example.running
    example.cancel()


def test_an_opened_card_is_run_and_left():
    app = opened(classic="mazur")
    press(app, "Run")
    finished(app)
    assert app.table[0].value["verdict"].str.contains("reproduced").all()
    press(app, "Back to the gallery")
    assert link_of(app) == {}
    assert "12 of 12 figures agree" in texts(app)


def test_a_check_takes_the_place_of_the_run_which_then_begins_anew(monkeypatch):
    app = opened(classic="mazur")
    monkeypatch.setitem(CLASSICS, "mazur", MAZUR._replace(compute=endless))
    press(app, "Run")
    assert app.session_state["classics"].run is None or not app.session_state["classics"].run.computation.running
    press(app, "Cancel")
    finished(app, "run")
    assert "Finished at epoch 10 000" in texts(app)


def test_the_link_brings_the_card_and_its_setup_back(monkeypatch):
    other = "again"
    monkeypatch.setitem(CLASSICS, "mazur", MAZUR._replace(setups={**MAZUR.setups, other: MAZUR.setups[SETUP]}))
    app = opened(classic="mazur", setup=other, seed="3")
    assert app.selectbox(key="classic_setup_choice").value == other
    assert link_of(app) == {"seed": "3", "classic": "mazur", "setup": other}
    app.selectbox(key="classic_setup_choice").set_value(SETUP).run()
    assert_fine(app)
    assert link_of(app) == {"seed": "3", "classic": "mazur"}
    assert run_of(app).config.seed == 3


def test_an_unknown_setup_is_said_and_the_first_is_shown():
    app = opened(classic="mazur", setup="x")
    assert [w.value for w in app.warning] == [f"There is no setup called “x” here; it is {SETUP}."]
    assert app.session_state["classics"].opened.setup == SETUP


@pytest.mark.parametrize("name", ["x", "[a](http://x)", "9" * 5000])
def test_an_unknown_classic_is_refused_in_one_sentence(name):
    app = opened(classic=name)
    (refusal,) = app.warning
    assert refusal.value.startswith("There is no classic called")
    assert len(refusal.value) < 150
    assert button(app, "Run all")
    press(app, "open_mazur")
    assert not app.warning


def test_a_setup_opens_in_one_step():
    app = opened(classic="mazur")
    press(app, "Open in One step")
    assert app.selectbox(key="subject").value == "Mazur 2015"
    assert MAZUR.citation in texts(app)


def test_what_train_cannot_show_has_no_button_and_says_why():
    app = opened(classic="mazur")
    assert button(app, "Open on Train") is None
    assert "this one has 2 inputs and 2 outputs" in texts(app)


def test_a_setup_opens_on_train_from_its_own_start_weights_and_its_link_brings_it_back(monkeypatch):
    setup = HANDBOOK.setups[next(iter(HANDBOOK.setups))]
    monkeypatch.setitem(CLASSICS, "mcclelland_rumelhart", HANDBOOK)
    app = opened(classic="mcclelland_rumelhart")
    press(app, "Open on Train")
    run = run_of(app)
    assert HANDBOOK.title in viewer_of(app).note
    assert run.config == setup.config
    assert run.last.vector.tolist() == flatten(setup.parameters).tolist()
    run.train_for(60_000, 5000)
    assert (run.ended, run.last.number) == ("solved", 288)
    other = AppTest.from_file(DASHBOARD, default_timeout=60)
    for key, value in app.query_params.items():
        other.query_params[key] = value
    other.run()
    again = run_of(other)
    assert (again.config, again.last.vector.tolist()) == (run.config, flatten(setup.parameters).tolist())


def test_going_back_in_the_browser_closes_the_card(monkeypatch):
    app = opened()
    press(app, "open_mazur")
    monkeypatch.setattr("app.classics.session.is_gone_to", lambda: True)
    for key in ("classic", "setup"):
        app.query_params.pop(key, None)
    app.run()
    assert_fine(app)
    assert button(app, "Run all")
    app.query_params["classic"] = "first"
    app.run()
    assert button(app, "Back to the gallery")


def test_a_click_with_the_address_of_a_moment_ago_leaves_the_card_as_it_is():
    app = opened()
    press(app, "open_mazur")
    card = app.query_params["classic"]
    press(app, "Back to the gallery")
    app.query_params["classic"] = card
    app.run()
    assert button(app, "Run all")
    assert "classic" not in app.query_params

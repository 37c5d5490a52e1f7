"""The Classics page as a visitor uses it, without a browser: what was computed is shown after the next `run()`."""


import pytest
from streamlit.testing.v1 import AppTest

from app.classics import session as classics_session
from app.run import published_networks  # noqa: F401  lists all setups, before some classics are taken away
from app.words.numbers import SPACE
from tests.app.server.test_computation import watch_to_the_end
from tests.helpers import visitor
from tests.helpers.decoding import decode
from tests.helpers.visitor import DASHBOARD, assert_fine, link_of, run_of, viewer_of
from xorcore.classics import CLASSICS
from xorcore.parameters import flatten

PAGE = "app/pages/classics.py"
MAZUR = CLASSICS["mazur"]
SETUP = next(iter(MAZUR.setups))
HANDBOOK = CLASSICS["mcclelland_rumelhart"]


@pytest.fixture(autouse=True)
def quick_classics(monkeypatch):
    """Two that are computed in a moment."""
    for name in [*CLASSICS]:
        monkeypatch.delitem(CLASSICS, name)
    monkeypatch.setitem(CLASSICS, "mazur", MAZUR)
    monkeypatch.setitem(CLASSICS, "first", MAZUR._replace(title="The first step", figures=MAZUR.figures[:1],
                                                          compute=lambda setups: iter([first_figure(setups)])))


def first_figure(setups):
    return next(MAZUR.compute(setups))


def endless(setups):
    yield first_figure(setups)
    while True:
        yield None


def failing(setups):
    yield None
    raise ValueError("no memory")


def opened(**link):
    """With the first card computed, as it is for all but the first visitor of a server."""
    classics_session.example().join()
    return visitor.opened(PAGE, **link)


def press(app, label):
    next(b for b in app.button if label in (b.label, b.key)).click().run()
    assert_fine(app)


def button(app, label):
    return next((b for b in app.button if b.label == label), None)


def finished(app, work="checks"):
    """With all that was asked for."""
    watch_to_the_end(getattr(app.session_state["classics"], work).computation)
    app.run()
    assert_fine(app)
    return app


def texts(app):
    kinds = ("header", "subheader", "markdown", "caption", "warning")
    return " ".join(element.value for kind in kinds for element in app.get(kind)).replace(
        "\xa0", " ").replace(SPACE, " ")


def cells(app):
    return [str(cell).replace("\xa0", " ") for table in app.table for cell in table.value.to_numpy().ravel()]


def test_the_gallery_opens_with_one_card_computed_and_can_be_read_before_any_other_has_run():
    """A published experiment: one click, on the page's name."""
    app = opened()
    assert app.header[0].value == "Do published experiments come out as they were printed?"
    first, *others = app.subheader
    assert first.value == f"{MAZUR.title} · {MAZUR.year}"
    assert [each.value for each in others] == [f"The first step · {MAZUR.year}"]
    for classic in CLASSICS.values():
        assert classic.claim in texts(app)
    assert "12 of 12 figures agree, 3 of them as corrected" in texts(app)
    assert cells(app).count("not run yet") == len(CLASSICS) - 1
    assert app.session_state["classics"].checks is None


def test_a_wrong_print_stands_beside_what_is_right_and_what_comes_out():
    wrong = next(figure for figure in MAZUR.figures if figure.corrected)
    app = opened()
    for value in (wrong.published, wrong.corrected, "0.291027774"):
        assert value in cells(app)


def test_one_card_is_run_and_shows_its_verdict():
    app = opened()
    press(app, "run_mazur")
    finished(app)
    assert "† reproduced after correction" in texts(app)
    assert "12 of 12 figures agree, 3 of them as corrected" in texts(app)
    assert "0.291027774" in cells(app)
    assert "1 of 2 run" in texts(app)


def test_all_cards_are_run():
    app = opened()
    press(app, "Run all")
    finished(app)
    assert "2 of 2 run" in texts(app)
    assert "✓ reproduced" in texts(app) and "† reproduced after correction" in texts(app)
    assert "not run yet" not in cells(app)


def test_a_wrong_figure_turns_the_verdict_of_its_card(monkeypatch):
    wrong = MAZUR.figures[0]._replace(published="0.298371108")
    monkeypatch.setitem(CLASSICS, "first", CLASSICS["first"]._replace(figures=(wrong,)))
    app = opened()
    press(app, "run_first")
    finished(app)
    assert "✕ not reproduced" in texts(app)
    assert "0 of 1 figure agrees" in texts(app)


def test_cancel_keeps_what_was_computed(monkeypatch):
    monkeypatch.setitem(CLASSICS, "mazur", MAZUR._replace(compute=endless))
    app = opened()
    press(app, "Run all")
    assert button(app, "Run all").disabled
    press(app, "Cancel")
    work = app.session_state["classics"].checks.computation
    work.join(1)
    assert work.cancelled and not work._thread.is_alive()
    app.run()
    assert "cancelled" in texts(app)
    assert not button(app, "Run all").disabled
    press(app, "run_first")
    finished(app)
    assert "✓ reproduced" in texts(app)


def test_a_computation_that_raises_is_told_in_one_sentence(monkeypatch):
    monkeypatch.setitem(CLASSICS, "mazur", MAZUR._replace(compute=failing))
    app = opened()
    press(app, "Run all")
    finished(app)
    assert texts(app).count("Could not be computed: no memory") == 1
    assert "✓ reproduced" in texts(app)


def test_results_stay_while_the_visitor_looks_at_another_page():
    app = opened()
    press(app, "run_mazur")
    finished(app)
    app.switch_page("app/pages/seeds.py").run()
    app.switch_page(PAGE).run()
    assert "12 of 12 figures agree" in texts(app)


def test_a_look_at_another_page_keeps_what_is_computed(monkeypatch):
    monkeypatch.setitem(CLASSICS, "mazur", MAZUR._replace(compute=endless))
    app = opened()
    press(app, "Run all")
    app.switch_page("app/pages/seeds.py").run()
    assert app.session_state["classics"].checks.computation.running
    app.session_state["classics"].checks.computation.cancel()


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
    assert "Finished at epoch 10 000: loss 3.5102e-05." in shown
    (chart,) = app.get("bidi_component")
    header, sections = decode(chart.proto.bytes)
    assert header["words"].startswith("Loss by epoch. Finished at epoch")
    assert sections["epochs 0"][-1] == 10_000


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
    first = next(iter(MAZUR.setups))
    assert [w.value for w in app.warning] == [f"There is no setup called “x” here; it is {first}."]


@pytest.mark.parametrize("name", ["x", "[a](http://x)", "9" * 5000])
def test_an_unknown_classic_is_refused_in_one_sentence(name):
    app = opened(classic=name)
    (refusal,) = app.warning
    assert refusal.value.startswith("There is no classic called")
    assert len(refusal.value) < 150
    assert button(app, "Run all")
    press(app, "open_mazur")
    assert not app.warning


def test_an_unknown_setup_is_the_first():
    app = opened(classic="mazur", setup="x")
    assert app.session_state["classics"].opened.setup == SETUP


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

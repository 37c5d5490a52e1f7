"""The gallery of the Classics page, without a browser: its cards are computed, cancelled, and stay."""

from types import SimpleNamespace

import pytest

from app.classics import gallery
from app.classics.session import Checks
from tests.helpers.classics_page import MAZUR, PAGE, cells, endless, finished, opened, texts
from tests.helpers.transcript import assert_reads
from tests.helpers.visitor import button, press
from xorcore.classics import CLASSICS

pytestmark = pytest.mark.usefixtures("quick_classics")


def failing(setups):
    yield None
    raise ValueError("no memory")


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
    assert_reads(app, "classics", moving=r"[\d.]+ seconds")


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
    assert_reads(app, "classics not reproduced", moving=r"[\d.]+ seconds")


def test_cancel_keeps_what_was_computed(monkeypatch):
    monkeypatch.setitem(CLASSICS, "mazur", MAZUR._replace(compute=endless))
    app = opened()
    press(app, "Run all")
    assert button(app, "Run all").disabled
    press(app, "Cancel")
    work = app.session_state["classics"].checks.computation
    work.join(60)
    assert work.cancelled and not work._thread.is_alive()
    app.run()
    assert "cancelled" in texts(app)
    assert not button(app, "Run all").disabled
    press(app, "run_first")
    finished(app)
    assert "✓ reproduced" in texts(app)


@pytest.mark.parametrize(("endless_one", "place"), [("first", "1 of 2: "), ("mazur", "2 of 2: ")])
def test_while_all_are_computed_it_is_said_which_one_is_and_how_far_it_is(monkeypatch, endless_one, place):
    monkeypatch.setitem(CLASSICS, endless_one, CLASSICS[endless_one]._replace(compute=endless))
    app = opened()
    press(app, "Run all")
    work = app.session_state["classics"].checks.computation
    while work.running and not (work.newest and work.newest.now == endless_one
                                and work.newest.checked[endless_one].check.comparisons):
        work.join(0.01)
    app.run()
    (said,) = [bar.proto.text for bar in app.get("progress")]
    classic = CLASSICS[endless_one]
    figures = len(classic.figures)
    assert said.startswith(f"{place}{classic.title}, 1 of {figures} figure{'s' * (figures > 1)}, ")
    work.cancel()


@pytest.mark.parametrize(("shown", "reruns"), [("", 0), ("mazur", 1)])
def test_before_the_first_result_nothing_is_done_and_another_card_draws_the_page_anew(monkeypatch, shown, reruns):
    bars, drawn_anew = [], []
    monkeypatch.setattr(gallery.classics_session, "checked_now", lambda: "")
    monkeypatch.setattr(gallery.st, "progress", lambda share, words: bars.append((share, words)))
    monkeypatch.setattr(gallery.st, "rerun", lambda: drawn_anew.append(1))
    running = Checks(("mazur", "first"), SimpleNamespace(newest=None, seconds=3.4))
    gallery.progress(running, "")
    assert (bars, drawn_anew) == ([(0.0, "Computing, 3 s.")], [])
    with monkeypatch.context() as other:
        other.setattr(gallery, "_doing", lambda *_: "")
        gallery.progress(running, shown)
    assert len(drawn_anew) == reruns


def test_a_computation_that_raises_is_told_in_one_sentence(monkeypatch):
    monkeypatch.setitem(CLASSICS, "mazur", MAZUR._replace(compute=failing))
    app = opened()
    press(app, "Run all")
    finished(app)
    assert texts(app).count("Could not be computed: no memory") == 1
    assert "✓ reproduced" in texts(app)
    press(app, "run_first")
    finished(app)
    assert texts(app).count("Could not be computed: no memory") == 1  # nor does the example that all see take its place


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

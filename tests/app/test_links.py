"""What a link gets wrong is said, whatever page it opens: nothing is dropped without a word."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from app.run.link import unlike
from app.run.session import PAGE_KEYS, RUN_KEYS
from app.server.run import new_run
from tests.helpers.visitor import DASHBOARD, assert_fine
from xorcore import Config

KEYS = {*RUN_KEYS, *(key for keys in PAGE_KEYS.values() for key in keys), "seed", "points", "weights", "changes", "unknown"}
# A setup is a classic's, values are a setting's, ends an axis's: of an unknown one nothing more is said.
SPOKEN_FOR = {"classics": {"setup"}, "seeds": {"values"}, "maps": {"x_from", "x_to", "y_from", "y_to"}}


def opened(page, **link):
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    app._page_hash = calc_hash(page) if page else ""  # as a browser does that opens this page first
    app.query_params.update(link)
    app.run()
    assert_fine(app)
    return app


def said(app):
    return [*dict.fromkeys([*app.session_state["refusals"], *(warning.value for warning in app.warning)])]


@pytest.mark.parametrize("page", ["", *PAGE_KEYS])
def test_each_entry_of_a_link_that_means_nothing_is_said(page):
    keys = KEYS - {"runs"} if page == "compare" else KEYS  # which brings another view of that page
    text = " ".join(said(opened(page, **{key: f"no {key}" for key in keys})))
    ways = ("“{}”", "“no {}”", "{} of the link", "no setting called {}")
    silent = {key for key in keys if not any(way.format(key) in text for way in ways)}
    assert silent <= SPOKEN_FOR.get(page, set())


def test_the_page_shows_what_is_said():
    (sentence,) = (warning.value for warning in opened("maps", setup="foo").warning)
    assert sentence == "“setup” of the link belongs to the page Classics and changes nothing here."


def test_kept_runs_that_are_too_many_to_compare_are_said():
    app = opened("compare", runs="a,b,c,d,e,f,g")
    assert "“runs” of the link must be at most 6, got 7; these are the first 6." in [each.value for each in app.warning]


def test_a_kept_run_has_the_settings_that_its_own_link_says():
    run = new_run(Config(learning_rate=0.5, hidden=(3,)))
    assert unlike(run, {"learning_rate": ["0.50"], "hidden": ["3"], "changes": ["5:momentum:0.1"]}) == []


@pytest.mark.parametrize("entry", [{"learning_rate": ["0.1"]}, {"learning_rate": ["x"]}, {"seed": ["1"]}, {"typo": ["1"]},
                                   {"points": ["0,0,0"]}, {"seed": ["0", "1"]}])
def test_a_kept_run_with_other_settings_in_its_link_stays_and_that_is_said(entry):
    (sentence,) = unlike(new_run(Config(learning_rate=0.5)), entry)
    assert sentence == (f"“{next(iter(entry))}” of the link is not as in the kept run that it names, which stays as it is; "
                        "without “run” the link makes a new one.")

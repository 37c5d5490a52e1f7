"""What a link says of one page, entry by entry; the address is given, no page is drawn."""

from types import SimpleNamespace

import pytest
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from app.run import session
from app.run.page_link import PageLink, is_gone_to, notices
from xorcore.limits import Limits

EPOCH = Limits(0, 500, whole=True)


class Address(dict):
    get_all = dict.__getitem__


@pytest.fixture
def linked(monkeypatch):
    def by(**entries):
        monkeypatch.setattr(f"{PageLink.__module__}.st", SimpleNamespace(query_params=Address(entries)))
        return PageLink(("view", "epoch"))
    return by


def test_what_a_link_says_rightly_is_taken_without_a_word(linked):
    link = linked(view=["b"], epoch=["500"], other=["x"])
    assert (link.choice("view", ("a", "b"), "a"), link.number("epoch", EPOCH, 7), link.refused) == ("b", 500, [])


def test_what_a_link_does_not_say_is_as_usual(linked):
    link = linked()
    assert (link.choice("view", ("a", "b"), "a"), link.number("epoch", EPOCH, 7), link.refused) == ("a", 7, [])


@pytest.mark.parametrize("text", ["c", "", "http://evil.example", "A"])
def test_another_choice_is_refused_with_what_it_is_now(linked, text):
    link = linked(view=[text])
    assert link.choice("view", ("a", "b"), "a") == "a"
    (sentence,) = link.refused
    assert sentence.startswith("“view” of the link must be one of its choices, got") and sentence.endswith("it is a.")


@pytest.mark.parametrize("text", ["501", "-1", "1.5", "1_0", "x", "nan", "٣"])
def test_another_number_is_refused_with_what_it_is_now(linked, text):
    link = linked(epoch=[text])
    assert link.number("epoch", EPOCH, 7) == 7
    (sentence,) = link.refused
    assert sentence.startswith("“epoch” of the link ") and sentence.endswith("; it is 7.")


def test_what_is_given_twice_is_refused_once(linked):
    link = linked(view=["a", "b"])
    assert link.choice("view", ("a", "b"), "a") == "a"
    assert link.refused == ["“view” is given 2 times in the link, so it is not used."]


def test_what_is_refused_is_added_once_to_what_the_page_says(linked, monkeypatch):
    said = []
    monkeypatch.setattr(session, "refusals", lambda: ("of the run", "of both"))
    monkeypatch.setattr(session, "refuse", lambda *sentences: said.extend(sentences))
    link = linked()
    link.refused = ["of both", "of the page"]
    link.say()
    assert said == ["of the run", "of both", "of the page"]


@pytest.mark.parametrize(("history", "address", "is_so"), [(False, {"run": "1", "classic": "mazur"}, False),
                                                           (True, {"run": "1"}, True), (False, {"runs": "1,2"}, True)])
def test_the_browser_has_gone_to_an_address_by_its_history_or_by_a_link_without_a_run(monkeypatch, history, address, is_so):
    monkeypatch.setattr(f"{PageLink.__module__}.st", SimpleNamespace(query_params=address))
    monkeypatch.setattr(f"{PageLink.__module__}.get_script_run_ctx", lambda: SimpleNamespace(is_history_navigation=history))
    assert is_gone_to() is is_so


def test_streamlit_still_tells_the_history_from_a_click():
    assert not ScriptRunContext.is_history_navigation


def test_what_was_refused_stands_on_the_page_as_it_was_typed(monkeypatch):
    shown = []
    monkeypatch.setattr(session, "refusals", lambda: ("“*a*” is no seed.", "“b” is none."))
    monkeypatch.setattr(f"{PageLink.__module__}.st", SimpleNamespace(warning=shown.append))
    notices()
    assert shown == ["“\\*a\\*” is no seed.", "“b” is none."]

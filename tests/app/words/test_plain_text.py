import re

import pytest

from app.words.plain_text import JOINER, plain

HOSTILE = ["![x](http://host/p.png)", "<b>", "$x$", "`code`", "**bold**", ":red[x]", "~~x~~", "a\\b", "__init__", "_x_",
           ":smile:",
           "http://evil.example/login=1", "?https://a.b", "www.evil.example", "me@evil.example", "mailto:me@evil.example",
           ":material/home:", ":streamlit:", "&amp;", "# title", "- list", "+ list", "> quote", "1. list", "2) list", "---",
           "a -> b", "a <- b", "a <-> b", "a -- b", "a <= b", "a >= b", "a ~= b", ":+1:", "$$x$$", "|a|b|", "[^1]", "{x}"]
# What Streamlit's Markdown finds in finished text: emoji, addresses, mail, arrows.
FOUND_LATER = re.compile(
    r":[\w+-]+:|https?://|www\.|[-.\w+]+@[-\w]+\.|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)|:material/",
    re.IGNORECASE)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_keeps_all_its_characters(text):
    assert shown(plain(text)) == text


def shown(markdown):
    """Without what is not seen: the backslash before a mark, the joiner."""
    return re.sub(r"\\([!-/:-@[-`{-~])", r"\1", markdown).replace(JOINER, "")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("sentence", ["{}", "There is no setting called {}, so it is ignored.", "“{}” is not a number"])
def test_no_part_of_a_user_text_is_markdown(text, sentence):
    markdown = plain(sentence.format(text))
    for place, mark in enumerate(markdown):
        if mark in "`[]$<*~|&":
            assert markdown[place - 1] == "\\"
    without_escapes = re.sub(r"\\([!-/:-@[-`{-~])", r"\1", markdown)
    assert not FOUND_LATER.search(without_escapes)
    assert not re.search(r"(?<!\\)(?<![A-Za-z0-9])_", markdown)
    assert not re.match(r"\s*([#>+-]|[0-9]+[.)])", markdown)


def test_lines_become_one():
    assert plain("a\n\n    b") == "a      b"


def test_names_of_settings_stay_readable():
    assert plain("learning_rate must be > 0, got -1") == "learning_rate must be > 0, got -1"

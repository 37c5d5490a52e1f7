import pytest

from app.words.plain_text import plain


@pytest.mark.parametrize(
    "text", ["![x](http://host/p.png)", "<b>", "$x$", "`code`", "**bold**", ":red[x]", "~~x~~", "a\\b"])
def test_markdown_in_user_text_is_escaped(text):
    escaped = plain(text)
    assert escaped.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == text
    for place, mark in enumerate(escaped):
        if mark in "`[]$<*~|":
            assert escaped[place - 1] == "\\"


def test_names_of_settings_stay_readable():
    assert plain("learning_rate must be > 0, got -1") == "learning_rate must be > 0, got -1"

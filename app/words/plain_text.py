"""User text is shown as text: in Markdown it could load pictures from elsewhere or change the page.

Some of Markdown is undone by a backslash. Addresses, emoji and arrows are found in the finished text: there an invisible
character comes between.
"""

import re

JOINER = "\N{WORD JOINER}"  # has no width, and no line breaks at it
_MARKS = re.compile(r"[\\`\[\]$<*~|&{]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")  # an underscore inside a word is one
_AT_THE_START = re.compile(r"(?m)^(\s*)([#>+=-]|[0-9]+(?=[.)](?:\s|$)))")
_FOUND_LATER = re.compile(r":(?=\S)|@(?=\S)|\bwww(?=\.)|(?<!\S)\\?[-<>~](?=[-=>])", re.IGNORECASE)


def plain(text: str) -> str:
    """Markdown that shows `text` as it stands, on one line."""
    escaped = _MARKS.sub(r"\\\g<0>", " ".join(text.split("\n")).strip())
    escaped = _AT_THE_START.sub(lambda start: start[1] + (
        f"\\{start[2]}" if not start[2].isdigit() else f"{start[2]}{JOINER}"), escaped)
    return _FOUND_LATER.sub(rf"\g<0>{JOINER}", escaped)

"""User text is shown as text: in Markdown it could load pictures from elsewhere or change the page."""

import re


def plain(text: str) -> str:
    """Markdown that shows `text` as it stands. (An underscore inside a word needs no escape.)"""
    return re.sub(r"([\\`\[\]$<*~|])", r"\\\1", text)

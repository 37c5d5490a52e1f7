"""A button that stands once for each of many cards says which one to who hears it alone; the page's style hides that."""

from app.words.plain_text import plain


def heard_name(label: str, of: str) -> str:
    """The label of a button, as Markdown. Hidden is what is in italics."""
    return f"{label} *{plain(of)}*"

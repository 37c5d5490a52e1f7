"""A number field shows what is in force: what is typed and cannot be used is refused in one sentence, and the value stays.

It is a field for text with one reading of numbers. The browser's own field for numbers drops the decimal comma without a
word, 0,25 becomes 25, in every language but those that write one; emptied, it jumps to its lowest value.
"""

from collections.abc import Callable

from app.widgets.synced_widget import synced
from xorcore.book import Limits, exact

EMPTY = ("", "none", "never")

Number = float | int | None


def number_field(place, key: str, label: str, value: Number, limits: Limits, take: Callable[[Number], None],
                 refuse: Callable[[str], None], *, of: str = "", may_be_empty: bool = False, **more) -> None:
    """Draw the number that is in force under this key; a new one is handed to `take`.

    of: what else it says to who does not see where it stands; the page's style is to hide it. may_be_empty: None is then
    taken like a number. more: of `st.text_input`.
    """
    def changed(text: str) -> None:
        if may_be_empty and text.strip().lower() in EMPTY:
            take(None)
            return
        try:
            number = limits.read(text)
        except ValueError as error:
            refuse(f"“{label}” {error}; it stays {number_text(value) or 'empty'}.")
        else:
            take(number)

    synced(place.text_input, f"{label} ({of})" if of else label, key=key, value=number_text(value), take=changed, **more)


def number_text(value: Number) -> str:
    """The number to its last digit, as short as that can be; "" for None."""
    return "" if value is None else exact(value)

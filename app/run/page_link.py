"""What a link says of one page: entry by entry taken, or refused in one sentence each."""

from collections.abc import Iterable

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app.run import session
from app.run.link import once
from app.words.plain_text import plain
from xorcore.book import Limits, shown


class PageLink:
    """The entries of these keys; `refused` gathers the sentences."""

    def __init__(self, keys: Iterable[str]):
        self.texts, self.refused = once({key: st.query_params.get_all(key) for key in keys if key in st.query_params})

    def choice(self, key: str, choices: Iterable[str], usual: str) -> str:
        """One of the choices."""
        text = self.texts.get(key, usual)
        if text == usual or text in choices:
            return text
        self.refused.append(f"“{key}” of the link must be one of its choices, got {shown(text)}; it is {usual}.")
        return usual

    def number(self, key: str, limits: Limits, usual: int) -> int | float:
        """A number within the limits."""
        try:
            return limits.read(self.texts[key]) if key in self.texts else usual
        except ValueError as error:
            self.refused.append(f"“{key}” of the link {error}; it is {usual}.")
            return usual

    def say(self) -> None:
        """Add what was refused to what the page says; another page may have said it."""
        session.refuse(*dict.fromkeys([*session.refusals(), *self.refused]))


def is_gone_to() -> bool:
    """Whether the browser has gone to this address: back, forward, or by the bar of pages, whose links name no run.

    Any other request may name an address of a moment ago: a click or a timer asks before the browser has heard of the next
    one. (Streamlit 1.67 knows of the browser's Back, and tells it no script.)
    """
    return get_script_run_ctx().is_history_navigation or "run" not in st.query_params


def notices() -> None:
    """What was refused, in one sentence each."""
    for sentence in session.refusals():
        st.warning(plain(sentence))

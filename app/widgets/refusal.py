"""A refusal stands at the field that it speaks of, over what is below it, so that it pushes nothing (see `style`)."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from app.words.plain_text import plain


@contextmanager
def refused_below(key: str, sentence: str, place=st) -> Iterator[None]:
    """The field is drawn inside; the sentence, if there is one, stands below it."""
    with place.container(key=f"field_{key}", gap="xsmall"):
        yield
        if sentence:
            with st.container(key=f"refusal_{key}"):
                st.warning(plain(sentence))

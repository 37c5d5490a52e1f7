"""A place in which one of several things is shown.

Streamlit (1.67) puts the parts of the new one over those of the old one, whatever their keys: each that is higher than what
it replaces moves what is left of the old one, a card's text by 408 pixels, until the next message has come. So each has a
container of its own, and the old one's is emptied, as a whole, before the first part of the new one comes.
"""

from collections.abc import Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def place(shown: str, of: Iterable[str]) -> DeltaGenerator:
    """The container of the one that is shown now, its name the key."""
    containers = {name: st.container(key=name) if name == shown else st.empty() for name in of}
    return containers[shown]

"""Streamlit collects garbage after every run of a script or fragment, and holds the interpreter lock while it does.

What a page has imported is most of what there is to look through; frozen, it is left out of every later collection.
"""

import gc
from functools import cache


@cache
def freeze(page: str) -> None:
    """Once in the life of the server, when this page has run and so has made its imports."""
    gc.collect()
    gc.freeze()

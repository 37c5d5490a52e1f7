"""Streamlit's browser loads the script of each kind of element when it first meets one: a second lost at a page's start.

A page that names them in its head has them by then, loaded while the browser is still busy with Streamlit's own. Plotly's
is the exception: to begin it takes the browser as long as all else of a page together, so it is only fetched, and begins
after the first picture, which no page draws with it.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
IMPORTS = re.compile(r'(?:from|import)"\./([^"]+\.js)"')
ALL_PAGES = ("BidiComponent", "Html", "PageLink", "Selectbox", "TextInput", "Checkbox", "Button", "DownloadButton",
             "DataFrame")
OF_PAGE = {"one_step": ("ButtonGroup",), "compare": ("ButtonGroup",), "maps": ("Radio",),
           "classics": ("Table",)}
LATER = {"compare": "PlotlyChart", "seeds": "PlotlyChart"}


@cache
def preloads(page: str) -> str:
    """The links for the head of the page of this path; none where Streamlit names its files in another way."""
    elements = ALL_PAGES + OF_PAGE.get(page, ())
    names = [name for element in elements for name in _with_imports(element)]
    later = [name for name in _with_imports(LATER[page]) if name not in names] if page in LATER else []
    return _links("modulepreload", names) + _links("prefetch", later)


def _links(kind: str, names: Iterable[str]) -> str:
    return "".join(f'<link rel="{kind}" crossorigin href="./static/js/{name}">' for name in dict.fromkeys(names))


@cache
def _with_imports(element: str) -> list[str]:
    """The files of an element's script, each before those that it imports."""
    found, ahead = {}, [path.name for path in SCRIPTS.glob(f"{element}.*.js")]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found[name] = None
            ahead += IMPORTS.findall((SCRIPTS / name).read_text(encoding="utf-8"))
    return list(found)

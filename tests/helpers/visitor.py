"""A page as a visitor opens it, without a browser."""

from itertools import chain
from pathlib import Path

from streamlit.testing.v1 import AppTest

from app.run.session import PAGE_KEYS

DASHBOARD = str(Path(__file__).parents[2] / "dashboard.py")


def opened(page: str, **link: str) -> AppTest:
    """This page, opened by a link with these query parameters; first Train, with those that describe the run."""
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    app.query_params.update({key: value for key, value in link.items() if key not in set(chain(*PAGE_KEYS.values()))})
    app.run()
    app.switch_page(page)
    app.query_params.update(link)
    app.run()
    assert_fine(app)
    return app


def assert_fine(app: AppTest) -> None:
    """No script error is on the page."""
    assert [e.value for e in app.exception] == []


def viewer_of(app: AppTest):
    """The live view of this page's tab."""
    return app.session_state["viewer"]


def run_of(app: AppTest):
    return viewer_of(app).live.run


def link_of(app: AppTest) -> dict[str, str]:
    """What the address says, without the identity of the run."""
    return {key: value for key, value in dict(app.query_params).items() if key != "run"}

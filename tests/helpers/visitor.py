"""A page as a visitor opens it, without a browser."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from app.server.live_runs import open_run
from app.server.run import new_run
from xorcore import Config, Dataset

DASHBOARD = str(Path(__file__).parents[2] / "dashboard.py")


def opened(page: str, **link: str) -> AppTest:
    """This page, opened by a link with these query parameters."""
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    app.switch_page(page)  # the first to be opened: its address is the name of its file
    app.query_params.update(link)
    app.run()
    assert_fine(app)
    return app


def assert_fine(app: AppTest) -> None:
    """No script error is on the page."""
    assert [e.value for e in app.exception] == []


def button(app: AppTest, label: str):
    """The first button of this label or key, None where there is none."""
    return next((each for each in app.button if label in (each.label, each.key)), None)


def press(app: AppTest, label: str) -> None:
    button(app, label).click().run()
    assert_fine(app)


def unfold(app: AppTest, key: str) -> None:
    """Open what is folded away under this key."""
    app.session_state[key] = True
    app.run()
    assert_fine(app)


def viewer_of(app: AppTest):
    """The live view of this page's tab."""
    return app.session_state["viewer"]


def run_of(app: AppTest):
    return viewer_of(app).live.run


def look_at(app: AppTest, config: Config, dataset: Dataset | None = None) -> None:
    """The tab has another run, as after a look at the Train page."""
    viewer_of(app).look_at(open_run(new_run(config, dataset), ""))
    app.run()
    assert_fine(app)


def link_of(app: AppTest) -> dict[str, str]:
    """What the address says, without the identity of the run."""
    return {key: value for key, value in dict(app.query_params).items() if key != "run"}


def drawn_key(app, key):
    """Of the widget of this key that is on the page: a new one where the page has set its value."""
    put = app.session_state["puts"].get(key)
    return f"{key}_{put.number}" if put and put.number else key

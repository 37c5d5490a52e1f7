"""The Compare page as a visitor uses it, without a browser."""

from app.compare.session import MEMORY
from tests.app.server.test_computation import watch_to_the_end
from tests.helpers import visitor
from tests.helpers.visitor import assert_fine, press

PAGE = "app/pages/compare.py"


def opened(**link):
    return visitor.opened(PAGE, **link)


def asked(app):
    return app.session_state[MEMORY].asked


def comparison(app):
    return asked(app).comparison


def computation(app):
    return asked(app).computation


def so_far(app):
    return computation(app).newest


def compare(app):
    """Press Compare and wait for the end; the page's timer does not fire here."""
    press(app, "Compare")
    watch_to_the_end(computation(app))
    app.run()
    assert_fine(app)
    return app

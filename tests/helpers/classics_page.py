"""The Classics page as a visitor uses it, without a browser: what was computed is shown after the next `run()`."""

from app.words.numbers import SPACE
from tests.app.server.test_computation import watch_to_the_end
from tests.helpers import visitor
from tests.helpers.visitor import assert_fine
from xorcore.classics import CLASSICS

PAGE = "app/pages/classics.py"
MAZUR = CLASSICS["mazur"]


def first_figure(setups):
    return next(MAZUR.compute(setups))


def endless(setups):
    yield first_figure(setups)
    while True:
        yield None


def opened(**link):
    return visitor.opened(PAGE, **link)


def finished(app, work="checks"):
    """With all that was asked for."""
    watch_to_the_end(getattr(app.session_state["classics"], work).computation)
    app.run()
    assert_fine(app)
    return app


def texts(app):
    kinds = ("header", "subheader", "markdown", "caption", "warning")
    return " ".join(element.value for kind in kinds for element in app.get(kind)).replace(
        "\xa0", " ").replace(SPACE, " ")


def cells(app):
    return [str(cell).replace("\xa0", " ") for table in app.table for cell in table.value.to_numpy().ravel()]

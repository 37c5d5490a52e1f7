"""The Seeds page as a visitor uses it, without a browser: what was computed is shown after the next `run()`."""

from app.seeds.session import MEMORY
from app.widgets.number_field import number_text
from tests.app.server.test_computation import watch_to_the_end
from tests.helpers import visitor
from tests.helpers.visitor import assert_fine

PAGE = "app/pages/seeds.py"
QUICK = {"hidden": "2", "optimizer": "momentum", "learning_rate": "0.5", "momentum": "0.9"}  # three of four solve it
LONG = {"seeds": "1000", "solved_at": "1e-12"}  # seconds of computing


def opened(**link):
    return visitor.opened(PAGE, **link)


def computed(**link):
    """Opened from a link, with all results."""
    app = opened(**link)
    return finished(app)


def finished(app):
    watch_to_the_end(asked(app).computation)
    app.run()
    assert_fine(app)
    return app


def set_to(app, key, value):
    value = value if isinstance(value, str | list) else number_text(value)
    next(w for kind in ("selectbox", "text_input", "multiselect") for w in app.get(kind)
         if w.key == key).set_value(value).run()
    assert_fine(app)


def asked(app):
    return app.session_state[MEMORY].asked


def statistics(app):
    return asked(app).computation.newest.statistics


def texts(app):
    return " ".join(element.value for kind in ("markdown", "caption", "warning", "info") for element in app.get(kind))


def table_with(app, column):
    return next(table.value for table in app.dataframe if column in table.value.columns)

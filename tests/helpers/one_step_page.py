"""The One step page as a visitor uses it, without a browser."""

import json
import re
from html import unescape

from tests.helpers import visitor
from tests.helpers.visitor import assert_fine, drawn_key

PAGE = "app/pages/one_step.py"


def opened(**link):
    return visitor.opened(PAGE, **link)


def picture(app):
    return json.loads(json.loads(next(c.proto.json for c in app.get("bidi_component") if "nodes" in c.proto.json)))


def equations(app):
    """The texts of the stage that is shown."""
    bodies = [each.proto.body for each in app.get("html")]
    return [unescape(re.sub("<[^>]*>", "", body.replace("</div>", "\n"))) for body in bodies if 'class="equations"' in body]


def chosen(app, key):
    return next(w for w in app.selectbox if w.key == drawn_key(app, key))


def choose(app, key, value):
    chosen(app, key).set_value(value).run()
    assert_fine(app)


def view(app, name):
    app.segmented_control(key="view").set_value(name).run()
    assert_fine(app)


def write(app, text):
    app.text_area(key=next(w.key for w in app.text_area if w.key != "own_weights_text")).set_value(text).run()
    assert_fine(app)

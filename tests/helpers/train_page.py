"""The Train page driven without a browser: its live view's buttons are commands, a turn of the trainer is a call."""

from streamlit.testing.v1 import AppTest

from app.server.commands import Command
from app.server.turns import TURNS
from app.widgets.number_field import number_text
from app.words.numbers import SPACE
from tests.helpers.decoding import decode, messages_of
from tests.helpers.visitor import DASHBOARD, drawn_key, run_of, viewer_of
from xorcore import LIMITS
from xorcore.book import true_minus

TRANSPORT = {"Train": "play", "Pause": "pause", "Step": "step", "Reset": "reset", "New seed": "new_seed"}


def opened(**link):
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    assert_fine(app)
    return app


def assert_fine(app):
    """All that is on the page is of one epoch."""
    assert [e.value for e in app.exception] == []
    header = frame_of(app)
    shown = {name: value for name, value, _ in header["figures"]}
    assert int(shown["Epoch"].replace(SPACE, "")) == header["epoch"]
    assert shown["Loss"] == true_minus(f"{header['loss']:#.4g}")
    assert f"Predictions at epoch {shown['Epoch']}" in [each.value for each in app.subheader]


def frame_of(app):
    """The header of the frame that the page was drawn with."""
    message = next(c.proto.bytes for c in app.get("bidi_component") if c.proto.bytes)
    return next(header for header, _ in map(decode, messages_of(message)) if header["is"] == "frame")


def figure(app, label):
    return next(value for name, value, _ in frame_of(app)["figures"] if name == label)


def words(app):
    """How the run stands, and what was done last."""
    return f"{frame_of(app)['status']} {frame_of(app)['note']}"


def do(app, action, value=None):
    """A button of the live view; the page follows."""
    command(app, action, value)
    app.run()
    assert_fine(app)


def command(app, action, value=None):
    """A button of the live view, before the page is drawn again."""
    viewer = viewer_of(app)
    command = Command(viewer.heard + 1, action, value)
    assert viewer.takes(command)
    viewer.do(command)
    assert "error in the server" not in viewer.note


def press(app, label):
    if label in TRANSPORT:
        do(app, TRANSPORT[label])
    else:
        next(b for b in app.button if b.label == label).click().run()
        assert_fine(app)


def turn(app):
    """Somebody looks, and the trainer makes its round."""
    viewer_of(app).heard_from(wants=True)
    return TURNS.turn()


def train(app, epochs):
    """Play until so many epochs are trained."""
    command(app, "play")
    while run_of(app).playing and run_of(app).last.number < epochs:
        turn(app)
    app.run()
    assert_fine(app)


def train_to_the_end(app):
    command(app, "speed", "full")
    train(app, float("inf"))


def play_on(app):
    """Play, for a turn of the trainer."""
    command(app, "play")
    turn(app)
    app.run()
    assert_fine(app)


def widget(app, field):
    return next(w for kind in ("selectbox", "text_input", "checkbox")
                for w in app.get(kind) if w.key == drawn_key(app, field))


def usable(app, field):
    key = drawn_key(app, field)
    return any(w.key == key and not w.disabled for kind in ("selectbox", "text_input") for w in app.get(kind))


def set_to(app, field, value):
    widget(app, field).set_value(number_text(value) if field in LIMITS and not isinstance(value, str) else value).run()
    assert_fine(app)

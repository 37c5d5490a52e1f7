"""The Train page driven without a browser: every `run()` of the app is one tick of a playing run."""

from streamlit.testing.v1 import AppTest

from tests.helpers.decoding import decode, frames_of
from tests.helpers.visitor import DASHBOARD


def opened(**link):
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    assert_fine(app)
    return app


def assert_fine(app):
    assert [e.value for e in app.exception] == []
    header, _ = decode(live_frame(app))
    assert int(metric(app, "Epoch").replace(" ", "")) == header["epoch"]
    assert metric(app, "Loss") == f"{header['loss']:.3e}"


def live_frames(app):
    return frames_of(next(c.proto.bytes for c in app.get("bidi_component") if "playing" in str(c.proto.bytes[:400])))


def live_frame(app):
    """The last that is shown."""
    return live_frames(app)[-1]


def metric(app, label):
    return next(m.value for m in app.metric if m.label == label)


def press(app, label):
    button(app, label).click().run()
    assert_fine(app)


def train_to_the_end(app):
    press(app, "Train")
    while run_of(app).playing:
        app.run()


def button(app, label):
    return next(b for b in app.button if b.label == label)


def run_of(app):
    return app.session_state["run"]


def widget(app, field):
    return next(w for kind in ("selectbox", "number_input", "text_input", "checkbox")
                for w in app.get(kind) if w.key == field)


def usable(app, field):
    return any(w.key == field and not w.disabled for kind in ("selectbox", "number_input") for w in app.get(kind))


def set_to(app, field, value):
    widget(app, field).set_value(value).run()
    assert_fine(app)

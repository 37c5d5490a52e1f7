"""The current run: what a link makes of it, what the address keeps of it, and a click that is called twice."""

import pytest

from app.train.controls import CHANGED_PRESET
from tests.helpers.train_page import opened, press, run_of, set_to, widget
from xorcore import Config

BAD_LINKS = {
    "learning_rate": ["nan", "inf", "-1", "0", "1e400", "abc"],
    "epochs": ["1e12", "-3", "1.5", "9" * 5000],
    "hidden": ["0", "-1", "8,,8", ",".join(["4"] * 1000)],
    "no_such_setting": ["1"],
    "\N{PARTY POPPER}": ["\N{PARTY POPPER}"],
    "seed": [["1", "2"]],
    "dataset": ["own", "![x](http://host/p.png)"],
    "changes": ["1:epochs:2"],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in BAD_LINKS.items() for value in values])
def test_what_a_link_gets_wrong_is_said_in_one_sentence_and_the_rest_is_used(key, value):
    app = opened(momentum="0.25", **{key: value})
    assert len(app.warning) == 1
    assert "](" not in app.warning[0].value.replace("\\]", "").replace("\\[", "")
    assert run_of(app).config == Config(momentum=0.25)


def test_a_link_with_very_many_unknown_settings_is_answered_briefly():
    app = opened(**{f"unknown{i}": "1" for i in range(300)})
    assert len(app.warning) <= 6


def test_the_address_always_brings_the_run_back():
    app = opened()
    press(app, "Step")
    set_to(app, "momentum", 0.75)
    assert app.query_params == {"changes": "1:momentum:0.75"}
    set_to(app, "hidden", "3, 2")
    assert app.query_params == {"hidden": "3,2", "momentum": "0.75"}


def test_given_start_weights_stay_through_reset_and_go_with_a_new_seed():
    app = opened(hidden="2", weights="1,2,3,4,5,6,7,8,9")
    given = list(range(1, 10))
    assert run_of(app).last.flat.tolist() == given
    assert any("were given" in caption.value for caption in app.sidebar.caption)
    assert widget(app, "preset").value == CHANGED_PRESET
    press(app, "Step")
    press(app, "Reset")
    assert run_of(app).last.flat.tolist() == given
    widget(app, "learning_rate").set_value(0.5).run()
    assert run_of(app).last.flat.tolist() == given
    press(app, "New seed")
    assert run_of(app).parameters is None
    assert run_of(app).last.flat.tolist() != given


@pytest.mark.parametrize(("label", "again"), [("Pause", "Train"), ("Step", "Step"), ("Reset", "Reset"),
                                              ("New seed", "New seed")])
def test_a_click_while_playing_that_is_called_twice_counts_once(monkeypatch, label, again):
    monkeypatch.setattr("app.run.session.REPLAY_SECONDS", 60)
    app = opened(epochs="1000000")
    press(app, "Train")
    press(app, label)
    once = run_of(app).last.number, run_of(app).config
    press(app, again)  # after Pause, the button may be drawn as Train by the second call
    assert (run_of(app).last.number, run_of(app).config) == once
    assert not run_of(app).playing

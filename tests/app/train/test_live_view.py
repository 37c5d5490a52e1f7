"""What the view's buttons ask for by the script is done, each of them once."""

from types import SimpleNamespace

import pytest

from app.server.live_runs import open_run
from app.server.run import new_run
from app.server.viewer import Viewer
from app.train import live_view
from tests.helpers.decoding import decode, messages_of
from xorcore import Config


@pytest.fixture
def answered(monkeypatch):
    runs = []
    monkeypatch.setattr(live_view.TURNS, "answer", runs.append)
    return runs


def viewer():
    done = []
    made = Viewer(open_run(new_run(Config()), "ada"), "ada", lambda _, command: done.append((command.do, command.value)))
    return made, done


def test_commands_are_done_in_their_order_and_those_that_come_again_are_not(answered):
    view, done = viewer()
    step, show = '{"number": 1, "do": "step"}', '{"number": 2, "do": "show", "value": 7}'
    live_view.take(view, [step, show])
    live_view.take(view, [step, show])
    assert (done, view.done) == ([("step", None), ("show", 7)], 2)
    assert answered == [view.live] * 2


def test_what_is_no_command_is_said_and_the_next_is_done(answered):
    view, done = viewer()
    live_view.take(view, ['{"number": 1, "do": "show", "value": -1}', '{"number": 2, "do": "step"}'])
    assert "“show” needs a whole number from 0" in view.note and done == [("step", None)]


def test_the_page_follows_what_the_view_says_and_brings_it_its_first_picture(monkeypatch):
    given, (view, done) = {}, viewer()
    monkeypatch.setattr(live_view, "st", SimpleNamespace(
        session_state={"live": {"commands": ['{"number": 1, "do": "step"}']}},
        components=SimpleNamespace(v2=SimpleNamespace(component=lambda name, js: lambda **more: given.update(more)))))
    monkeypatch.setattr(live_view.TURNS, "answer", lambda live: None)
    view.by_timer = True
    live_view.live_view(view)
    assert (given["key"], view.picture) == ("live", live_view.next_message)
    page, *_ = (decode(message)[0] for message in messages_of(given["data"]))
    assert (page["token"], page["path"]) == (view.token, "")  # no socket where a timer brings the frames
    assert given["on_follow_change"]() is None and given["on_blocked_change"] == view.tick
    given["on_commands_change"]()
    assert done == [("step", None)]

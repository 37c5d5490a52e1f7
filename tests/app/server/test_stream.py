"""A live view's socket: who may open it, what is answered, and what is refused."""

import asyncio
import logging
from functools import wraps

import pytest

from app.run import transport
from app.server import stream
from app.server.commands import LONGEST, Command
from app.server.stream import MOST_AT_ONCE, MOST_REFUSED, NOT_YOURS, REFUSED, REPLACED, TOO_MANY, UNKNOWN, Socket
from app.server.turns import TURNS
from tests.app.server.test_commands import BAD_TEXTS
from tests.helpers.watching import STRANGER, Browser, looking
from xorcore import Config


def in_a_loop(test):
    """A test that is a coroutine."""
    @wraps(test)
    def run(*arguments, **named):
        asyncio.run(test(*arguments, **named))
    return run


def refusals(caplog):
    return [record for record in caplog.records if record.levelno >= logging.WARNING]


@in_a_loop
async def test_a_command_is_heard_done_and_answered_by_the_next_frame():
    viewer = looking()
    async with Browser(viewer) as browser:
        await browser.say({"do": "drawn"})
        assert (await browser.frame())["epoch"] == 0
        await browser.say({"do": "drawn"})
        await browser.say({"number": 1, "do": "step"})
        assert await browser.answer() == {"heard": 1}
        while viewer.done < 1:
            await asyncio.sleep(0.001)
        frame = await browser.frame()
        assert (frame["epoch"], frame["done"]) == (1, 1)


@in_a_loop
async def test_commands_are_done_in_their_order():
    viewer = looking()
    async with Browser(viewer) as browser:
        commands = [("step", None), ("step", None), ("show", 1), ("speed", "10"), ("play", None), ("pause", None),
                    ("show", 0)]
        for number, (do, value) in enumerate(commands, 1):
            await browser.say({"number": number, "do": do, "value": value})
        while viewer.done < 7:
            await asyncio.sleep(0.001)
    run = viewer.live.run
    assert (run.shown.number, run.last.number, run.playing, viewer.live.pace.speed) == (0, 2, False, "10")


@in_a_loop
async def test_a_command_waits_for_what_was_edited_before_it_and_then_acts_on_what_that_made():
    viewer = looking()
    async with Browser(viewer) as browser:
        viewer.is_asked = True
        await browser.say({"number": 1, "do": "play"})
        assert await browser.answer() == {"heard": 1}
        before = viewer.live
        assert not before.playing and len(viewer.waiting) == 1
        transport.change(viewer, "learning_rate", 0.2)
        viewer.is_asked = False
        while viewer.done < 1:
            await asyncio.sleep(0.001)
    assert (viewer.live.playing, viewer.live.run.config.learning_rate, before.playing) == (True, 0.2, False)


@in_a_loop
async def test_a_command_does_not_wait_for_ever_for_an_edit_that_nobody_does(monkeypatch):
    monkeypatch.setattr(stream, "EDIT_SECONDS", 0.02)
    viewer = looking()
    async with Browser(viewer) as browser:
        viewer.is_asked = True
        await browser.say({"number": 1, "do": "play"})
        while viewer.done < 1:
            await asyncio.sleep(0.001)
    assert viewer.live.playing


@in_a_loop
async def test_a_command_that_is_sent_again_is_not_done_twice():
    viewer = looking()
    async with Browser(viewer) as browser:
        for _ in range(3):
            await browser.say({"number": 1, "do": "step"})
        await browser.say({"number": 2, "do": "kind", "value": "change"})
        while viewer.done < 2:
            await asyncio.sleep(0.001)
    assert viewer.live.run.last.number == 1


@in_a_loop
async def test_what_was_not_heard_before_the_socket_broke_is_done_by_the_next_one():
    viewer = looking()
    async with Browser(viewer) as browser:
        await browser.say({"number": 1, "do": "step"})
        assert await browser.answer() == {"heard": 1}
        while viewer.done < 1:
            await asyncio.sleep(0.001)
    async with Browser(viewer) as browser:
        for number in (1, 2):
            await browser.say({"number": number, "do": "step"})
        while viewer.done < 2:
            await asyncio.sleep(0.001)
    assert viewer.live.run.last.number == 2


@in_a_loop
async def test_a_socket_that_ends_leaves_the_run_playing_and_a_new_one_gets_the_whole_picture():
    viewer = looking(Config(epochs=10**6))
    async with Browser(viewer) as browser:
        await browser.say({"number": 1, "do": "play"})
        await browser.answer()
        await browser.say({"do": "drawn"})
        assert (await browser.frame())["playing"]
    assert viewer.deliver is None
    assert viewer.live.playing
    async with Browser(viewer) as browser:
        await browser.say({"do": "drawn"})
        assert (await browser.frame())["playing"]


@in_a_loop
async def test_a_second_socket_of_the_same_view_takes_the_place_of_the_first():
    viewer = looking()
    async with Browser(viewer) as first, Browser(viewer) as second:
        assert await first.answer() == REPLACED
        await second.say({"do": "drawn"})
        assert (await second.frame())["epoch"] == 0
        await first.leave()
        assert viewer.deliver is not None


@pytest.mark.parametrize(("who", "end"), [({"cookie": STRANGER}, NOT_YOURS), ({"cookie": ""}, NOT_YOURS),
                                          ({"cookie": "short"}, NOT_YOURS), ({"token": "guessed"}, UNKNOWN)])
@in_a_loop
async def test_a_stranger_or_a_guessed_view_is_refused_and_nothing_happens(who, end, caplog):
    viewer = looking()
    viewer.connect(None)
    async with Browser(viewer, **who) as browser:
        assert await browser.answer() == end
    assert viewer.deliver is None
    assert viewer.cookie_is_gone == (end == NOT_YOURS)
    assert len(refusals(caplog)) == 1
    assert viewer.token not in caplog.text


@pytest.mark.parametrize(("origin", "opened"), [("http://server:8501", True), (None, True), ("http://evil.example", False),
                                                ("null", False), ("http://server:8501.evil.example", False)])
@in_a_loop
async def test_only_this_server_s_own_pages_open_a_socket(origin, opened, monkeypatch):
    monkeypatch.setattr("streamlit.net_util.get_external_ip", lambda: None)
    monkeypatch.setattr("streamlit.net_util.get_internal_ip", lambda: None)
    async with Browser(looking(), origin=origin) as browser:
        assert browser.opened is opened


@in_a_loop
async def test_300_malformed_messages_are_refused_logged_once_and_end_the_socket_alone(caplog):
    viewer, other = looking(), looking()
    async with Browser(viewer) as browser, Browser(other) as fine:
        for i in range(300):
            await browser.say([text for text in BAD_TEXTS if len(text) <= LONGEST][i % 20])
        answers = [await browser.answer() for _ in range(MOST_REFUSED + 1)]
        assert all("refused" in answer for answer in answers[:-1])
        assert answers[-1] == REFUSED
        await fine.say({"do": "drawn"})
        assert (await fine.frame())["epoch"] == 0
    assert len(refusals(caplog)) == 1
    assert viewer.live.run.last.number == 0


@in_a_loop
async def test_a_message_that_is_too_large_ends_the_socket(caplog):
    async with Browser(looking()) as browser:
        await browser.say("9" * 10**6)
        assert await browser.answer() == REFUSED
    assert len(refusals(caplog)) == 1
    assert len(caplog.text) < 1000


@in_a_loop
async def test_too_many_messages_end_the_socket(monkeypatch, caplog):
    monkeypatch.setattr(stream, "MESSAGES_A_SECOND", 0)  # however long this machine takes to send them
    async with Browser(looking()) as browser:
        for _ in range(MOST_AT_ONCE + 50):
            await browser.say({"do": "drawn"})
        assert await browser.answer() == TOO_MANY
    assert len(refusals(caplog)) == 1


@in_a_loop
async def test_who_takes_no_frame_gets_no_more(monkeypatch):
    viewer = looking(Config(epochs=10**6))
    viewer.live.run.playing = True
    async with Browser(viewer) as browser:
        monkeypatch.setattr(browser._outgoing, "put", lambda _: asyncio.Event().wait())
        for _ in range(30):
            await browser.say({"do": "drawn"})
            await asyncio.sleep(0)
            TURNS.turn()
            await asyncio.sleep(0)
        assert stream._open[viewer]._frames.qsize() <= 1


@in_a_loop
async def test_more_commands_than_can_be_done_are_refused_in_one_sentence(monkeypatch):
    monkeypatch.setattr(stream, "MOST_WAITING", 0)
    viewer = looking()
    async with Browser(viewer) as browser:
        await browser.say({"number": 1, "do": "step"})
        assert await browser.answer() == {"refused": "0 commands wait to be done; this one was not taken."}
    assert (viewer.heard, viewer.live.run.last.number) == (0, 0)


@in_a_loop
async def test_one_visitor_has_a_bounded_number_of_sockets(monkeypatch):
    monkeypatch.setattr(stream, "MOST_SOCKETS", 1)
    async with Browser(looking()) as first, Browser(looking()) as second, Browser(looking(visitor=STRANGER)) as other:
        assert await second.answer() == TOO_MANY
        for browser in (first, other):
            await browser.say({"do": "drawn"})
            assert (await browser.frame())["epoch"] == 0


@in_a_loop
async def test_a_command_that_fails_is_said_and_the_view_goes_on(monkeypatch, caplog):
    viewer = looking()
    monkeypatch.setattr(viewer, "act", lambda *_: 1 / 0)
    async with Browser(viewer) as browser:
        await browser.say({"number": 1, "do": "step"})
        while viewer.done < 1:
            await asyncio.sleep(0.001)
        await browser.say({"do": "drawn"})
        assert "an error in the server" in (await browser.frame())["note"]
    assert len(refusals(caplog)) == 1


@in_a_loop
async def test_a_hidden_tab_is_left_alone_until_it_is_seen_again():
    viewer = looking()
    async with Browser(viewer) as browser:
        await browser.say({"do": "hidden"})
        await browser.say({"number": 1, "do": "play"})
        assert await browser.answer() == {"heard": 1}
        while viewer.live.run.last.number < 100:
            TURNS.turn()
        assert browser._outgoing.empty()
        await browser.say({"do": "drawn"})
        assert (await browser.frame())["epoch"] >= 100


@in_a_loop
async def test_a_browser_that_has_not_taken_what_was_sent_gets_no_more():
    viewer = looking()
    socket = Socket(None, viewer)
    socket._deliver(b"a frame")
    await asyncio.sleep(0)
    socket._note_sign("drawn")
    assert not viewer.wanted
    socket._frames.get_nowait()
    socket._note_sign("drawn")
    assert viewer.wanted


@in_a_loop
async def test_a_socket_takes_400_messages_at_once_and_then_200_a_second():
    limit = Socket(None, looking())._limit
    start = limit._at
    assert [limit.admits(start) for _ in range(401)] == [True] * 400 + [False]
    assert [limit.admits(start + 1) for _ in range(200)] == [True] * 199 + [False]  # the refused one counted too


@in_a_loop
async def test_what_can_take_a_while_is_done_in_a_thread_and_the_rest_at_once(monkeypatch):
    async def in_a_thread(do, command):
        elsewhere.append(command.do)

    elsewhere, done, viewer = [], [], looking()
    monkeypatch.setattr(stream.asyncio, "to_thread", in_a_thread)
    monkeypatch.setattr(viewer, "do", lambda command: done.append(command.do))
    for number, do in enumerate(transport.ACTIONS):
        stream.do_soon(viewer, Command(number, do, None))
    await stream._work[viewer]
    assert elsewhere == ["go_on", "step", "reset", "new_seed", "show"]
    assert done == ["play", "pause", "speed", "kind", "window"]

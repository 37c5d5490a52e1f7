"""Whatever is pressed, whenever, and however often the connection breaks: each command is done once, in its order."""

import asyncio
import random
from collections import deque

from app.run import transport
from app.server.pace import SPEEDS
from app.server.turns import TURNS
from tests.helpers.watching import STRANGER, Browser, looking
from xorcore import Config

GESTURES = 500


def gesture(chance: random.Random) -> dict:
    do = chance.choice(["play", "play", "pause", "step", "reset", "new_seed", "show", "show", "speed", "kind", "window"])
    value = {"show": chance.randrange(80), "speed": chance.choice(list(SPEEDS)), "window": chance.choice([None, [3, 30]]),
             "kind": chance.choice(["weights", "gradient", "change"])}.get(do)
    return {"do": do, "value": value}


async def make(viewer, gestures, chance) -> None:
    """Send them as the browser does: what was not heard is sent again over the next socket."""
    waiting = deque({"number": number, **one} for number, one in enumerate(gestures, 1))
    while waiting:
        async with Browser(viewer) as browser:
            for message in list(waiting)[: chance.randrange(1, 40)]:
                await browser.say(message)
                await browser.say({"do": chance.choice(["drawn", "drawn", "hidden"])})
                if chance.random() < 0.3:
                    await asyncio.sleep(chance.uniform(0, 0.01))
            if chance.random() < 0.5:  # else what was sent may not have been read
                await asyncio.sleep(0.02)
        while waiting and waiting[0]["number"] <= viewer.heard and chance.random() < 0.9:
            waiting.popleft()  # else the browser does not know that it was heard


def test_500_gestures_around_the_ends_of_runs_are_all_done_once_and_another_visitor_is_not_touched(monkeypatch):
    monkeypatch.setattr("app.server.stream.MOST_AT_ONCE", 10**6)
    chance, done = random.Random(1), []
    viewer, other = looking(Config(epochs=60)), looking(Config(epochs=10**6), visitor=STRANGER)
    monkeypatch.setattr(viewer, "act", lambda view, command: (done.append(command), transport.act(view, command)))
    gestures = [gesture(chance) for _ in range(GESTURES)]
    transport.play(other)

    async def all_of_them():
        await make(viewer, gestures, chance)
        while viewer.done < GESTURES:
            await asyncio.sleep(0.01)

    TURNS.start()
    try:
        asyncio.run(all_of_them())
    finally:
        TURNS.stop()
    assert [command.number for command in done] == list(range(1, GESTURES + 1))
    assert [command.do for command in done] == [one["do"] for one in gestures]
    assert viewer.live.run.config.seed == sum(one["do"] == "new_seed" for one in gestures)
    assert viewer.note == "" or "error" not in viewer.note
    assert other.live.playing
    assert len(other.live.run.history) == other.live.run.last.number + 1 > 1

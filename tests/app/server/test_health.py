"""The log says once a minute how the server is."""

import asyncio
import contextlib
import logging

from app.server import health, live_runs
from app.server.health import Health
from app.server.run import new_run
from app.server.viewer import GONE_SECONDS, Viewer
from xorcore import Config


def viewer_of(visitor: str, playing: bool) -> Viewer:
    live = live_runs.open_run(new_run(Config()), visitor)
    live.run.playing = playing
    return Viewer(live, visitor, lambda *_: None)


def test_nobody_is_no_line():
    assert Health().line([]) == ""


def test_visitors_runs_frames_and_the_longest_turn_are_said(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(health.time, "monotonic", lambda: now[0])
    made = Health()
    viewers = [viewer_of("ada", True), viewer_of("ada", False), viewer_of("bob", True)]
    made.frames = 30
    for seconds in (0.002, 0.012, 0.003):
        made.turned(seconds)
    now[0] += 2
    assert made.line(viewers) == "health: visitors 2, runs playing 2, frames 15.0/s, longest turn 12 ms"
    now[0] += 0.5
    assert made.line(viewers) == "health: visitors 2, runs playing 2, frames 0.0/s, longest turn 0 ms"
    assert not any(viewer.cookie in made.line(viewers) for viewer in viewers)


def test_who_is_gone_is_no_visitor():
    here, gone = viewer_of("ada", True), viewer_of("bob", True)
    gone.seen -= GONE_SECONDS
    assert Health().line([here, gone]).startswith("health: visitors 1, runs playing 1,")


def test_only_those_who_are_gone_are_no_line():
    gone = viewer_of("bob", True)
    gone.seen -= GONE_SECONDS
    assert Health().line([gone]) == ""


def test_the_line_goes_into_the_log(monkeypatch, caplog):
    monkeypatch.setattr(health, "SECONDS", 0)
    viewer = viewer_of("ada", False)

    async def for_a_moment() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(health.log_health(lambda: [viewer]), 0.05)

    with caplog.at_level(logging.INFO):
        asyncio.run(for_a_moment())
    assert viewer.looks and caplog.records[0].message.startswith("health: visitors 1, runs playing 0")

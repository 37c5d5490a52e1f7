"""A viewer and its socket without a browser: what it is sent is kept in a list."""

import asyncio
import json

from starlette.websockets import WebSocket

from app.run import transport
from app.server.live_runs import open_run
from app.server.run import new_run
from app.server.stream import live_socket
from app.server.turns import TURNS
from app.server.viewer import Viewer
from app.server.visitors import LENGTH, NAME
from app.train.live_view.message import next_message
from tests.helpers.decoding import decode, messages_of
from xorcore import Config

SOMEBODY, STRANGER = "s" * LENGTH, "x" * LENGTH  # visitors


def looking(config=None, visitor=SOMEBODY, speed="full", live=None):
    """A viewer with a socket, that looks at a run of its own, or at this one."""
    viewer = Viewer(live or open_run(new_run(config or Config()), visitor), visitor, transport.act)
    viewer.picture = next_message
    viewer.frames = []
    viewer.connect(viewer.frames.append)
    viewer.live.pace.begin(0.0, speed)
    viewer.heard_from(wants=True)
    return viewer


def playing(*arguments, **named):
    viewer = looking(*arguments, **named)
    transport.play(viewer)
    return viewer


def headers(viewer):
    """Of the frames that were sent."""
    return [header for frame in viewer.frames for header, _ in map(decode, messages_of(frame)) if header["is"] == "frame"]


class Browser:
    """The other end of a live view's socket, inside one event loop: `async with Browser(viewer) as browser`."""

    def __init__(self, viewer, *, token=None, cookie=None, origin=None):
        self.viewer, self.token = viewer, token or viewer.token
        cookie = viewer.cookie if cookie is None else cookie
        headers = [(b"host", b"server:8501")] + ([(b"cookie", f"{NAME}={cookie}".encode())] if cookie else [])
        self._headers = headers + ([(b"origin", origin.encode())] if origin else [])

    async def __aenter__(self):
        self._incoming, self._outgoing = asyncio.Queue(), asyncio.Queue()
        scope = {"type": "websocket", "path": f"/live/{self.token}", "path_params": {"token": self.token},
                 "headers": self._headers, "query_string": b""}
        await self._incoming.put({"type": "websocket.connect"})
        self._task = asyncio.create_task(live_socket(WebSocket(scope, self._incoming.get, self._outgoing.put)))
        self.opened = (await self._outgoing.get())["type"] == "websocket.accept"
        return self

    async def __aexit__(self, *_):
        await self.leave()

    async def leave(self, code=1001):
        """Close the tab."""
        await self._incoming.put({"type": "websocket.disconnect", "code": code})
        await self._task

    async def say(self, message):
        """Text, or an object as JSON."""
        text = message if isinstance(message, str) else json.dumps(message)
        await self._incoming.put({"type": "websocket.receive", "text": text})

    async def answer(self):
        """The next message of the server: an object of its JSON, the header of its frame, or the code of its close."""
        message = await asyncio.wait_for(self._outgoing.get(), 10)
        if message["type"] == "websocket.close":
            return message["code"]
        if message.get("text"):
            return json.loads(message["text"])
        return next(header for header, _ in map(decode, messages_of(message["bytes"])) if header["is"] == "frame")

    async def frame(self):
        """The header of the next frame; the trainer makes its rounds meanwhile."""
        while True:
            while self._outgoing.empty():
                TURNS.turn()
                await asyncio.sleep(0)
            answer = await self.answer()
            if not isinstance(answer, dict) or answer.get("is") == "frame":
                return answer

"""One WebSocket for each live view: frames to the browser, commands from it.

The next frame is sent only when the browser draws the last one, so a slow browser gets fewer frames and never a queue.
"""

import asyncio
import logging
import time
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect

from app.server import viewer as viewers
from app.server.commands import LONGEST, SIGNS, Command, CommandError, read_command
from app.server.rate_limit import RateLimit
from app.server.turns import TURNS
from app.server.viewer import Viewer
from app.server.visitors import visitor_of

PATH = "live/{token}"
MOST_SOCKETS = 24  # of one visitor
MESSAGES_A_SECOND = 200  # a frame drawn is one, at most 60 a second
MOST_AT_ONCE = 400
MOST_WAITING = 100  # commands of one view that are not done yet
MOST_REFUSED = 20  # messages, then the socket is closed
EDIT_SECONDS = 3.0  # that a command waits for what was edited before it
LOOK_SECONDS = 0.005  # between two looks whether it is done
AT_ONCE = ("play", "pause", "speed", "kind", "window")  # what takes no time
REFUSED, NOT_YOURS, UNKNOWN, REPLACED, TOO_MANY = 4400, 4403, 4404, 4409, 4429  # codes of a socket's end, for the browser

_log = logging.getLogger(__name__)
# Of the process, used in the event loop only: the sockets, and those viewers' work whose commands are being done.
_open: dict[Viewer, "Socket"] = {}
_work: dict[Viewer, asyncio.Task] = {}


async def live_socket(socket: WebSocket) -> None:
    """The route."""
    if not is_own_origin(socket.headers.get("origin"), socket.headers.get("host")):
        _log.warning("a socket of a foreign origin was refused")
        return await socket.close(1008)
    await socket.accept()
    viewer = viewers.find(socket.path_params["token"])
    if viewer is None:
        _log.warning("a socket for an unknown live view was refused")
        return await socket.close(UNKNOWN, "This live view is not known here.")
    if viewer.cookie != visitor_of(socket.cookies):  # cleared since the page was opened: its script goes on
        _log.warning("a socket for a live view of another visitor was refused")
        viewer.cookie_is_gone = True
        return await socket.close(NOT_YOURS, "This live view is another visitor's.")
    if sum(other.live.visitor == viewer.live.visitor for other in _open) >= MOST_SOCKETS:
        return await socket.close(TOO_MANY, f"You have {MOST_SOCKETS} live views open, as many as one visitor may.")
    return await Socket(socket, viewer).serve()


def is_own_origin(origin: str | None, host: str | None) -> bool:
    """As Streamlit checks its own socket: no Origin, this host's, and what its configuration allows."""
    try:
        from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed
    except ImportError:  # a private name
        return origin is None or origin.split("://")[-1] == host
    return _is_origin_allowed(origin, host)


class Socket:
    """One connection of one viewer."""

    def __init__(self, socket: WebSocket, viewer: Viewer):
        self._socket, self._viewer = socket, viewer
        self._loop = asyncio.get_running_loop()
        self._frames: asyncio.Queue[bytes] = asyncio.Queue()
        self._limit = RateLimit(MESSAGES_A_SECOND, MOST_AT_ONCE)
        self._refused = 0

    async def serve(self) -> None:
        """Until it ends; a newer socket of the same viewer takes its place."""
        if earlier := _open.get(self._viewer):
            await earlier.close(REPLACED, "Opened again.")
        _open[self._viewer] = self
        self._viewer.connect(self._deliver)
        sending = asyncio.create_task(self._send_frames())
        try:
            await self._receive()
        except (WebSocketDisconnect, RuntimeError):  # closed by the browser; closed here
            pass
        finally:
            sending.cancel()
            if _open.get(self._viewer) is self:
                del _open[self._viewer]
                self._viewer.connect(None)

    async def close(self, code: int, reason: str) -> None:
        with suppress(RuntimeError):
            await self._socket.close(code, reason)

    def _deliver(self, frame: bytes) -> None:
        """For the trainer's thread."""
        self._loop.call_soon_threadsafe(self._frames.put_nowait, frame)

    async def _send_frames(self) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                await self._socket.send_bytes(await self._frames.get())

    async def _receive(self) -> None:
        while True:
            message = await self._socket.receive()
            if message["type"] != "websocket.receive":
                return
            if not self._limit.admits(time.monotonic()):
                _log.warning("a socket that sent too many messages was closed")
                await self.close(TOO_MANY, f"At most {MESSAGES_A_SECOND} messages a second are read.")
                return
            if not await self._take(message.get("text") or ""):
                return

    async def _take(self, text: str) -> bool:
        """One message. Returns whether to go on."""
        try:
            command = read_command(text)
        except CommandError as error:
            return await self._refuse(str(error), too_large=len(text) > LONGEST)
        if command.do in SIGNS:
            self._note_sign(command.do)
        elif len(self._viewer.waiting) >= MOST_WAITING:
            return await self._refuse(f"{MOST_WAITING} commands wait to be done; this one was not taken.", too_large=False)
        else:
            if self._viewer.takes(command):
                do_soon(self._viewer, command)
            await self._socket.send_json({"heard": self._viewer.heard})
        return True

    async def _refuse(self, sentence: str, too_large: bool) -> bool:
        self._refused += 1
        if self._refused == 1:
            _log.warning("a message was refused: %s", sentence)
        if too_large or self._refused > MOST_REFUSED:
            await self.close(REFUSED, sentence)
            return False
        await self._socket.send_json({"refused": sentence})
        return True

    def _note_sign(self, sign: str) -> None:
        wants = sign == "drawn" and self._frames.empty()  # who does not take what was sent gets no more
        self._viewer.heard_from(wants, hidden=sign == "hidden")
        if self._viewer.live.playing:
            TURNS.wake()
        else:
            TURNS.answer(self._viewer.live)


def do_soon(viewer: Viewer, command: Command) -> None:
    """After those that came before it. What was heard is done, also where its socket ends meanwhile."""
    viewer.waiting.append(command)
    if viewer not in _work:
        _work[viewer] = asyncio.create_task(_do_all(viewer))


async def _do_all(viewer: Viewer) -> None:
    """One after the other, what can take a while in a thread: to go to an epoch, to start a large network."""
    try:
        while viewer.waiting:
            await _edits_done(viewer)
            command, live = viewer.waiting.popleft(), viewer.live
            if command.do in AT_ONCE:
                viewer.do(command)
            else:
                await asyncio.to_thread(viewer.do, command)
            TURNS.answer(live)
            TURNS.answer(viewer.live)
    finally:
        del _work[viewer]


async def _edits_done(viewer: Viewer) -> None:
    """See `edits_first`."""
    until = time.monotonic() + EDIT_SECONDS
    while viewer.is_asked and time.monotonic() < until:
        await asyncio.sleep(LOOK_SECONDS)

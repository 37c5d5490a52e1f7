"""The page has its style from its first byte: one that came with the script's first message would move what stands by then.
It also names the scripts that the page will need.

Streamlit's own frame is as narrow as a column of text until the script says otherwise, which is said here at once. So is
where the server is: Streamlit's script otherwise looks for it under the page's own path first, and the browser logs what it
did not find there. What Back goes to: see places.js. Who has the focus when its button goes: see kept_focus.js. What a
finger on a picture of Plotly's does: see plotly_touch.js.
"""

from app.drawing.scripts import script
from app.server.opening.needed_scripts import preloads
from app.widgets.style import STYLE

WIDE = "<style>[data-testid=stMainBlockContainer] { max-width: none !important }</style>"
SERVER = "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('.', location.href).href }</script>"
PLACES_CODE = script("server/opening/places")
FOCUS_CODE = script("server/opening/kept_focus")
TOUCH_CODE = script("drawing/plotly_touch")
CODE = "".join(f"<script>{{{code}}}</script>" for code in (PLACES_CODE, FOCUS_CODE, TOUCH_CODE))
HEAD = b"<head>"
HEAD_END = b"</head>"


class StyledPage:
    """ASGI middleware: puts the style into the head of each page that is sent."""

    def __init__(self, app):
        self._app = app

    async def __call__(self, scope, receive, send) -> None:
        start, parts = None, []

        async def styled(message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif message["type"] == "http.response.body" and start:
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    await _send_styled(send, start, b"".join(parts), head_of(scope["path"]))
            else:
                await send(message)

        if scope["type"] == "http" and _asks_for_page(scope):
            await self._app(_uncompressed(scope), receive, styled)
        else:
            await self._app(scope, receive, send)


def head_of(path: str) -> str:
    """What stands at the end of the page's head."""
    return WIDE + STYLE + preloads(path.rpartition("/")[2])


async def _send_styled(send, start, body: bytes, head: str) -> None:
    body = body.replace(HEAD, HEAD + (SERVER + CODE).encode(), 1).replace(HEAD_END, head.encode() + HEAD_END, 1)
    headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
    await send(start | {"headers": [*headers, (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})


def _asks_for_page(scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _uncompressed(scope) -> dict:
    """The same request, for a page whose text can be added to."""
    return scope | {"headers": [header for header in scope["headers"] if header[0] != b"accept-encoding"]}


def _is_page(start) -> bool:
    headers = {name.lower(): value for name, value in start["headers"]}
    return start["status"] == 200 and headers.get(b"content-type", b"").startswith(b"text/html")

"""Streamlit's own files never change: each is sent from memory once it was read, and compressed to whoever takes that.

A page asks for some 140 of them. From disk each costs the server some milliseconds, while a class opens the page at once.
"""

import asyncio
import gzip
from typing import NamedTuple

FOREVER = b"immutable"  # in the Cache-Control of files whose name changes with their content
TEXT = (b"javascript", b"css")
OF_OTHERS = {b"range", b"if-none-match", b"if-modified-since"}  # headers of requests for something else than the whole
# Headers of the plain bytes: by them a browser that was cut off asks for the rest of compressed ones (RFC 9110, 8.8.3).
OF_PLAIN_BYTES = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}


class File(NamedTuple):
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def compressed(self) -> "File":
        body = gzip.compress(self.body)
        headers = [(name, value) for name, value in self.headers if name.lower() not in OF_PLAIN_BYTES]
        own = [(b"content-length", str(len(body)).encode()), (b"content-encoding", b"gzip"), (b"vary", b"accept-encoding")]
        return File([*headers, *own], body)


class RememberedFiles:
    """ASGI middleware. As many files as Streamlit has, some 20 MB where all pages were looked at."""

    def __init__(self, app):
        self._app = app
        self._files: dict[str, File] = {}
        self._compressed: dict[str, File] = {}

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or OF_OTHERS & {name for name, _ in scope["headers"]}:
            return await self._app(scope, receive, send)
        path = scope["path"]
        if path in self._files:
            takes_gzip = any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
            return await _send(send, self._compressed.get(path) if takes_gzip else None, self._files[path])
        return await self._read(path, scope, receive, send)

    async def _read(self, path: str, scope, receive, send) -> None:
        start, parts, whole = None, [], False

        async def noted(message) -> None:
            nonlocal start, whole
            if message["type"] == "http.response.start":
                start = message
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))
                whole = not message.get("more_body")
            await send(message)

        await self._app(scope, receive, noted)  # it also ends, with a part of the file, where the browser has gone
        if whole and start["status"] == 200 and FOREVER in dict(start["headers"]).get(b"cache-control", b""):
            file = self._files[path] = File(start["headers"], b"".join(parts))
            if any(kind in dict(file.headers).get(b"content-type", b"") for kind in TEXT):
                self._compressed[path] = await asyncio.to_thread(file.compressed)


async def _send(send, compressed: File | None, file: File) -> None:
    headers, body = compressed or file
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})

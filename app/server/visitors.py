"""A visitor is known by a cookie that nobody can guess and no script can read: a run opens only for its own visitor."""

import secrets
from collections.abc import Mapping
from http.cookies import SimpleCookie

NAME = "xor_visitor"
LIFETIME = 400 * 24 * 3600  # seconds; browsers keep no cookie for longer
LENGTH = 43  # characters of 32 random bytes


def visitor_of(cookies: Mapping[str, str]) -> str:
    """The visitor that these cookies name, "" where they name none."""
    value = cookies.get(NAME, "")
    return value if len(value) == LENGTH and value.isascii() else ""


def stranger() -> str:
    """A name for a visitor without cookies, who is another one at each visit."""
    return secrets.token_urlsafe(32)


class VisitorCookie:
    """ASGI middleware: whoever is sent a page and has no name yet is given one."""

    def __init__(self, app):
        self._app = app

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or visitor_of(_cookies(scope)):
            return await self._app(scope, receive, send)

        async def named(message) -> None:
            if message["type"] == "http.response.start" and _is_page(message["headers"]):
                message = message | {"headers": [*message["headers"], (b"set-cookie", _cookie(scope).encode())]}
            await send(message)

        return await self._app(scope, receive, named)


def _cookies(scope) -> dict[str, str]:
    text = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    return {name: morsel.value for name, morsel in SimpleCookie(text).items()}


def _is_page(headers) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)


def _cookie(scope) -> str:
    https = scope.get("scheme") == "https" or (b"x-forwarded-proto", b"https") in scope["headers"]
    path = scope.get("root_path") or "/"
    return (f"{NAME}={stranger()}; Path={path}; Max-Age={LIFETIME}; HttpOnly; SameSite=Lax"
            + ("; Secure" if https else ""))

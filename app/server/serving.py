"""What the server does beside Streamlit's pages: the live views' sockets, the visitors' cookies, the trainer's thread."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute

from app.server.address import live_path
from app.server.stream import live_socket
from app.server.turns import TURNS
from app.server.visitors import VisitorCookie


def parts() -> dict[str, Any]:
    """Arguments of `st.App`."""
    return {"routes": [WebSocketRoute(live_path("{token}"), live_socket)], "middleware": [Middleware(VisitorCookie)],
            "lifespan": lifespan}


@asynccontextmanager
async def lifespan(_app) -> AsyncIterator[None]:
    """The trainer's thread lives as long as the server."""
    logging.getLogger("app").setLevel(logging.INFO)
    TURNS.start()
    try:
        yield
    finally:
        TURNS.stop()

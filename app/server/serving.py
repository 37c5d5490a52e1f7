"""What the server does beside Streamlit's pages: the live views' sockets, the visitors' cookies, the trainer's thread."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute

from app.server import freed_memory, mends
from app.server.address import live_path
from app.server.health import log_health
from app.server.keeper import keeper
from app.server.opening.first_visit import prepare
from app.server.opening.remembered_files import RememberedFiles
from app.server.opening.styled_page import StyledPage
from app.server.stream import live_socket
from app.server.turns import TURNS
from app.server.viewer import all_viewers
from app.server.visitors import VisitorCookie


def parts() -> dict[str, Any]:
    """Arguments of `st.App`."""
    return {"routes": [WebSocketRoute(live_path("{token}"), live_socket)],
            "middleware": [Middleware(each) for each in (RememberedFiles, VisitorCookie, StyledPage)], "lifespan": lifespan}


@asynccontextmanager
async def lifespan(_app) -> AsyncIterator[None]:
    """The trainer's and the keeper's thread, and the figures of health, live as long as the server."""
    logging.getLogger("app").setLevel(logging.INFO)
    mends.mend()
    freed_memory.give_back()
    prepare()
    TURNS.start()
    keeper().start()
    every_minute = [asyncio.create_task(each) for each in (log_health(all_viewers), freed_memory.trim_every_minute())]
    try:
        yield
    finally:
        for task in every_minute:
            task.cancel()
        TURNS.stop()
        keeper().stop()

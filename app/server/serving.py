"""What the server does beside Streamlit's pages: the live views' sockets, the visitors' cookies, the trainer's thread."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute

from app.server import edits_first, freed_memory, page_changes, page_top, refused_downloads, whole_callbacks, whole_requests
from app.server.address import live_path
from app.server.first_visit import prepare
from app.server.health import log_health
from app.server.keeper import keeper
from app.server.no_delay import send_at_once
from app.server.remembered_files import RememberedFiles
from app.server.stream import live_socket
from app.server.styled_page import StyledPage
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
    send_at_once()
    freed_memory.give_back()
    page_changes.follow()
    page_top.begin_there()
    refused_downloads.say_why()
    whole_callbacks.keep_whole()
    edits_first.follow()
    whole_requests.follow()
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

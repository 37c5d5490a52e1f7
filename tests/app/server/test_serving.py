"""What the server does beside Streamlit's pages begins and ends with it."""

import asyncio
import logging
from types import SimpleNamespace

import pytest

from app.server import serving
from app.server.address import live_path
from app.server.stream import live_socket

OF_FILES = {"mends": "mend", "freed_memory": "give_back"}


def test_a_live_view_finds_its_socket_at_the_address_that_its_page_tells():
    (route,) = serving.parts()["routes"]
    matched, scope = route.matches({"type": "websocket", "path": live_path("abc")})
    assert serving.parts()["lifespan"] is serving.lifespan
    assert matched.name == "FULL" and scope["path_params"] == {"token": "abc"} and scope["endpoint"] == live_socket


@pytest.mark.filterwarnings("ignore:coroutine")
def test_all_that_begins_with_the_server_begins_once_and_its_threads_end_with_it(monkeypatch):
    done = []
    monkeypatch.setattr(serving, "prepare", lambda: done.append("prepare"))
    for file, name in OF_FILES.items():
        monkeypatch.setattr(getattr(serving, file), name, lambda name=name: done.append(name))
    threads = {name: SimpleNamespace(start=lambda name=name: done.append(f"{name} starts"),
                                     stop=lambda name=name: done.append(f"{name} stops")) for name in ("turns", "keeper")}
    monkeypatch.setattr(serving, "TURNS", threads["turns"])
    monkeypatch.setattr(serving, "keeper", lambda: threads["keeper"])

    logging.getLogger("app").setLevel(logging.NOTSET)

    async def served():
        async with serving.lifespan(None):
            assert logging.getLogger("app").level == logging.INFO
            assert sorted(done) == sorted(["prepare", *OF_FILES.values(), "turns starts", "keeper starts"])
            done.clear()
            await asyncio.sleep(0)
            assert len(asyncio.all_tasks()) == 3  # this one, the figures of health, the memory that is given back
        await asyncio.sleep(0)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(served())
    assert sorted(done) == ["keeper stops", "turns stops"]

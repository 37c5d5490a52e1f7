"""A class at work: `python tests/benchmarks/class_load.py [--clients 20] [--seconds 10]`.

Each client is a visitor of its own: it opens the page's own session and its live view's socket as a browser does, plays a
run that does not end, and says 16 ms after each frame that it has drawn it. Prints one JSON object: frames a second and
gaps, how long Pause takes to be answered, how long the page's first answer takes meanwhile, and how evenly the runs
advanced. For figures to quote, run it with nothing else on the machine.
"""

import argparse
import asyncio
import json
import statistics
import sys
import time
import urllib.request
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.helpers.decoding import decode, messages_of
from tests.helpers.served import served

QUERY = "hidden=16,16&dataset=moons&samples=200&epochs=1000000&speed=full"
DRAW_SECONDS = 0.016


class Client:
    """One visitor with one tab."""

    def __init__(self, address: str):
        self._host = address.removeprefix("http://")
        with urllib.request.urlopen(address) as page:
            self._cookie = {"Cookie": page.headers["Set-Cookie"].split(";")[0]}
        self.times, self.epoch, self.number = [], 0, 0
        self.playing = asyncio.Event()
        self.still = asyncio.Event()

    async def open(self) -> float:
        """Both connections. Returns the seconds until the page's first answer."""
        start = time.perf_counter()
        self._session = await websockets.connect(f"ws://{self._host}/_stcore/stream", subprotocols=["streamlit"],
                                                 additional_headers=self._cookie, max_size=None)
        message = BackMsg()
        message.rerun_script.query_string = QUERY
        await self._session.send(message.SerializeToString())
        page = await self._page_header()
        seconds = time.perf_counter() - start
        self._listening = asyncio.create_task(self._listen())
        self._live = await websockets.connect(f"ws://{self._host}{page['path']}", additional_headers=self._cookie)
        self._drawing = asyncio.create_task(self._draw())
        await self._live.send('{"do": "drawn"}')
        return seconds

    async def _page_header(self) -> dict:
        while True:
            message = ForwardMsg.FromString(await self._session.recv())
            content = message.delta.new_element.bidi_component.bytes
            for header, _ in map(decode, messages_of(content)):
                if header["is"] == "page":
                    return header

    async def _listen(self) -> None:
        async for _ in self._session:
            pass

    async def _draw(self) -> None:
        async for message in self._live:
            if isinstance(message, str):
                continue
            header = next(header for header, _ in map(decode, messages_of(message)) if header["is"] == "frame")
            self.times.append(time.perf_counter())
            self.epoch = header["epoch"]
            (self.playing if header["playing"] else self.still).set()
            (self.still if header["playing"] else self.playing).clear()
            await asyncio.sleep(DRAW_SECONDS)
            await self._live.send('{"do": "drawn"}')

    async def press(self, doing: str) -> float:
        """Seconds until the frame that answers."""
        start, self.number = time.perf_counter(), self.number + 1
        await self._live.send(json.dumps({"number": self.number, "do": doing}))
        await asyncio.wait_for((self.playing if doing == "play" else self.still).wait(), 30)
        return time.perf_counter() - start

    async def close(self) -> None:
        for task in (self._drawing, self._listening):
            task.cancel()
        await self._live.close()
        await self._session.close()


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def milliseconds(seconds: float) -> int:
    return round(1000 * seconds)


async def measure(address: str, clients: int, seconds: float) -> dict:
    visitors = [Client(address) for _ in range(clients)]
    for visitor in visitors:
        await visitor.open()
    await asyncio.gather(*(visitor.press("play") for visitor in visitors))
    await asyncio.sleep(2)
    before = [(len(visitor.times), visitor.epoch) for visitor in visitors]
    await asyncio.sleep(seconds)
    shown = [visitor.times[first:] for visitor, (first, _) in zip(visitors, before, strict=True)]
    advanced = [visitor.epoch - epoch for visitor, (_, epoch) in zip(visitors, before, strict=True)]
    late = Client(address)
    first_answer = await late.open()
    pauses = [await visitor.press("pause") for visitor in visitors]
    for visitor in [*visitors, late]:
        await visitor.close()
    gaps = [later - earlier for times in shown for earlier, later in zip(times, times[1:], strict=False)]
    rates = [len(times) / seconds for times in shown]
    return {"clients": clients, "frames_per_s": round(statistics.median(rates), 1), "slowest": round(min(rates), 1),
            "gap_p95_ms": milliseconds(p95(gaps)), "pause_p95_ms": milliseconds(p95(pauses)),
            "first_answer_ms": milliseconds(first_answer), "epochs_per_s": round(sum(advanced) / seconds),
            "share_lowest": round(min(advanced) / statistics.mean(advanced), 2),
            "share_highest": round(max(advanced) / statistics.mean(advanced), 2)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--clients", type=int, nargs="+", default=[20, 50])
    parser.add_argument("--seconds", type=float, default=10)
    arguments = parser.parse_args()
    for clients in arguments.clients:
        with served() as (address, _):
            print(json.dumps(asyncio.run(measure(address, clients, arguments.seconds))))


if __name__ == "__main__":
    main()

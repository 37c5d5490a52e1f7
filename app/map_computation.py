"""A map in the making: one thread trains its cells, and whoever looks takes the latest picture.

Nobody tells a server that a tab was closed or another page opened: a computation that nobody looks at waits, and at last
ends.
"""

import threading
import time
from collections.abc import Iterator

from app.map_picture import MapPicture, map_picture
from app.map_request import MapRequest
from xorcore.maps import Map

UNSEEN_SECONDS = 2.0  # then it waits
ABANDONED_SECONDS = 120.0  # then it ends
PICTURE_SECONDS = 0.25  # between two pictures of up to 128 x 128 cells; larger ones are dearer to make and to send


class MapComputation:
    """Starts at once. `picture` is the latest one, None before the first."""

    def __init__(self, request: MapRequest):
        """Raises ValueError where the request cannot be used."""
        self.request = request
        self.picture: MapPicture | None = None
        self.running = True
        self.error = ""  # what ended it, where something did
        self.seconds = 0.0
        self.seen = time.monotonic()
        self._cancelled, self._first = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, args=(request.maps(),), daemon=True)
        self._thread.start()

    def look(self) -> None:
        """Somebody is looking."""
        self.seen = time.monotonic()

    def cancel(self) -> None:
        """Take up no more work; the picture stays as it is."""
        self._cancelled.set()
        self.running = False

    @property
    def complete(self) -> bool:
        return self.picture is not None and self.picture.complete

    def wait_for_first(self, seconds: float) -> None:
        """Until there is a picture, but at most so long."""
        self._first.wait(seconds)

    def join(self) -> None:
        self._thread.join()

    def _run(self, maps: Iterator[Map]) -> None:
        start, next_picture = time.monotonic(), 0.0
        interval = PICTURE_SECONDS * max(1.0, self.request.cells**2 / 128**2 / 2)
        try:
            for found in maps:
                now = time.monotonic()
                if self._cancelled.is_set():
                    break
                if now >= next_picture or found.outcome.progress == 1:
                    self._show(found, now - start)
                    next_picture = time.monotonic() + interval
                start += self._wait_unseen()
        except Exception as error:  # the thread's end is otherwise silent
            self.error = f"The computation ended with an error: {error}."
        finally:
            maps.close()
            self.running = False
            self._first.set()

    def _show(self, found: Map, seconds: float) -> None:
        picture = map_picture(found, self.request.colour)
        if not self._cancelled.is_set():
            self.picture, self.seconds = picture, seconds
            self._first.set()

    def _wait_unseen(self) -> float:
        """Seconds that were waited for somebody to look."""
        start = time.monotonic()
        while (unseen := time.monotonic() - self.seen) > UNSEEN_SECONDS and not self._cancelled.wait(0.1):
            if unseen > ABANDONED_SECONDS:
                self.cancel()
        return time.monotonic() - start

"""One long computation of a tab, in a thread of its own: its newest partial result, and a way to cancel it.

A tab has at most one. It ends when it is cancelled, when another page or another computation takes its place, and when
nobody has looked at it for a while: the tab was closed.
"""

import threading
import time
from collections.abc import Iterator

import streamlit as st

UNSEEN_SECONDS = 20.0  # a hidden tab asks about once a second, a closed one never again
INTERVAL = 0.3  # seconds between two looks at a running computation


class Computation:
    """Takes all results of an iterator, one after the other, and keeps the newest."""

    def __init__(self, results: Iterator):
        self.newest = None  # the last result, None before the first
        self.error: Exception | None = None
        self._cancelled = threading.Event()
        self._seen = self._started = time.monotonic()
        self._seconds: float | None = None  # it took, None while it runs
        self._thread = threading.Thread(target=self._take_all, args=(results,), daemon=True)
        self._thread.start()

    def _take_all(self, results: Iterator) -> None:
        try:
            for result in results:
                if self._cancelled.is_set():
                    break
                self.newest = result
                if time.monotonic() - self._seen > UNSEEN_SECONDS:
                    self._cancelled.set()
        except Exception as error:
            self.error = error
        finally:
            self._seconds = time.monotonic() - self._started
            results.close()

    @property
    def running(self) -> bool:
        """Whether more is to come; asking counts as looking at it."""
        self._seen = time.monotonic()
        return self._seconds is None and not self.cancelled

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def seconds(self) -> float:
        """Since it was started, up to its end."""
        return time.monotonic() - self._started if self._seconds is None else self._seconds

    def cancel(self) -> None:
        """Keep the newest result and take no more. The thread ends with the result it is at."""
        if self._seconds is None:
            self._cancelled.set()

    def join(self, seconds: float | None = None) -> None:
        """Wait for the thread's end."""
        self._thread.join(seconds)


def start(page: str, results: Iterator) -> Computation:
    """Start the tab's computation, for this page; the one before is cancelled and has ended."""
    stop()
    computation = Computation(results)
    st.session_state.computation = page, computation
    return computation


def stop(unless_of: str | None = None) -> None:
    """Cancel the tab's computation, unless it is this page's."""
    page, computation = st.session_state.get("computation", (None, None))
    if computation and page != unless_of:
        computation.cancel()
        computation.join(1)

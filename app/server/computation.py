"""One long computation of a tab, in a thread of its own: its newest partial result, and a way to cancel it.

A tab has at most one: it ends when it is cancelled, and when another computation takes its place. One that nobody looks at,
because another page is open or the tab is loaded again, waits; nobody tells a server that a tab was closed, so at last it
ends.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator

import streamlit as st

UNSEEN_SECONDS = 2.0  # then it waits; a hidden tab looks about once a second
LOOK_SECONDS = 0.1  # between two moments at which a waiting one finds out that somebody looks
ABANDONED_SECONDS = 1800.0  # then it ends
PAUSE_SECONDS = 0.001  # after each result, for the page
NICENESS = 5  # of a computation: the page's threads come first
INTERVAL = 0.5  # seconds between two looks at a running computation
NEAR_THE_END = 0.8  # seconds before it, as is foreseen, a look waits for the end instead of showing one more partial result
AWAIT_SECONDS = 0.5  # but at most so long: a click on a partial result is answered only then
LISTEN_SECONDS = 0.02  # between two moments at which any other click is answered

# Threads that compute let go of the interpreter lock many times a millisecond and take it back before the page's thread
# wakes up; that one gets it only after this interval, several times for each message.
sys.setswitchinterval(0.0005)


class Clock:
    """The time, and how it is waited for."""

    now = staticmethod(time.monotonic)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait for the event, at most so long; whether it has come."""
        return event.wait(seconds)


class Computation:
    """Takes all results of an iterator, one after the other, and keeps the newest. Starts at once.

    One that is cancelled before its first result has none: `newest` is None, as before it.
    """

    def __init__(self, results: Iterator, clock: Clock | None = None):
        self._clock = clock or Clock()
        self.newest = None  # the last result, None before the first
        self.error: Exception | None = None
        self._cancelled, self._first = threading.Event(), threading.Event()
        self._seen = self._started = self._clock.now()
        self._seconds: float | None = None  # it took, None while it runs
        self._newest_at = 0.0  # seconds after the start, when the newest result came
        self._thread = threading.Thread(target=self._take_all, args=(results,), daemon=True)
        self._thread.start()

    def _take_all(self, results: Iterator) -> None:
        if sys.platform == "linux":  # elsewhere it would hold for the whole process
            os.nice(NICENESS)  # of this thread and of those that it starts
        try:
            for result in results:
                if self._cancelled.is_set():
                    break
                if result is not self.newest:
                    self.newest, self._newest_at = result, self.seconds
                self._first.set()
                self._pause()
        except Exception as error:
            self.error = error
        finally:
            self._seconds = self.seconds
            self._first.set()
            results.close()

    def _pause(self) -> None:
        """Let the page in, and wait until somebody looks; this waiting does not count as time that it took."""
        clock = self._clock
        clock.wait(self._cancelled, PAUSE_SECONDS)
        start = clock.now()
        while (unseen := clock.now() - self._seen) > UNSEEN_SECONDS and not clock.wait(self._cancelled, LOOK_SECONDS):
            if unseen > ABANDONED_SECONDS:
                self.cancel()
        self._started += clock.now() - start

    @property
    def running(self) -> bool:
        """Whether more is to come; asking counts as looking at it."""
        self._seen = self._clock.now()
        return self._seconds is None and not self.cancelled

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def seconds(self) -> float:
        """Since it was started, up to its end."""
        return self._clock.now() - self._started if self._seconds is None else self._seconds

    @property
    def seconds_left(self) -> float:
        """By the `progress` (0 to 1) of the newest result when it came; infinite where it does not say."""
        progress = getattr(self.newest, "progress", 0)
        return max(0.0, self._newest_at / progress - self.seconds) if progress else float("inf")

    def cancel(self) -> None:
        """Keep the newest result and take no more. The thread ends with the result it is at."""
        if self._seconds is None:
            self._cancelled.set()

    def wait_for_first(self, seconds: float) -> None:
        """Wait for the first result, or the end where there is none, but at most so long."""
        self._first.wait(seconds)

    def join(self, seconds: float | None = None) -> None:
        """Wait for the thread's end."""
        self._thread.join(seconds)


def start(results: Iterator) -> Computation:
    """Start the tab's computation; the one before is cancelled and has ended."""
    stop()
    if "computation" in st.session_state:
        st.session_state.computation.join(1)
    computation = Computation(results)
    take(computation)
    return computation


def stop() -> None:
    """Cancel the tab's computation."""
    if "computation" in st.session_state:
        st.session_state.computation.cancel()


def take(computation: Computation) -> None:
    """The visitor's, begun before the tab was loaded again, is the tab's."""
    st.session_state.computation = computation


def watch(computation: Computation, draw: Callable[[bool], None]) -> None:
    """Call draw(running) now, and while it runs again and again; after its end once more with the whole page."""
    interval = INTERVAL if computation.running else None
    drawn, drawn_at_end = False, False

    @st.fragment(run_every=interval)
    def look() -> None:
        nonlocal drawn, drawn_at_end
        if drawn and computation.running and computation.seconds_left < NEAR_THE_END:
            _await_end(computation)
        running = computation.running
        draw(running)  # also before the page follows: what was clicked in it must be heard
        if interval and drawn_at_end:
            st.rerun()
        drawn, drawn_at_end = True, not running

    look()


def _await_end(computation: Computation) -> None:
    """So that the end is on the screen at once. A click outside of what is drawn ends the waiting."""
    for _ in range(round(AWAIT_SECONDS / LISTEN_SECONDS)):
        computation.join(LISTEN_SECONDS)
        if not computation.running:
            break
        _ = "computation" in st.session_state  # where Streamlit lets the click in

"""Streamlit opens its port with a socket that asyncio does not take for one of TCP, so that what is sent waits.

asyncio sets TCP_NODELAY only where a socket names its protocol, and Streamlit's names none (1.67: `_bind_socket`). The
second of two small packets then waits until the browser has confirmed the first, 40 ms on Linux: that is each file.
"""

import gc
import socket


def mend() -> None:
    """For the ports that are open now; a connection takes it over from its port."""
    for each in gc.get_objects():
        if isinstance(each, socket.socket) and each.fileno() >= 0 and each.family in (socket.AF_INET, socket.AF_INET6):
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

"""Reads frames and scenes as the browser does, written from the description of the layout in `app.live_view.frame`."""

import json

import numpy as np


def decode(message: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    start = 4 + int.from_bytes(message[:4], "little")
    header, sections = json.loads(message[4:start]), {}
    for name, (kind, offset, count, *scale) in header["sections"].items():
        values = np.frombuffer(message, kind, count, start + offset)
        sections[name] = values * (scale[0] / 127) if scale else values
    return header, sections


def messages_of(content: bytes) -> list[bytes]:
    """The messages that travel as one."""
    messages = []
    while content:
        end = 4 + int.from_bytes(content[:4], "little") + decode(content)[0]["length"]
        messages.append(content[:end])
        content = content[end:]
    return messages

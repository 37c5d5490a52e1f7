"""Numbers for a browser's script, as one message of bytes.

Layout, little endian: the header's length (uint32), the header (JSON, padded with spaces to a multiple of four bytes),
then typed arrays. The header says under "sections" where each array lies: [type, offset behind the header, count], each
offset a multiple of four; an int8 array of values v stands for scale * v / 127, the scale behind its count; what float32
does not hold is float64. The header also says how many bytes come behind it ("length"), so that messages can follow each
other.
"""

import json
from collections.abc import Iterable

import numpy as np

MOST_EXACT_BYTES = 2800  # of an array that may be rounded and travels as it is; a longer one does as int8 of its largest


def pack(header: dict, sections: dict[str, np.ndarray], rounded: Iterable[str] = ()) -> bytes:
    """Header and arrays (uint8, float32 or float64) as one message. rounded: names of arrays that may be."""
    places, parts, offset = {}, [], 0
    for name, values in sections.items():
        array, scale = _encoded(values) if name in rounded else (values, [])
        places[name] = [array.dtype.str[1:], offset, array.size, *scale]
        parts.append(_padded(array.tobytes(), b"\0"))
        offset += len(parts[-1])
    text = _padded(json.dumps({**header, "length": offset, "sections": places}).encode(), b" ")
    return b"".join([len(text).to_bytes(4, "little"), text, *parts])


def _encoded(values: np.ndarray) -> tuple[np.ndarray, list[float]]:
    """As `single`, or, where that is too long, as int8 and their scale."""
    exact = single(values)
    if exact.nbytes <= MOST_EXACT_BYTES:
        return exact, []
    scale = float(np.abs(values).max()) or 1.0
    return np.rint(values / scale * 127).astype(np.int8), [scale]


def single(values: np.ndarray) -> np.ndarray:
    """float32, or float64 where that would make an infinity of a number or 0."""
    sizes = np.abs(values[values != 0])
    limits = np.finfo(np.float32)
    return values if ((sizes > limits.max) | (sizes < limits.tiny)).any() else values.astype(np.float32)


def _padded(content: bytes, filler: bytes) -> bytes:
    return content + filler * (-len(content) % 4)

"""A map as a file: the picture as PNG, the numbers as .npz."""

import io
import json
import struct
import zlib

import numpy as np

from app.maps.axes import in_words
from app.maps.colours import PALETTE, UNKNOWN
from app.maps.picture import MapPicture, outcome_in_words

LEAST_SIDE = 1024  # pixels


def png(picture: MapPicture) -> bytes:
    """The cells as squares of pixels, the lowest row at the bottom; what is not computed is transparent."""
    pixels = max(1, LEAST_SIDE // picture.cells)
    image = picture.colours[::-1].repeat(pixels, axis=0).repeat(pixels, axis=1)
    height, width = image.shape
    rows = np.hstack([np.zeros((height, 1), np.uint8), image])  # each row begins with its filter: none
    opaque = np.full(256, 255, np.uint8)
    opaque[UNKNOWN] = 0
    words = "; ".join(f"{in_words(axis.name)} {axis.low:.17g} to {axis.high:.17g}" for axis in (picture.x, picture.y))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)), (b"PLTE", PALETTE.tobytes()),
              (b"tRNS", opaque.tobytes()), (b"tEXt", b"Description\0" + words.encode("latin-1")),
              (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def npz(picture: MapPicture, settings: dict[str, str]) -> bytes:
    """x, y (cells,): the values of the axes; values, states (cells, cells); about: what they are, as JSON."""
    about = {"x": picture.x.name, "y": picture.y.name, "values": picture.colour, "settings": settings,
             "epochs": picture.epochs, "states": outcome_in_words(picture)}
    file = io.BytesIO()
    np.savez_compressed(file, x=picture.x.values(picture.cells), y=picture.y.values(picture.cells),
                        values=picture.values, states=picture.states, about=np.array(json.dumps(about)))
    return file.getvalue()

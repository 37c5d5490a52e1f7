"""A kept run in the size of a stamp: at the left what the network answers over the plane, at the right its loss.

Made of NumPy and zlib, in a few milliseconds. The picture says of which epoch it is, and shows when it is damaged.
"""

import struct
import zlib

import numpy as np

from app.server.run import plane_around
from xorcore.book import Surface, network_sizes
from xorcore.files import SavedRun, SealError, seal, unseal

HEIGHT, CURVE_WIDTH, GAP = 96, 168, 16  # pixels; shown at half the size, so that it is sharp on every display
GRID = HEIGHT // 2  # points of the surface along an axis
BLUE, NEUTRAL, ORANGE = (24, 93, 170), (236, 236, 236), (213, 103, 0)  # as on the Train page: low, middle, high
LINE = (128, 128, 128)  # readable on light and on dark
STROKE = 2  # pixels below and above the curve


def picture(run: SavedRun) -> bytes:
    """The run's PNG, sealed with the epoch it is of."""
    pixels = np.zeros((HEIGHT, HEIGHT + GAP + CURVE_WIDTH, 4), np.uint8)
    pixels[:, :HEIGHT] = _surface(run)
    pixels[:, HEIGHT + GAP :][_curve(run.losses)] = (*LINE, 255)
    return seal({"epoch": run.epoch}, {"png": np.frombuffer(_png(pixels), np.uint8)})


def read_picture(content: bytes | None) -> tuple[int, bytes] | None:
    """The epoch and the PNG; None where there is none that can be read."""
    try:
        words, arrays = unseal(content or b"")
        return words["epoch"], arrays["png"].tobytes()
    except (SealError, KeyError):
        return None


def _surface(run: SavedRun) -> np.ndarray:
    """(HEIGHT, HEIGHT, 4), the largest x2 at the top."""
    plane = plane_around(np.concatenate([run.dataset.inputs, run.dataset.test_inputs]))
    sizes = network_sizes(run.config, run.dataset)
    output, _ = Surface(run.config, sizes, plane, GRID, GRID)(run.states[-1].vector)
    low, high = run.dataset.scale  # of the targets
    share = np.clip(np.nan_to_num((output[::-1] - low) / (high - low), nan=0.5), 0, 1)[..., None]
    colours = np.where(share < 0.5, NEUTRAL + np.subtract(BLUE, NEUTRAL) * (1 - 2 * share),
                       NEUTRAL + np.subtract(ORANGE, NEUTRAL) * (2 * share - 1))
    opaque = np.concatenate([colours, np.full_like(share, 255)], axis=2).astype(np.uint8)
    return opaque.repeat(2, axis=0).repeat(2, axis=1)


def _curve(losses: np.ndarray) -> np.ndarray:
    """Which of (HEIGHT, CURVE_WIDTH) pixels are on the curve of the loss, its logarithm upwards, all epochs across."""
    logs = np.log(np.maximum(losses, 1e-12))
    logs = logs[np.isfinite(logs)] if np.isfinite(logs).any() else np.zeros(1)
    heights = (HEIGHT - 1 - STROKE) - (HEIGHT - 1 - 2 * STROKE) * (logs - logs.min()) / (np.ptp(logs) or 1)
    columns = np.arange(len(heights)) * (CURVE_WIDTH - 1) // max(1, len(heights) - 1)
    top, bottom = np.full(CURVE_WIDTH, np.inf), np.full(CURVE_WIDTH, -np.inf)
    np.minimum.at(top, columns, heights)
    np.maximum.at(bottom, columns, heights)
    known = np.isfinite(top)
    at, known_at = np.arange(CURVE_WIDTH), np.flatnonzero(known)
    top, bottom = np.interp(at, known_at, top[known]), np.interp(at, known_at, bottom[known])
    top[1:] = np.minimum(top[1:], bottom[:-1])  # so that steep parts have no gaps
    bottom[1:] = np.maximum(bottom[1:], top[:-1])
    rows = np.arange(HEIGHT)[:, None]
    return (rows >= top - STROKE) & (rows <= bottom + STROKE)


def _png(pixels: np.ndarray) -> bytes:
    """Of (height, width, 4) red, green, blue, opacity, as uint8."""
    height, width, _ = pixels.shape
    lines = np.concatenate([np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)], axis=1)  # 0: no filter
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks)

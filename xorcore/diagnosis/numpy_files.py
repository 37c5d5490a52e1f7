"""NumPy's files are read by their headers first, so that a small file cannot ask for much memory or run anything.

A header is matched, never evaluated; nothing is unpickled; a zip's members are opened only as far as a network needs.
"""

import io
import re
import struct
import zipfile
import zlib

import numpy as np

from xorcore.diagnosis.submission import StudentDataError

NPY, NPZ = b"\x93NUMPY", b"PK"
MOST_BYTES = 1_000_000  # of one array
MOST_MEMBERS = 64
HEADER = re.compile(
    rb"\s*\{\s*'descr':\s*'([^']{1,20})',\s*'fortran_order':\s*(True|False),\s*'shape':\s*\(([\d, ]{0,60})\),?\s*\}\s*"
)
KINDS = re.compile(r"[<>=|]?[fiu][1248]")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, struct.error,
          OverflowError, KeyError)  # what zipfile raises for a broken, an encrypted or an unknown file


def read_npy(content: bytes, name: str = "the file") -> np.ndarray:
    """The array of a .npy file, numbers only. Raises StudentDataError."""
    if content[: len(NPY)] != NPY or len(content) < 12:
        raise StudentDataError(f"Expected {name} to be a whole .npy array, got {len(content)} bytes that are none.")
    long = content[6] > 1
    start = 12 if long else 10
    length = int.from_bytes(content[8:start], "little")
    header = HEADER.fullmatch(content[start : start + min(length, 10_000)])
    if header is None or length > 10_000:
        shown = "object arrays, which need unpickling" if b"'|O'" in content[:200] else "a header that cannot be read"
        raise StudentDataError(f"Expected {name} to be an array of numbers, got {shown}.")
    descr, fortran, dims = (part.decode("latin-1") for part in header.groups())
    if not KINDS.fullmatch(descr) or descr[-2:] == "f1":
        shown = "objects, which are never unpickled" if "O" in descr else f"the type {descr}"
        raise StudentDataError(f"Expected {name} to hold numbers, got {shown}.")
    shape = tuple(int(dim) for dim in dims.replace(" ", "").split(",") if dim)
    dtype, count = np.dtype(descr), 1
    for dim in shape:
        count *= dim
    data = content[start + length :]
    if count * dtype.itemsize != len(data):
        raise StudentDataError(f"The header of {name} promises {count} numbers, its {len(data)} bytes hold "
                               f"{len(data) // dtype.itemsize}.")
    return np.frombuffer(data, dtype).reshape(shape, order="F" if fortran == "True" else "C")


def read_npz(content: bytes) -> dict[str, np.ndarray]:
    """The arrays of a .npz file by name. Raises StudentDataError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise StudentDataError(f"Expected at most {MOST_MEMBERS} arrays in the .npz, got {len(members)}.")
            arrays = {}
            for member in members:
                name = member.filename.removesuffix(".npy")[:40]
                if name in arrays:
                    raise StudentDataError(f"Every array may come once, “{name}” comes twice in the .npz.")
                arrays[name] = read_npy(_opened(archive, member, name), name)
            return arrays
    except StudentDataError:
        raise
    except BROKEN:
        raise StudentDataError("Expected a .npz file, got one that is broken or cut off.") from None


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """A member's bytes; what its entry says of its size is not trusted."""
    size = member.file_size
    if size <= MOST_BYTES:
        with archive.open(member) as stream:
            content = stream.read(MOST_BYTES + 1)
        size = len(content)
    if size > MOST_BYTES:
        raise StudentDataError(f"At most {MOST_BYTES / 1e6:g} MB are read for one array, “{name}” has {size / 1e6:.0f} MB.")
    return content

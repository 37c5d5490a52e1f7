"""NumPy's files are read by their headers first, so that a small file cannot ask for much memory or run anything.

NumPy reads the header, as a literal that is never evaluated; nothing is unpickled; a zip's members are opened only as far
as a network needs, and only where they are packed as NumPy packs them.
"""

import io
import math
import warnings
import zipfile

import numpy as np

from xorcore.diagnosis.submission.student_numbers import StudentDataError
from xorcore.number_notation import exact, megabytes

NPY, NPZ = b"\x93NUMPY", b"PK"
MOST_BYTES = 1_000_000  # of one array
MOST_MEMBERS = 64
HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
NOT_NUMBERS = {"U": "text", "S": "text", "O": "objects, which are never unpickled", "b": "true and false", "V": "records",
               "M": "dates", "m": "durations", "c": "complex numbers", "f": "numbers of more than 64 bits"}  # by dtype.kind
PACKED_BY_NUMPY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # LZMA, for one, takes memory as the file asks for it


def read_npy(content: bytes, name: str = "the file") -> np.ndarray:
    """The array of a .npy file, numbers only. Raises StudentDataError."""
    if content[: len(NPY)] != NPY or len(content) < 12:
        raise StudentDataError(f"Expected {name} to be a whole .npy array, got {len(content)} bytes that are none.")
    stream = io.BytesIO(content)
    shape, fortran, dtype = _header(stream, name)
    if dtype.kind not in "fiu" or dtype.itemsize > 8:
        kind = "O" if dtype.hasobject else dtype.kind
        raise StudentDataError(f"Expected {name} to hold numbers, got {NOT_NUMBERS.get(kind, dtype.str)}.")
    data, count = content[stream.tell() :], math.prod(shape)
    if count * dtype.itemsize != len(data):
        raise StudentDataError(f"The header of {name} promises {_digits(count)} numbers, its {len(data)} bytes hold "
                               f"{len(data) // dtype.itemsize}.")
    if count == 0:
        raise StudentDataError(f"Expected {name} to hold numbers, got an empty array.")
    return np.frombuffer(data, dtype).reshape(shape, order="F" if fortran else "C")


def _header(stream: io.BytesIO, name: str) -> tuple[tuple[int, ...], bool, np.dtype]:
    """Shape, whether columns come first, and type; the stream stands at the data then."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of Python 2's headers, which are read all the same
            shape, fortran, dtype = HEADERS[np.lib.format.read_magic(stream)](stream)
    except Exception:  # of a file that anybody made: the parser of literals raises half a dozen kinds
        raise StudentDataError(f"Expected {name} to be an array of numbers, got a header that cannot be read.") from None
    if len(shape) > 32 or any(size < 0 for size in shape):
        raise StudentDataError(f"Expected {name} to be an array of numbers, got a header that cannot be read.")
    return shape, fortran, dtype


def _digits(count: int) -> str:
    return str(count) if count < 10**18 else "more than 10^18"


def read_npz(content: bytes) -> dict[str, np.ndarray]:
    """The arrays of a .npz file by name. Raises StudentDataError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if not members:
                raise StudentDataError("Expected arrays in the .npz, got none.")
            if len(members) > MOST_MEMBERS:
                raise StudentDataError(f"Expected at most {MOST_MEMBERS} arrays in the .npz, got {len(members)}.")
            arrays = {}
            for member in members:
                name = "".join(c if c.isprintable() else "?" for c in member.filename.removesuffix(".npy")[:40])
                if name in arrays:
                    raise StudentDataError(f"Every array may come once, “{name}” comes twice in the .npz.")
                arrays[name] = read_npy(_opened(archive, member, name), name)
            return arrays
    except StudentDataError:
        raise
    except Exception:  # zipfile raises a dozen kinds for a broken, an encrypted or an unknown file
        raise StudentDataError("Expected a .npz file, got one that is broken or cut off.") from None


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """A member's bytes; what its entry says of its size is not trusted."""
    if member.compress_type not in PACKED_BY_NUMPY:
        raise StudentDataError(f"Expected a .npz as NumPy writes it, got “{name}” packed in another way.")
    size = member.file_size
    if size <= MOST_BYTES:
        with archive.open(member) as stream:
            content = stream.read(MOST_BYTES + 1)
        size = len(content)
    if size > MOST_BYTES:
        raise StudentDataError(f"At most {exact(MOST_BYTES / 1e6)} MB are read for one array, “{name}” has "
                               f"{megabytes(size, MOST_BYTES)} MB.")
    return content

"""A sealed file holds arrays and a few words, and shows every damaged byte.

It is an ordinary .npz (`np.load` reads it, without pickle): a zip, uncompressed, of `words.json` and of one .npy for
each array. The zip's comment, which is the file's end, is the SHA-256 of all bytes before it. A seal shows damage, not
who made the file: what is in it is still to be checked.
"""

import hashlib
import io
import json
import math
import zipfile
from typing import Any, NoReturn

import numpy as np

from xorcore.checked import checked
from xorcore.number_notation import exact, megabytes

Words = dict[str, Any]  # as JSON holds them

KIND = b"xorcore sealed 1, SHA-256 of all before: "
DIGITS = 64  # of the SHA-256, in hexadecimal
WORDS = "words.json"
MOST_BYTES = 20_000_000
MOST_MEMBERS = 16
DTYPES = ("<f8", "<f4", "<i8", "|u1", "|b1")


class SealError(ValueError):
    """A file that is not used; the message is one sentence."""


@checked
def seal(words: Words, arrays: dict[str, np.ndarray]) -> bytes:
    """The file of `words`, anything that JSON can say, and of arrays of numbers by name. Equal contents, equal bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.comment = KIND + b"0" * DIGITS
        archive.writestr(zipfile.ZipInfo(WORDS), json.dumps(words, allow_nan=False))
        for name, array in arrays.items():
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), _npy(array))
    content = file.getvalue()[:-DIGITS]
    return content + _digest(content)


@checked
def unseal(content: bytes) -> tuple[Words, dict[str, np.ndarray]]:
    """Words and arrays of a sealed file. Raises SealError for any other, damaged or not."""
    if len(content) > MOST_BYTES:
        raise SealError(f"At most {exact(MOST_BYTES / 1e6)} MB are read, "
                        f"the file has {megabytes(len(content), MOST_BYTES)} MB.")
    body, digest = content[:-DIGITS], content[-DIGITS:]
    if not body.endswith(KIND):
        raise SealError("This is not a file that this program has written, or it was cut off or damaged.")
    if _digest(body) != digest:
        raise SealError("The file is damaged, its checksum does not fit; nothing of it is used.")
    try:
        return _opened(content)
    except Exception:  # of a file that anybody made: zip, JSON and NumPy's headers raise a dozen kinds
        raise SealError("The file was not written by this program: its contents cannot be read.") from None


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array(file, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
    return file.getvalue()


def _opened(content: bytes) -> tuple[Words, dict[str, np.ndarray]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        names = {member.filename for member in members}
        if len(names) != len(members) or len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > len(content):
            raise ValueError("members that come twice, or claim more than the file has")
        if any(member.compress_type != zipfile.ZIP_STORED for member in members):
            raise ValueError("a compressed member, which may expand")
        words = json.loads(archive.read(WORDS), parse_constant=_refused)
        if not isinstance(words, dict):
            raise ValueError("words are a JSON object")
        return words, {name.removesuffix(".npy"): _array(archive.read(name)) for name in names - {WORDS}}


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _array(content: bytes) -> np.ndarray:
    """The array of a .npy as `_npy` writes it, whose header must promise what is there; read-only."""
    file = io.BytesIO(content)
    np.lib.format.read_magic(file)
    shape, by_columns, dtype = np.lib.format.read_array_header_1_0(file)
    if by_columns or dtype.str not in DTYPES or math.prod(shape) * dtype.itemsize != len(content) - file.tell():
        raise ValueError("not an array of numbers by rows, or other numbers than the header promises")
    return np.frombuffer(content, dtype, offset=file.tell()).reshape(shape)

"""A file of NumPy is read, or refused in one sentence, whatever its headers promise."""

import io
import zipfile

import numpy as np
import pytest

from tests.helpers.given_layers import LAYERS, NAMED, Evil, assert_refused, npy, npz
from xorcore.parameters import flatten


def lying_npy(shape, descr="<f8", data=b"\0" * 80):
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    header += b" " * (-(10 + len(header) + 1) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + data


def spoiled_lzma():
    """A member whose LZMA header asks for a dictionary of 4 GB."""
    content = bytearray(zip_of([("W1.npy", bytes(40))], zipfile.ZIP_LZMA))
    at = content.find(b"W1.npy") + len("W1.npy") + 4  # behind the name: version, size of the properties, properties
    content[at + 1 : at + 5] = b"\xff" * 4
    return bytes(content)


def encrypted():
    content = bytearray(zip_of([("W1.npy", npy(np.ones(2)))]))
    for at in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[at] |= 1
    return bytes(content)


def zip_of(members, packed=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def bomb(megabytes):
    """A file that expands to a thousand times its size."""
    file, million = io.BytesIO(), bytes(1_000_000)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("W1.npy", "w") as member:
        member.write(lying_npy(f"({125_000 * megabytes},)", data=b""))
        for _ in range(megabytes):
            member.write(million)
    return file.getvalue()


def lying_zip():
    """The entry says 100 bytes, the data are 60 MB."""
    content = bytearray(zip_of([("W1.npy", bytes(60_000_000))]))
    for at in (content.find(b"PK\x03\x04") + 22, content.find(b"PK\x01\x02") + 24):
        content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)


def pickled_npy():
    file = io.BytesIO()
    np.save(file, np.array([Evil()], dtype=object), allow_pickle=True)
    return file.getvalue()


BAD = {
    "npy of two axes": (npy(LAYERS[0][0]), r"got one array: \(2, 3\)"),
    "npy with nan": (npy(flatten(LAYERS) * np.nan), "must be finite"),
    "npy of text": (npy(np.array(["a", "b"])), "the type <U1"),
    "npy of complex numbers": (npy(np.ones(13, complex)), "the type <c16"),
    "npy of truth values": (npy(np.ones(13, bool)), "the type"),
    "npy of records": (npy(np.zeros(13, [("a", float)])), r"the type \|V8"),
    "object npy": (pickled_npy(), "never unpickled"),
    "a header that claims 1e12 items": (lying_npy("(1000000000000,)"), "promises 10{12} numbers, its 80 bytes hold 10"),
    "a header that claims too many axes": (lying_npy("(" + "9" * 59 + ",)"), r"promises more than 10\^18"),
    "a header that claims (0, 10**30)": (lying_npy("(0, " + "1" + "0" * 30 + ")", data=b""), "an empty array"),
    "a header of 60 axes": (lying_npy("(" + "1," * 60 + ")", data=b"\0" * 8), "a header that cannot be read"),
    "a header of 4000 brackets": (lying_npy("(" * 4000), "a header that cannot be read"),
    "a header whose shape is true": (lying_npy("(True, 13)"), "Expected W1|promises"),
    "an empty npy": (npy(np.zeros(0)), "an empty array"),
    "npy of a version to come": (b"\x93NUMPY\x09\x00" + npy(np.ones(13))[8:], "a header that cannot be read"),
    "npy of float128": (lying_npy("(5,)", "<f16"), "the type|cannot be read"),
    "npy of subarrays": (lying_npy("(10,)", "(1,)<f8"), "cannot be read|the type"),
    "a negative axis": (lying_npy("(-1,)"), "a header that cannot be read"),
    "a header that is a program": (lying_npy("(__import__('os').abort(),)"), "a header that cannot be read"),
    "npy cut off": (npy(flatten(LAYERS))[:-3], "promises 13 numbers"),
    "npy cut off in its header": (npy(flatten(LAYERS))[:40], "cannot be read"),
    "npy of 8 bytes": (npy(flatten(LAYERS))[:8], "whole .npy array"),
    "npz with an object": (npz(**NAMED | {"b1": np.array([1, None, 2])}), "never unpickled"),
    "npz with a missing array": (npz(W1=NAMED["W1"]), "b1 is missing"),
    "npz of two arrays": (npz(NAMED["W1"], NAMED["b1"]), r"got 2 arrays: \(2, 3\), \(3,\)"),
    "npz with twice the same": (zip_of([("W1.npy", npy(np.ones(2))), ("w1.npy", b"")]), "whole .npy array"),
    "npz cut off": (npz(**NAMED)[:-30], "broken or cut off"),
    "npz packed by LZMA": (zip_of([("W1.npy", npy(np.ones(2)))], zipfile.ZIP_LZMA), "packed in another way"),
    "npz packed by bzip2": (zip_of([("W1.npy", npy(np.ones(2)))], zipfile.ZIP_BZIP2), "packed in another way"),
    "npz that asks for 4 GB to unpack": (lambda: spoiled_lzma(), "packed in another way"),
    "npz with a name of two lines": (zip_of([("a\nb.npy", npy(np.ones(2)))]), "W1 is missing"),
    "an encrypted npz": (lambda: encrypted(), "broken or cut off"),
    "an empty zip": (zip_of([]), "got no numbers"),
    "a zip of text": (zip_of([("W1.txt", b"hello")]), "whole .npy array"),
    "a zip of 1000 files": (zip_of([(f"{i}.npy", b"") for i in range(1000)]), "at most 64 arrays"),
    "a zip of 1 MB": (lambda: zip_of([("W1.npy", bytes(1_000_000))], zipfile.ZIP_STORED), r"At most 0\.5 MB are read"),
    "a zip that expands to 100 MB": (lambda: bomb(100), "At most 1 MB are read for one array, “W1” has 100.0 MB"),
    "a zip that lies about its size": (lambda: lying_zip(), "broken or cut off|At most 1 MB|none"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_used_is_refused_in_one_sentence(name):
    content, reason = BAD[name]
    assert_refused(content() if callable(content) else content, reason)

"""A sealed file is read by NumPy alone, and no other bytes are taken for one."""

import hashlib
import io
import json
import zipfile

import numpy as np
import pytest

from xorcore.files import sealed_file
from xorcore.files.sealed_file import SealError, seal, unseal

ARRAYS = {"numbers": np.arange(12.0).reshape(3, 4), "counts": np.arange(5), "pixels": np.zeros((2, 3, 3), np.uint8)}
WORDS = {"name": "Fünf", "seed": 2**127 + 1, "none": None}
CONTENT = seal(WORDS, ARRAYS)


def sealed(members: dict[str, bytes], compression=zipfile.ZIP_STORED) -> bytes:
    """A file with a seal that fits, of anybody's members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.comment = sealed_file.KIND + b"0" * sealed_file.DIGITS
        for name, content in members.items():
            archive.writestr(name, content)
    body = file.getvalue()[: -sealed_file.DIGITS]
    return body + hashlib.sha256(body).hexdigest().encode()


def npy(header: str, data: bytes = b"") -> bytes:
    text = (header + "\n").encode()
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + data


def header(descr="'<f8'", shape="(1,)", fortran=False) -> str:
    return f"{{'descr': {descr}, 'fortran_order': {fortran}, 'shape': {shape}, }}"


def test_words_and_arrays_come_back_to_the_bit():
    words, arrays = unseal(CONTENT)
    assert words == WORDS
    assert {name: (a.dtype, a.shape, a.tobytes()) for name, a in arrays.items()} == {
        name: (a.dtype, a.shape, a.tobytes()) for name, a in ARRAYS.items()
    }


def test_numpy_alone_reads_it():
    with np.load(io.BytesIO(CONTENT)) as file:
        assert json.loads(file["words.json"]) == WORDS
        np.testing.assert_array_equal(file["numbers"], ARRAYS["numbers"])


def test_equal_contents_give_equal_bytes():
    assert seal(WORDS, ARRAYS) == CONTENT


def test_every_changed_byte_is_refused():
    for place in range(len(CONTENT)):
        damaged = bytearray(CONTENT)
        damaged[place] ^= 1 << place % 8
        with pytest.raises(SealError):
            unseal(bytes(damaged))


def test_every_shortened_or_lengthened_file_is_refused():
    for damaged in [*(CONTENT[:length] for length in range(len(CONTENT))), CONTENT + b"\0", b"\0" + CONTENT, CONTENT * 2]:
        with pytest.raises(SealError):
            unseal(damaged)


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch):
    monkeypatch.setattr(sealed_file, "MOST_BYTES", len(CONTENT) - 1)
    with pytest.raises(SealError, match="At most .* MB are read"):
        unseal(CONTENT)


def somebody_s_npz() -> bytes:
    file = io.BytesIO()
    np.savez(file, x=np.arange(3))
    return file.getvalue()


@pytest.mark.parametrize("content", [b"", b"PK", somebody_s_npz(), b"\x93NUMPY", b"x1,x2,target\n0,0,1\n"])
def test_other_files_are_refused(content):
    with pytest.raises(SealError, match="not a file that this program has written"):
        unseal(content)


MEMBERS = {
    "no words": {"numbers.npy": npy(header(), b"\0" * 8)},
    "words that are no JSON": {"words.json": b"{"},
    "words that are no object": {"words.json": b"[1]"},
    "nan among the words": {"words.json": b'{"a": NaN}'},
    "deep words": {"words.json": b'{"a":' + b"[" * 100_000},
    "a number of 5000 digits": {"words.json": b'{"a": ' + b"1" * 5000 + b"}"},
    "a shape of 1e12": {"words.json": b"{}", "a.npy": npy(header(shape="(1000000, 1000000)"))},
    "a shape of nothing times much": {"words.json": b"{}", "a.npy": npy(header(shape="(0, 99999999999999999999)"))},
    "a negative shape": {"words.json": b"{}", "a.npy": npy(header(shape="(-1, -1)"), b"\0" * 8)},
    "objects": {"words.json": b"{}", "a.npy": npy(header("'|O'"), b"\0" * 8)},
    "records": {"words.json": b"{}", "a.npy": npy(header("[('a', '<f8')]"), b"\0" * 8)},
    "text": {"words.json": b"{}", "a.npy": npy(header("'<U2'"), b"\0" * 8)},
    "columns": {"words.json": b"{}", "a.npy": npy(header(fortran=True), b"\0" * 8)},
    "a header of brackets": {"words.json": b"{}", "a.npy": npy("(" * 5000)},
    "a header that is a program": {"words.json": b"{}", "a.npy": npy("__import__('os')")},
    "no header": {"words.json": b"{}", "a.npy": b"\x93NUMPY"},
    "another version of the header": {"words.json": b"{}", "a.npy": b"\x93NUMPY\x03\x00" + b"\0" * 100},
    "many members": {"words.json": b"{}"} | {f"{i}.npy": npy(header(), b"\0" * 8) for i in range(20)},
}


@pytest.mark.parametrize("members", MEMBERS.values(), ids=MEMBERS)
def test_a_fitting_seal_does_not_make_contents_right(members):
    with pytest.raises(SealError, match="contents cannot be read"):
        unseal(sealed(members))


def test_what_expands_is_refused():
    bomb = sealed({"words.json": b"{}", "a.npy": npy(header(shape="(4000000,)"), b"\0" * 32_000_000)}, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 100_000
    with pytest.raises(SealError, match="contents cannot be read"):
        unseal(bomb)


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_compressed_is_refused_although_it_hardly_expands(compression):
    numbers = npy(header(shape="(100,)"), np.random.default_rng(0).bytes(800))
    assert unseal(sealed({"words.json": b"{}", "a.npy": numbers}))[1]["a"].shape == (100,)
    with pytest.raises(SealError, match="contents cannot be read"):
        unseal(sealed({"words.json": b"{}", "a.npy": numbers}, compression))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_comes_twice_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.comment = sealed_file.KIND + b"0" * sealed_file.DIGITS
        archive.writestr("words.json", "{}")
        archive.writestr("words.json", '{"a": 1}')
    body = file.getvalue()[: -sealed_file.DIGITS]
    with pytest.raises(SealError, match="contents cannot be read"):
        unseal(body + hashlib.sha256(body).hexdigest().encode())


def test_nan_is_no_word():
    with pytest.raises(ValueError, match="not JSON compliant"):
        seal({"a": float("nan")}, {})

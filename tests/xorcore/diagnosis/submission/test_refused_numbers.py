"""Numbers and files that cannot be used are refused in one sentence, whatever was done to them."""

import io
import json
import pickle
import tracemalloc
import zipfile

import numpy as np
import pytest

from tests.helpers.number_files import FORMS, LAYERS, LISTS, NAMED, SIZES, csv_of, npy, npz, zipped
from xorcore import StudentDataError, read_numbers
from xorcore.diagnosis.submission.student_numbers import read_loss
from xorcore.parameters import flatten


def lying_npy(shape, descr="<f8", data=b"\0" * 80):
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    header += b" " * (-(10 + len(header) + 1) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + data


def spoiled_lzma():
    """A member whose LZMA header asks for a dictionary of 4 GB."""
    content = bytearray(zipped([("W1.npy", bytes(40))], zipfile.ZIP_LZMA))
    at = content.find(b"W1.npy") + len("W1.npy") + 4  # behind the name: version, size of the properties, properties
    content[at + 1 : at + 5] = b"\xff" * 4
    return bytes(content)


def encrypted():
    content = bytearray(zipped([("W1.npy", npy(np.ones(2)))]))
    for at in (content.find(b"PK\x03\x04") + 6, content.find(b"PK\x01\x02") + 8):
        content[at] |= 1
    return bytes(content)


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
    content = bytearray(zipped([("W1.npy", bytes(60_000_000))]))
    for at in (content.find(b"PK\x03\x04") + 22, content.find(b"PK\x01\x02") + 24):
        content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)


class Evil:
    def __reduce__(self):
        return (pytest.fail, ("unpickled",))


def pickled_npy():
    file = io.BytesIO()
    np.save(file, np.array([Evil()], dtype=object), allow_pickle=True)
    return file.getvalue()


def changed(**parts):
    return json.dumps(LISTS | parts)


BAD = {
    "empty": (b"", "empty text"),
    "spaces": (" \n ", "empty text"),
    "wrong shape": (changed(W1=[[1, 2], [3, 4]]), r"W1 must have the shape \(2, 3\), got \(2, 2\)\."),
    "a bias for each sample": (changed(b1=[LISTS["b1"]] * 4), "one bias for each sample"),
    "missing layer": (json.dumps({"W1": LISTS["W1"], "b1": LISTS["b1"]}), "W2 is missing: expected W1"),
    "missing bias": (json.dumps({k: v for k, v in LISTS.items() if k != "b1"}), "b1 is missing"),
    "too many layers": (changed(W3=[[1]], b3=[1]), "got the name “W3”"),
    "unknown name": (changed(weights=[1]), "got the name “weights”"),
    "two names for one": (changed(w1=LISTS["W1"]), "W1 comes twice"),
    "duplicate keys": ('{"W1": [[1]], "W1": [[2]]}', "“W1” comes more than once"),
    "text": (changed(b1=["a", "b", "c"]), "b1 must hold numbers, got “a”"),
    "true": (changed(b1=[True, 1, 2]), "b1 must hold numbers, got “true”"),
    "null": (changed(b1=[None, 1, 2]), "b1 must hold numbers, got “null”"),
    "ragged rows": (changed(W1=[[1, 2, 3], [4, 5]]), "rows of one length"),
    "too deep rows": (changed(W1=[[[1], 2, 3], [4, 5, 6]]), "W1 must be rows of one length"),
    "NaN": (changed(b1=[float("nan"), 1, 2]), "must be finite, got NaN"),
    "Infinity": (changed(b1=[float("inf"), 1, 2]), "must be finite, got Infinity"),
    "1e999": ('[1e999, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3]', "“1e999” is beyond the largest"),
    "-1e400 of a name": (changed(b1=[1, 2, 3]).replace("[1, 2, 3]", "[1, 2, -1e400]"), "“-1e400” is beyond the largest"),
    "330 digits": ("9" * 330 + " 2 3 4 5 6 7 8 9 1 2 3 4", "“99999999999999999999…” is beyond the largest"),
    "5000 digits": (f"[{'9' * 5000}]", "at most 400 digits, got 5000"),
    "an exponent of 20 digits": ("[1e-99999999999999999999, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3]", "exponent of at most 18"),
    "0.5 MB of numbers": ("[" + "10," * 166_000 + "1]", "At most 100\u202f000 numbers"),
    "0.5 MB of names": ("{" + ",".join(f'"{i}":1' for i in range(45_000)) + ',"0":1}', "At most 100\u202f000 numbers"),
    "0.5 MB of empty objects": ("[" + "{}," * 166_000 + "1]", "At most 100\u202f000 numbers"),
    "a tensor that is not closed": ("<tf.Tensor: shape=(3,), dtype=float32, numpy=array([1, 2, 3]), 4>", "never closed"),
    "wrong number of numbers": ("[1, 2, 3]", "Expected 13 numbers, W1 .* got 3"),
    "no layers": ("[]", "Expected 13 numbers"),
    "layers of three": ("[[1, 2, 3]]", r"got one array: \(1, 3\)"),
    "broken JSON": (json.dumps(LISTS)[:-5], "Line 1: “.” is never closed"),
    "100 000 deep": ("[" * 100_000 + "]" * 100_000, "more than 12 deep|At most 100\u202f000"),
    "90 000 deep objects": ('{"a":' * 90_000, "more than 12 deep|At most 100\u202f000"),
    "20 MB": ("[" + "1," * 10_000_000 + "1]", r"At most 1 MB are read, got 20\.0 MB"),
    "20 MB of bytes": (b"[" + b"1," * 10_000_000 + b"1]", r"At most 1 MB are read"),
    "a pickle": (pickle.dumps(Evil()), "a pickle, which is never opened"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "it is a picture"),
    "prose": ("my weights are fine", "Expected W1 .* got no numbers; they are written with the digits 0 to 9, as in 0.25"),
    "digits of another script": ("٠٫٢٥ ١٫٥", "digits 0 to 9"),
    "underscores": ("1_0 2_0", "digits 0 to 9"),
    "csv with nan": (csv_of(LAYERS).replace("\n", "\nnan,", 1), "must be finite, got nan in line 2"),
    "csv with an empty cell": ("1,,3\n1,2,3", "Line 1 has an empty cell"),
    "csv, row too short": (csv_of(LAYERS).replace(",", " ", 1).replace(" ", ""), "must hold numbers only"),
    "csv without the last row": (csv_of(LAYERS).rsplit("\n", 1)[0], "or 7 rows, got 6, with 3, 3, 3, 1, 1, 1 numbers"),
    "csv of other widths": ("1,2\n" * 7, r"got one array: \(7, 2\)"),
    "csv with an open quote": ('1,"2,3\n4,5,6', "must hold numbers only"),
    "csv of many columns": ("1," * 249_999 + "1", "At most 100\u202f000 numbers"),
    "npy of two axes": (npy(LAYERS[0][0]), r"got one array: \(2, 3\)"),
    "npy with nan": (npy(flatten(LAYERS) * np.nan), "must be finite"),
    "npy of text": (npy(np.array(["a", "b"])), "the file to hold numbers, got text"),
    "npy of dates": (npy(np.array(["2026-11-28"], "M8[D]")), "got dates"),
    "npz with text": (npz(**NAMED | {"b1": np.array("hello")}), "b1 to hold numbers, got text"),
    "npy of complex numbers": (npy(np.ones(13, complex)), "got complex numbers"),
    "npy of truth values": (npy(np.ones(13, bool)), "got true and false"),
    "npy of records": (npy(np.zeros(13, [("a", float)])), "got records"),
    "object npy": (pickled_npy(), "never unpickled"),
    "a header that claims 1e12 items": (lying_npy("(1000000000000,)"), "promises 10{12} numbers, its 80 bytes hold 10"),
    "a header that claims too many axes": (lying_npy("(" + "9" * 59 + ",)"), r"promises more than 10\^18"),
    "a header that claims (0, 10**30)": (lying_npy("(0, " + "1" + "0" * 30 + ")", data=b""), "an empty array"),
    "a header of 60 axes": (lying_npy("(" + "1," * 60 + ")", data=b"\0" * 8), "a header that cannot be read"),
    "a header of 4000 brackets": (lying_npy("(" * 4000), "a header that cannot be read"),
    "a header whose shape is true": (lying_npy("(True, 13)"), "Expected W1|promises"),
    "an empty npy": (npy(np.zeros(0)), "an empty array"),
    "npy of a version to come": (b"\x93NUMPY\x09\x00" + npy(np.ones(13))[8:], "a header that cannot be read"),
    "npy of float128": (lying_npy("(5,)", "<f16"), "of more than 64 bits|cannot be read"),
    "npy of subarrays": (lying_npy("(10,)", "(1,)<f8"), "cannot be read|records"),
    "a negative axis": (lying_npy("(-1,)"), "a header that cannot be read"),
    "a header that is a program": (lying_npy("(__import__('os').abort(),)"), "a header that cannot be read"),
    "npy cut off": (npy(flatten(LAYERS))[:-3], "promises 13 numbers"),
    "npy cut off in its header": (npy(flatten(LAYERS))[:40], "cannot be read"),
    "npy of 8 bytes": (npy(flatten(LAYERS))[:8], "whole .npy array"),
    "npz with an object": (npz(**NAMED | {"b1": np.array([1, None, 2])}), "never unpickled"),
    "npz with a missing array": (npz(W1=NAMED["W1"]), "b1 is missing"),
    "npz of two arrays": (npz(NAMED["W1"], NAMED["b1"]), r"got 2 arrays: \(2, 3\), \(3,\)"),
    "npz with twice the same": (zipped([("W1.npy", npy(np.ones(2))), ("w1.npy", b"")]), "whole .npy array"),
    "npz cut off": (npz(**NAMED)[:-30], "broken or cut off"),
    "npz packed by LZMA": (zipped([("W1.npy", npy(np.ones(2)))], zipfile.ZIP_LZMA), "packed in another way"),
    "npz packed by bzip2": (zipped([("W1.npy", npy(np.ones(2)))], zipfile.ZIP_BZIP2), "packed in another way"),
    "npz that asks for 4 GB to unpack": (lambda: spoiled_lzma(), "packed in another way"),
    "npz with a name of two lines": (zipped([("a\nb.npy", npy(np.ones(2)))]), "W1 is missing"),
    "an encrypted npz": (lambda: encrypted(), "broken or cut off"),
    "an empty zip": (zipped([]), "Expected arrays in the .npz, got none"),
    "a zip of text": (zipped([("W1.txt", b"hello")]), "whole .npy array"),
    "a zip of 1000 files": (zipped([(f"{i}.npy", b"") for i in range(1000)]), "at most 64 arrays"),
    "a zip of 1 MB": (lambda: zipped([("W1.npy", bytes(1_000_001))], zipfile.ZIP_STORED), r"At most 1 MB are read"),
    "a zip that expands to 100 MB": (lambda: bomb(100), "At most 1 MB are read for one array, “W1” has 100.0 MB"),
    "a zip that lies about its size": (lambda: lying_zip(), "broken or cut off|At most 1 MB|none"),
}
LONG_TEXTS = ("0.5 MB of numbers", "90 000 deep objects")  # whose memory is traced, which takes ten times the time


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_used_is_refused_in_one_sentence(name):
    content, reason = BAD[name]
    content = content() if callable(content) else content
    if isinstance(content, bytes) or name in LONG_TEXTS:
        tracemalloc.start()
    try:
        with pytest.raises(StudentDataError, match=reason) as refusal:
            read_numbers(content, SIZES, samples=4)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    message = str(refusal.value)
    assert "\n" not in message and message.endswith(".") and len(message) < 250
    assert peak < 50_000_000


@pytest.mark.parametrize("form", ["names", "layers", "csv", "npz", "npy"])
def test_flipped_bits_and_cut_files_are_read_or_refused_and_nothing_else(form):
    content = FORMS[form] if isinstance(FORMS[form], bytes) else FORMS[form].encode()
    rng = np.random.default_rng(0)
    outcomes = set()
    for trial in range(400):
        broken = bytearray(content)
        if trial % 3 == 0:
            del broken[rng.integers(len(broken)) :]
        for _ in range(1 + trial % 4):
            if broken:
                broken[rng.integers(len(broken))] ^= 1 << int(rng.integers(8))
        try:
            outcomes.add(np.isfinite(read_numbers(bytes(broken), SIZES).values).all())
        except StudentDataError as refusal:
            outcomes.add("refused" if "\n" not in str(refusal) else "more than one line")
    assert outcomes == {True, "refused"}


@pytest.mark.parametrize("bad", ["", "abc", "nan", "1e999", None, "1,234", "--1", "0.1 0.2", "1_0", "()", "=" * 9999,
                                 "9" * 9999])
def test_a_loss_that_is_no_number_is_refused(bad):
    with pytest.raises(StudentDataError, match="must be"):
        read_loss(bad)

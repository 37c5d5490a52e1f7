"""What a student brings is read in every documented form, and refused in one sentence otherwise."""

import json
import pickle

import numpy as np
import pytest

from tests.helpers.given_layers import LAYERS, NAMED, SIZES, Evil, assert_refused, npy, npz
from xorcore import StudentDataError, read_numbers
from xorcore.parameters import flatten

LISTS = {name: part.tolist() for name, part in NAMED.items()}


def csv_of(layers, mark=",", decimal="."):
    rows = [row for W, b in layers for row in [*W.tolist(), b.tolist()]]
    return "\n".join(mark.join(repr(x).replace(".", decimal) for x in row) for row in rows)


FORMS = {
    "names": json.dumps(LISTS),
    "names in another order": json.dumps(dict(reversed(LISTS.items()))),
    "gradient names": json.dumps({f"d{name}": part for name, part in LISTS.items()}),
    "layers": json.dumps([[W.tolist(), b.tolist()] for W, b in LAYERS]),
    "flat list": json.dumps(flatten(LAYERS).tolist()),
    "bias as a row": json.dumps(LISTS | {"b1": [LISTS["b1"]]}),
    "byte order mark": b"\xef\xbb\xbf" + json.dumps(LISTS).encode(),
    "csv": csv_of(LAYERS),
    "csv with decimal commas": csv_of(LAYERS, ";", ","),
    "csv with tabs": csv_of(LAYERS, "\t").encode(),
    "csv with spaces": csv_of(LAYERS, " "),
    "one column": "\n".join(map(repr, flatten(LAYERS).tolist())),
    "one row": ",".join(map(repr, flatten(LAYERS).tolist())),
    "npz": npz(**NAMED),
    "npz of arrays in order": npz(*NAMED.values()),
    "npz in Fortran order": npz(**{name: np.asfortranarray(part) for name, part in NAMED.items()}),
    "npy": npy(flatten(LAYERS)),
    "big-endian npy": npy(flatten(LAYERS).astype(">f8")),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_every_form_gives_the_same_numbers(content):
    np.testing.assert_array_equal(read_numbers(content, SIZES).values, flatten(LAYERS))


@pytest.mark.parametrize(("dtype", "digits"), [(np.float64, 16), (np.float32, 7), (np.float16, 3), (np.int32, 16)])
def test_binary_numbers_have_the_digits_of_their_type(dtype, digits):
    numbers = read_numbers(npz(**{name: part.astype(dtype) for name, part in NAMED.items()}), SIZES)
    assert numbers.digits == digits
    assert numbers.float32 == (dtype in (np.float32, np.float16))


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
    "1e999": ('[1e999, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3]', "must be finite, got inf"),
    "5000 digits": (f"[{'9' * 5000}]", "at most 400 digits, got 5000"),
    "an exponent of 20 digits": ("[1e-99999999999999999999, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3]", "exponent of at most 18"),
    "0.5 MB of numbers": ("[" + "10," * 166_000 + "1]", "At most 100000 numbers"),
    "0.5 MB of names": ("{" + ",".join(f'"{i}":1' for i in range(45_000)) + ',"0":1}', "At most 100000 numbers"),
    "0.5 MB of empty objects": ("[" + "{}," * 166_000 + "1]", "At most 100000 numbers"),
    "wrong number of numbers": ("[1, 2, 3]", "Expected 13 numbers, W1 .* got 3"),
    "no layers": ("[]", "Expected 13 numbers"),
    "layers of three": ("[[1, 2, 3]]", r"got one array: \(1, 3\)"),
    "broken JSON": (json.dumps(LISTS)[:-5], "Line 1: “.” is never closed"),
    "100 000 deep": ("[" * 100_000 + "]" * 100_000, "more than 12 deep|At most 100000"),
    "90 000 deep objects": ('{"a":' * 90_000, "more than 12 deep|At most 100000"),
    "20 MB": ("[" + "1," * 10_000_000 + "1]", r"At most 0\.5 MB are read, got 20\.0 MB"),
    "20 MB of bytes": (b"[" + b"1," * 10_000_000 + b"1]", r"At most 0\.5 MB are read"),
    "a pickle": (pickle.dumps(Evil()), "a pickle, which is never opened"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "it is a picture"),
    "prose": ("my weights are fine", "Expected W1 .* got no numbers"),
    "csv with nan": (csv_of(LAYERS).replace("\n", "\nnan,", 1), "must be finite, got nan in line 2"),
    "csv with an empty cell": ("1,,3\n1,2,3", "Line 1 has an empty cell"),
    "csv, row too short": (csv_of(LAYERS).replace(",", " ", 1).replace(" ", ""), "must hold numbers only"),
    "csv without the last row": (csv_of(LAYERS).rsplit("\n", 1)[0], "or 7 rows, got 6, with 3, 3, 3, 1, 1, 1 numbers"),
    "csv of other widths": ("1,2\n" * 7, r"got one array: \(7, 2\)"),
    "csv with an open quote": ('1,"2,3\n4,5,6', "must hold numbers only"),
    "csv of many columns": ("1," * 249_999 + "1", "At most 100000 numbers"),
}
LONG_TEXTS = ("0.5 MB of numbers", "90 000 deep objects")  # whose memory is traced, which takes ten times the time


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_used_is_refused_in_one_sentence(name):
    content, reason = BAD[name]
    assert_refused(content, reason, traced=isinstance(content, bytes) or name in LONG_TEXTS)


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

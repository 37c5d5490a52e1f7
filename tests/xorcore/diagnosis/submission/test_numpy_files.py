"""NumPy's files: what they hold is read, and what they promise is not believed."""

import re
import zipfile

import numpy as np
import pytest

from tests.helpers.number_files import npy, npz, zipped
from xorcore.diagnosis.submission.numpy_files import MOST_BYTES, MOST_MEMBERS, read_npy, read_npz
from xorcore.diagnosis.submission.student_numbers import StudentDataError


def header(shape, descr="<f8", order="False", version=(1, 0), data=b""):
    text = f"{{'descr': '{descr}', 'fortran_order': {order}, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY" + bytes(version) + len(text).to_bytes(2 if version == (1, 0) else 4, "little") + text + data


@pytest.mark.parametrize("array", [
    np.arange(6.0).reshape(2, 3), np.asfortranarray(np.arange(6.0).reshape(2, 3)), np.array(7.0),
    np.arange(3, dtype=np.int8),
    np.arange(3, dtype=np.uint64), np.array([0.5], np.float16), np.arange(3, dtype=">f4"), np.ones((1, 1, 2)),
])
def test_numbers_are_read_in_their_order_and_type(array):
    read = read_npy(npy(array))
    np.testing.assert_array_equal(read, array)
    assert (read.dtype, read.shape) == (array.dtype, array.shape)


@pytest.mark.parametrize("version", [(1, 0), (2, 0)])
def test_both_kinds_of_header_are_read(version):
    assert read_npy(header("(2,)", version=version, data=np.array([0.5, 2]).tobytes())).tolist() == [0.5, 2]


REFUSED = {
    "Expected it to be a whole .npy array, got 11 bytes that are none.": b"\x93NUMPY\x01\x00\x01\x00 ",
    "Expected it to be a whole .npy array, got 12 bytes that are none.": b"\x93NUMPX\x01\x00\x02\x00{}",
    "Expected it to be an array of numbers, got a header that cannot be read.": b"\x93NUMPY\x01\x00\x02\x00{}",
    "The header of it promises 3 numbers, its 16 bytes hold 2.": header("(3,)", data=bytes(16)),
    "The header of it promises 1 numbers, its 16 bytes hold 2.": header("(1,)", data=bytes(16)),
    "The header of it promises 2 numbers, its 17 bytes hold 2.": header("(2,)", data=bytes(17)),
    f"The header of it promises {10**18 - 1} numbers, its 0 bytes hold 0.": header(f"({10**18 - 1},)"),
    "The header of it promises more than 10^18 numbers, its 0 bytes hold 0.": header(f"({10**18},)"),
    "Expected it to hold numbers, got an empty array.": header("(0, 3)"),
    "Expected it to hold numbers, got text.": npy(np.array(["a"])),
    "Expected it to hold numbers, got objects, which are never unpickled.": header("(1,)", "|O", data=bytes(8)),
    "Expected it to hold numbers, got true and false.": npy(np.array([True])),
    "Expected it to hold numbers, got dates.": npy(np.array(["2026-11-28"], "M8[D]")),
    "Expected it to hold numbers, got durations.": npy(np.array([1], "m8[s]")),
    "Expected it to hold numbers, got complex numbers.": npy(np.ones(1, complex)),
    "Expected it to hold numbers, got records.": npy(np.zeros(1, [("a", float)])),
    "Expected it to hold numbers, got numbers of more than 64 bits.": npy(np.ones(1, np.longdouble)),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_no_array_of_numbers_is_refused(sentence):
    with pytest.raises(StudentDataError, match=f"^{re.escape(sentence)}$"):
        read_npy(REFUSED[sentence], "it")


def test_without_a_name_it_is_the_file():
    with pytest.raises(StudentDataError, match="^Expected the file to be a whole .npy array, got 0 bytes that are none.$"):
        read_npy(b"")


@pytest.mark.parametrize(("axes", "taken"), [(32, True), (33, False)])
def test_an_array_has_at_most_32_axes(axes, taken):
    content = header("(" + "1," * axes + ")", data=bytes(8))
    if taken:
        assert read_npy(content).ndim == axes
    else:
        with pytest.raises(StudentDataError, match="a header that cannot be read"):
            read_npy(content)


def test_arrays_have_the_names_of_their_members():
    arrays = read_npz(npz(W1=np.ones((2, 3)), b=np.zeros(1)))
    assert {name: array.shape for name, array in arrays.items()} == {"W1": (2, 3), "b": (1,)}
    assert list(read_npz(npz(np.ones(1), np.ones(2)))) == ["arr_0", "arr_1"]


@pytest.mark.parametrize(("name", "read"), [("a\nb.npy", "a?b"), ("x" * 50 + ".npy", "x" * 40), ("plain", "plain")])
def test_a_name_is_one_short_line(name, read):
    assert list(read_npz(zipped([(name, npy(np.ones(1)))]))) == [read]


@pytest.mark.parametrize(("content", "sentence"), [
    (lambda: zipped([]), "Expected arrays in the .npz, got none."),
    (lambda: zipped([(f"{k}.npy", npy(np.ones(1))) for k in range(MOST_MEMBERS + 1)]),
     "Expected at most 64 arrays in the .npz, got 65."),
    (lambda: zipped([("a.npy", npy(np.ones(1))), ("a", npy(np.ones(1)))]),
     "Every array may come once, “a” comes twice in the .npz."),
    (lambda: zipped([("a.npy", npy(np.ones(1)))], zipfile.ZIP_BZIP2),
     "Expected a .npz as NumPy writes it, got “a” packed in another way."),
    (lambda: zipped([("a.npy", b"")]), "Expected a to be a whole .npy array, got 0 bytes that are none."),
    (lambda: zipped([("a.npy", bytes(MOST_BYTES + 1))], zipfile.ZIP_DEFLATED),
     "At most 1 MB are read for one array, “a” has 1.000001 MB."),
    (lambda: b"PK\x03\x04", "Expected a .npz file, got one that is broken or cut off."),
])
def test_another_zip_is_refused(content, sentence):
    with pytest.raises(StudentDataError, match=f"^{re.escape(sentence)}$"):
        read_npz(content())


def test_as_many_arrays_of_as_many_bytes_as_a_network_needs_are_read():
    assert len(read_npz(zipped([(f"{k}.npy", npy(np.ones(1))) for k in range(MOST_MEMBERS)]))) == 64
    largest = header(f"({(MOST_BYTES - 80) // 8},)")
    count = (MOST_BYTES - len(largest)) // 8
    content = header(f"({count},)", data=bytes(8 * count))
    assert MOST_BYTES - 8 < len(content) <= MOST_BYTES
    for packed in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert read_npz(zipped([("a.npy", content)], packed))["a"].size == count

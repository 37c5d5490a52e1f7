"""A text is read in whatever coding a spreadsheet or an editor wrote it."""

import codecs

import pytest

from xorcore.reading.encoding import TextError, decoded

TEXT = "Größe;−1;½\n0;1;1\n"


@pytest.mark.parametrize("content", [
    TEXT, TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"), TEXT.encode("utf-32"),
    codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    TEXT.encode("utf-16-le"), TEXT.encode("utf-16-be"), "\ufeff" + TEXT,
])
def test_unicode_is_read_in_every_coding(content):
    assert decoded(content) == TEXT


@pytest.mark.parametrize("coding", ["cp1252", "latin-1"])
def test_what_is_no_utf_8_is_windows_1252(coding):
    assert decoded("Größe;½\n0;1\n".encode(coding)) == "Größe;½\n0;1\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028", "\u2029"])
def test_line_ends_of_all_systems_are_one(end):
    assert decoded(end.join(["a", "", "b"]).encode()) == "a\n\nb"


@pytest.mark.parametrize("unseen", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_what_has_no_width_is_left_out(unseen):
    assert decoded(f"0{unseen},1\n{unseen}2,3") == "0,1\n2,3"


def test_the_end_mark_of_old_texts_is_left_out():
    assert decoded(b"1,2\r\n\x1a") == "1,2\n"


@pytest.mark.parametrize(("content", "what"), [
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
    (b"PK\x03\x04", "it is a zip or an Excel workbook; save it as CSV"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "it is an Excel workbook; save it as CSV"),
    (b"%PDF-1.7", "a PDF"), (b"\x1f\x8b\x08\x00", "unpack it"),
    (b"\x80\x04\x95", "pickle, which is never opened"), (b"{\\rtf1", "plain text"), (b"\x93NUMPY\x01\x00", "np.savetxt"),
    (bytes(range(32)), "control characters"), ("a\0b", "control characters"), (b"\xff\xfe\x00\xd8a", "begins as UTF-16"),
    (b"\x00\x00\xfe\xff\x11\x22\x33\x44", "begins as UTF-32"), (b"\x7fELF\x02\x01", "control characters"),
])
def test_other_files_are_named(content, what):
    with pytest.raises(TextError, match="^This is not a text file: .*[.]$") as refusal:
        decoded(content)
    assert what in str(refusal.value)


def outcome(content):
    try:
        return type(decoded(content))
    except TextError:
        return TextError


def test_any_bytes_give_a_text_or_a_refusal():
    ends = (b"", b"\x00", b"\xff\xfe", b"abc", b"\xd8\x00\xd8\x00")
    assert {outcome(bytes([first]) + end) for first in range(256) for end in ends} == {str, TextError}


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-32"])
def test_the_mark_of_a_coding_is_no_part_of_the_text(coding):
    assert decoded("ab".encode(coding)) == "ab"


@pytest.mark.parametrize(("content", "text"), [
    (b"1\x002\x00", "12"), (b"\x001\x002", "12"),  # two characters of UTF-16 are the fewest that are known for it
    (b"1\x00\xbd\x002\x00", "1½2"), (b"1\x00\xac\x20\xac\x202\x003\x00", "1€€23"),
    ("€".encode("utf-16-le") * 3 + b"1\x002\x00", "€€€12"),  # two zeros in five pairs are enough
])
def test_utf_16_without_its_mark_is_known_by_the_zeros_of_plain_letters(content, text):
    assert decoded(content) == text


@pytest.mark.parametrize("content", [b"1\x00", b"1\x002\x003", "€".encode("utf-16-le") * 4 + b"1\x002\x00", b"\x0012\x00"])
def test_other_bytes_with_zeros_are_no_text(content):
    with pytest.raises(TextError, match="holds control characters"):
        decoded(content)

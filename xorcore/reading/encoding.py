"""From a file's bytes to text, whatever a spreadsheet or an editor made of it: UTF-8, UTF-16, UTF-32 or Windows-1252."""

import codecs
import re

from xorcore.checked import checked

MARKS = {  # byte order marks; that of UTF-32 begins with that of UTF-16
    codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be",
}
OTHER_FILES = {  # first bytes: what the file is, and what to do
    b"PK": "a zip or an Excel workbook; save it as CSV", b"\xd0\xcf\x11\xe0": "an Excel workbook; save it as CSV",
    b"%PDF": "a PDF; copy its numbers and paste them", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture", b"\x1f\x8b": "a gzip file; unpack it", b"\x80": "a pickle, which is never opened",
    b"\x93NUMPY": "a .npy array; save it with np.savetxt", b"MATLAB 5.0": "a .mat file; save it as CSV",
    b"{\\rtf": "an RTF document; save it as plain text",
}
LINE_END = re.compile("\r\n?|[\v\x85\u2028\u2029]")  # word processors and mainframes have their own
WITHOUT_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff]")  # come along unseen from pages and joined files
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")  # control characters; \x1a ends old texts


class TextError(ValueError):
    """A text that cannot be read; the message is one sentence."""


@checked
def decoded(content: bytes | str) -> str:
    """The text with "\\n" at its line ends, without characters of no width. Raises TextError where it is none."""
    text = content if isinstance(content, str) else _text(content)
    text = WITHOUT_WIDTH.sub("", LINE_END.sub("\n", text)).rstrip("\x1a")
    if NOT_TEXT.search(text):
        raise TextError("This is not a text file: it holds control characters.")
    return text


def _text(content: bytes) -> str:
    for start, kind in OTHER_FILES.items():
        if content.startswith(start):
            raise TextError(f"This is not a text file: it is {kind}.")
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    coding = MARKS.get(mark) or _wide(content)
    try:
        return content[len(mark) :].decode(coding or "utf-8")
    except UnicodeDecodeError:
        if coding:
            raise TextError(f"This is not a text file: it begins as {coding.upper()} and does not go on so.") from None
    return content.decode("cp1252", errors="replace")


def _wide(content: bytes) -> str:
    """UTF-16 without its mark, known by the zero bytes of plain letters and digits; "" for anything else."""
    if len(content) < 4 or len(content) % 2:
        return ""
    even, odd = content[::2].count(0), content[1::2].count(0)
    if max(even, odd) < 0.4 * len(content) / 2 or min(even, odd) > 0:
        return ""
    return "utf-16-le" if odd else "utf-16-be"

"""Reading the small texts that people bring: what a spreadsheet, an editor, Python, NumPy or MATLAB writes."""

from xorcore.reading.brackets import Node, Word
from xorcore.reading.encoding import TextError, decoded
from xorcore.reading.nested import Part, is_nested, read_nested
from xorcore.reading.rows import Row
from xorcore.reading.table import Table, columns_in_words, possible_tables

__all__ = ["Node", "Part", "Row", "Table", "TextError", "Word", "columns_in_words", "decoded", "is_nested",
           "possible_tables", "read_nested"]

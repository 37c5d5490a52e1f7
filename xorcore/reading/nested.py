"""Lists as Python, NumPy, PyTorch, JSON, MATLAB, R or C write them, one after the other, with the names before them.

`W1 = np.array([[1, 2], [3, 4]])`, `[[1 2]\\n [3 4]]`, `{'b1': [0.5]}`, `[1 2; 3 4]` and `{{1, 2}, {3, 4}}` all become lists
of words. Every word knows its line, so that rows without brackets can be found.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from xorcore.checked import checked
from xorcore.number_notation import is_number
from xorcore.reading.brackets import BEGINS, STANDS_FOR_ITSELF, Node, Word, read_brackets, unexpected, word_of
from xorcore.reading.tokens import tokens_of

SPACE_AND_COMMENTS = re.compile(r"(\s|([#%]|import |from ).*\n)*")
BEGINS_NESTED = re.compile(r"[\[({]|[\w.,'\" ]*[=:]\s*[\w.]*[\[({]|[A-Za-z_][\w.]*\(\s*[\[({]")


class Part(NamedTuple):
    """One list of a text, with the name that stands before it, "" where none does."""

    name: str
    value: Node


@checked
def is_nested(text: str) -> bool:
    """Whether a text begins as a list does, comment lines aside."""
    return BEGINS_NESTED.match(SPACE_AND_COMMENTS.sub("", text, count=1)[:200]) is not None


@checked
def read_nested(text: str) -> list[Part]:
    """The lists of a text in their order; words outside of any bracket are a list too. Raises TextError."""
    tokens, top, at = tokens_of(text.replace("Parameter containing:", "")), _Top([]), 0
    while (token := tokens[at]).kind != "end":
        if token.kind in BEGINS:
            top.name_before(token.line - 1)
            value, at = read_brackets(tokens, at)
            top.end(value)
            continue
        if token.kind in STANDS_FOR_ITSELF:
            top.words.append(word_of(token))
        elif token.text in "=:" and top.words:
            top.name_at_end(top.words[-1].line)
        elif token.kind != "comment" and token.text not in "\n,;":
            raise unexpected(token)
        at += 1
    return top.finished()


@dataclass
class _Top:
    """What stands outside of all brackets."""

    parts: list[Part]
    words: list[Word] = field(default_factory=list)
    name: str = ""  # of what follows

    def name_before(self, line: int) -> None:
        """A list begins: the words before it, from this line on, are its name unless they are numbers."""
        if self.words and not is_number(self.words[-1].text):
            self.name_at_end(line)
        self._end_words()

    def name_at_end(self, line: int) -> None:
        """The words from this line on are the name of what follows."""
        name = [word.text for word in self.words if word.line >= line]
        self.words = [word for word in self.words if word.line < line]
        self._end_words()
        self.name = " ".join(name)

    def end(self, value: Node) -> None:
        self.parts.append(Part(self.name, value))
        self.name = ""

    def _end_words(self) -> None:
        if self.words:
            self.end([*self.words])
            self.words = []

    def finished(self) -> list[Part]:
        self._end_words()
        return self.parts

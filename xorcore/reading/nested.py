"""Lists as Python, NumPy, PyTorch, JSON, MATLAB, R or C write them: read by their brackets, never evaluated.

`W1 = np.array([[1, 2], [3, 4]])`, `[[1 2]\\n [3 4]]`, `{'b1': [0.5]}`, `[1 2; 3 4]` and `{{1, 2}, {3, 4}}` all become lists
of words; what a word means is left to the reader. Every word knows its line, so that rows without brackets can be found.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from xorcore.number_notation import is_number, shown
from xorcore.reading.encoding import TextError

DEEPEST = 12
TOKEN = re.compile(r"""
    (?P<comment> \#.* | %.* | //.* | ^(import|from)\ .*)
  | (?P<string> "[^"\n]*" | '[^'\n]*' )
  | (?P<call> [A-Za-z_][\w.]*(?=\() )
  | (?P<open> [\[({])
  | (?P<close> [\])}])
  | (?P<mark> [,;:=\n])
  | (?P<word> [^\s\[\](){},;:="']+)
  | (?P<other> \S)""", re.VERBOSE | re.MULTILINE)
MAKERS = {  # calls that hold the numbers that they stand for; what any other would compute is not known
    "array", "asarray", "matrix", "Array", "tensor", "as_tensor", "Tensor", "Parameter", "constant", "Variable", "list",
    "tuple", "dict", "OrderedDict", "DataFrame", "c", "float", "float16", "float32", "float64", "int", "int32", "int64",
}
NAMED_ARGUMENTS = {"dtype", "device", "requires_grad", "grad_fn", "weak_type", "copy"}  # that change no number
CLOSES = {"[": "]", "(": ")", "{": "}"}
SPACE_AND_COMMENTS = re.compile(r"(\s|([#%]|import |from ).*\n)*")
BEGINS_NESTED = re.compile(r"[\[({]|[\w.,'\" ]*[=:]\s*[\w.]*[\[({]|[A-Za-z_][\w.]*\(\s*[\[({]")


class Word(NamedTuple):
    """A number or a name, as it is written; `line` counts from 1."""

    text: str
    line: int
    quoted: bool = False


Node: TypeAlias = "Word | list[Node] | dict[str, Node]"


class Part(NamedTuple):
    """One list of a text, with the name that stands before it, "" where none does."""

    name: str
    value: Node


class Token(NamedTuple):
    kind: str
    text: str
    line: int


def is_nested(text: str) -> bool:
    """Whether a text begins as a list does, comment lines aside."""
    return BEGINS_NESTED.match(SPACE_AND_COMMENTS.sub("", text, count=1)[:200]) is not None


def read_nested(text: str) -> list[Part]:
    """The lists of a text in their order; words outside of any bracket are a list too. Raises TextError."""
    tokens, top = _tokens(text.replace("Parameter containing:", "")), _Top([])
    while tokens:
        token = tokens.pop()
        if token.kind in ("open", "call"):
            top.name_before(token.line - 1)
            top.end(_group(tokens, token, 1))
        elif token.kind in ("word", "string"):
            top.words.append(_word(token))
        elif token.text in "=:" and top.words:
            top.name_at_end(top.words[-1].line)
        elif token.text not in "\n,;":
            raise _unexpected(token)
    return top.finished()


def _tokens(text: str) -> list[Token]:
    """Last one first, without comments."""
    tokens: list[Token] = []
    line = 1
    for match in TOKEN.finditer(text):
        behind_bracket = bool(tokens) and tokens[-1].kind == "close" and match[0][0] == "'"
        if match.lastgroup == "other" or behind_bracket:
            wrong = "is a transpose; write its numbers out" if behind_bracket else "is never closed"
            raise TextError(f"Line {line}: a quotation mark {wrong}.")
        if match[0] in ("...", "…"):
            raise TextError(f"Line {line}: numbers are left out ({match[0]}); print all of them.")
        if match.lastgroup != "comment":
            tokens.append(Token(match.lastgroup or "other", match[0], line))
        line += match[0] == "\n"
    return tokens[::-1]


def _word(token: Token) -> Word:
    quoted = token.kind == "string"
    return Word(token.text[1:-1] if quoted else token.text, token.line, quoted)


def _unexpected(token: Token) -> TextError:
    return TextError(f"Line {token.line}: “{token.text}” is not expected there.")


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


def _group(tokens: list[Token], opening: Token, depth: int) -> Node:
    """What stands between this bracket and its end; of a call, what it is called with."""
    call = opening.text if opening.kind == "call" else ""
    if call and call.rpartition(".")[2] not in MAKERS:
        raise TextError(f"Line {opening.line}: {shown(call)} is not computed; write its numbers out.")
    opening = tokens.pop() if call else opening
    if depth > DEEPEST:
        raise TextError(f"Line {opening.line}: lists are nested more than {DEEPEST} deep.")
    group = _Open("call" if call else opening.text)
    while tokens:
        token = tokens.pop()
        if token.kind == "close" and token.text == CLOSES[opening.text]:
            return group.value()
        if token.kind in ("open", "call"):
            group.add(_group(tokens, token, depth + 1))
        elif token.kind in ("word", "string"):
            group.add(_word(token))
        else:
            group.separate(token)
    raise TextError(f"Line {opening.line}: the bracket “{opening.text}” is never closed.")


@dataclass
class _Open:
    """A bracket that is being read."""

    bracket: str
    row: list[Node] = field(default_factory=list)
    rows: list[list[Node]] = field(default_factory=list)  # those that a semicolon ended
    named: dict[str, Node] = field(default_factory=dict)
    key: str | None = None
    commas: int = 0
    comma_is_last: bool = True

    def add(self, value: Node) -> None:
        self.comma_is_last = False
        if self.key is None:
            self.row.append(value)
        elif self.key in self.named:
            raise TextError(f"Every name may come once, {shown(self.key)} comes more than once.")
        else:
            self.named[self.key], self.key = value, None

    def separate(self, token: Token) -> None:
        if token.text == ",":
            if self.comma_is_last:
                raise TextError(f"Line {token.line}: nothing stands before a comma.")
            self.commas, self.comma_is_last = self.commas + 1, True
        elif token.text == ";":
            self.rows.append(self.row)
            self.row, self.comma_is_last = [], False
        elif (self.bracket, token.text) in (("{", ":"), ("call", "=")) and isinstance(self._last, Word):
            self.key = self._last.text
            self.row.pop()
        elif token.text != "\n":
            raise _unexpected(token)

    @property
    def _last(self) -> "Node | None":
        return self.row[-1] if self.row else None

    def value(self) -> Node:
        row = self.row
        if self.bracket == "call":
            return self._called_with()
        if self.rows:
            return [each for each in (*self.rows, row) if each]
        if self.named and row:
            raise TextError(f"Every value must have a name, got {len(self.named)} with one and {len(row)} without.")
        if self.bracket == "(" and len(row) == 1 and not self.commas:
            return row[0]
        return self.named or _named(row) or row

    def _called_with(self) -> Node:
        """array([...], dtype=float32): the list; c(1, 2): all; float64(1): the number."""
        first, *others = self.row or [[]]
        if set(self.named) - NAMED_ARGUMENTS or (not isinstance(first, Word) and not all(map(_is_type, others))):
            raise TextError("A list with instructions for its shape is not computed; write it row by row.")
        return self.row if others and isinstance(first, Word) else first


def _is_type(value: Node) -> bool:
    return isinstance(value, Word) and not is_number(value.text)


def _named(pairs: list[Node]) -> dict[str, Node]:
    """[("W1", [...]), ...] as names and values; empty where it is another list."""
    names: dict[str, Node] = {}
    for pair in pairs:
        match pair:
            case [Word(text=name, quoted=True), value]:
                names[name] = value
    return names if len(names) == len(pairs) else {}

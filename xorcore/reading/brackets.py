"""What stands within brackets, read as a tree and never evaluated: one reader for tables and for a student's arrays.

A list or a tuple is a list, what has names a dict, anything else a Word; what a word means is left to who reads the tree.
array(…), tensor(…, dtype=…) and the like are what they hold; a semicolon ends a row, as in MATLAB.
"""

from typing import NamedTuple, TypeAlias

from xorcore.number_notation import shown
from xorcore.reading.encoding import TextError
from xorcore.reading.tokens import Token, is_maker, power_of_ten, scaled

DEEPEST = 12
CLOSED_BY = {"[": "]", "(": ")", "{": "}"}
NAMED_ARGUMENTS = {  # that change no number
    "dtype", "device", "requires_grad", "grad_fn", "weak_type", "copy", "shape", "size", "name", "ndmin", "layout"}
BEGINS = ("open", "call", "tensorflow", "scale")  # the tokens that a tree in brackets begins with
STANDS_FOR_ITSELF = ("number", "infinite", "word", "string", "odd")


class Word(NamedTuple):
    """A number or a name, as it is written; `line` counts from 1."""

    text: str
    line: int
    kind: str = "word"  # one of STANDS_FOR_ITSELF

    @property
    def is_number(self) -> bool:
        return self.kind == "number"

    @property
    def is_name(self) -> bool:
        return self.kind in ("word", "string")


Node: TypeAlias = "Word | list[Node] | dict[str, Node]"


def word_of(token: Token) -> Word:
    """The token as it stands for itself, without its quotation marks."""
    return Word(token.text.strip("\"'"), token.line, token.kind)


def read_brackets(tokens: list[Token], at: int) -> tuple[Node, int]:
    """The tree that starts at this token, and the place after it. Raises TextError, one sentence."""
    reader = _Reader(tokens, at)
    return reader.value(0), reader.at


def unexpected(token: Token, in_place_of: str = "a number") -> TextError:
    """The refusal of a token that cannot stand where it does."""
    if token.text in ("'", '"'):
        return TextError(f"Line {token.line}: a quotation mark is never closed.")
    return TextError(f"Line {token.line}: {shown(token.text)} is not expected; it stands where {in_place_of} was expected.")


class _Reader:
    def __init__(self, tokens: list[Token], at: int):
        self.tokens, self.at = tokens, at

    def _ahead(self) -> Token:
        """The next token that counts."""
        while self.tokens[self.at].kind in ("newline", "comment"):
            self.at += 1
        return self.tokens[self.at]

    def value(self, depth: int) -> Node:
        token = self._ahead()
        if depth > DEEPEST:
            raise TextError(f"Line {token.line}: lists are nested more than {DEEPEST} deep.")
        self.at += token.kind != "end"
        if token.kind in STANDS_FOR_ITSELF:
            return word_of(token)
        match token.kind:
            case "open":
                return self._list(token, depth)
            case "call":
                values, named, _ = self._contents(token, depth)
                return _called(token, values, named)
            case "tensorflow":
                return self._tensorflow(depth)
            case "scale":
                return _scaled(self.value(depth + 1), power_of_ten(token))
            case "end":
                raise TextError("The text ends where a number was expected; it seems to be cut off.")
        raise unexpected(token)

    def _list(self, start: Token, depth: int) -> Node:
        values, named, commas = self._contents(start, depth)
        if named and values:
            raise TextError(f"Every value must have a name, got {len(named)} with one and {len(values)} without.")
        if start.text == "(" and len(values) == 1 and not commas:
            return values[0]
        return named or _pairs(values) or values

    def _contents(self, start: Token, depth: int) -> tuple[list[Node], dict[str, Node], int]:
        """What stands up to the closing bracket: values, a list of rows where semicolons end them; named values; commas."""
        rows: list[list[Node]] = [[]]
        named: dict[str, Node] = {}
        closing, commas, before = CLOSED_BY[start.text[-1]], 0, ","
        while (token := self._ahead()).kind != "close":
            if token.kind == "end":
                raise TextError(f"Line {start.line}: {shown(start.text)} is never closed; the text seems cut off.")
            if token.text == before == ",":
                raise TextError(f"Line {token.line}: nothing stands before a comma; write every number, 0 as well.")
            before = token.text
            if before in (",", ";", "|"):
                commas += before == ","
                rows += [[]] * (before == ";")
                self.at += 1
            else:
                self._element(rows[-1], named, start, depth + 1)
        if token.text != closing:
            raise unexpected(token, shown(closing))
        self.at += 1
        return (rows[0] if len(rows) == 1 else [row for row in rows if row]), named, commas

    def _element(self, row: list[Node], named: dict[str, Node], start: Token, depth: int) -> None:
        """A value, or a name and its value: 'W1': … or W1=…"""
        value = self.value(depth)
        if (mark := self._ahead()).text not in (":", "="):
            row.append(value)
            return
        if not isinstance(value, Word) or (start.text == "[" and value.is_number):
            raise unexpected(mark)
        self.at += 1
        if value.text in named:
            raise TextError(f"Every name may come once, {shown(value.text)} comes more than once.")
        named[value.text] = self.value(depth)

    def _tensorflow(self, depth: int) -> Node:
        """<tf.Tensor: shape=…, numpy=…> is its numpy."""
        value = self.value(depth + 1)
        if self._ahead().text != ">":
            raise TextError("A <tf.Tensor …> is never closed; the text seems cut off.")
        self.at += 1
        return value


def _called(call: Token, values: list[Node], named: dict[str, Node]) -> Node:
    """array([...], dtype=float32): the list; c(1, 2): all; float64(1): the number; Layer(W=..., b=...): what has names."""
    if not is_maker(call):
        if named and not values:
            return named
        raise TextError(f"Line {call.line}: {shown(call.text[:-1])} is not computed; write its numbers out.")
    if call.text.lower().endswith("dict("):
        return named or next((value for value in values if not isinstance(value, Word)), {})
    first, *others = values or [[]]
    if set(named) - NAMED_ARGUMENTS or (not isinstance(first, Word) and not all(map(_is_type, others))):
        raise TextError("A list with instructions for its shape is not computed; write it row by row.")
    return values if others and isinstance(first, Word) else first


def _is_type(value: Node) -> bool:
    return isinstance(value, Word) and not value.is_number


def _pairs(values: list[Node]) -> dict[str, Node]:
    """[("W1", [...]), ...] as names and values; empty where it is another list."""
    named = {pair[0].text: pair[1] for pair in values if isinstance(pair, list) and len(pair) == 2
             and isinstance(pair[0], Word) and pair[0].kind == "string" and not _is_type(pair[1])}
    return named if len(named) == len(values) else {}


def _scaled(tree: Node, power: int) -> Node:
    if isinstance(tree, dict):
        return {name: _scaled(each, power) for name, each in tree.items()}
    if isinstance(tree, list):
        return [_scaled(each, power) for each in tree]
    return tree._replace(text=scaled(tree.text, power)) if tree.is_number else tree

"""What stands within brackets, read as a tree and never evaluated.

A list or a tuple is a list, a dict a dict, a number its text, anything else a Word. array(…), tensor(…, dtype=…) and the
like are what they hold; a semicolon ends a row, as in MATLAB.
"""

from typing import NamedTuple

from xorcore.diagnosis.printed_tokens import Token, power_of_ten, scaled
from xorcore.diagnosis.submission import StudentDataError
from xorcore.number_notation import shown

MOST_DEPTH = 12
CLOSED_BY = {"[": "]", "(": ")", "{": "}"}


class Word(NamedTuple):
    """A name or a text, where it stands for itself."""

    text: str


def read_brackets(tokens: list[Token], at: int) -> tuple[object, int]:
    """The tree that starts at this token, and the place after it. Raises StudentDataError."""
    reader = _Reader(tokens, at)
    return reader.value(), reader.at


class _Reader:
    def __init__(self, tokens: list[Token], at: int):
        self.tokens, self.at = tokens, at

    def _ahead(self) -> Token:
        """The next token that counts."""
        while self.tokens[self.at].kind in ("newline", "comment"):
            self.at += 1
        return self.tokens[self.at]

    def value(self, depth: int = 0):
        if depth > MOST_DEPTH:
            raise StudentDataError(f"Expected lists of numbers, got brackets more than {MOST_DEPTH} deep.")
        token = self._ahead()
        self.at += token.kind != "end"
        match token.kind:
            case "open":
                values, named = self._contents(token, depth)
                return named or values
            case "call":
                values, named = self._contents(token, depth)
                return _called(token, values, named)
            case "tensorflow":
                return self._tensorflow(depth)
            case "scale":
                return _scaled(self.value(depth + 1), power_of_ten(token))
            case "number":
                return token.text
            case "word" | "string":
                return Word(token.text.strip("\"'"))
        raise StudentDataError(f"Line {token.line} has {shown(token.text)} where a number was expected."
                               if token.text else "The text ends where a number was expected; it seems to be cut off.")

    def _contents(self, start: Token, depth: int) -> tuple[list, dict]:
        """What stands up to the closing bracket: values, a list of rows where semicolons end them; and named values."""
        rows, named, closing = [[]], {}, CLOSED_BY[start.text[-1]]
        while (token := self._ahead()).kind != "close":
            if token.kind == "end":
                raise StudentDataError(f"Line {start.line}: {shown(start.text)} is never closed; the text seems cut off.")
            if token.text == ";":
                rows.append([])
            if token.text in (",", ";", "|"):
                self.at += 1
            else:
                self._element(rows[-1], named, depth + 1)
        if token.text != closing:
            raise StudentDataError(f"Line {token.line} has {shown(token.text)} where {shown(closing)} was expected.")
        self.at += 1
        return (rows[0] if len(rows) == 1 else [row for row in rows if row]), named

    def _element(self, row: list, named: dict, depth: int) -> None:
        """A value, or a name and its value: 'W1': … or W1=…"""
        value = self.value(depth)
        if self._ahead().text not in (":", "="):
            row.append(value)
            return
        self.at += 1
        name = value.text if isinstance(value, Word) else value if isinstance(value, str) else "a list"
        if name in named:
            raise StudentDataError(f"Every name may come once, {shown(name)} comes more than once.")
        named[name] = self.value(depth)

    def _tensorflow(self, depth: int):
        """<tf.Tensor: shape=…, numpy=…> is its numpy."""
        value = self.value(depth + 1)
        while (token := self._ahead()).text != ">":
            if token.kind == "end":
                raise StudentDataError("A <tf.Tensor …> is never closed; the text seems cut off.")
            self.at += 1
        self.at += 1
        return value


def _called(call: Token, values: list, named: dict):
    """What a call holds: the first value; the named ones are its options, except in dict(W1=…)."""
    if call.text.lower().rstrip("( ").endswith("dict"):
        return (named or _pairs(values[0]) or values[0]) if values else named
    return values[0] if values else []


def _pairs(tree) -> dict:
    """OrderedDict([('W1', …), …]) as a dict."""
    are_pairs = isinstance(tree, list) and all(
        isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], Word) for pair in tree)
    return {name.text: value for name, value in tree} if are_pairs else {}


def _scaled(tree, power: int):
    return [_scaled(each, power) for each in tree] if isinstance(tree, list) else (
        scaled(tree, power) if isinstance(tree, str) else tree)

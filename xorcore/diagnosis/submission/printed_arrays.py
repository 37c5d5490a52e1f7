"""Arrays as programs print them and people paste them: Python, NumPy, JSON, PyTorch, TensorFlow, MATLAB, or bare rows.

Outside brackets a text is read line by line. What stands before an array, on its line or alone on the line above, is its
name. Lines of bare numbers are rows; a blank line or a name ends an array.
"""

import re
from collections.abc import Iterator

from xorcore.diagnosis.submission.nested_arrays import Path, Printed, arrays_of
from xorcore.diagnosis.submission.parameter_labels import is_parameter, names_layer, read_label
from xorcore.diagnosis.submission.student_numbers import StudentDataError
from xorcore.number_notation import MINUS, MOST_CHARACTERS, shown
from xorcore.reading.brackets import Node, Word, read_brackets, word_of
from xorcore.reading.encoding import TextError
from xorcore.reading.tokens import Token, is_maker, power_of_ten, scaled, tokens_of

MOST_ARRAYS = 5000
IN_BRACKETS = ("open", "call", "tensorflow")  # the tokens that a value in brackets begins with
NAMING = ("word", "string", "comment")  # the tokens that names consist of
NEGATED = re.compile(  # -[[0.5]] and -np.array(…); but not the dash of a list, "- [0.5]"
    r"(?:=[^\S\n]*-[^\S\n]*|(?:^|:)[^\S\n]*-)(?=[\[(]|(?:[A-Za-z_]\w*\.)?(?:array|asarray|matrix|tensor)\()", re.MULTILINE)
PROMPT = re.compile(r"^\s*(In|Out)\s?\[\d+\]:", re.MULTILINE)  # IPython's


def printed_arrays(text: str) -> list[Printed]:
    """All arrays of a text in their order. Raises StudentDataError where it cannot be read."""
    if negated := NEGATED.search(text.translate(MINUS)):
        line = text.count("\n", 0, negated.end()) + 1
        raise StudentDataError(f"Line {line}: the minus before a list is not computed; write its numbers out.")
    try:
        tokens = tokens_of(PROMPT.sub("", text))
        _check(tokens)
        arrays = [array for path, tree in _Lines(tokens).trees() for array in arrays_of(path, tree)]
    except TextError as refusal:
        raise StudentDataError(str(refusal)) from None
    if len(arrays) > MOST_ARRAYS:
        raise StudentDataError(f"At most {MOST_ARRAYS} arrays are read, got {len(arrays)}.")
    return arrays


def _check(tokens: list[Token]) -> None:
    """Raises StudentDataError where a number is not finite or longer than any program prints."""
    for kind, text, line in tokens:
        if kind == "infinite":
            raise StudentDataError(f"All numbers must be finite, got {text} in line {line}.")
        if kind == "number" and len(text) > MOST_CHARACTERS:
            raise StudentDataError(f"Line {line} must hold numbers of at most {MOST_CHARACTERS} digits, got {len(text)}.")


class _Lines:
    """The lines of a text: rows gather until something else than a row comes."""

    def __init__(self, tokens: list[Token]):
        self.tokens, self.at = tokens, 0
        self.name = ""  # of what comes next, from a line of words
        self.layer = ""  # of what comes next, from a line as "Output layer"
        self.rows: list[list[Node]] = []
        self.rows_name, self.power = "", 0

    def trees(self) -> Iterator[tuple[Path, Node]]:
        """What stands on its own, a list, a dict, or rows as a list, with its name."""
        while self.tokens[self.at].kind != "end":
            line = self._up_to_brackets()
            if self.tokens[self.at].kind in IN_BRACKETS:
                yield from self._end_of_rows()
                yield self._bracketed(_words(line))
            else:
                self.at += self.tokens[self.at].kind == "newline"
                yield from self._line(line)
        yield from self._end_of_rows()

    def _up_to_brackets(self) -> list[Token]:
        """The rest of this line, or of it what stands before a value in brackets."""
        line: list[Token] = []
        while self.tokens[self.at].kind not in ("newline", "end"):
            token = self.tokens[self.at]
            if token.kind in IN_BRACKETS and not (self._shape_ahead(line) or self._words_ahead()):
                break
            line.append(token)
            self.at += 1
        return line

    def _shape_ahead(self, line: list[Token]) -> bool:
        """Whether this is the (2, 4) behind a name, or one of its brackets."""
        following = "".join(token.text for token in self.tokens[self.at : self.at + 5])
        return bool(line) and line[-1].kind == "word" and re.match(r"\(\d+,(\d+)?\)", following) is not None

    def _words_ahead(self) -> bool:
        """Whether this is print(W1) or loss(epoch 1): a call that holds no list, and does not say that it holds numbers."""
        token = self.tokens[self.at]
        if token.kind != "call" or is_maker(token):
            return False
        kinds = (self.tokens[k].kind for k in range(self.at + 1, len(self.tokens)))
        return next(kind for kind in kinds if kind in (*IN_BRACKETS, "close", "newline", "end")) == "close"

    def _bracketed(self, name: str) -> tuple[Path, Node]:
        """A value in brackets; a comment behind it is its name where it has no other."""
        tree, self.at = read_brackets(self.tokens, self.at)
        name, self.name = name or self.name, ""
        while self.tokens[self.at].text in (",", ";", ">"):
            self.at += 1
        if self.tokens[self.at].kind == "comment":
            name = name or _words([self.tokens[self.at]])
            self.at += 1
        self.at += self.tokens[self.at].kind == "newline"
        return self._path(name), tree

    def _path(self, name: str) -> Path:
        """The name; where it does not say its layer, behind the line that did."""
        label = read_label((name,)) if name else None
        if label and label.number is None and not label.place and self.layer:
            return self.layer, name
        return (name,) if name else ()

    def _line(self, line: list[Token]) -> Iterator[tuple[Path, Node]]:
        """A line without brackets: blank, a factor, numbers, a name with numbers, or words."""
        if line and line[-1].kind == "scale":
            self.power = power_of_ten(line.pop())
            if not line:
                return
        if not any(token.kind in NAMING for token in line) and any(token.kind == "number" for token in line):
            self._row(line)
            return
        yield from self._end_of_rows(keep_power=not line)
        if _is_header(line):
            return
        for part in _assignments(line) if line else ():
            yield from self._end_of_rows()
            self.name, numbers = _name_and_numbers(part)
            self.layer = self.name if names_layer(self.name) else self.layer
            if numbers:
                self._row(numbers)

    def _row(self, line: list[Token]) -> None:
        if not self.rows:
            self.rows_name, self.name = self.name, ""
        self.rows.append([word._replace(text=scaled(word.text, self.power)) for word in _numbers(line)])

    def _end_of_rows(self, keep_power: bool = False) -> Iterator[tuple[Path, Node]]:
        if self.rows:
            first = self.rows[0]
            yield self._path(self.rows_name), [*self.rows] if len(self.rows) > 1 else first[0] if len(first) == 1 else first
        self.power = self.power if keep_power and not self.rows else 0
        self.rows = []


def _is_header(line: list[Token]) -> bool:
    """Names of columns."""
    return sum(token.text in ",;|" for token in line) > 0 and not any(token.kind == "number" for token in line)


def _words(line: list[Token]) -> str:
    """The name that these tokens spell."""
    words = (token.text.strip("#% \"'`:=") for token in line if token.kind not in ("scale", "newline"))
    return " ".join(word for word in words if word)[:120]


def _assignments(line: list[Token]) -> Iterator[list[Token]]:
    """W1 = 0.1, b1 = 0.2 in its parts: each ends where a name comes after "=" and numbers."""
    start = mark = 0
    for k, token in enumerate(line):
        if token.text in ("=", ":"):
            mark = k
        elif token.kind in NAMING and mark > start and k - mark > 1 and _is_row(line[mark + 1 : k]):
            yield line[start:k]
            start = k
    yield line[start:]


def _is_row(line: list[Token]) -> bool:
    return all(token.kind == "number" or token.text in ",;" for token in line)


def _name_and_numbers(line: list[Token]) -> tuple[str, list[Token]]:
    """The words of a line, and the numbers behind "=" or ":" or behind the name of a parameter."""
    start = max((k + 1 for k, token in enumerate(line) if token.kind in NAMING), default=0)
    marks = [k for k in range(start, len(line)) if line[k].text in ("=", ":")]
    name, numbers = _words(line[:start]), line[start:]
    if marks:
        name, numbers = _words(line[: marks[-1]]), line[marks[-1] + 1 :]
    if any(token.kind == "number" for token in numbers) and (marks or is_parameter(name)):
        return name, numbers
    return _words(line), []


def _numbers(line: list[Token]) -> list[Word]:
    """The numbers of a row. Raises StudentDataError where a cell is empty or something else stands between."""
    numbers, empty = [], True
    for token in line:
        if token.kind == "number":
            numbers.append(word_of(token))
            empty = False
        elif token.text in (",", ";"):
            if empty:
                raise StudentDataError(f"Line {token.line} has an empty cell: write every number, 0 as well.")
            empty = True
        elif token.text not in ("|", "&"):
            raise StudentDataError(f"Line {token.line} must hold numbers only, got {shown(token.text)}.")
    return numbers

"""The tokens of lists and arrays as programs write them: numbers, names, brackets, and the lines they stand on."""

import re
from typing import NamedTuple

from xorcore.number_notation import MINUS, grouped, shown
from xorcore.reading.encoding import TextError

MOST_TOKENS = 100_000
DIGITS = r"(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?"
MAKERS = (  # calls that hold the numbers that they stand for; what any other would compute is not known
    "array|tensor|asarray|as_tensor|matrix|DeviceArray|ArrayImpl|constant|list|tuple|dict|OrderedDict|defaultdict|"
    "mappingproxy|FrozenDict|DataFrame|Parameter|Variable|c|float|float16|float32|float64|double|single|int|int32|int64")
INDEX = r"(?:\[\d{1,2}(?:\s?,\s?\d{1,2})?\]|\(\d{1,2}(?:\s?,\s?\d{1,2})?\)|\{[\[(]?\w{1,10}[\])]?\})"
TOKEN = re.compile(rf"""
    (?P<space>[^\S\n]+) | (?P<newline>\n)
  | (?P<comment>(?:\#|%|//|^(?:import|from)\ )[^\n]*)
  | (?P<dots>\.\.\.|…)
  | (?P<scale>1(?:\.0*)?[eE][-+]?\d{{1,3}}\s*\*)
  | (?P<call>(?:[A-Za-z_]\w*\.)*(?:(?i:{MAKERS})|[A-Za-z_]\w*(?!{INDEX}))\()
  | (?P<tensorflow><tf\.[^\n\[]{{0,300}}?numpy=\s*)
  | (?P<infinite>[-+]?\b(?i:nan|inf|infinity)\b(?!\w))
  | (?P<number>[-+]?{DIGITS}(?![\w.%/]|[-+][\d.]))
  | (?P<word>[A-Za-z_]\w{{0,60}}(?:/\w{{1,60}}){{1,6}}:0(?![\d.])
      | (?:[^\W\d]|[∂∇]|\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}\.(?=[A-Za-z_]{{2}}))(?:[\^_]{{0,2}}{INDEX}|[\w.∂∇/^'`₀-₉¹²³⁰-⁹])*)
  | (?P<string>"[^"\n]*"|'[^'\n]*'|<[A-Za-z]\w{{0,60}}>)
  | (?P<open>[\[({{]) | (?P<close>[\])}}])
  | (?P<odd>[-+]?[\w.][\w.+/-]*+%?)
  | (?P<mark>.)
""", re.VERBOSE | re.MULTILINE)
QUOTED_NUMBER = re.compile(rf"([\"'])\s*[-+]?{DIGITS}\s*\1", re.ASCII)
BEHIND_A_BRACKET = re.compile(r"'|\.[A-Za-z]\w*")  # what computes something of the list before it


class Token(NamedTuple):
    """kind: one of the groups of TOKEN; a quoted number is a number; "end" after the last."""

    kind: str
    text: str
    line: int  # from 1


def tokens_of(text: str) -> list[Token]:
    """All tokens but spaces; a newline ends the last line. Raises TextError where they are too many, where the print was
    shortened, or where something is to be computed of a list."""
    tokens, line, bracket_end = [], 1, -1
    for match in TOKEN.finditer(text.translate(MINUS) + "\n"):
        kind, found = match.lastgroup or "", match[0]
        if kind == "dots":
            raise TextError(f"Line {line}: numbers are left out, the print was shortened to “...”; print all of them, in "
                            "NumPy after np.set_printoptions(threshold=10**6).")
        if match.start() == bracket_end and (computed := BEHIND_A_BRACKET.match(found)):
            what = "a quotation mark is a transpose" if found[0] == "'" else f"{shown(computed[0])} is not computed"
            raise TextError(f"Line {line}: {what}; write its numbers out.")
        if kind == "string" and QUOTED_NUMBER.fullmatch(found):
            kind, found = "number", found[1:-1].strip()
        if kind != "space":
            tokens.append(Token(kind, found, line))
            if len(tokens) > MOST_TOKENS:
                raise TextError(f"At most {grouped(MOST_TOKENS)} numbers, names and signs are read; there are more from "
                                f"line {line} on.")
        bracket_end = match.end() if kind == "close" else -1
        line += found.count("\n")
    return [*tokens, Token("end", "", line - 1)]


def is_maker(call: Token) -> bool:
    """Whether this call holds the numbers that it stands for: np.array(, but not np.exp(."""
    return re.fullmatch(MAKERS, call.text[:-1].rpartition(".")[2], re.IGNORECASE) is not None


def power_of_ten(scale: Token) -> int:
    """-3 of "1.0e-03 *", the factor that MATLAB and PyTorch print above an array."""
    return int(re.sub(r"^1(\.0*)?[eE]|\s*\*$", "", scale.text))


def scaled(number: str, power: int) -> str:
    """The number times 10**power, with its digits."""
    mantissa, _, exponent = number.lower().partition("e")
    return f"{mantissa}e{int((exponent or '0')[:18]) + power}" if power else number

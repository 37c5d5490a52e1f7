"""The tokens of arrays as programs print them: numbers, names, brackets, and the lines they stand on."""

import re
from typing import NamedTuple

from xorcore.diagnosis.submission import StudentDataError
from xorcore.number_notation import MINUS, MOST_CHARACTERS

DIGITS = r"(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?"
CALLS = ("array|tensor|asarray|matrix|DeviceArray|ArrayImpl|list|tuple|dict|OrderedDict|defaultdict|mappingproxy|"
         "FrozenDict|Parameter|Variable|float|float16|float32|float64|double|single")
INDEX = r"[\^_]{0,2}(?:\[\d{1,2}(?:\s?,\s?\d{1,2})?\]|\(\d{1,2}(?:\s?,\s?\d{1,2})?\)|\{[\[(]?\w{1,10}[\])]?\})"
TOKEN = re.compile(rf"""
    (?P<space>[^\S\n]+) | (?P<newline>\n)
  | (?P<comment>(?:\#|%)[^\n]*)
  | (?P<dots>\.\.\.|…)
  | (?P<scale>1(?:\.0*)?[eE][-+]?\d{{1,3}}\s*\*)
  | (?P<call>(?:[A-Za-z_]\w*\.)*(?i:{CALLS})\s*\()
  | (?P<tensorflow><tf\.[^\n\[]{{0,300}}?numpy=\s*)
  | (?P<infinite>[-+]?\b(?i:nan|inf|infinity)\b(?!\w))
  | (?P<number>[-+]?{DIGITS}(?![\w.]|[-+][\d.]))
  | (?P<word>[A-Za-z_]\w{{0,60}}(?:/\w{{1,60}}){{1,6}}:0(?![\d.])
      | (?:[^\W\d]|[∂∇]|\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}\.(?=[A-Za-z_]{{2}}))(?:{INDEX}|[\w.∂∇/^'`₀-₉¹²³⁰-⁹])*)
  | (?P<string>"[^"\n]*"|'[^'\n]*'|<[A-Za-z]\w{{0,60}}>)
  | (?P<open>[\[({{]) | (?P<close>[\])}}])
  | (?P<other>[-+]?[\w.][\w.+-]*+|.)
""", re.VERBOSE)
MOST_TOKENS = 100_000
QUOTED_NUMBER = re.compile(rf"([\"'])\s*[-+]?{DIGITS}\s*\1", re.ASCII)


class Token(NamedTuple):
    """kind: one of the groups of TOKEN; a quoted number is a number; "end" after the last."""

    kind: str
    text: str
    line: int  # from 1


def tokens_of(text: str) -> list[Token]:
    """All tokens but spaces; a newline ends the last line. Raises StudentDataError where the print was shortened, or a
    number is longer than any program prints."""
    tokens, line = [], 1
    for match in TOKEN.finditer(text.translate(MINUS) + "\n"):
        kind, found = match.lastgroup, match[0]
        if kind == "dots":
            raise StudentDataError(f"Line {line} was shortened to “...” when it was printed: print all numbers, in NumPy "
                                   "after np.set_printoptions(threshold=10**6).")
        if kind == "string" and QUOTED_NUMBER.fullmatch(found):
            kind, found = "number", found[1:-1].strip()
        if kind == "infinite":
            raise StudentDataError(f"All numbers must be finite, got {found} in line {line}.")
        if kind == "number" and len(found) > MOST_CHARACTERS:
            raise StudentDataError(f"Line {line} must hold numbers of at most {MOST_CHARACTERS} digits, got {len(found)}.")
        if len(tokens) > MOST_TOKENS:
            raise StudentDataError(f"At most {MOST_TOKENS} numbers, names and signs are read, got more.")
        if kind != "space":
            tokens.append(Token(kind, found, line))
        line += found.count("\n")
    return [*tokens, Token("end", "", line - 1)]


def power_of_ten(scale: Token) -> int:
    """-3 of "1.0e-03 *", the factor that MATLAB and PyTorch print above an array."""
    return int(re.sub(r"^1(\.0*)?[eE]|\s*\*$", "", scale.text))


def scaled(number: str, power: int) -> str:
    """The number times 10**power, with its digits."""
    mantissa, _, exponent = number.lower().partition("e")
    return f"{mantissa}e{int((exponent or '0')[:18]) + power}" if power else number

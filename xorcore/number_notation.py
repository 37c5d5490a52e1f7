"""One notation of numbers for everything that a person types, pastes, links or uploads.

A number is a sign, digits 0 to 9 with a decimal point or comma, and an exponent: 0.25, −0,25, .5, 5., 1e-3. Python's own
`float` takes more, 1_0 and Arabic digits and nan, and takes no comma. What two people read as two numbers, 1,234, is
refused.
"""

import math
import re

from xorcore.checked import checked

MOST_CHARACTERS = 400  # of one number
MINUS = {ord(sign): "-" for sign in "−‐‑‒–﹣－"}  # what spreadsheets, books and phones write for a minus
NUMBER = re.compile(r"[+-]?([0-9]+([.,][0-9]*)?|[.,][0-9]+)([eE][+-]?[0-9]{1,18})?")
COMMA_OR_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
POINT_OR_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
GROUPED = re.compile(  # 1,234.5 and 1.234,5 and 1 234,5
    r"[+-]?[0-9]{1,3}((,[0-9]{3})+(\.[0-9]*)?|(\.[0-9]{3})+(,[0-9]*)?|([ '’\u00a0\u2009\u202f][0-9]{3})+([.,][0-9]*)?)")


@checked
def read_number(text: str, decimal_comma: bool = False) -> float:
    """The finite number that this text is. Raises ValueError: one sentence without its full stop.

    decimal_comma: the numbers beside it show that commas are decimal marks, so that 1,234 is 1.234, and that 1.234 may be
    a thousand.
    """
    plain = plain_notation(text, decimal_comma)
    number = float(plain)
    if math.isinf(number):
        raise ValueError(beyond_largest(text))
    if not number and re.match("[^eE]*[1-9]", plain):
        raise ValueError(f"{shown(text)} is nearer to 0 than the smallest number that can be computed with, 4.9e-324")
    return number


def beyond_largest(text: str) -> str:
    """What is wrong with this text, which as a number would be infinite; without its full stop."""
    return f"{shown(text)} is beyond the largest number that can be computed with, 1.8e308"


def read_whole(text: str) -> int:
    """The whole number that this text is, to its last digit. Raises ValueError: one sentence without its full stop."""
    plain = plain_notation(text)
    if POINT_OR_THOUSANDS.fullmatch(plain):
        raise ValueError(f"{shown(text)} can mean {plain.replace('.', '')} or {exact(float(plain))}; write one of the two")
    if plain.lstrip("+-").isdigit():
        return int(plain)
    number = read_number(text)
    if number % 1:
        raise ValueError(f"{shown(text)} is not a whole number")
    return int(number)


def plain_notation(text: str, decimal_comma: bool = False) -> str:
    """The same number, digit for digit, as `float` and `Decimal` read it: "-0.25" for "−0,25". Raises ValueError."""
    bare = text.strip() if len(text) <= MOST_CHARACTERS else ""
    bare = bare.translate(MINUS)
    if (POINT_OR_THOUSANDS if decimal_comma else COMMA_OR_THOUSANDS).fullmatch(bare):
        thousand, decimal = re.sub("[.,]", "", bare), bare.replace(",", ".")
        raise ValueError(f"{shown(text)} can mean {thousand} or {decimal}; write one of the two")
    if NUMBER.fullmatch(bare):
        return bare.replace(",", ".")
    raise ValueError(f"{shown(text)} is not a number{_advice(text, bare)}")


@checked
def exact(value: float) -> str:
    """A number to its last digit, as short as that can be: 0.05, 1, 1e-07. With less, another number would be said."""
    return str(value) if isinstance(value, int) else repr(float(value)).removesuffix(".0")


@checked
def grouped(number: float) -> str:
    """A count or a limit as a book prints it, 12400 as "12\u202f400": a narrow space, at which no line breaks, between
    thousands."""
    return f"{int(number):,}".replace(",", "\u202f") if number % 1 == 0 else exact(number)


@checked
def several(number: int, what: str) -> str:
    """"1 epoch", "12\u202f400 epochs"."""
    return f"{grouped(number)} {what}{'' if number == 1 else 's'}"


@checked
def true_minus(number: str) -> str:
    """A number as a book prints it: "−0.25" for "-0.25". What is typed, pasted or run has the sign of the keyboard."""
    return number.replace("-", "−")


@checked
def megabytes(size: float, limit: float) -> str:
    """A size that is beyond a limit, in megabytes, with digits enough to show that it is."""
    short = f"{size / 1e6:.1f}"
    return short if float(short) * 1e6 > limit else exact(size / 1e6)


@checked
def is_number(text: str) -> bool:
    """Whether `read_number` takes this text."""
    try:
        read_number(text)
    except ValueError:
        return False
    return True


@checked
def has_decimal_comma(text: str) -> bool:
    """Whether this is a number whose comma can only be a decimal mark: 0,5 or 12,34."""
    bare = text.strip().translate(MINUS)
    return "," in bare and NUMBER.fullmatch(bare[:MOST_CHARACTERS]) is not None and not COMMA_OR_THOUSANDS.fullmatch(bare)


@checked
def shown(text: str) -> str:
    """At most 20 characters of a text in quotation marks, on one line."""
    text = text.strip()
    start = "".join(c if c.isprintable() else "?" for c in text[:20])
    return f"“{start}{'…' * (len(text) > 20)}”" if text else "an empty text"


def _advice(text: str, bare: str) -> str:
    """What to write in its place, where that is plain."""
    if len(text) > MOST_CHARACTERS:
        return f": it has {grouped(len(text))} characters, at most {MOST_CHARACTERS} are read"
    if GROUPED.fullmatch(bare):
        return ": write it without marks between thousands"
    if bare.lower().strip("+-") in ("nan", "inf", "infinity", "na"):
        return ": only finite ones can be used"
    if NUMBER.fullmatch(bare.replace("_", "")):
        return ": write it without underscores"
    if any(c.isdigit() and not c.isascii() for c in bare):
        return ": write it with the digits 0 to 9"
    if bare[:1] + bare[-1:] == "()" and NUMBER.fullmatch(bare[1:-1]):
        return ": write it without parentheses, a negative one with a minus"
    return ""

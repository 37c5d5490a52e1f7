"""What programs print around the numbers: row and column numbers of pandas and R, tags of a log, the marks of LaTeX."""

import re
from collections.abc import Iterator

COLUMNS = re.compile(r"[\s,;]*0([\s,;]+\d+)*\s*")  # of a data frame: 0 1 2
ROW = re.compile(r"\s*(?P<number>\d+)[\s,;]+(?P<rest>\S.*)")
NO_NUMBERS = re.compile(r"\s*((Name: .*, )?(Length: \d+, )?dtype: \w+\s*|(\[,\d+\]\s*)+)")  # of pandas; R's columns
REPLACED = tuple((re.compile(pattern), by) for pattern, by in (
    (r"^\s*\[[A-Za-z]+\]", ""),  # [INFO] of a log
    (r"^\s*\[\d+,?\](?=\s)", ""),  # [1,] of a row in R
    (r"^\$(?=\w)", ""),  # $W1 of a list in R
    (r"\b(shape=\([\d, ]*\)|dtype=\w+), ", ""),  # of a variable of Keras
    (r'"shape": \[[\d, ]*\], ', ""),  # in JSON
    (r"\bParameter containing:", ""),  # of PyTorch
    (r"^[\s|]*([A-Za-z_]\w*\[[\d, \[\]]+\]) *[|,;\t] *([-+\d.e]+)[\s|]*$", r"\1 = \2"),  # | W1[0,1] | 0.2 |
    (r"(?<=\d)[Dd](?=[-+]\d)", "e"),  # 1.5D-01 of Fortran
))
LATEX = tuple((re.compile(pattern), by) for pattern, by in (
    (r"\\begin\{\w*(?:matrix|array)\}(?:\{[clr|]*\})?", "["),
    (r"\\end\{\w*(?:matrix|array)\}", "]"),
    (r"\\\\(?:\[\w.]*\])?", ";"),  # the end of a row
    (r"&", " "),
    (r"\\(?:[()\[\],;!]|left\W|right\W|math\w+|mathbf|quad|hline|displaystyle)|\$", " "),  # of the setting only
    (r"\{([A-Za-z]\w*)\}", r"\1"),  # \mathbf{W}
    (r"(?<=[A-Za-z])\s*[_^]\s*(?:\{[(\[]?(\d+)[)\]]?\}|(\d))", r"\1\2"),  # W_1, W^{(1)}, W^{[1]}
    (r"\\[dt]?frac\{[^{}]*\}\{\\partial\s*(\w+)\}", r"d\1"),  # dL/dW1
))


def without_labels(text: str) -> str:
    """The text without them, and with = between the name of a number and the number."""
    lines = text.splitlines()
    for pattern, by in (*(LATEX if r"\begin{" in text else ()), *REPLACED):
        lines = [pattern.sub(by, line) for line in lines]
    return "\n".join(_without_counts([line for line in lines if not NO_NUMBERS.fullmatch(line)]))


def _without_counts(lines: list[str]) -> Iterator[str]:
    """The lines of data frames and series without the numbers of their rows, 0, 1, 2, ..., and columns."""
    row = 0
    for line in lines:
        if COLUMNS.fullmatch(line) and _counts(line):
            row = 0
            continue
        found = ROW.fullmatch(line)
        row = row if found and int(found["number"]) == row else 0
        numbered = found is not None and int(found["number"]) == row
        yield found["rest"] if found and numbered else line
        row = row + 1 if numbered else 0


def _counts(line: str) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", line)]
    return numbers == list(range(len(numbers)))
